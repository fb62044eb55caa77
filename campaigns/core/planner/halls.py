"""Finds sets of demands that together want more than there is (Hall's theorem), by bipartite matching.

A demand wants one of several things, each thing serves one demand. When no augmenting path from a demand ends at a
free thing, all things reached are held by demands reached: these demands have only these things, one too few.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Shortage:
    """Demands, by number, all of whose things are ``things``, which are fewer."""

    demands: set[int]
    things: set[int]

    @property
    def short(self) -> int:
        """Return how many demands get nothing, whatever is done."""
        return len(self.demands) - len(self.things)


def shortages(count: int, wanted: Callable[[int], Sequence[int]]) -> list[Shortage]:
    """Return the shortages among demands 0 to ``count`` - 1; no two share a demand or a thing.

    ``wanted`` gives the things that a demand could have, at least one.
    """
    matching = _Matching(wanted)
    for demand in sorted(range(count), key=lambda one: len(wanted(one))):
        matching.serve(demand)
    return list({id(one): one for one in matching.short_of.values()}.values())


class _Matching:
    """Who holds what, and the shortages met; grown one demand at a time."""

    def __init__(self, wanted: Callable[[int], Sequence[int]]) -> None:
        self.wanted = wanted
        self.holder: dict[int, int] = {}
        self.held: dict[int, int] = {}
        self.short_of: dict[int, Shortage] = {}

    def serve(self, demand: int) -> None:
        """Give a demand a thing by handing things on, or keep the shortage it belongs to."""
        came: dict[int, int] = {}
        found = Shortage(set(), set())
        queue = [demand]
        for asking in queue:
            for thing in self.wanted(asking):
                if thing in came or thing in found.things:
                    continue
                if thing in self.short_of:
                    # All that the other shortage reaches is in it already: the two are one.
                    found.demands |= self.short_of[thing].demands
                    found.things |= self.short_of[thing].things
                    continue
                came[thing] = asking
                if thing not in self.holder:
                    self._hand_on(thing, came)
                    return
                queue.append(self.holder[thing])
        found.demands |= set(queue)
        found.things |= came.keys()
        for thing in found.things:
            self.short_of[thing] = found

    def _hand_on(self, thing: int | None, came: dict[int, int]) -> None:
        while thing is not None:
            asking = came[thing]
            before = self.held.get(asking)
            self.holder[thing], self.held[asking] = asking, thing
            thing = before

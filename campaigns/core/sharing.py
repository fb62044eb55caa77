"""How a number is shared out, in which order the shares come, and which place comes next."""

from collections.abc import Mapping, Sequence
from datetime import date


def largest_remainder(total: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Return the shares of ``total`` in proportion to the weights, in their order, which add up to it exactly.

    Each key gets its quota without the fraction (Hamilton's method); what is left goes to the largest fractions, of
    equal ones to the first. Nobody gets anything where all weights are zero.
    """
    if total < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("neither a total nor a weight is negative")
    whole = sum(weights.values())
    if whole == 0:
        return dict.fromkeys(weights, 0)
    shares = {key: total * weight // whole for key, weight in weights.items()}
    by_fraction = sorted(weights, key=lambda key: -(total * weights[key] % whole))
    for key in by_fraction[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def spread(counts: Mapping[int, int]) -> tuple[int, ...]:
    """Return an order in which each key stands as often as its count says, as evenly spaced as possible.

    Every place goes to the key that is furthest behind its share so far, of equal ones to the first: so none is
    ever a whole place ahead of its share.
    """
    total = sum(counts.values())
    given = dict.fromkeys(counts, 0)
    order: list[int] = []
    for place in range(1, total + 1):
        furthest = max(counts, key=lambda key: counts[key] * place - given[key] * total)
        given[furthest] += 1
        order.append(furthest)
    return tuple(order)


def least_recent(places: Sequence[int], last_visits: Mapping[int, date]) -> tuple[int, ...]:
    """Return the places in the order of their turn: never visited, then longest ago; equal ones as they came."""
    return tuple(sorted(places, key=lambda place: last_visits.get(place, date.min)))

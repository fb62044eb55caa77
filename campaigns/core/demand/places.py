"""Which places come into question for a need: the city's visits by district share, the others in turn."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from campaigns.core.demand.facts import ActivityFacts, PlaceFacts, PlanningFacts
from campaigns.core.demand.needs import Need
from campaigns.core.sharing import largest_remainder, least_recent, spread
from campaigns.enums import VenueChoice, VenueKind

# How many further places a need may fall back on when its own is not to be had.
ALTERNATIVES = 2


def places_of(
    facts: PlanningFacts, activity: ActivityFacts, needs: Sequence[Need]
) -> dict[str, tuple[int, ...]]:
    """Return the places of each need by its key, best first; none where a person names the place later."""
    open_needs = [need for need in needs if need.event is None]
    if activity.rule.venue is VenueChoice.OPEN or activity.venue_kind is None:
        return {}
    queues = _queues(facts, activity, needs)
    if activity.rule.venue is VenueChoice.ROTATE:
        districts = iter(_districts_in_turn(facts, activity, needs))
        return {need.key: _rotated(queues, need.district_id or next(districts, None)) for need in open_needs}
    return {need.key: _turned(queues[need.district_id], n) for n, need in enumerate(open_needs)}


def district_of_place(facts: PlanningFacts, venue_ids: Sequence[int]) -> int | None:
    """Return the district of the first place."""
    by_id = {place.id: place for place in facts.places}
    return by_id[venue_ids[0]].district_id if venue_ids else None


def _queues(
    facts: PlanningFacts, activity: ActivityFacts, needs: Sequence[Need]
) -> Mapping[int | None, list[int]]:
    """Return the places of each district, least recently used first; under None those of all districts."""
    last = dict(facts.last_visits)
    for need in needs:
        event = need.event
        if event is not None and event.venue_id is not None:
            last[event.venue_id] = max(event.day, last.get(event.venue_id, date.min))
    found: dict[int | None, list[int]] = defaultdict(list)
    kinds: list[VenueKind | None] = [activity.venue_kind, VenueKind.HALL]
    found[None] = list(least_recent(_ids(facts.places, kinds[0], None), last))
    for district in facts.districts:
        own = next((ids for kind in kinds if (ids := _ids(facts.places, kind, district.id))), ())
        found[district.id] = list(least_recent(own, last))
    return found


def _ids(places: Sequence[PlaceFacts], kind: VenueKind | None, district_id: int | None) -> tuple[int, ...]:
    return tuple(
        place.id for place in places if place.kind is kind and district_id in (None, place.district_id)
    )


def _districts_in_turn(facts: PlanningFacts, activity: ActivityFacts, needs: Sequence[Need]) -> list[int]:
    """Return the districts that the open needs visit: each as often as its share of places, evenly spread."""
    shares = Counter(
        place.district_id
        for place in facts.places
        if place.kind is activity.venue_kind and place.district_id is not None
    )
    free = [need for need in needs if need.district_id is None or need.event is not None]
    wanted = largest_remainder(len(free), shares)
    visited = Counter(need.district_id for need in free if need.event is not None)
    left = {id_: max(0, number - visited[id_]) for id_, number in wanted.items()}
    turns = [id_ for id_ in spread(left) if id_ is not None]
    # Visits beyond a district's share leave fewer turns than needs are open or more: go round, or stop early.
    return (turns or list(shares)) * (1 + len(free))


def _rotated(queues: Mapping[int | None, list[int]], district_id: int | None) -> tuple[int, ...]:
    """Take the next place of a district's queue, which then stands at its end; fall back on the last ones."""
    queue = queues[district_id]
    if not queue:
        return ()
    chosen = queue.pop(0)
    queue.append(chosen)
    return (chosen, *(place for place in queue[-1 - ALTERNATIVES : -1] if place != chosen))


def _turned(queue: Sequence[int], number: int) -> tuple[int, ...]:
    """Return the whole queue, each need beginning one further on."""
    start = number % len(queue) if queue else 0
    return (*queue[start:], *queue[:start])

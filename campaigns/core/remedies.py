"""Where and when an event would stand without any clash: the next free time, and another venue like its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.core.clashes import find_clashes
from campaigns.core.double_bookings import needs_of
from campaigns.core.limit_clashes import visits_of
from campaigns.core.placements import Placement, Surroundings
from campaigns.core.spans import Span, local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, VenueKind

# Between these hours another time is offered.
FIRST_HOUR, LAST_HOUR = 8, 18
WITHIN_DAYS = 14
OF_THE_PLACE = frozenset(
    {ClashKind.VENUE, ClashKind.VENUE_CLOSED, ClashKind.CAPACITY, ClashKind.TOO_SOON, ClashKind.SATURATION}
)


@dataclass(frozen=True, slots=True)
class VenueChoice:
    """A venue that an event could go to."""

    id: int
    kind: VenueKind
    name: Bilingual
    district_id: int | None
    capacity: int | None = None


def next_free_slot(
    placement: Placement,
    others: Iterable[Placement],
    around: Surroundings,
    *,
    not_before: datetime,
    within_days: int = WITHIN_DAYS,
) -> Span | None:
    """Return the next time at which an event of the same length has no clash at all, neither blocking nor warning.

    The same day is tried first, its nearest full hour first; then each day after it, at the event's own time and then
    at the nearest hours. An event of a whole day or longer keeps its hours and moves by days. Nothing is offered
    before ``not_before`` nor in another local year, because nothing of this year would count it there.
    """
    near = related(placement, others)
    year = local_day(placement.starts_at, around.zone).year
    for start in _starts(placement, around.zone, within_days):
        if start < not_before or start == placement.starts_at or local_day(start, around.zone).year != year:
            continue
        moved = replace(placement, starts_at=start, ends_at=start + (placement.ends_at - placement.starts_at))
        if is_free(moved, near, around):
            return moved.span
    return None


def free_venues(
    placement: Placement,
    others: Iterable[Placement],
    around: Surroundings,
    venues: Sequence[VenueChoice],
    *,
    most: int = 1,
) -> tuple[VenueChoice, ...]:
    """Return venues of the same kind and district at which an event has no clash at its time, in the order given."""
    everything = list(others)
    found: list[VenueChoice] = []
    for venue in venues:
        is_like = (venue.kind, venue.district_id) == (placement.venue_kind, placement.district_id)
        if len(found) == most or venue.id == placement.venue_id or not is_like:
            continue
        there = replace(placement, venue_id=venue.id, venue_name=venue.name, capacity=venue.capacity)
        if is_free(there, related(there, everything), around):
            found.append(venue)
    return tuple(found)


def is_free(placement: Placement, others: Iterable[Placement], around: Surroundings) -> bool:
    """Tell whether nothing speaks against an event, so far as the rules are not ignored."""
    if find_clashes([placement], around):
        return False
    near = [other for other in others if other.id != placement.id]
    return not find_clashes([placement, *near], around, of={placement.id})


def related(placement: Placement, others: Iterable[Placement]) -> list[Placement]:
    """Return what could clash with an event at some time: what shares a need, a community's visits or a limit."""
    needs, visits = set(needs_of(placement)), visits_of(placement)
    return [
        other
        for other in others
        if other.id != placement.id
        and (
            not needs.isdisjoint(needs_of(other))
            or (visits is not None and visits == visits_of(other))
            or (placement.district_id is not None and placement.district_id == other.district_id)
            or (placement.is_city_headline and other.is_city_headline)
        )
    ]


def _starts(placement: Placement, zone: str, within_days: int) -> Iterator[datetime]:
    tz = ZoneInfo(zone)
    start = placement.starts_at.astimezone(tz)
    length = placement.ends_at - placement.starts_at
    for day in (start.date() + timedelta(days=n) for n in range(within_days + 1)):
        own = datetime.combine(day, start.time(), tz)
        yield own
        if placement.is_all_day or length >= timedelta(hours=LAST_HOUR - FIRST_HOUR):
            continue
        yield from sorted(_hours(day, length, tz), key=lambda one: (abs(one - own), one < own))


def _hours(day: date, length: timedelta, tz: ZoneInfo) -> Iterator[datetime]:
    for hour in range(FIRST_HOUR, LAST_HOUR):
        start = datetime(day.year, day.month, day.day, hour, tzinfo=tz)
        if start + length <= start.replace(hour=LAST_HOUR):
            yield start

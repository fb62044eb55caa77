"""Where and when an event would stand without any clash: the next free time, and another venue like its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.core.clashes import find_clashes
from campaigns.core.double_bookings import needs_of
from campaigns.core.limit_clashes import visits_of
from campaigns.core.placements import TAKES_NOTHING, Placement, Surroundings
from campaigns.core.spans import Span, local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, VenueKind

# Between these hours another time is offered, though none that begins at noon.
FIRST_HOUR, NOON, LAST_HOUR = 8, 12, 18
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


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another event as one event's search for a place sees it: when it is, and by which rules both are bound."""

    span: Span
    day: date
    shares_need: bool
    is_same_visit: bool
    is_same_district: bool
    is_headline_too: bool


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
    near = related(placement, others, around)
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
        if is_free(there, related(there, everything, around), around):
            found.append(venue)
    return tuple(found)


def is_free(placement: Placement, near: Iterable[Neighbour], around: Surroundings) -> bool:
    """Tell whether nothing speaks against an event, so far as the rules are not ignored: ``find_clashes`` is empty."""
    day, rules = local_day(placement.starts_at, around.zone), around.rules
    turn, crowd = rules.amount(ClashKind.TOO_SOON), 1
    for one in near:
        if one.shares_need and placement.span.overlaps(one.span):
            return False
        if one.is_same_visit and abs((one.day - day).days) < turn:
            return False
        if one.day == day:
            if one.is_headline_too:
                return False
            crowd += one.is_same_district
    is_crowded = rules.heeds(ClashKind.SATURATION) and crowd > rules.amount(ClashKind.SATURATION)
    return not is_crowded and not find_clashes([placement], around)


def related(placement: Placement, others: Iterable[Placement], around: Surroundings) -> list[Neighbour]:
    """Return what could clash with an event at some time: what shares a need, a community's visits or a limit."""
    rules = around.rules
    needs = {need for need in needs_of(placement) if rules.heeds(need[0])}
    visits = visits_of(placement) if rules.heeds(ClashKind.TOO_SOON) else None
    is_headline = placement.is_city_headline and rules.heeds(ClashKind.HEADLINE)
    found = []
    for other in others:
        if other.id == placement.id or other.status in TAKES_NOTHING:
            continue
        near = Neighbour(
            span=other.span,
            day=local_day(other.starts_at, around.zone),
            shares_need=not needs.isdisjoint(needs_of(other)),
            is_same_visit=visits is not None and visits == visits_of(other),
            is_same_district=placement.district_id is not None and placement.district_id == other.district_id,
            is_headline_too=is_headline and other.is_city_headline,
        )
        if near.shares_need or near.is_same_visit or near.is_same_district or near.is_headline_too:
            found.append(near)
    return found


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
        if hour != NOON and start + length <= start.replace(hour=LAST_HOUR):
            yield start

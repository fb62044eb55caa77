"""Warnings about where and when an event stands: double bookings, holidays, weekends, windows, blackouts.

They are computed and never stored, and none of them stops a drag.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from campaigns.core.days import day_in_words
from campaigns.core.spans import Span, days_of
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import ClashKind, ClashLevel, EventStatus

TAKES_NOTHING = frozenset({EventStatus.CANCELLED, EventStatus.NOT_HELD})
DEFAULT_LEVELS: Mapping[ClashKind, ClashLevel] = {
    ClashKind.VENUE: ClashLevel.BLOCKS,
    ClashKind.PERSON: ClashLevel.BLOCKS,
    ClashKind.HOLIDAY: ClashLevel.WARNS,
    ClashKind.WEEKEND: ClashLevel.WARNS,
    ClashKind.OUTSIDE_WINDOW: ClashLevel.WARNS,
    ClashKind.BLACKOUT: ClashLevel.WARNS,
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One computed warning about an event; ``other_id`` is the event it clashes with, where there is one."""

    kind: ClashKind
    message: Bilingual
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """An event as the clash rules see it; the window is inclusive, either end may be open."""

    id: int
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    venue_id: int | None
    venue_name: Bilingual
    persons: Mapping[int, str] = field(default_factory=dict)
    status: EventStatus = EventStatus.CONFIRMED
    activity_code: str = ""
    window_start_on: date | None = None
    window_end_on: date | None = None
    weekend_is_usual: bool = False

    @property
    def span(self) -> Span:
        """Return the time the event takes."""
        return Span(self.starts_at, self.ends_at)


def find_clashes(placements: Iterable[Placement], zone: str) -> dict[int, tuple[Clash, ...]]:
    """Return the double bookings of venues and persons by event; an event without any is left out."""
    found: dict[int, list[Clash]] = defaultdict(list)
    for (kind, key), users in _bookings(placements).items():
        for one, other in _overlapping(users):
            found[one.id].append(_clash(kind, key, other, zone))
            found[other.id].append(_clash(kind, key, one, zone))
    order = list(ClashKind)
    return {
        id_: tuple(sorted(clashes, key=lambda clash: (order.index(clash.kind), clash.other_id or 0)))
        for id_, clashes in sorted(found.items())
    }


def day_warnings(placement: Placement, calendar: WorkCalendar, zone: str) -> tuple[Clash, ...]:
    """Return what speaks against the days of an event; one that takes nothing has no warnings."""
    if placement.status in TAKES_NOTHING:
        return ()
    days = days_of(placement.span, zone)
    return (
        *_off_days(placement, days, calendar),
        *_outside_window(placement, days),
        *_blackouts(placement, days, calendar),
    )


def _bookings(placements: Iterable[Placement]) -> dict[tuple[ClashKind, int], list[Placement]]:
    bookings: dict[tuple[ClashKind, int], list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.status in TAKES_NOTHING:
            continue
        if placement.venue_id is not None:
            bookings[ClashKind.VENUE, placement.venue_id].append(placement)
        for person_id in placement.persons:
            bookings[ClashKind.PERSON, person_id].append(placement)
    return bookings


def _overlapping(users: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Sweep by start; only what has not ended yet is compared, so the cost is the sort and the pairs found."""
    running: list[Placement] = []
    for placement in sorted(users, key=lambda user: (user.starts_at, user.id)):
        running = [other for other in running if other.ends_at > placement.starts_at]
        yield from ((other, placement) for other in running)
        running.append(placement)


def _clash(kind: ClashKind, key: int, other: Placement, zone: str) -> Clash:
    if kind is ClashKind.VENUE:
        name = other.venue_name
        message = Bilingual("地点“{name}”在{when}已安排“{title}”。", "{name} is taken {when} by “{title}”.")
    else:
        name = Bilingual(other.persons[key])
        message = Bilingual("{name}在{when}已安排到“{title}”。", "{name} is at “{title}” {when}.")
    return Clash(kind, message.filled(name=name, when=_when(other, zone), title=other.title), other.id)


def _when(placement: Placement, zone: str) -> Bilingual:
    tz = ZoneInfo(zone)
    start, end = placement.starts_at.astimezone(tz), placement.ends_at.astimezone(tz)
    days = days_of(placement.span, zone)
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    if len(days) > 1:
        return Bilingual(f"{first.zh}—{last.zh}", f"from {first.en} to {last.en}")
    if placement.is_all_day:
        return Bilingual(f"{first.zh}全天", f"all day on {first.en}")
    return Bilingual(
        f"{first.zh} {start.hour}:{start:%M}—{end.hour}:{end:%M}",
        f"on {first.en}, {start.hour}:{start:%M}–{end.hour}:{end:%M}",
    )


def _off_days(placement: Placement, days: Sequence[date], calendar: WorkCalendar) -> Iterator[Clash]:
    """A weekend warns only where the whole event lies on it: a long exhibition is meant to span one."""
    holiday = next((day for day in days if calendar.is_off(day)), None)
    if holiday is not None:
        message = Bilingual("{day}是{name}假期。", "{day} is a holiday ({name}).")
        name = calendar.name_of(holiday)
        yield Clash(ClashKind.HOLIDAY, message.filled(day=day_in_words(holiday), name=name))
        return
    if placement.weekend_is_usual or any(calendar.is_workday(day) for day in days):
        return
    message = Bilingual("{day}是周末，不是调休上班日。", "{day} is on a weekend and no make-up workday.")
    yield Clash(ClashKind.WEEKEND, message.filled(day=day_in_words(days[0])))


def _outside_window(placement: Placement, days: Sequence[date]) -> Iterator[Clash]:
    first, last = placement.window_start_on, placement.window_end_on
    if first is not None and days[0] < first:
        message = Bilingual(
            "早于活动窗口，窗口从{day}开始。", "This is before the activity's window, which begins on {day}."
        )
        yield Clash(ClashKind.OUTSIDE_WINDOW, message.filled(day=day_in_words(first)))
    if last is not None and days[-1] > last:
        message = Bilingual(
            "晚于活动窗口，窗口到{day}为止。", "This is after the activity's window, which ends on {day}."
        )
        yield Clash(ClashKind.OUTSIDE_WINDOW, message.filled(day=day_in_words(last)))


def _blackouts(placement: Placement, days: Sequence[date], calendar: WorkCalendar) -> Iterator[Clash]:
    named: dict[Bilingual, date] = {}
    for day in days:
        for row in calendar.blackouts(day, placement.activity_code):
            named.setdefault(row.name, day)
    for name, day in named.items():
        message = Bilingual("{day}是“{name}”，不宜安排。", "{day} is best avoided: {name}.")
        yield Clash(ClashKind.BLACKOUT, message.filled(day=day_in_words(day), name=name))

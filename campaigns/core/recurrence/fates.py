"""What becomes of each date of a rule: held, moved off a holiday, skipped with a day offered, outside the window."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from campaigns.core.recurrence.dates import dates
from campaigns.core.recurrence.rules import Rule
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import HolidayPolicy

# A make-up workday stands within a fortnight of the holiday it serves.
MAKE_UP_WITHIN = 14
Window = tuple[date | None, date | None]


class FateKind(StrEnum):
    """What becomes of a date of the rule."""

    AVAILABLE = "available"
    SKIPPED = "skipped"
    MOVED = "moved"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Fate:
    """One date of a rule: the day it is held on, or None with the day offered instead."""

    original_on: date
    on: date | None
    kind: FateKind
    reason: Bilingual = Bilingual("")
    offer_on: date | None = None


def fates(
    rule: Rule,
    calendar: WorkCalendar,
    policy: HolidayPolicy,
    *,
    last_on: date,
    window: Window = (None, None),
) -> tuple[Fate, ...]:
    """Return what becomes of each date; ``window`` is the activity's, inclusive, either end open.

    Offers come last, when it is known which days the others have moved to.
    """
    days = dates(rule, last_on, calendar)
    taken = {day for day in days if not calendar.is_off(day)}
    found = []
    for day in days:
        fate = _fate(day, calendar, policy, taken, window)
        found.append(fate)
        if fate.on is not None:
            taken.add(fate.on)
    return tuple(
        replace(fate, offer_on=_offer(fate.original_on, calendar, taken, window))
        if fate.kind is FateKind.SKIPPED
        else fate
        for fate in found
    )


def _offer(day: date, calendar: WorkCalendar, taken: set[date], window: Window) -> date | None:
    """Return the free day to offer instead of a skipped one, or None where that may not replace it."""
    offer = next(_offers(day, calendar, taken))
    return offer if _may_replace(day, offer, window) else None


def make_up_for(holiday: date, calendar: WorkCalendar) -> date:
    """Return the make-up workday after a holiday that serves it, or else the next working day."""
    last = holiday
    while calendar.is_off(last + timedelta(days=1)):
        last += timedelta(days=1)
    for day in (last + timedelta(days=n) for n in range(1, MAKE_UP_WITHIN + 1)):
        if calendar.is_off(day):
            break
        if calendar.is_make_up(day):
            return day
    return calendar.next_workday_on_or_after(holiday)


def _fate(
    day: date,
    calendar: WorkCalendar,
    policy: HolidayPolicy,
    taken: set[date],
    window: Window,
) -> Fate:
    if not _is_within(day, window):
        return Fate(day, None, FateKind.OUTSIDE, Bilingual("在活动期之外", "outside the activity's window"))
    if not calendar.is_off(day):
        return Fate(day, day, FateKind.AVAILABLE)
    name = calendar.name_of(day) or Bilingual("假期", "a holiday")
    if policy is HolidayPolicy.KEEP:
        return Fate(day, day, FateKind.AVAILABLE, name)
    if policy is not HolidayPolicy.SKIP:
        is_earlier = policy is HolidayPolicy.EARLIER_WORKDAY
        near = (calendar.last_workday_on_or_before if is_earlier else calendar.next_workday_on_or_after)(day)
        if near not in taken and _may_replace(day, near, window):
            return Fate(day, near, FateKind.MOVED, name)
    return Fate(day, None, FateKind.SKIPPED, name)


def _offers(day: date, calendar: WorkCalendar, taken: set[date]) -> Iterator[date]:
    """Yield the days that could make up for a holiday, without those on which the series has an event anyway."""
    first = make_up_for(day, calendar)
    if first not in taken:
        yield first
    while True:
        day = calendar.next_workday_on_or_after(day + timedelta(days=1))
        if day not in taken:
            yield day


def _may_replace(day: date, other: date, window: Window) -> bool:
    """Tell whether another day counts as the date would: within the window, and in the same year."""
    return other.year == day.year and _is_within(other, window)


def _is_within(day: date, window: Window) -> bool:
    first, last = window
    return (first is None or day >= first) and (last is None or day <= last)

"""What a changed working calendar does to a plan: the days that stand otherwise now, and the weeks that do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from campaigns.core.spans import Week, week_of
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar


class DayStanding(StrEnum):
    """How a day stands in a working calendar."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


@dataclass(frozen=True, slots=True)
class DayImpact:
    """A day whose standing changes; ``before_on`` and ``after_on`` are the working days around one that is lost."""

    day: date
    was: DayStanding
    now: DayStanding
    name: Bilingual | None
    before_on: date | None = None
    after_on: date | None = None

    @property
    def is_lost(self) -> bool:
        """Tell whether the day was worked and no longer is."""
        return _is_worked(self.was) and not _is_worked(self.now)


@dataclass(frozen=True, slots=True)
class WeekImpact:
    """An ISO week that gains or loses its last working day, and with it the weekly duty."""

    week: Week
    is_exempt_now: bool


@dataclass(frozen=True, slots=True)
class CalendarImpact:
    """What changes between two calendars on the days that were asked about, and in their weeks."""

    days: tuple[DayImpact, ...]
    weeks: tuple[WeekImpact, ...]


def standing_of(calendar: WorkCalendar, day: date) -> DayStanding:
    """Return how a day stands; a make-up workday is one also when its week's rule would have it worked."""
    if calendar.is_make_up(day):
        return DayStanding.MAKE_UP
    if calendar.is_off(day):
        return DayStanding.HOLIDAY
    return DayStanding.WORKDAY if calendar.is_workday(day) else DayStanding.WEEKEND


def calendar_impact(before: WorkCalendar, after: WorkCalendar, days: Iterable[date]) -> CalendarImpact:
    """Compare two calendars on some days, each taken once, and on the ISO weeks of those days."""
    asked = sorted(set(days))
    changed = []
    for day in asked:
        was, now = standing_of(before, day), standing_of(after, day)
        if was is not now:
            impact = DayImpact(day, was, now, after.name_of(day) or before.name_of(day))
            changed.append(_with_ways_out(impact, after))
    mondays = sorted({day - timedelta(days=day.weekday()) for day in asked})
    weeks = [
        WeekImpact(week_of(monday), not _has_workday(after, monday))
        for monday in mondays
        if _has_workday(before, monday) != _has_workday(after, monday)
    ]
    return CalendarImpact(tuple(changed), tuple(weeks))


def changed_days(before: WorkCalendar, after: WorkCalendar) -> tuple[date, ...]:
    """Return every day on which two calendars differ; all others follow the week's rule in both."""
    named = {*before.holidays, *before.make_up_days, *after.holidays, *after.make_up_days}
    return tuple(day for day in sorted(named) if standing_of(before, day) is not standing_of(after, day))


def _with_ways_out(impact: DayImpact, after: WorkCalendar) -> DayImpact:
    if not impact.is_lost:
        return impact
    earlier = after.last_workday_on_or_before(impact.day)
    later = after.next_workday_on_or_after(impact.day)
    return DayImpact(impact.day, impact.was, impact.now, impact.name, earlier, later)


def _is_worked(standing: DayStanding) -> bool:
    return standing in (DayStanding.WORKDAY, DayStanding.MAKE_UP)


def _has_workday(calendar: WorkCalendar, monday: date) -> bool:
    return calendar.workdays_between(monday, monday + timedelta(days=6)) > 0

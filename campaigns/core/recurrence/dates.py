"""The dates of a rule; those of working days need the calendar."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from campaigns.core.recurrence.rules import (
    MOST_DATES,
    DateList,
    DayOfMonth,
    MonthlyRule,
    MonthPart,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
    WeeklyRule,
)
from campaigns.core.workdays import WorkCalendar

MONTHS = 12


def dates(rule: Rule, last_on: date, calendar: WorkCalendar) -> tuple[date, ...]:
    """Return the dates of a rule up to ``last_on``, ascending; weeks begin on Monday (RFC 5545 WKST=MO)."""
    if isinstance(rule, DateList):
        return tuple(day for day in rule.days if day <= last_on)
    last = min(last_on, rule.until) if rule.until is not None else last_on
    most = MOST_DATES if rule.count is None else rule.count
    found: list[date] = []
    cycles = _weeks(rule, last) if isinstance(rule, WeeklyRule) else _months(rule, last, calendar)
    for cycle in cycles:
        found += [day for day in cycle if rule.starts_on <= day <= last]
        if len(found) >= most:
            break
    return tuple(found[:most])


def _weeks(rule: WeeklyRule, last: date) -> Iterator[Iterable[date]]:
    """Yield the days of each week of the rule."""
    monday = rule.starts_on - timedelta(days=rule.starts_on.weekday())
    while monday <= last:
        yield [monday + timedelta(days=day) for day in sorted(rule.weekdays)]
        monday += timedelta(weeks=rule.every_weeks)


def _months(rule: MonthlyRule, last: date, calendar: WorkCalendar) -> Iterator[Iterable[date]]:
    """Yield the days of each month of the rule."""
    year, month = rule.starts_on.year, rule.starts_on.month
    while date(year, month, 1) <= last:
        yield _days_of(rule.part, year, month, calendar)
        month += rule.every_months
        year, month = year + (month - 1) // MONTHS, (month - 1) % MONTHS + 1


def _days_of(part: MonthPart, year: int, month: int, calendar: WorkCalendar) -> list[date]:
    """Return the days of a month that a part means, ascending."""
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    match part:
        case DayOfMonth():
            return _nth(days, part.day)
        case NthWorkday():
            worked = calendar.nth_workday(days[0].year, days[0].month, part.nth)
            return [] if worked is None else [worked]
        case NthWeekday():
            found = (
                _nth([day for day in days if day.weekday() == wanted], part.nth) for wanted in part.weekdays
            )
            return sorted(day for one in found for day in one)
        case NthWeek():
            mondays = _nth([day for day in days if day.weekday() == 0], part.nth)
            return [monday + timedelta(days=day) for monday in mondays for day in sorted(part.weekdays)]


def _nth(days: list[date], nth: int) -> list[date]:
    """Return the n-th of some days, from 1 or from -1 at the end, or nothing where there are fewer."""
    place = nth - 1 if nth > 0 else len(days) + nth
    return days[place : place + 1] if place >= 0 else []

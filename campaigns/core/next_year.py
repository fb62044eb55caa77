"""Where a day, a rule and a name of one year stand in another, and what a copy of a year says of itself."""

import calendar as gregorian
from dataclasses import dataclass, replace
from datetime import date, timedelta

from campaigns.core.recurrence.rules import DateList, Rule, WeeklyRule
from campaigns.core.wording import Bilingual


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date of the copied year that fell on a holiday: where it went, or None with the day offered instead."""

    title: Bilingual
    original_on: date
    on: date | None
    reason: Bilingual
    offer_on: date | None = None


@dataclass(frozen=True, slots=True)
class CopySummary:
    """What a copy made, by kind; every date that a holiday moved; and what was not carried over, in sentences."""

    from_year: int
    to_year: int
    made: tuple[tuple[str, int], ...] = ()
    moved: tuple[MovedDate, ...] = ()
    left_out: tuple[Bilingual, ...] = ()


def same_date(day: date, year: int) -> date:
    """Return the same month and day; 29 February becomes the 28th where there is none."""
    return date(year, day.month, min(day.day, gregorian.monthrange(year, day.month)[1]))


def same_week_day(day: date, year: int) -> date:
    """Return the same weekday of the same ISO week, kept within the year where the week reaches over its edge."""
    iso = day.isocalendar()
    last_week = date(year, 12, 28).isocalendar().week
    found = date.fromisocalendar(year, min(iso.week, last_week), iso.weekday)
    if day.month == 1 and iso.week > 50:
        found = date.fromisocalendar(year, 1, iso.weekday)
    elif day.month == 12 and iso.week == 1:
        found = date.fromisocalendar(year, last_week, iso.weekday)
    return found + timedelta(weeks=(found.year < year) - (found.year > year))


def same_nth_weekday(day: date, year: int) -> date:
    """Return the n-th such weekday of the same month, the last one where the month has fewer."""
    first = date(year, day.month, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7, weeks=(day.day - 1) // 7)
    return found if found.month == day.month else found - timedelta(weeks=1)


def rule_in(rule: Rule, year: int) -> Rule:
    """Return the rule as it is said for another year; what begins or ends with a year does so again."""
    if isinstance(rule, DateList):
        return DateList(tuple(sorted({same_week_day(day, year) for day in rule.days})))
    starts_on, until = rule.starts_on, rule.until
    mapped = same_week_day if isinstance(rule, WeeklyRule) else same_date
    return replace(
        rule,
        starts_on=date(year, 1, 1) if (starts_on.month, starts_on.day) == (1, 1) else mapped(starts_on, year),
        until=until if until is None else _end_in(until, year, mapped(until, year)),
    )


def name_in(text: str, from_year: int, to_year: int) -> str:
    """Return a name with its year replaced: “2026创业带动就业” becomes “2027创业带动就业”."""
    return text.replace(str(from_year), str(to_year))


def _end_in(until: date, year: int, mapped: date) -> date:
    return date(year, 12, 31) if (until.month, until.day) == (12, 31) else mapped

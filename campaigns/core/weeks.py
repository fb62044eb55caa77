"""The weekly duty: which ISO weeks require an event, and which have had one (reading A07 of the notice)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from campaigns.core.ledger import EventFacts
from campaigns.core.pace import Days
from campaigns.core.spans import Week, week_of, weeks_between
from campaigns.core.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The weeks of a span: those that require an event, and those without a single working day, which do not."""

    required: tuple[Week, ...]
    exempt: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class WeekCount:
    """The required weeks by what they have; a past week that waits for a close-out counts as planned."""

    done: tuple[Week, ...]
    planned: tuple[Week, ...]
    missed: tuple[Week, ...]
    open: tuple[Week, ...]


def plan_weeks(days: Days, calendar: WorkCalendar) -> WeekPlan:
    """Split the weeks of a span into required and exempt.

    A span that begins with a year includes its first week, however short. One that begins later, because the
    notice was issued then, begins with the next Monday: nobody plans for the week in which a notice arrives.
    """
    first = days.first
    if (first.month, first.day) != (1, 1):
        first += timedelta(days=-first.weekday() % 7)
    weeks = weeks_between(first, days.last)
    required = tuple(week for week in weeks if calendar.workdays_between(week.monday_on, week.sunday_on))
    return WeekPlan(required, tuple(week for week in weeks if week not in required))


def count_weeks(plan: WeekPlan, events: Iterable[EventFacts], minimum: Decimal, today: date) -> WeekCount:
    """Sort the required weeks into done, planned, missed and open; a week needs ``minimum`` events."""
    held: Counter[date] = Counter()
    expected: Counter[date] = Counter()
    for event in events:
        monday = week_of(event.local_day).monday_on
        held[monday] += event.is_held
        expected[monday] += event.is_held or event.is_planned
    sorted_weeks: dict[str, list[Week]] = {"done": [], "planned": [], "missed": [], "open": []}
    for week in plan.required:
        monday = week_of(week.monday_on).monday_on
        if held[monday] >= minimum:
            sorted_weeks["done"].append(week)
        elif expected[monday] >= minimum:
            sorted_weeks["planned"].append(week)
        else:
            sorted_weeks["missed" if week.sunday_on < today else "open"].append(week)
    return WeekCount(**{state: tuple(weeks) for state, weeks in sorted_weeks.items()})


def passed_weeks(plan: WeekPlan, today: date) -> int:
    """Return how many required weeks are over: the pace of a weekly duty is counted in weeks, not in days."""
    return sum(week.sunday_on < today for week in plan.required)

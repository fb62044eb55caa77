"""Due days: they follow a rule and the recorded end, and are never moved later by themselves."""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.core.workdays import WorkCalendar
from campaigns.enums import DeadlineAnchor, ReportStatus

HANDED_IN = frozenset({ReportStatus.SUBMITTED, ReportStatus.ACCEPTED})


@dataclass(frozen=True, slots=True)
class DeadlineRuleFacts:
    """A rule as stored: so many days after a recorded end, or a fixed day of the year, or any time."""

    code: str
    anchor: DeadlineAnchor
    add_days: int = 0
    fixed_month: int | None = None
    fixed_day: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The day the rule counts from, the due day once that is known, and the day to expect until then.

    ``expected_due_on`` equals ``due_on`` where there is one, so that lists can always be sorted by it.
    """

    anchor_on: date | None
    due_on: date | None
    expected_due_on: date | None


def due(
    rule: DeadlineRuleFacts,
    year: int,
    actual_end_on: date | None,
    planned_end_on: date | None,
    extended_to: date | None = None,
) -> Due:
    """Return the due day of a rule in an edition's year.

    Calendar days; the day of the end itself is not counted; the due day is inclusive and does not roll over to a
    working day. Somebody may extend it by hand; an earlier ``extended_to`` changes nothing.
    """
    if rule.anchor is DeadlineAnchor.ANY_TIME:
        return Due(None, extended_to, extended_to)
    if rule.anchor is DeadlineAnchor.FIXED_DAY:
        day = _fixed_day(rule, year)
        due_on = max(day, extended_to or day)
        return Due(day, due_on, due_on)
    if actual_end_on is not None:
        day = actual_end_on + timedelta(days=rule.add_days)
        due_on = max(day, extended_to or day)
        return Due(actual_end_on, due_on, due_on)
    if planned_end_on is None:
        return Due(None, None, extended_to)
    expected = planned_end_on + timedelta(days=rule.add_days)
    return Due(None, None, max(expected, extended_to or expected))


def advice_day(due_on: date | None, calendar: WorkCalendar) -> date | None:
    """Return the last working day before a due day that is no working day, else nothing."""
    if due_on is None or calendar.is_workday(due_on):
        return None
    return calendar.last_workday_on_or_before(due_on)


def is_overdue(due_on: date | None, today: date, status: ReportStatus | None) -> bool:
    """Tell whether the due day has passed without a submission that waits or is accepted."""
    return due_on is not None and today > due_on and status not in HANDED_IN


def days_left(due_on: date | None, today: date) -> int | None:
    """Return the days until the due day: 0 on it, negative after it."""
    return None if due_on is None else (due_on - today).days


def _fixed_day(rule: DeadlineRuleFacts, year: int) -> date:
    if rule.fixed_month is None or rule.fixed_day is None:
        raise ValueError(f"deadline rule {rule.code!r} has a fixed day without month and day")
    last = gregorian.monthrange(year, rule.fixed_month)[1]
    return date(year, rule.fixed_month, min(rule.fixed_day, last))

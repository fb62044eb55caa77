"""Due days follow the rule of the notice: calendar days, the end day not counted, no roll."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.deadlines import DeadlineRuleFacts, Due, advice_day, days_left, due, is_overdue
from campaigns.enums import DeadlineAnchor, ReportStatus
from tests.campaigns.core.years import calendar_for

D1 = DeadlineRuleFacts("D1", DeadlineAnchor.ACTUAL_END, add_days=10)
D3 = DeadlineRuleFacts("D3", DeadlineAnchor.FIXED_DAY, fixed_month=12, fixed_day=31)
D4 = DeadlineRuleFacts("D4", DeadlineAnchor.ANY_TIME)
REAL = calendar_for(2009, 2026)
days = st.dates(date(2009, 1, 1), date(2026, 12, 31))


def test_c1_of_2009_is_due_on_a_sunday_with_the_friday_before_as_advice() -> None:
    found = due(D1, 2009, date(2009, 7, 9), date(2009, 7, 9))

    assert found == Due(date(2009, 7, 9), date(2009, 7, 19), date(2009, 7, 19))
    assert advice_day(found.due_on, REAL) == date(2009, 7, 17)


def test_c2_of_2009_is_due_on_a_wednesday_and_needs_no_advice() -> None:
    found = due(D1, 2009, date(2009, 8, 9), None)

    assert found.due_on == date(2009, 8, 19)
    assert advice_day(found.due_on, REAL) is None


def test_until_an_end_is_recorded_only_an_expectation_is_known() -> None:
    assert due(D1, 2026, None, date(2026, 6, 30)) == Due(None, None, date(2026, 7, 10))
    assert due(D1, 2026, None, None) == Due(None, None, None)
    assert advice_day(None, REAL) is None


def test_the_last_of_december_is_inclusive() -> None:
    found = due(D3, 2026, None, None)

    assert found == Due(date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31))
    assert not is_overdue(found.due_on, date(2026, 12, 31), None)
    assert is_overdue(found.due_on, date(2027, 1, 1), None)


def test_a_rule_without_a_day_is_never_overdue() -> None:
    assert due(D4, 2026, date(2026, 6, 30), None) == Due(None, None, None)
    assert not is_overdue(None, date(2030, 1, 1), None)
    assert days_left(None, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, True),
        (ReportStatus.DRAFT, True),
        (ReportStatus.RETURNED, True),
        (ReportStatus.SUBMITTED, False),
        (ReportStatus.ACCEPTED, False),
    ],
)
def test_only_what_is_handed_in_is_not_overdue(status: ReportStatus | None, expected: bool) -> None:
    assert is_overdue(date(2026, 7, 10), date(2026, 7, 11), status) is expected


def test_somebody_may_extend_a_due_day_and_an_earlier_day_changes_nothing() -> None:
    later, earlier = date(2026, 7, 20), date(2026, 7, 1)

    assert due(D1, 2026, date(2026, 6, 30), None, later).due_on == later
    assert due(D1, 2026, date(2026, 6, 30), None, earlier).due_on == date(2026, 7, 10)
    assert due(D1, 2026, None, date(2026, 6, 30), later) == Due(None, None, later)
    assert due(D3, 2026, None, None, date(2027, 1, 5)).due_on == date(2027, 1, 5)


def test_the_last_of_february_exists_in_every_year() -> None:
    rule = DeadlineRuleFacts("X", DeadlineAnchor.FIXED_DAY, fixed_month=2, fixed_day=29)

    assert due(rule, 2026, None, None).due_on == date(2026, 2, 28)
    assert due(rule, 2028, None, None).due_on == date(2028, 2, 29)


def test_a_fixed_day_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="X"):
        due(DeadlineRuleFacts("X", DeadlineAnchor.FIXED_DAY), 2026, None, None)


def test_days_left_are_zero_on_the_day_and_negative_after() -> None:
    assert [days_left(date(2026, 7, 10), date(2026, 7, day)) for day in (8, 10, 11)] == [2, 0, -1]


@given(days)
def test_advice_is_a_working_day_before_a_day_that_is_none(day: date) -> None:
    advice = advice_day(day, REAL)

    assert (advice is None) is REAL.is_workday(day)
    assert advice is None or (advice < day and REAL.is_workday(advice))


@given(days, st.integers(0, 60))
def test_a_later_end_is_never_due_earlier(end: date, more: int) -> None:
    sooner = due(D1, end.year, end, None).due_on
    later = due(D1, end.year, end + timedelta(days=more), None).due_on

    assert sooner is not None
    assert later == sooner + timedelta(days=more)

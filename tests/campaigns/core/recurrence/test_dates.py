"""The dates of rules are those of another engine wherever RFC 5545 can say the rule, and our own parts keep theirs."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.core.recurrence.dates import dates
from campaigns.core.recurrence.rules import (
    MOST_DATES,
    DateList,
    DayOfMonth,
    MonthlyRule,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
)
from campaigns.core.recurrence.texts import rule_text
from campaigns.core.workdays import WorkCalendar
from tests.campaigns.core.recurrence.strategies import (
    date_lists,
    monthly_rules,
    ordinals,
    own_parts,
    rules,
    standard_parts,
    weekday_sets,
    weekly_rules,
)
from tests.campaigns.core.years import calendar_for, month_ends

REAL = calendar_for(2026)
# Offices that know no holiday, for the comparison with an engine that knows none.
PLAIN = WorkCalendar()
LAST = date(2027, 6, 30)
MANY = settings(max_examples=max(1700, settings.default.max_examples if settings.default else 0))


def by_the_other_engine(text: str, starts_on: date) -> tuple[date, ...]:
    rule = rrulestr(text, dtstart=datetime.combine(starts_on, time()))
    found = rule.between(datetime.combine(starts_on, time()), datetime.combine(LAST, time()), inc=True)
    return tuple(one.date() for one in found[:MOST_DATES])


@pytest.mark.parametrize(
    "rules_of", [weekly_rules(), monthly_rules(standard_parts)], ids=["weekly", "monthly"]
)
@MANY
@given(st.data())
def test_rules_of_the_standard_have_the_dates_of_another_engine(
    rules_of: st.SearchStrategy[Rule], data: st.DataObject
) -> None:
    rule = data.draw(rules_of)

    assert dates(rule, LAST, REAL) == by_the_other_engine(rule_text(rule), rule.starts_on)


@MANY
@given(monthly_rules(own_parts.filter(lambda part: isinstance(part, NthWorkday))))
def test_without_holidays_a_working_day_of_the_month_is_the_standards_position_among_weekdays(
    rule: MonthlyRule,
) -> None:
    said = rule_text(rule).replace("X-WORKDAY", "BYDAY=MO,TU,WE,TH,FR;BYSETPOS")

    assert dates(rule, LAST, PLAIN) == by_the_other_engine(said, rule.starts_on)


@given(rules)
def test_dates_ascend_within_the_span_and_the_count(rule: Rule) -> None:
    found = dates(rule, LAST, REAL)

    assert list(found) == sorted(set(found))
    assert len(found) <= (rule.count or MOST_DATES)
    assert all(rule.starts_on <= day <= min(LAST, rule.until or LAST) for day in found)


@given(date_lists)
def test_a_list_has_its_own_dates(listed: DateList) -> None:
    assert dates(listed, LAST, REAL) == listed.days


@given(ordinals, weekday_sets)
def test_the_days_of_a_week_of_the_month_lie_in_one_week_that_begins_in_the_month(
    nth: int, weekdays: frozenset[int]
) -> None:
    rule = MonthlyRule(1, NthWeek(nth, weekdays), date(2026, 1, 1), until=date(2026, 12, 20))

    found = dates(rule, LAST, REAL)
    mondays = [day - timedelta(days=day.weekday()) for day in found]

    assert {day.weekday() for day in found} <= weekdays
    if nth > 0:
        assert all((monday.day - 1) // 7 == nth - 1 for monday in mondays)
    else:
        ends = [month_ends(monday.year, monday.month)[1] for monday in mondays]
        assert all((end.day - monday.day) // 7 == -nth - 1 for end, monday in zip(ends, mondays, strict=True))


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (NthWorkday(-1), ["01-30", "02-28", "03-31", "04-30", "05-29", "06-30"]),
        (NthWorkday(1), ["01-04", "02-02", "03-02", "04-01", "05-06", "06-01"]),
        (NthWeekday(1, frozenset({0})), ["01-05", "02-02", "03-02", "04-06", "05-04", "06-01"]),
        (NthWeekday(-1, frozenset({4})), ["01-30", "02-27", "03-27", "04-24", "05-29", "06-26"]),
        (DayOfMonth(31), ["01-31", "03-31", "05-31"]),
        (DayOfMonth(-1), ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30"]),
        # March 2026 begins on a Sunday, so its second week of Mondays begins on the 9th.
        (NthWeek(2, frozenset({1, 3})), ["01-13", "01-15", "02-10", "02-12", "03-10", "03-12"]),
    ],
)
def test_a_part_of_the_month_in_the_real_year_2026(part: object, expected: list[str]) -> None:
    rule = MonthlyRule(1, part, date(2026, 1, 1))  # type: ignore[arg-type]

    found = [f"{day:%m-%d}" for day in dates(rule, date(2026, 6, 30), REAL)]

    assert found[: len(expected)] == expected


def test_every_third_month_is_counted_from_the_month_of_the_first_day() -> None:
    rule = MonthlyRule(3, DayOfMonth(5), date(2026, 2, 6), count=3)

    assert dates(rule, LAST, REAL) == (date(2026, 5, 5), date(2026, 8, 5), date(2026, 11, 5))

"""Days, rules and names of one year as they stand in another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.next_year import name_in, rule_in, same_date, same_nth_weekday, same_week_day
from campaigns.core.recurrence.rules import DateList, MonthlyRule, NthWorkday, WeeklyRule

days = st.dates(date(1995, 1, 1), date(2095, 12, 31))
years = st.integers(1995, 2095)


@pytest.mark.parametrize(
    ("day", "year", "same"),
    [
        (date(2026, 1, 7), 2027, date(2027, 1, 13)),
        (date(2026, 6, 10), 2027, date(2027, 6, 16)),
        (date(2026, 12, 31), 2027, date(2027, 12, 30)),
        (date(2027, 1, 1), 2028, date(2028, 1, 7)),
        (date(2024, 12, 30), 2025, date(2025, 12, 22)),
    ],
)
def test_a_day_keeps_its_iso_week_and_weekday(day: date, year: int, same: date) -> None:
    assert same_week_day(day, year) == same


def test_the_fifth_friday_becomes_the_last_where_there_are_four() -> None:
    assert same_nth_weekday(date(2026, 5, 29), 2027) == date(2027, 5, 28)
    assert same_nth_weekday(date(2026, 6, 9), 2027) == date(2027, 6, 8)


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert same_date(date(2028, 2, 29), 2029) == date(2029, 2, 28)


def test_a_weekly_rule_of_the_whole_year_is_one_again() -> None:
    rule = WeeklyRule(1, frozenset({2}), date(2026, 1, 1), until=date(2026, 12, 31))

    assert rule_in(rule, 2027) == WeeklyRule(1, frozenset({2}), date(2027, 1, 1), until=date(2027, 12, 31))


def test_rules_within_a_year_keep_their_weeks_months_and_counts() -> None:
    weekly = WeeklyRule(2, frozenset({1, 3}), date(2026, 6, 2), count=8)
    monthly = MonthlyRule(1, NthWorkday(-1), date(2026, 3, 10), until=date(2026, 11, 30))
    listed = DateList((date(2026, 3, 18), date(2026, 9, 22)))

    assert rule_in(weekly, 2027) == WeeklyRule(2, frozenset({1, 3}), date(2027, 6, 8), count=8)
    assert rule_in(monthly, 2027) == MonthlyRule(
        1, NthWorkday(-1), date(2027, 3, 10), until=date(2027, 11, 30)
    )
    assert rule_in(listed, 2027) == DateList((date(2027, 3, 24), date(2027, 9, 28)))


def test_a_name_with_its_year_follows_the_year() -> None:
    assert name_in("“2026创业带动就业—市区行活动”", 2026, 2027) == "“2027创业带动就业—市区行活动”"


@given(days, years)
def test_every_mapping_stays_in_the_year_on_its_weekday_and_near_its_place(day: date, year: int) -> None:
    week, nth, plain = same_week_day(day, year), same_nth_weekday(day, year), same_date(day, year)

    assert {week.year, nth.year, plain.year} == {year}
    assert week.weekday() == nth.weekday() == day.weekday()
    assert nth.month == plain.month == day.month
    assert abs((week - plain).days) <= 10


@given(days)
def test_a_year_mapped_to_itself_stays_as_it_is_but_at_its_edges(day: date) -> None:
    assert same_nth_weekday(day, day.year) == same_date(day, day.year) == day
    if day.isocalendar().year == day.year:
        assert same_week_day(day, day.year) == day

"""Real years count as the State Council's notices make them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar, YearStatus
from campaigns.enums import DayKind
from tests.campaigns.core.years import YEARS, calendar_for, month_ends

REAL = calendar_for(*YEARS)
days = st.dates(date(2009, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("year", sorted(YEARS))
def test_a_year_has_the_working_days_of_its_notice(year: int) -> None:
    assert REAL.workdays_between(date(year, 1, 1), date(year, 12, 31)) == YEARS[year]["workdays"]


@pytest.mark.parametrize("year", sorted(YEARS))
def test_the_months_of_a_year_have_their_working_days(year: int) -> None:
    counted = [REAL.workdays_between(*month_ends(year, month)) for month in range(1, 13)]

    assert counted == YEARS[year]["workdays_by_month"]
    assert sum(counted) == YEARS[year]["workdays"]


def test_a_make_up_sunday_is_worked_and_marked() -> None:
    sunday = date(2026, 9, 20)

    assert (REAL.is_workday(sunday), REAL.is_make_up(sunday), REAL.mark(sunday)) == (True, True, DayKind.WORK)
    assert REAL.name_of(sunday) == Bilingual("调休上班", "make-up workday")


def test_a_holiday_is_off_and_named_and_a_weekend_is_neither_off_nor_worked() -> None:
    holiday, saturday = date(2026, 10, 1), date(2026, 6, 6)

    assert (REAL.is_off(holiday), REAL.mark(holiday), REAL.name_of(holiday)) == (
        True, DayKind.OFF, Bilingual("国庆节"),
    )  # fmt: skip
    assert (REAL.is_workday(saturday), REAL.is_off(saturday), REAL.mark(saturday)) == (False, False, None)
    assert REAL.name_of(saturday) is None


def test_the_last_workday_before_the_national_day_week() -> None:
    assert REAL.last_workday_on_or_before(date(2026, 10, 5)) == date(2026, 9, 30)
    assert REAL.next_workday_on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert REAL.last_workday_on_or_before(date(2026, 9, 30)) == date(2026, 9, 30)


def test_a_blackout_may_be_meant_for_some_activities_only() -> None:
    exam = DayRow(date(2026, 6, 8), DayKind.BLACKOUT, Bilingual("高考"), frozenset({"S1", "C1"}))
    meeting = DayRow(date(2026, 6, 8), DayKind.BLACKOUT, Bilingual("两会"))
    calendar = calendar_for(2026, blackouts=(exam, meeting))

    assert calendar.blackouts(date(2026, 6, 8), "S1") == (exam, meeting)
    assert calendar.blackouts(date(2026, 6, 8), "S2") == (meeting,)
    assert calendar.blackouts(date(2026, 6, 8)) == (meeting,)
    assert calendar.blackouts(date(2026, 6, 9), "S1") == ()
    assert calendar.is_workday(date(2026, 6, 8))


def test_a_seed_fills_a_provisional_year_and_rows_win_over_it() -> None:
    spring, make_up = date(2027, 2, 8), date(2027, 2, 14)
    seed = [
        DayRow(spring, DayKind.OFF, Bilingual("春节")),
        DayRow(date(2027, 2, 9), DayKind.OFF, Bilingual("春节")),
    ]
    rows = [DayRow(make_up, DayKind.WORK, Bilingual("班")), DayRow(spring, DayKind.WORK, Bilingual("值班"))]

    calendar = WorkCalendar.of(rows, [YearStatus(2027, False, "推算")], seed=seed)

    assert [calendar.is_workday(day) for day in (spring, date(2027, 2, 9), make_up)] == [True, False, True]
    assert not calendar.is_confirmed(2027)
    assert not calendar.is_confirmed(2028)


def test_a_seed_changes_nothing_in_a_confirmed_year() -> None:
    seed = [DayRow(date(2026, 6, 8), DayKind.OFF, Bilingual("误"))]

    calendar = WorkCalendar.of([], [YearStatus(2026, True, "通知")], seed=seed)

    assert calendar == WorkCalendar(years={2026: YearStatus(2026, True, "通知")})
    assert calendar.is_confirmed(2026)


@given(days)
def test_the_neighbouring_workdays_are_workdays_with_none_between(day: date) -> None:
    before, after = REAL.last_workday_on_or_before(day), REAL.next_workday_on_or_after(day)

    assert before <= day <= after
    assert REAL.is_workday(before)
    assert REAL.is_workday(after)
    assert REAL.workdays_between(before, after) == (1 if before == after else 2)


@given(days, st.integers(0, 200), st.integers(0, 200))
def test_counting_working_days_adds_up(first: date, one: int, other: int) -> None:
    middle, last = first + timedelta(days=one), first + timedelta(days=one + other + 1)

    parts = REAL.workdays_between(first, middle) + REAL.workdays_between(middle + timedelta(days=1), last)

    assert REAL.workdays_between(first, last) == parts


def test_the_first_and_the_last_workday_of_months_with_holidays() -> None:
    found = [REAL.nth_workday(2026, month, n) for month, n in ((1, 1), (2, -1), (2, 10), (10, 1), (9, -1))]

    assert found == [
        date(2026, 1, 4), date(2026, 2, 28), date(2026, 2, 13), date(2026, 10, 8), date(2026, 9, 30),
    ]  # fmt: skip


def test_a_month_without_so_many_workdays_has_no_such_day() -> None:
    assert (REAL.nth_workday(2026, 2, 17), REAL.nth_workday(2026, 2, -17)) == (None, None)


def test_counting_workdays_of_a_month_from_zero_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        REAL.nth_workday(2026, 2, 0)


def test_adding_workdays_passes_over_the_national_day_week() -> None:
    assert REAL.add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert REAL.add_workdays(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert REAL.add_workdays(date(2026, 10, 3), 0) == date(2026, 10, 8)
    assert REAL.add_workdays(date(2026, 10, 3), 3) == date(2026, 10, 10)


@given(st.integers(2009, 2026), st.integers(1, 12))
def test_the_workdays_of_a_month_are_its_nth_from_both_ends(year: int, month: int) -> None:
    first, last = month_ends(year, month)
    count = REAL.workdays_between(first, last)

    forwards = [REAL.nth_workday(year, month, n) for n in range(1, count + 1)]
    backwards = [REAL.nth_workday(year, month, -n) for n in range(count, 0, -1)]

    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert forwards == backwards == [day for day in every if REAL.is_workday(day)]
    assert REAL.nth_workday(year, month, count + 1) is None


@given(days, st.integers(-60, 60).filter(bool))
def test_adding_workdays_is_what_counting_them_finds(day: date, count: int) -> None:
    moved = REAL.add_workdays(day, count)

    assert REAL.is_workday(moved)
    if count > 0:
        assert REAL.workdays_between(day + timedelta(days=1), moved) == count
    else:
        assert REAL.workdays_between(moved, day - timedelta(days=1)) == -count


@given(days, st.integers(1, 60))
def test_from_a_workday_adding_and_taking_workdays_lead_back(day: date, count: int) -> None:
    start = REAL.next_workday_on_or_after(day)

    assert REAL.add_workdays(REAL.add_workdays(start, count), -count) == start

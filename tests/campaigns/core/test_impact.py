"""A changed calendar names exactly the days and weeks that stand otherwise, with ways out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.impact import (
    CalendarImpact,
    DayImpact,
    DayStanding,
    WeekImpact,
    calendar_impact,
    changed_days,
    standing_of,
)
from campaigns.core.spans import week_of
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar
from campaigns.enums import DayKind

SPRING = Bilingual("春节", "Spring Festival")
YEAR = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
kinds = st.sampled_from([DayKind.OFF, DayKind.WORK])
calendars = st.dictionaries(st.sampled_from(YEAR), kinds, max_size=40).map(
    lambda days: WorkCalendar.of(DayRow(day, kind, SPRING) for day, kind in days.items())
)
some_days = st.lists(st.sampled_from(YEAR), max_size=60)


def span(first: date, last: date, kind: DayKind) -> list[DayRow]:
    return [DayRow(first + timedelta(days=n), kind, SPRING) for n in range((last - first).days + 1)]


def test_a_longer_spring_festival_hits_its_edges_and_frees_a_sunday() -> None:
    before = WorkCalendar.of(span(date(2027, 2, 5), date(2027, 2, 9), DayKind.OFF))
    after = WorkCalendar.of(
        [*span(date(2027, 2, 5), date(2027, 2, 12), DayKind.OFF),
         *span(date(2027, 2, 14), date(2027, 2, 14), DayKind.WORK)]
    )  # fmt: skip

    found = calendar_impact(before, after, [date(2027, 2, n) for n in (4, 8, 10, 10, 14)])

    assert found == CalendarImpact(
        days=(
            DayImpact(date(2027, 2, 10), DayStanding.WORKDAY, DayStanding.HOLIDAY, SPRING,
                      date(2027, 2, 4), date(2027, 2, 14)),
            DayImpact(date(2027, 2, 14), DayStanding.WEEKEND, DayStanding.MAKE_UP, SPRING),
        ),
        weeks=(),
    )  # fmt: skip


def test_a_week_that_loses_its_last_workday_becomes_exempt() -> None:
    before = WorkCalendar.of(span(date(2027, 10, 4), date(2027, 10, 7), DayKind.OFF))
    after = WorkCalendar.of(span(date(2027, 10, 4), date(2027, 10, 8), DayKind.OFF))

    found = calendar_impact(before, after, [date(2027, 10, 8)])

    assert found.weeks == (WeekImpact(week_of(date(2027, 10, 8)), is_exempt_now=True),)
    assert calendar_impact(after, before, [date(2027, 10, 8)]).weeks[0].is_exempt_now is False


@given(calendars, some_days)
def test_a_calendar_has_no_impact_on_itself(calendar: WorkCalendar, days: list[date]) -> None:
    assert calendar_impact(calendar, calendar, days) == CalendarImpact((), ())


@given(calendars, calendars, some_days)
def test_exactly_the_asked_days_that_stand_otherwise_are_named(
    before: WorkCalendar, after: WorkCalendar, days: list[date]
) -> None:
    found = calendar_impact(before, after, days)

    assert [one.day for one in found.days] == [
        day for day in sorted(set(days)) if standing_of(before, day) is not standing_of(after, day)
    ]
    assert {one.day for one in found.days} <= set(changed_days(before, after))


@given(calendars, calendars, some_days)
def test_turning_the_calendars_round_turns_the_impact_round(
    before: WorkCalendar, after: WorkCalendar, days: list[date]
) -> None:
    there, back = calendar_impact(before, after, days), calendar_impact(after, before, days)

    assert [(one.day, one.was, one.now) for one in there.days] == [
        (one.day, one.now, one.was) for one in back.days
    ]
    assert [(one.week, one.is_exempt_now) for one in there.weeks] == [
        (one.week, not one.is_exempt_now) for one in back.weeks
    ]


@given(calendars, calendars, some_days)
def test_the_ways_out_of_a_lost_day_are_the_nearest_workdays(
    before: WorkCalendar, after: WorkCalendar, days: list[date]
) -> None:
    for one in calendar_impact(before, after, days).days:
        if not one.is_lost:
            assert (one.before_on, one.after_on) == (None, None)
            continue
        assert one.before_on
        assert one.after_on
        assert one.before_on < one.day < one.after_on
        assert after.workdays_between(one.before_on, one.after_on) == 2


@given(calendars, calendars)
def test_entering_the_days_of_another_calendar_makes_it_that_calendar(
    before: WorkCalendar, after: WorkCalendar
) -> None:
    rows = [DayRow(day, DayKind.OFF, name) for day, name in after.holidays.items()]
    rows += [DayRow(day, DayKind.WORK, name) for day, name in after.make_up_days.items()]

    entered = before.entering(rows, replacing=2027)

    assert (entered.holidays, entered.make_up_days) == (after.holidays, after.make_up_days)
    assert set(before.holidays) - {row.day for row in rows} <= set(before.entering(rows).holidays)

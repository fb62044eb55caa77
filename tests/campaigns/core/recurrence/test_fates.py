"""Dates of rules meet holidays and windows as the planner wants."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaigns.core.recurrence.dates import dates
from campaigns.core.recurrence.fates import Fate, FateKind, fates
from campaigns.core.recurrence.rules import DayOfMonth, MonthlyRule, NthWeekday, NthWorkday, Rule, WeeklyRule
from campaigns.core.wording import Bilingual
from campaigns.enums import HolidayPolicy
from tests.campaigns.core.recurrence.strategies import rules
from tests.campaigns.core.years import calendar_for

REAL = calendar_for(2026)
LAST = date(2026, 12, 31)
TUESDAY = frozenset({1})


# The Mid-Autumn Friday was once offered the very day that a National Day date had moved to.
@example(WeeklyRule(1, frozenset({0, 1, 2, 4}), date(2026, 5, 1)), HolidayPolicy.LATER_WORKDAY)
@given(rules, st.sampled_from(HolidayPolicy))
def test_no_two_dates_meet_on_one_day_and_only_kept_ones_on_a_holiday(
    rule: Rule, policy: HolidayPolicy
) -> None:
    found = fates(rule, REAL, policy, last_on=LAST)
    held = [fate.on for fate in found if fate.on is not None]

    assert [fate.original_on for fate in found] == list(dates(rule, LAST, REAL))
    assert len(held) == len(set(held))
    assert not {fate.offer_on for fate in found} & set(held)
    if policy is not HolidayPolicy.KEEP:
        assert not any(REAL.is_off(day) for day in held)


def test_every_tuesday_over_the_national_day_offers_its_make_up_saturday() -> None:
    rule = WeeklyRule(1, TUESDAY, date(2026, 9, 29), count=3)

    assert fates(rule, REAL, HolidayPolicy.SKIP, last_on=LAST) == (
        Fate(date(2026, 9, 29), date(2026, 9, 29), FateKind.AVAILABLE),
        Fate(date(2026, 10, 6), None, FateKind.SKIPPED, Bilingual("国庆节"), date(2026, 10, 10)),
        Fate(date(2026, 10, 13), date(2026, 10, 13), FateKind.AVAILABLE),
    )


def test_every_tuesday_over_the_spring_festival_offers_its_make_up_saturday() -> None:
    rule = WeeklyRule(1, TUESDAY, date(2026, 2, 10), count=3)

    found = fates(rule, REAL, HolidayPolicy.SKIP, last_on=LAST)

    assert [(fate.kind, fate.on, fate.offer_on) for fate in found] == [
        (FateKind.AVAILABLE, date(2026, 2, 10), None),
        (FateKind.SKIPPED, None, date(2026, 2, 28)),
        (FateKind.AVAILABLE, date(2026, 2, 24), None),
    ]


def test_a_holiday_without_make_up_workday_offers_the_next_working_day() -> None:
    qingming = WeeklyRule(1, frozenset({0}), date(2026, 4, 6), count=1)

    assert fates(qingming, REAL, HolidayPolicy.SKIP, last_on=LAST)[0].offer_on == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("policy", "kind", "on"),
    [
        (HolidayPolicy.EARLIER_WORKDAY, FateKind.MOVED, date(2026, 9, 30)),
        (HolidayPolicy.LATER_WORKDAY, FateKind.MOVED, date(2026, 10, 8)),
        (HolidayPolicy.KEEP, FateKind.AVAILABLE, date(2026, 10, 6)),
    ],
)
def test_other_policies_move_or_keep_a_holiday(policy: HolidayPolicy, kind: FateKind, on: date) -> None:
    rule = WeeklyRule(1, TUESDAY, date(2026, 10, 6), count=1)

    assert fates(rule, REAL, policy, last_on=LAST) == (
        Fate(date(2026, 10, 6), on, kind, Bilingual("国庆节")),
    )


def test_dates_outside_the_window_of_the_activity_are_not_held() -> None:
    rule = WeeklyRule(1, TUESDAY, date(2026, 6, 23), count=3)

    found = fates(rule, REAL, HolidayPolicy.SKIP, last_on=LAST, window=(date(2026, 6, 1), date(2026, 6, 30)))

    assert [fate.kind for fate in found] == [FateKind.AVAILABLE, FateKind.AVAILABLE, FateKind.OUTSIDE]


def test_a_first_monday_on_a_holiday_is_moved_and_a_last_workday_never_meets_one() -> None:
    mondays = MonthlyRule(1, NthWeekday(1, frozenset({0})), date(2026, 4, 1), count=2)
    workdays = MonthlyRule(1, NthWorkday(-1), date(2026, 1, 1))

    assert [fate.on for fate in fates(mondays, REAL, HolidayPolicy.LATER_WORKDAY, last_on=LAST)] == [
        date(2026, 4, 7),
        date(2026, 5, 6),
    ]
    assert {fate.kind for fate in fates(workdays, REAL, HolidayPolicy.SKIP, last_on=LAST)} == {
        FateKind.AVAILABLE
    }


def test_a_weekly_series_through_spring_festival_and_national_day_offers_the_make_up_workdays() -> None:
    """The notice of 2026: off 15 to 23 February and 1 to 7 October; worked 14 and 28 February and 10 October."""
    rule = WeeklyRule(1, frozenset({2}), date(2026, 2, 4))

    found = fates(rule, REAL, HolidayPolicy.SKIP, last_on=LAST)

    assert [
        (fate.original_on, fate.kind, fate.reason.zh, fate.offer_on)
        for fate in found
        if fate.kind is not FateKind.AVAILABLE
    ] == [
        (date(2026, 2, 18), FateKind.SKIPPED, "春节", date(2026, 2, 28)),
        (date(2026, 10, 7), FateKind.SKIPPED, "国庆节", date(2026, 10, 10)),
    ]
    assert len(found) == 48


def test_a_date_on_new_year_never_moves_into_the_year_before() -> None:
    rule = MonthlyRule(1, DayOfMonth(1), date(2026, 1, 1), count=1)

    [found] = fates(rule, REAL, HolidayPolicy.EARLIER_WORKDAY, last_on=LAST)

    assert (found.kind, found.on) == (FateKind.SKIPPED, None)
    assert found.offer_on == date(2026, 1, 4)

"""Weekly rules make the right dates, keep their text, and meet holidays as the planner wants."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaigns.core.recurrence import (
    Fate,
    FateKind,
    WeeklyRule,
    dates,
    fates,
    read_rule,
    rule_in_words,
    rule_text,
)
from campaigns.core.wording import Bilingual
from campaigns.enums import HolidayPolicy
from tests.campaigns.core.years import calendar_for

REAL = calendar_for(2026)
LAST = date(2026, 12, 31)
TUESDAY = frozenset({1})
starts = st.dates(date(2026, 1, 1), date(2026, 12, 1))


@st.composite
def rules(draw: st.DrawFn) -> WeeklyRule:
    starts_on = draw(starts)
    ending = draw(st.sampled_from(["count", "until", "open"]))
    return WeeklyRule(
        every_weeks=draw(st.integers(1, 8)),
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        starts_on=starts_on,
        count=draw(st.integers(1, 104)) if ending == "count" else None,
        until=starts_on + timedelta(days=draw(st.integers(0, 400))) if ending == "until" else None,
    )


@given(rules())
def test_the_text_of_a_rule_reads_back_as_the_rule(rule: WeeklyRule) -> None:
    assert read_rule(rule_text(rule), rule.starts_on) == rule


@given(rules())
def test_dates_ascend_on_their_weekdays_in_their_weeks_within_the_span(rule: WeeklyRule) -> None:
    found = dates(rule, LAST)
    first_monday = rule.starts_on - timedelta(days=rule.starts_on.weekday())

    assert list(found) == sorted(set(found))
    assert {day.weekday() for day in found} <= rule.weekdays
    assert {(day - first_monday).days // 7 % rule.every_weeks for day in found} <= {0}
    assert all(rule.starts_on <= day <= min(LAST, rule.until or LAST) for day in found)


@given(rules())
def test_a_count_is_kept_where_the_span_is_long_enough(rule: WeeklyRule) -> None:
    far = rule.starts_on + timedelta(weeks=8 * 105)

    if rule.count is not None:
        assert len(dates(rule, far)) == rule.count


# The Mid-Autumn Friday was once offered the very day that a National Day date had moved to.
@example(WeeklyRule(1, frozenset({0, 1, 2, 4}), date(2026, 5, 1)), HolidayPolicy.LATER_WORKDAY)
@given(rules(), st.sampled_from(HolidayPolicy))
def test_no_two_dates_meet_on_one_day_and_only_kept_ones_on_a_holiday(
    rule: WeeklyRule, policy: HolidayPolicy
) -> None:
    found = fates(rule, REAL, policy, last_on=LAST)
    held = [fate.on for fate in found if fate.on is not None]

    assert [fate.original_on for fate in found] == list(dates(rule, LAST))
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


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=1000000000",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=8;UNTIL=20261231",
        "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9",
        "FREQ=WEEKLY;WKST=SU;BYDAY=TU",
        "",
    ],
)
def test_what_is_no_weekly_rule_of_ours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_rule(text, date(2026, 9, 8))


def test_a_rule_is_written_and_said() -> None:
    rule = WeeklyRule(1, TUESDAY, date(2026, 9, 8), count=8)
    open_rule = WeeklyRule(2, frozenset({1, 3}), date(2026, 9, 8), until=date(2026, 12, 1))

    assert rule_text(rule) == "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=8"
    assert rule_in_words(rule) == Bilingual(
        "每周二，从9月8日起，共8次", "every Tuesday, from 8 September, 8 times"
    )
    assert rule_in_words(open_rule) == Bilingual(
        "每2周的周二、周四，从9月8日起，到12月1日止",
        "Tuesday and Thursday of every 2 weeks, from 8 September, until 1 December",
    )

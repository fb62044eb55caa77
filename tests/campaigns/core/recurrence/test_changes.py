"""A change of a series keeps every event's identity, never touches what is protected, and loses no date."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.recurrence.changes import Ground, Manner, Step, StepKind, missing_dates, steps_of
from campaigns.core.recurrence.rules import MonthlyRule, NthWeekday, Rule, WeeklyRule
from campaigns.core.recurrence.standing import Protection, SeriesEvent, in_order
from campaigns.enums import HolidayPolicy
from tests.campaigns.core.recurrence.strategies import rules, starts
from tests.campaigns.core.years import calendar_for

GROUND = Ground(calendar_for(2026), date(2026, 12, 31))
NINE, TWO_HOURS = time(9), timedelta(hours=2)
TUESDAYS = WeeklyRule(1, frozenset({1}), date(2026, 9, 8), count=8)


def manner(rule: Rule, policy: HolidayPolicy = HolidayPolicy.SKIP, start: time = NINE) -> Manner:
    return Manner(rule, policy, start, TWO_HOURS)


def laid(how: Manner, **own: Protection) -> list[SeriesEvent]:
    """Return the events as the series was laid; ``own`` names protected ones by e1, e2 and so on."""
    held = [fate for fate in GROUND.fates_of(how).values() if fate.on]
    return [
        SeriesEvent(n, 1, fate.original_on, fate.on or date.min, how.start, how.length, own.get(f"e{n}"))
        for n, fate in enumerate(held, start=1)
    ]


def told(steps: tuple[Step, ...]) -> list[str]:
    return [
        f"{step.kind} {step.event.id if step.event else '-'} {step.at:%m-%d %H:%M}"
        if step.at
        else f"{step.kind} {step.event.id if step.event else '-'} ({step.day:%m-%d})"
        for step in steps
    ]


manners = st.builds(
    Manner, rules, st.sampled_from(HolidayPolicy), st.sampled_from([NINE, time(14)]), st.just(TWO_HOURS)
)
protections = st.none() | st.sampled_from(Protection)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Manner, Manner, list[SeriesEvent], date | None]:
    """Return a series with some events missing, protected or on other days, and what it is to become."""
    before, after = draw(manners), draw(manners)
    events = [
        replace(
            event,
            protection=draw(protections),
            on=event.on + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 9]))),
        )
        for event in laid(before)
        if draw(st.integers(0, 4))
    ]
    return before, after, events, draw(st.none() | starts)


@given(changes())
def test_every_event_is_met_once_and_protected_ones_are_left(
    change: tuple[Manner, Manner, list[SeriesEvent], date | None],
) -> None:
    before, after, events, since = change

    steps = steps_of(before, after, events, GROUND, since=since, is_reworded=True)
    met = [step.event for step in steps if step.event]

    assert len({event.id for event in met}) == len(met)
    if since is None:
        # What the series had cancelled is told of only where it comes back.
        assert {event.id for event in events if not event.is_dropped} <= {event.id for event in met}
    assert {step.kind for step in steps if step.event and step.event.is_protected} <= {StepKind.LEAVE}
    assert {step.kind for step in steps if step.event and step.event.is_dropped} <= {StepKind.RESTORE}
    assert all(step.event.is_protected for step in steps if step.event and step.kind is StepKind.LEAVE)


@given(changes())
def test_every_date_of_the_new_rule_is_told_once(
    change: tuple[Manner, Manner, list[SeriesEvent], date | None],
) -> None:
    before, after, events, since = change

    steps = steps_of(before, after, events, GROUND, since=since)

    wanted = [day for day in GROUND.dates_of(after.rule) if since is None or day >= since]
    assert [step.day for step in steps if step.fate] == wanted


@given(manners)
def test_changing_nothing_changes_nothing(how: Manner) -> None:
    steps = steps_of(how, how, laid(how), GROUND)

    assert {step.kind for step in steps} <= {StepKind.KEEP, StepKind.SKIP}


@given(changes())
def test_what_was_changed_needs_no_further_change(
    change: tuple[Manner, Manner, list[SeriesEvent], date | None],
) -> None:
    before, after, events, _ = change
    events = [replace(event, protection=None) for event in events]
    steps = steps_of(before, after, events, GROUND)
    done = [
        replace(step.event, on=step.at.date(), start=step.at.time(), length=step.length)
        if step.event
        else SeriesEvent(1000 + n, 1, step.day, step.at.date(), step.at.time(), step.length)
        for n, step in enumerate(steps)
        if step.at
    ]

    again = steps_of(after, after, done, GROUND)

    assert {step.kind for step in again if step.event} <= {StepKind.KEEP}


@given(
    st.lists(starts, max_size=12).map(sorted), st.lists(starts, max_size=12).map(sorted), st.integers(0, 60)
)
def test_pairs_keep_their_order_and_stay_within_reach(
    here: list[date], there: list[date], reach: int
) -> None:
    pairs = in_order(here, there, reach)

    assert all(a[0] < b[0] and a[1] < b[1] for a, b in zip(pairs, pairs[1:], strict=False))
    assert all(abs((here[i] - there[j]).days) <= reach for i, j in pairs)


def test_a_move_of_the_weekday_takes_each_event_along() -> None:
    before = manner(TUESDAYS)
    after = manner(WeeklyRule(1, frozenset({3}), date(2026, 9, 8), count=8))

    steps = steps_of(before, after, laid(before, e2=Protection.PINNED, e3=Protection.EDITED), GROUND)

    assert told(steps) == [
        "change 1 09-10 09:00",
        "leave 2 (09-17)",
        "leave 3 (09-24)",
        # 1 October is a holiday; in the week of 6 October, which was one, there is now an event.
        "cancel 4 (10-01)",
        "add - 10-08 09:00",
        "change 5 10-15 09:00",
        "change 6 10-22 09:00",
        "change 7 10-29 09:00",
    ]


def test_a_monthly_rule_takes_the_nearest_event_of_each_month_and_cancels_the_rest() -> None:
    after = manner(MonthlyRule(1, NthWeekday(1, frozenset({0})), date(2026, 9, 1)))

    steps = steps_of(manner(TUESDAYS), after, laid(manner(TUESDAYS)), GROUND)

    assert told(steps) == [
        "change 1 09-07 09:00",
        "cancel 2 (09-15)",
        "cancel 3 (09-22)",
        "cancel 4 (09-29)",
        "skip - (10-05)",
        "cancel 5 (10-13)",
        "cancel 6 (10-20)",
        "change 7 11-02 09:00",
        "add - 12-07 09:00",
    ]


def test_this_and_following_leaves_what_is_before_out() -> None:
    before, after = (
        manner(TUESDAYS),
        manner(replace(TUESDAYS, count=3, starts_on=date(2026, 10, 13)), start=time(14)),
    )

    steps = steps_of(before, after, laid(before), GROUND, since=date(2026, 10, 13))

    assert told(steps) == ["change 5 10-13 14:00", "change 6 10-20 14:00", "change 7 10-27 14:00"]


def test_an_event_that_was_given_another_day_keeps_it_while_its_date_stays() -> None:
    how = manner(TUESDAYS)
    events = [
        replace(event, on=event.on + timedelta(days=1)) if event.id == 2 else event for event in laid(how)
    ]

    steps = steps_of(how, manner(TUESDAYS, start=time(14)), events, GROUND)

    assert told(steps)[:3] == ["change 1 09-08 14:00", "change 2 09-16 14:00", "change 3 09-22 14:00"]


def test_a_date_that_was_left_out_is_offered_and_marked() -> None:
    how = manner(TUESDAYS)
    events = [event for event in laid(how) if event.id != 3]

    steps = steps_of(how, manner(WeeklyRule(1, frozenset({3}), date(2026, 9, 8), count=4)), events, GROUND)

    assert [(f"{step.day:%m-%d}", step.was_left_out) for step in steps if step.kind is StepKind.ADD] == [
        ("09-24", True)
    ]
    assert missing_dates(TUESDAYS, events, GROUND) == (date(2026, 9, 22), date(2026, 10, 6))


def test_after_a_move_of_the_weekday_the_old_weekday_can_be_added_beside_it() -> None:
    thursdays = manner(WeeklyRule(1, frozenset({3}), date(2026, 11, 3), count=3))
    moved = [
        SeriesEvent(
            n,
            2,
            date(2026, 11, 3) + n * timedelta(weeks=1),
            date(2026, 11, 5) + n * timedelta(weeks=1),
            NINE,
            TWO_HOURS,
        )
        for n in range(3)
    ]
    both = manner(WeeklyRule(1, frozenset({1, 3}), date(2026, 11, 3), count=6))

    assert told(steps_of(thursdays, both, moved, GROUND)) == [
        "add - 11-03 09:00",
        "keep 0 11-05 09:00",
        "add - 11-10 09:00",
        "keep 1 11-12 09:00",
        "add - 11-17 09:00",
        "keep 2 11-19 09:00",
    ]


def test_pairs_are_as_many_as_can_be_and_then_the_nearest() -> None:
    days = [date(2026, 9, day) for day in (1, 8, 15, 22)]

    assert in_order(days, [date(2026, 9, 9), date(2026, 9, 24)], 6) == [(1, 0), (3, 1)]
    assert in_order(days, [date(2026, 9, 30)], 6) == []


def test_what_the_series_had_cancelled_comes_back_with_its_date() -> None:
    how, fortnights = manner(TUESDAYS), manner(replace(TUESDAYS, every_weeks=2, count=4))
    events = laid(how, e2=Protection.DROPPED, e4=Protection.DROPPED)

    steps = steps_of(fortnights, how, events, GROUND)

    assert [(told((step,))[0], step.was_left_out) for step in steps if step.kind is StepKind.RESTORE] == [
        ("restore 2 09-15 09:00", False),
        ("restore 4 09-29 09:00", False),
    ]


@pytest.mark.parametrize("protection", [one for one in Protection if one is not Protection.DROPPED])
def test_a_protected_event_is_left_where_it_is_even_where_its_date_is_gone(protection: Protection) -> None:
    steps = steps_of(
        manner(TUESDAYS), manner(replace(TUESDAYS, count=1)), laid(manner(TUESDAYS), e2=protection), GROUND
    )

    assert told(steps)[:3] == ["keep 1 09-08 09:00", "leave 2 (09-15)", "cancel 3 (09-22)"]

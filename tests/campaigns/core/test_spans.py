"""Spans are half-open, days are local, weeks begin on Monday."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.spans import (
    Span,
    Week,
    check_span,
    day_span,
    days_of,
    days_span,
    local_day,
    week_of,
    weeks_between,
)

ZONE = "Asia/Shanghai"
instants = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
lengths = st.timedeltas(timedelta(seconds=1), timedelta(days=40))
spans = st.builds(lambda start, length: Span(start, start + length), instants, lengths)
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=UTC)


def test_a_span_that_begins_when_another_ends_does_not_overlap_it() -> None:
    morning, noon = Span(at(1, 9), at(1, 11)), Span(at(1, 11), at(1, 12))

    assert not morning.overlaps(noon)
    assert morning.overlaps(Span(at(1, 10), at(1, 12)))


@given(spans, spans)
def test_overlapping_is_mutual_and_means_a_common_instant(one: Span, other: Span) -> None:
    has_common_instant = one.starts_at < other.ends_at and other.starts_at < one.ends_at

    assert one.overlaps(other) is other.overlaps(one) is has_common_instant
    assert one.overlaps(one)


@pytest.mark.parametrize("ends_at", [at(1, 9), at(1, 8)])
def test_an_end_that_is_not_after_the_start_is_a_problem(ends_at: datetime) -> None:
    problems = check_span(Span(at(1, 9), ends_at))

    assert [(problem.field, problem.message.zh) for problem in problems] == [
        ("ends_at", "结束时间要晚于开始时间。")
    ]


def test_forty_days_are_an_event_and_more_are_a_window() -> None:
    assert check_span(Span(at(1), at(1) + timedelta(days=40))) == []
    longer = Span(at(1), at(1) + timedelta(days=40, seconds=1))
    assert [problem.field for problem in check_span(longer)] == ["ends_at"]


def test_naive_instants_are_refused() -> None:
    naive = at(1).replace(tzinfo=None)

    with pytest.raises(ValueError, match="aware"):
        Span(naive, at(2))
    with pytest.raises(ValueError, match="aware"):
        local_day(naive, ZONE)


def test_a_local_day_begins_at_local_midnight() -> None:
    assert day_span(date(2026, 6, 2), ZONE) == Span(at(1, 16), at(2, 16))
    assert local_day(at(1, 16), ZONE) == date(2026, 6, 2)
    assert local_day(at(1, 15), ZONE) == date(2026, 6, 1)


def test_a_day_of_summer_time_is_an_hour_shorter() -> None:
    span = day_span(date(1986, 5, 4), ZONE)

    assert span.ends_at - span.starts_at == timedelta(hours=23)


@given(days, st.integers(0, 39))
def test_the_days_of_a_span_of_days_are_those_days(first: date, more: int) -> None:
    last = first + timedelta(days=more)

    assert days_of(days_span(first, last, ZONE), ZONE) == tuple(
        first + timedelta(days=n) for n in range(more + 1)
    )


def test_the_new_year_lies_in_the_last_week_of_the_old() -> None:
    assert week_of(date(2010, 1, 3)) == Week(2009, 53, date(2009, 12, 28), date(2010, 1, 3))


def test_outer_weeks_are_cut_to_the_span() -> None:
    assert weeks_between(date(2026, 1, 1), date(2026, 1, 13)) == (
        Week(2026, 1, date(2026, 1, 1), date(2026, 1, 4)),
        Week(2026, 2, date(2026, 1, 5), date(2026, 1, 11)),
        Week(2026, 3, date(2026, 1, 12), date(2026, 1, 13)),
    )


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert weeks_between(date(2026, 1, 13), date(2026, 1, 1)) == ()


@given(days, st.integers(0, 400))
def test_weeks_cover_a_span_without_gap_or_overlap(first: date, more: int) -> None:
    last = first + timedelta(days=more)

    weeks = weeks_between(first, last)

    covered = [
        week.monday_on + timedelta(n)
        for week in weeks
        for n in range((week.sunday_on - week.monday_on).days + 1)
    ]
    assert covered == [first + timedelta(days=n) for n in range(more + 1)]
    assert all(week_of(week.monday_on).iso_week == week.iso_week for week in weeks)

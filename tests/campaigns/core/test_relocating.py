"""An event on another day keeps its times of the day."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.relocating import span_on
from campaigns.core.spans import Span, local_day

SHANGHAI = "Asia/Shanghai"
MORNING = Span(datetime(2026, 9, 30, 1, 0, tzinfo=UTC), datetime(2026, 9, 30, 3, 30, tzinfo=UTC))


def test_a_morning_stays_a_morning_of_the_same_length() -> None:
    assert span_on(MORNING, date(2026, 10, 8), SHANGHAI) == Span(
        datetime(2026, 10, 8, 1, 0, tzinfo=UTC), datetime(2026, 10, 8, 3, 30, tzinfo=UTC)
    )


def test_nine_o_clock_stays_nine_o_clock_where_clocks_are_changed() -> None:
    winter = Span(datetime(2026, 3, 27, 8, 0, tzinfo=UTC), datetime(2026, 3, 27, 10, 0, tzinfo=UTC))

    moved = span_on(winter, date(2026, 3, 30), "Europe/Berlin")

    assert moved == Span(datetime(2026, 3, 30, 7, 0, tzinfo=UTC), datetime(2026, 3, 30, 9, 0, tzinfo=UTC))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_there_and_back_leaves_an_event_where_it_was(day: date) -> None:
    there = span_on(MORNING, day, SHANGHAI)

    assert local_day(there.starts_at, SHANGHAI) == day
    assert span_on(there, date(2026, 9, 30), SHANGHAI) == MORNING

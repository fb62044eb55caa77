"""The days a feed shows, and what the passing of days does to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.window import MOVING_NOTE, WHOLE_YEAR_NOTE, FeedWindow, feed_window, within_window
from campaigns.agenda import Agenda, AgendaItem
from campaigns.enums import EventStatus
from tests.calendars.agendas import EDITION, REVISED_AT, agenda, deadline, feed, item

DAYS_OF_2026 = st.dates(date(2026, 1, 1), date(2027, 2, 1))


def item_on(day: date, number: int = 1, **changes: object) -> AgendaItem:
    """Return a visit of two hours on a day."""
    start = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    return item(number, starts_at=start, ends_at=start + timedelta(hours=2), local_day=day, **changes)


def shown(subject: Agenda, today: date) -> Agenda:
    """Return what the feed of a day shows."""
    return within_window(subject, feed_window(subject.edition, today=today), today=today)


def test_living_year_shows_180_days_back_and_18_months_ahead() -> None:
    assert feed_window(EDITION, today=date(2026, 8, 31)) == FeedWindow(
        date(2026, 3, 4), date(2028, 2, 29), True, MOVING_NOTE
    )


@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2027, 1, 1), date(2030, 6, 1)])
def test_edition_of_another_year_shows_its_whole_year(today: date) -> None:
    assert feed_window(EDITION, today=today) == FeedWindow(
        date(2026, 1, 1), date(2026, 12, 31), False, WHOLE_YEAR_NOTE
    )


def test_edition_that_ends_in_the_next_year_is_shown_to_its_end() -> None:
    long_edition = replace(EDITION, ends_on=date(2027, 1, 31))

    assert feed_window(long_edition, today=date(2030, 1, 1)).last_on == date(2027, 1, 31)


def test_window_keeps_both_its_first_and_its_last_day() -> None:
    today = date(2026, 9, 1)
    days = [date(2026, 3, 4), date(2026, 3, 5), date(2028, 3, 1), date(2028, 3, 2)]
    everything = agenda(*(item_on(day, number) for number, day in enumerate(days)))

    assert [i.local_day for i in shown(everything, today).items] == days[1:3]


def test_event_over_several_days_stays_until_its_last_has_left() -> None:
    start = datetime(2026, 3, 1, 16, tzinfo=UTC)
    exhibition = item(
        is_all_day=True, starts_at=start, ends_at=start + timedelta(days=3), local_day=date(2026, 3, 2)
    )

    assert shown(agenda(exhibition), date(2026, 8, 31)).items == (exhibition,)
    assert shown(agenda(exhibition), date(2026, 9, 1)).items == ()


def test_cancelled_event_goes_90_days_after_its_start() -> None:
    cancelled = item_on(date(2026, 3, 2), status=EventStatus.CANCELLED)

    assert shown(agenda(cancelled), date(2026, 5, 31)).items == (cancelled,)
    gone = shown(agenda(cancelled), date(2026, 6, 1))
    assert gone.items == ()
    assert gone.changed_at == datetime(2026, 5, 31, 16, tzinfo=UTC)


def test_due_day_leaves_with_the_window() -> None:
    due = agenda(deadlines=(deadline(due_on=date(2026, 3, 4)),))

    assert shown(due, date(2026, 8, 31)).deadlines == due.deadlines
    assert shown(due, date(2026, 9, 1)).deadlines == ()


def test_moving_window_raises_last_modified_without_any_edit() -> None:
    everything = agenda(item_on(date(2026, 3, 4)), item_on(date(2026, 7, 1), 2))

    before, after = (feed(shown(everything, day)) for day in (date(2026, 8, 31), date(2026, 9, 1)))

    assert before.last_modified == REVISED_AT
    assert after.last_modified == datetime(2026, 8, 31, 16, tzinfo=UTC)
    assert before.etag != after.etag


def test_what_had_left_comes_back_when_the_year_is_over() -> None:
    everything = agenda(item_on(date(2026, 1, 6)))

    assert shown(everything, date(2026, 12, 31)).items == ()
    whole_year = shown(everything, date(2027, 1, 1))
    assert whole_year.items == everything.items
    assert whole_year.changed_at == datetime(2026, 12, 31, 16, tzinfo=UTC)


@settings(deadline=None)  # A busy machine is not a wrong window.
@given(st.lists(st.tuples(DAYS_OF_2026, st.booleans()), max_size=8), DAYS_OF_2026)
def test_last_modified_never_goes_back_and_grows_with_every_change(
    events: list[tuple[date, bool]], today: date
) -> None:
    items = [
        item_on(day, number, status=EventStatus.CANCELLED if cancelled else EventStatus.CONFIRMED)
        for number, (day, cancelled) in enumerate(events)
    ]
    everything = agenda(*items, changed_at=datetime(2025, 12, 1, tzinfo=UTC))

    one, other = shown(everything, today), shown(everything, today + timedelta(days=1))

    assert one.changed_at is not None
    assert other.changed_at is not None
    assert one.changed_at <= other.changed_at
    assert other.changed_at <= datetime(today.year, today.month, today.day, 16, tzinfo=UTC)
    if one.items != other.items:
        assert one.changed_at < other.changed_at

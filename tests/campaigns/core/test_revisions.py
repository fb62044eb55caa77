"""SEQUENCE grows with time, place and shown status; LAST-MODIFIED with everything shown; nothing else counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.revisions import SHOWN, EventFace, Revision, next_revised_at, what_changed
from campaigns.enums import EventStatus, Visibility

START = datetime(2026, 6, 3, 1, tzinfo=UTC)
FACE = EventFace(
    starts_at=START,
    ends_at=START + timedelta(hours=2),
    is_all_day=False,
    venue_id=1,
    place="",
    status=EventStatus.CONFIRMED,
    title_zh="进社区",
    title_en="Community visit",
    description="",
    materials="",
    responsible="",
    activity_id=1,
    host_id=1,
    district_id=10,
    visibility=Visibility.INTERNAL,
)
instants = st.datetimes(datetime(2009, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": START + timedelta(hours=1)},
        {"ends_at": START + timedelta(hours=3)},
        {"is_all_day": True},
        {"venue_id": 2},
        {"place": "广场"},
        {"status": EventStatus.CANCELLED},
        {"status": EventStatus.NOT_HELD},
        {"status": EventStatus.PROPOSED},
    ],
)
def test_time_place_and_shown_status_bump_the_sequence(change: dict[str, Any]) -> None:
    assert what_changed(FACE, replace(FACE, **change)) == Revision(bumps_sequence=True, is_shown=True)


@pytest.mark.parametrize(
    "change",
    [
        {"title_zh": "进院校"},
        {"title_en": ""},
        {"description": "五进社区"},
        {"materials": "宣传单"},
        {"responsible": "就业科"},
        {"activity_id": 2},
        {"host_id": 2},
        {"district_id": None},
        {"visibility": Visibility.PUBLIC},
    ],
)
def test_words_are_a_revision_without_a_new_sequence(change: dict[str, Any]) -> None:
    assert what_changed(FACE, replace(FACE, **change)) == Revision(bumps_sequence=False, is_shown=True)


def test_recording_that_an_event_was_held_shows_nothing_new() -> None:
    held = replace(FACE, status=EventStatus.HELD)

    assert what_changed(FACE, held) == Revision(bumps_sequence=False, is_shown=False)


def test_every_status_is_shown() -> None:
    assert set(SHOWN) == set(EventStatus)


def test_a_first_revision_has_whole_seconds() -> None:
    assert next_revised_at(None, START.replace(microsecond=999_999)) == START


@given(instants, instants)
def test_revisions_grow_strictly_even_when_the_clock_goes_back(previous: datetime, now: datetime) -> None:
    revised = next_revised_at(previous.replace(microsecond=0), now)

    assert revised > previous.replace(microsecond=0)
    assert revised.microsecond == 0
    assert revised >= now.replace(microsecond=0)

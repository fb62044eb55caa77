"""What was done to a series is taken back whole, and a date left out is put back."""

from datetime import datetime, time

import pytest
from sqlmodel import Session

from campaigns.core.recurrence.changes import StepKind
from campaigns.core.recurrence.rules import WeeklyRule
from campaigns.drafts import Move, Occurrence
from campaigns.enums import EventStatus
from campaigns.errors import Rejected
from campaigns.models.event import Series
from campaigns.operations.events import move_event
from campaigns.operations.series import cancel_rest, put_back
from campaigns.operations.series_undo import undo_series_change
from campaigns.queries.series_shown import get_series
from tests.campaigns.operations.series_rows import (
    FIRST,
    HOURS,
    THURSDAYS,
    WEEK,
    ZONE,
    events,
    lay,
    save,
    shown,
    told,
    wanted,
)
from tests.campaigns.world import NOW, World


@pytest.fixture
def series_id(session: Session, world: World) -> int:
    """Return a series of four Tuesdays in June."""
    return lay(session, world)


def test_a_change_is_taken_back_whole(session: Session, world: World, series_id: int) -> None:
    before = (
        told(session),
        session.get_one(Series, series_id).rule,
        session.get_one(Series, series_id).defaults,
    )
    draft = wanted(WeeklyRule(2, frozenset({3}), FIRST, count=4), time(14), place="哈工大（威海）")
    save(session, world, series_id, draft)
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0

    undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)
    session.commit()

    row = session.get_one(Series, series_id)
    assert (told(session)[:4], row.rule, row.defaults) == before
    assert told(session)[4:] == ["07-23 14:00 cancelled"]
    assert get_series(session, world.frame, world.city, series_id, now=NOW).undo_id is None
    # What was taken back follows its series as before.
    assert shown(session, world, series_id, wanted(THURSDAYS)).count(StepKind.CHANGE) == 4


def test_a_change_is_not_taken_back_over_a_later_one(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(THURSDAYS))
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0
    row = events(session)[2]
    move = Move(starts_at=row.starts_at + HOURS, ends_at=row.ends_at + HOURS, version=row.version)
    move_event(session, world.frame, row.id or 0, move, actor=world.city, now=NOW)
    session.commit()

    with pytest.raises(Rejected):
        undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)
    session.rollback()

    assert told(session)[0] == "06-11 09:00 confirmed"


def test_the_cancelled_rest_comes_back_in_one_step(session: Session, world: World, series_id: int) -> None:
    cancel_rest(session, world.frame, series_id, version=1, actor=world.city, now=NOW)
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0

    undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)

    assert {row.status for row in events(session)} == {EventStatus.CONFIRMED}


def test_what_a_change_cancelled_comes_back_with_the_next_and_goes_with_its_undo(
    session: Session, world: World, series_id: int
) -> None:
    before = told(session)
    save(session, world, series_id, wanted(WeeklyRule(1, frozenset({1}), FIRST, count=2)))

    save(session, world, series_id, wanted())
    again = told(session)
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0
    undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)

    assert again == before
    assert told(session) == [*before[:2], "06-23 09:00 cancelled", "06-30 09:00 cancelled"]


def test_a_date_left_out_is_listed_and_put_back(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(WeeklyRule(1, frozenset({1}), FIRST, count=5)))
    session.delete(events(session)[2])
    session.commit()
    missing = [
        line
        for line in get_series(session, world.frame, world.city, series_id, now=NOW).lines
        if line.missing
    ]

    day = FIRST + 2 * WEEK
    at = datetime.combine(day, time(9), ZONE)
    again = wanted(occurrences=(Occurrence(original_on=day, starts_at=at, ends_at=at + HOURS),))
    row = put_back(session, world.frame, series_id, again, version=2, actor=world.city, now=NOW)

    assert [line.stands_for for line in missing] == [day]
    assert (row.series_id, row.original_on, row.series_version) == (series_id, day, 1)
    assert not [
        line
        for line in get_series(session, world.frame, world.city, series_id, now=NOW).lines
        if line.missing
    ]

"""A series is made whole or not at all, and only its untouched rest is taken back."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.core.recurrence.rules import WeeklyRule
from campaigns.drafts import EventDraft, Move, Occurrence, SeriesDraft
from campaigns.enums import EventStatus
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.change import Change
from campaigns.models.event import Event, Series
from campaigns.operations.bookings import lock_events
from campaigns.operations.events import move_event, schedule_event
from campaigns.operations.series import cancel_rest, schedule_series
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
WEEK, HOURS = timedelta(weeks=1), timedelta(hours=2)


def weekly(count: int = 3, **values: object) -> SeriesDraft:
    first = date(2026, 6, 9)
    visit = EventDraft(activity_code="S2", starts_at=NINE, ends_at=NINE + HOURS, place="古陌社区")
    starts = [(first + n * WEEK, NINE + n * WEEK) for n in range(count)]
    chosen = tuple(Occurrence(original_on=day, starts_at=at, ends_at=at + HOURS) for day, at in starts)
    rule = WeeklyRule(1, frozenset({1}), first, count=count)
    return SeriesDraft(**{"rule": rule, "event": visit, "occurrences": chosen, **values})


def events(session: Session) -> list[Event]:
    return list(
        session.exec(select(Event).where(col(Event.series_id).is_not(None)).order_by(col(Event.starts_at)))
    )


def test_each_chosen_date_becomes_an_event_with_an_identity_of_its_own(
    session: Session, world: World
) -> None:
    series = schedule_series(session, world.frame, weekly(), actor=world.city, now=NOW)

    made = events(session)
    lines = session.exec(select(Change).order_by(col(Change.id))).all()
    assert series.rule == "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=3"
    assert [(one.original_on, one.starts_at, one.title_zh) for one in made] == [
        (date(2026, 6, 9) + n * WEEK, NINE + n * WEEK, "进社区（古陌社区）") for n in range(3)
    ]
    assert len({one.uid for one in made}) == 3
    assert [(line.subject_kind, line.verb) for line in lines] == [("event", "scheduled")] * 3 + [
        ("series", "scheduled")
    ]


def test_one_taken_date_keeps_the_whole_series_from_being_made(session: Session, world: World) -> None:
    other = EventDraft(activity_code="S3", starts_at=NINE + WEEK, place="古陌社区", title_zh="工作例会")
    schedule_event(session, world.frame, other, actor=world.city, now=NOW)
    session.commit()

    with pytest.raises(Rejected) as refusal:
        schedule_series(session, world.frame, weekly(), actor=world.city, now=NOW)
    session.rollback()

    assert [problem.message.zh for problem in refusal.value.problems] == [
        "6月16日：这个地点那时已有“工作例会”。换个时间或地点，或写明理由仍然安排。"
    ]
    assert (events(session), session.exec(select(Series)).all()) == ([], [])


def test_a_reason_makes_the_taken_date_too(session: Session, world: World) -> None:
    other = EventDraft(activity_code="S3", starts_at=NINE, place="古陌社区")
    schedule_event(session, world.frame, other, actor=world.city, now=NOW)

    schedule_series(session, world.frame, weekly(override_reason="两场合办"), actor=world.city, now=NOW)

    assert len(events(session)) == 3


def test_the_same_form_twice_makes_one_series(session: Session, world: World) -> None:
    draft = weekly(creation_key="once")

    made = {schedule_series(session, world.frame, draft, actor=world.city, now=NOW).id for _ in range(2)}

    assert len(made) == 1
    assert len(events(session)) == 3


def test_the_untouched_rest_is_cancelled(session: Session, world: World) -> None:
    series_id = schedule_series(session, world.frame, weekly(4), actor=world.city, now=NOW).id or 0
    moved = events(session)[1]
    move = Move(
        starts_at=moved.starts_at + timedelta(days=1), ends_at=moved.ends_at + timedelta(days=1), version=1
    )
    move_event(session, world.frame, moved.id or 0, move, actor=world.city, now=NOW)

    count = cancel_rest(
        session, world.frame, series_id, version=1, actor=world.city, now=NINE + timedelta(days=1)
    )

    assert count == 2
    assert [one.status for one in events(session)] == [EventStatus.CONFIRMED] * 2 + [
        EventStatus.CANCELLED
    ] * 2
    with pytest.raises(Stale):
        cancel_rest(session, world.frame, series_id, version=1, actor=world.city, now=NINE)


def test_cancelling_the_rest_waits_for_a_change_of_many_and_never_both_for_each_other(
    engine: Engine, session: Session, world: World
) -> None:
    last_first = weekly(occurrences=tuple(reversed(weekly().occurrences)))
    series_id = schedule_series(session, world.frame, last_first, actor=world.city, now=NOW).id or 0
    ids = sorted(one.id or 0 for one in events(session))
    session.commit()

    def cancel() -> int:
        with Session(engine) as other:
            count = cancel_rest(other, world.frame, series_id, version=1, actor=world.city, now=NOW)
            other.commit()
            return count

    with ThreadPoolExecutor(1) as thread:
        lock_events(session, ids[:1])
        cancelling = thread.submit(cancel)
        wait([cancelling], timeout=0.5)
        lock_events(session, ids[1:])
        session.rollback()

        assert cancelling.result(20) == 3


def test_others_meet_nothing_or_may_not(session: Session, world: World) -> None:
    own = schedule_series(session, world.frame, weekly(), actor=world.huancui, now=NOW).id or 0
    later = weekly(event=EventDraft(activity_code="S2", starts_at=NINE, place="文化广场"))
    city = schedule_series(session, world.frame, later, actor=world.city, now=NOW).id or 0

    with pytest.raises(NotFound):
        cancel_rest(session, world.frame, own, version=1, actor=world.rongcheng, now=NOW)
    with pytest.raises(Forbidden):
        cancel_rest(session, world.frame, city, version=1, actor=world.rongcheng, now=NOW)
    with pytest.raises(Forbidden):
        schedule_series(session, world.frame, weekly(), actor=world.reader, now=NOW)


def test_no_date_is_no_series(session: Session, world: World) -> None:
    with pytest.raises(Rejected):
        schedule_series(session, world.frame, weekly(occurrences=()), actor=world.city, now=NOW)

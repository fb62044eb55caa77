"""Two planners at once: one venue is booked once, one event is edited once, one form makes one row."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft, Move
from campaigns.enums import ClashKind, ClashLevel, EventStatus, OrganisationKind
from campaigns.errors import Clashing, Rejected, Stale
from campaigns.models.assignment import Assignment, Person
from campaigns.models.availability import ClashRule
from campaigns.models.event import Event
from campaigns.operations.bookings import persons_of
from campaigns.operations.events import edit_event, move_event, schedule_event
from campaigns.operations.submissions import record_end
from campaigns.operations.undo import restore_event
from campaigns.queries.frames import Frame, get_frame
from tests.campaigns.world import NOW, World, add_organisation

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
WAIT_SECONDS = 20


def visit(**values: object) -> EventDraft:
    return EventDraft(**{"activity_code": "S2", "starts_at": NINE, "place": "古陌社区", **values})


def outcomes(engine: Engine, *acts: Callable[[Session], object]) -> list[str]:
    """Run each act in a thread, a session and a transaction of its own, all released at once."""
    gate = Barrier(len(acts))

    def run(act: Callable[[Session], object]) -> str:
        with Session(engine) as session:
            gate.wait(WAIT_SECONDS)
            try:
                act(session)
                session.commit()
            except (Rejected, Stale) as refusal:
                return type(refusal).__name__
            return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def booking(world: World, actor: Actor, draft: EventDraft) -> Callable[[Session], object]:
    return lambda session: schedule_event(session, world.frame, draft, actor=actor, now=NOW)


def test_of_two_planners_booking_one_venue_at_once_exactly_one_gets_it(
    engine: Engine, session: Session, world: World
) -> None:
    later = visit(starts_at=NINE + timedelta(hours=1), activity_code="S3")

    assert outcomes(engine, booking(world, world.city, visit()), booking(world, world.huancui, later)) == [
        "Clashing",
        "done",
    ]
    assert len(session.exec(select(Event)).all()) == 1


def test_of_two_planners_booking_one_person_at_once_exactly_one_gets_them(
    engine: Engine, session: Session, world: World
) -> None:
    expert = session.exec(select(Person.id)).one()
    session.rollback()
    here, there = visit(person_ids=(expert,)), visit(person_ids=(expert,), place="哈工大（威海）")

    assert outcomes(engine, booking(world, world.city, here), booking(world, world.huancui, there)) == [
        "Clashing",
        "done",
    ]
    assert len(session.exec(select(Assignment)).all()) == 1


def test_of_two_planners_sending_one_team_at_once_exactly_one_sends_it(
    engine: Engine, session: Session, world: World
) -> None:
    frame = with_team(session)
    here, there = visit(team_slugs=("team1",)), visit(team_slugs=("team1",), place="哈工大（威海）")

    def sending(actor: Actor, draft: EventDraft) -> Callable[[Session], object]:
        return lambda own: schedule_event(own, frame, draft, actor=actor, now=NOW)

    assert outcomes(engine, sending(world.city, here), sending(world.huancui, there)) == ["Clashing", "done"]
    assert len(session.exec(select(Assignment)).all()) == 1


@pytest.mark.parametrize("what", ["venue", "person", "team"])
def test_both_get_it_when_one_of_them_says_why(
    engine: Engine, session: Session, world: World, what: str
) -> None:
    frame, expert = with_team(session), session.exec(select(Person.id)).one()
    session.rollback()
    asked = {"venue": {}, "person": {"person_ids": (expert,)}, "team": {"team_slugs": ("team1",)}}[what]
    elsewhere = {} if what == "venue" else {"place": "哈工大（威海）"}
    meant = visit(**asked, **elsewhere, override_reason="两场合办")
    schedule_event(session, frame, visit(**asked), actor=world.city, now=NOW)
    session.commit()

    assert outcomes(engine, lambda own: schedule_event(own, frame, meant, actor=world.huancui, now=NOW)) == [
        "done"
    ]
    assert sorted(row.clash_override for row in session.exec(select(Event))) == ["", "两场合办"]


def test_a_booking_is_refused_at_any_level_but_ignored(session: Session, world: World) -> None:
    rule = ClashRule(edition_id=world.frame.edition.id, kind=ClashKind.VENUE, level=ClashLevel.WARNS)
    session.add(rule)
    schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    with pytest.raises(Clashing):
        schedule_event(session, world.frame, visit(activity_code="S3"), actor=world.city, now=NOW)
    rule.level = ClashLevel.IGNORED
    session.add(rule)
    session.flush()
    schedule_event(session, world.frame, visit(activity_code="S3"), actor=world.city, now=NOW)

    assert len(session.exec(select(Event)).all()) == 2


def with_team(session: Session) -> Frame:
    """Add a team and return the frame that knows it."""
    add_organisation(session, "team1", OrganisationKind.TEAM, "服务一队")
    frame = get_frame(session, 2026)
    session.commit()
    return frame


@pytest.mark.parametrize("place", ["古陌社区", "随便一处"])
def test_a_form_sent_twice_at_once_makes_one_event(
    engine: Engine, session: Session, world: World, place: str
) -> None:
    draft = visit(creation_key="once", place=place)

    assert outcomes(engine, *[booking(world, world.city, draft)] * 4) == ["done"] * 4
    assert [row.creation_key for row in session.exec(select(Event))] == ["once"]


def test_of_two_planners_editing_one_event_at_once_one_is_told(
    engine: Engine, session: Session, world: World
) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    event_id = event.id or 0
    session.commit()

    def editing(title: str, actor: Actor) -> Callable[[Session], object]:
        draft = visit(title_zh=title)
        return lambda own: edit_event(own, world.frame, event_id, draft, version=1, actor=actor, now=NOW)

    found = outcomes(engine, editing("甲", world.city), editing("乙", world.administrator))

    session.refresh(event)
    assert found == ["Stale", "done"]
    assert (event.title_zh in {"甲", "乙"}, event.version) == (True, 2)


def test_of_a_booking_and_a_move_to_one_venue_at_once_exactly_one_succeeds(
    engine: Engine, session: Session, world: World
) -> None:
    tomorrow = NINE + timedelta(days=1)
    event_id = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW).id or 0
    session.commit()
    move = Move(starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=2), version=1)

    def moving(own: Session) -> object:
        return move_event(own, world.frame, event_id, move, actor=world.city, now=NOW)

    assert outcomes(engine, moving, booking(world, world.huancui, visit(starts_at=tomorrow))) == [
        "Clashing",
        "done",
    ]


def test_a_cancelled_event_takes_no_place_and_cannot_come_back_to_a_taken_one(
    session: Session, world: World
) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    event.status = EventStatus.CANCELLED
    session.flush()
    schedule_event(session, world.frame, visit(activity_code="S3"), actor=world.city, now=NOW)

    with pytest.raises(Rejected) as refusal:
        restore_event(session, world.frame, event.id or 0, version=1, actor=world.city, now=NOW)

    assert [problem.field for problem in refusal.value.problems] == ["place"]


def test_a_refusal_does_not_name_what_the_planner_may_not_see(session: Session, world: World) -> None:
    secret = visit(title_zh="内部座谈", place="古陌社区")
    schedule_event(session, world.frame, secret, actor=world.huancui, now=NOW)

    with pytest.raises(Rejected) as refusal:
        schedule_event(session, world.frame, visit(), actor=world.rongcheng, now=NOW)

    assert "内部座谈" not in str(refusal.value.message)
    assert [problem.field for problem in refusal.value.problems] == ["place"]


def test_the_persons_of_an_event_are_those_assigned(session: Session, world: World) -> None:
    expert = session.exec(select(Person).order_by(col(Person.id))).one()

    event = schedule_event(session, world.frame, visit(person_ids=(expert.id,)), actor=world.city, now=NOW)

    assert persons_of(session, event) == [expert.id]


def test_of_two_ends_recorded_at_once_the_second_is_told(engine: Engine, world: World) -> None:
    def ending(day: date) -> Callable[[Session], object]:
        return lambda session: record_end(
            session, world.frame, "C1", day, version=1, actor=world.city, now=NOW
        )

    assert outcomes(engine, ending(date(2026, 6, 1)), ending(date(2026, 6, 1))) == ["Stale", "done"]

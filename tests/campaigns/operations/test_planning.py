"""Runs of the planner: started once, stopped, and their lines become drafts, all or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventStatus, PlanStatus
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.activity import Activity
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.models.plan import PlanRun
from campaigns.operations.events import move_event, schedule_event
from campaigns.operations.plan_runs import begin_run, report_run, start_run, stop_run
from campaigns.operations.planning import OVERTAKEN, Accepted, apply_lines
from campaigns.planning import PLAN_RESULT, LineKind, PlanLine, PlanRequest, PlanResult
from campaigns.queries.planning import propose
from campaigns.queries.plans import get_proposal, get_result
from tests.campaigns.world import NOW, TODAY, World

TALKS = PlanRequest(codes=("S3",), budget=5)


def finished(session: Session, world: World, request: PlanRequest = TALKS) -> PlanRun:
    """Return a run with what the planner found for the world as it stands."""
    run = start_run(session, world.frame, request, actor=world.city, now=NOW)
    keep(session, run, propose(session, world.frame, request, today=TODAY, now=NOW))
    return run


def keep(session: Session, run: PlanRun, found: PlanResult) -> None:
    """Keep a result with a run."""
    run.result, run.status = PLAN_RESULT.dump_python(found, mode="json"), PlanStatus.DONE
    session.add(run)
    session.commit()


def with_lines(session: Session, run: PlanRun, lines: Sequence[PlanLine]) -> None:
    """Keep other lines with a run, as if the planner had found them."""
    found = get_result(run)
    keep(session, run, PlanResult(found.plan, tuple(lines)))


def talk(session: Session, world: World, starts_at: datetime, place: str) -> Event:
    draft = EventDraft(
        activity_code="S3", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), place=place
    )
    return schedule_event(session, world.frame, draft, actor=world.city, now=NOW)


def days_of_talks(session: Session) -> list[tuple[date, EventStatus]]:
    rows = session.exec(select(Event).order_by(col(Event.starts_at)))
    return [(row.local_day, row.status) for row in rows]


def test_five_talks_are_proposed_and_become_five_drafts(session: Session, world: World) -> None:
    run = finished(session, world)
    proposal = get_proposal(session, world.frame, run.id or 0, today=TODAY)

    count = apply_lines(
        session, world.frame, run.id or 0, None, version=run.version, actor=world.city, now=NOW
    )

    assert count == Accepted(lines=5, at_once=0)
    assert [one.after.plan_reaches for one in proposal.counts] == [True]
    assert [one.before.plan_reaches for one in proposal.counts] == [False]
    assert days_of_talks(session) == [
        (line.line.starts_at.date(), EventStatus.DRAFT) for line in proposal.lines
    ]
    assert all(day > TODAY for day, _ in days_of_talks(session))
    assert run.status is PlanStatus.APPLIED


def test_the_same_question_has_the_same_answer(session: Session, world: World) -> None:
    first, second = (propose(session, world.frame, TALKS, today=TODAY, now=NOW) for _ in range(2))

    assert first == second


def test_accepted_lines_are_not_accepted_again(session: Session, world: World) -> None:
    run = finished(session, world)
    keys = {line.key for line in get_result(run).lines[:2]}
    apply_lines(session, world.frame, run.id or 0, keys, version=run.version, actor=world.city, now=NOW)
    session.commit()

    with pytest.raises(Rejected):
        apply_lines(session, world.frame, run.id or 0, keys, version=run.version, actor=world.city, now=NOW)
    session.rollback()
    rest = apply_lines(
        session, world.frame, run.id or 0, None, version=run.version, actor=world.city, now=NOW
    )

    assert rest == Accepted(lines=3, at_once=0)
    assert len(days_of_talks(session)) == 5


def test_a_proposal_that_was_accepted_from_meanwhile_is_stale(session: Session, world: World) -> None:
    run = finished(session, world)

    with pytest.raises(Stale):
        apply_lines(
            session, world.frame, run.id or 0, None, version=run.version + 1, actor=world.city, now=NOW
        )


def test_lines_of_a_second_plan_do_not_come_on_top_of_those_of_a_first(
    session: Session, world: World
) -> None:
    first, second = finished(session, world), finished(session, world)
    day = timedelta(days=1)
    elsewhere = [
        replace(line, starts_at=line.starts_at + day, ends_at=line.ends_at + day)
        for line in get_result(second).lines
    ]
    with_lines(session, second, elsewhere)
    apply_lines(session, world.frame, first.id or 0, None, version=first.version, actor=world.city, now=NOW)
    session.commit()

    with pytest.raises(Rejected) as refusal:
        apply_lines(
            session, world.frame, second.id or 0, None, version=second.version, actor=world.city, now=NOW
        )
    session.rollback()

    assert refusal.value.problems == (Problem("keys", OVERTAKEN),)
    assert len(days_of_talks(session)) == 5


def test_a_plan_asked_for_after_another_was_accepted_adds_what_that_one_left(
    session: Session, world: World
) -> None:
    first = finished(session, world)
    keys = {line.key for line in get_result(first).lines[:2]}
    apply_lines(session, world.frame, first.id or 0, keys, version=first.version, actor=world.city, now=NOW)
    later = NOW + timedelta(minutes=1)
    second = start_run(session, world.frame, TALKS, actor=world.city, now=later)
    keep(session, second, propose(session, world.frame, TALKS, today=TODAY, now=later))

    apply_lines(
        session, world.frame, second.id or 0, None, version=second.version, actor=world.city, now=later
    )

    assert len(days_of_talks(session)) == 5


def test_an_event_changed_after_the_run_keeps_everything_from_being_accepted(
    session: Session, world: World
) -> None:
    row = talk(session, world, NOW + timedelta(days=8), "")
    run = finished(session, world)
    line = next(line for line in get_result(run).lines if line.event_id == row.id)
    later = line.starts_at + timedelta(days=1)
    moved = replace(line, kind=LineKind.MOVED, starts_at=later, ends_at=later + timedelta(hours=2))
    with_lines(session, run, [moved, *(one for one in get_result(run).lines if one.kind is LineKind.NEW)])
    to = row.starts_at + timedelta(hours=1)
    move_event(
        session, world.frame, row.id or 0,
        Move(starts_at=to, ends_at=to + timedelta(hours=2), version=row.version), actor=world.city, now=NOW,
    )  # fmt: skip
    session.commit()

    with pytest.raises(Rejected) as refusal:
        apply_lines(session, world.frame, run.id or 0, None, version=run.version, actor=world.city, now=NOW)
    session.rollback()

    assert [problem.message.zh for problem in refusal.value.problems] == [
        "进院校：排计划之后有人改过它，请重新排一次。"
    ]
    assert len(days_of_talks(session)) == 1


def test_two_events_can_change_places_in_one_hall(session: Session, world: World) -> None:
    hall = "哈工大（威海）"
    one, other = (
        talk(session, world, NOW + timedelta(days=8), hall),
        talk(session, world, NOW + timedelta(days=9), hall),
    )
    run = finished(session, world)
    lines = {line.event_id: line for line in get_result(run).lines}
    first, second = lines[one.id], lines[other.id]
    swapped = [
        replace(first, kind=LineKind.MOVED, starts_at=second.starts_at, ends_at=second.ends_at),
        replace(second, kind=LineKind.MOVED, starts_at=first.starts_at, ends_at=first.ends_at),
    ]
    with_lines(session, run, swapped)

    accepted = apply_lines(
        session, world.frame, run.id or 0, None, version=run.version, actor=world.city, now=NOW
    )

    assert accepted == Accepted(lines=2, at_once=2)
    assert (one.starts_at, other.starts_at) == (second.starts_at, first.starts_at)
    assert (one.sequence, other.sequence) == (1, 1)
    assert one.id != other.id


def test_a_place_that_was_taken_meanwhile_is_named(session: Session, world: World) -> None:
    world_activity = session.get_one(Activity, world.frame.activity("S3").id)
    world_activity.planning = {"city_events": 1}
    run = finished(session, world)
    line = replace(get_result(run).lines[0], venue_id=2)
    with_lines(session, run, [line])
    talk(session, world, line.starts_at, "哈工大（威海）")
    session.commit()

    with pytest.raises(Rejected) as refusal:
        apply_lines(session, world.frame, run.id or 0, None, version=run.version, actor=world.city, now=NOW)

    assert "这个地点那时已有" in refusal.value.problems[0].message.zh


def test_a_name_made_from_the_place_follows_to_another_place(session: Session, world: World) -> None:
    row = talk(session, world, NOW + timedelta(days=8), "哈工大（威海）")
    run = finished(session, world)
    line = next(line for line in get_result(run).lines if line.event_id == row.id)
    with_lines(session, run, [replace(line, kind=LineKind.MOVED, venue_id=1)])

    apply_lines(session, world.frame, run.id or 0, None, version=run.version, actor=world.city, now=NOW)

    assert (row.title_zh, row.venue_id) == ("进院校（古陌社区）", 1)


def test_a_form_sent_twice_starts_one_run(session: Session, world: World) -> None:
    runs = [
        start_run(session, world.frame, TALKS, actor=world.city, now=NOW, creation_key="k") for _ in range(2)
    ]

    assert runs[0].id == runs[1].id
    assert len(session.exec(select(PlanRun)).all()) == 1


def test_only_the_city_plans_a_year(session: Session, world: World) -> None:
    def refused(actor: Actor) -> bool:
        with pytest.raises(Forbidden):
            start_run(session, world.frame, TALKS, actor=actor, now=NOW)
        return True

    assert all(refused(actor) for actor in (world.huancui, world.school_liaison, world.reader))


def test_an_unknown_activity_is_named(session: Session, world: World) -> None:
    with pytest.raises(Rejected) as refusal:
        start_run(session, world.frame, PlanRequest(codes=("S3", "S9")), actor=world.city, now=NOW)

    assert refusal.value.message.zh == "没有代号为“S9”的活动。"


def test_a_waiting_run_stops_at_once_and_a_running_one_when_it_next_asks(
    session: Session, world: World
) -> None:
    waiting, running = (start_run(session, world.frame, TALKS, actor=world.city, now=NOW) for _ in range(2))
    assert begin_run(session, running.id or 0, now=NOW)
    assert report_run(session, running.id or 0, progress=10)

    for run in (waiting, running):
        stop_run(session, world.frame, run.id or 0, actor=world.city, now=NOW)

    assert (waiting.status, running.status) == (PlanStatus.STOPPED, PlanStatus.RUNNING)
    assert not report_run(session, running.id or 0, progress=20)
    assert [line.verb for line in session.exec(select(Change).order_by(col(Change.id)))] == [
        "started", "started", "stopped", "stopped",
    ]  # fmt: skip

"""One run carried out: done, stopped, refused or broken, its row always says so, and the year is not changed."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.enums import PlanStatus
from campaigns.models.event import Event
from campaigns.models.plan import PlanRun
from campaigns.operations.plan_runs import start_run, stop_run
from campaigns.planning import PlanRequest, RunShown
from campaigns.queries.plans import get_proposal, get_run
from tests.campaigns.world import NOW, TODAY, World
from webapp.plan_job import Reporter, carry_out

LATER = NOW + timedelta(minutes=1)


def start(engine: Engine, world: World, **request: object) -> int:
    with Session(engine) as session:
        wanted = PlanRequest.model_validate({"codes": ("S3",), "budget": 5} | request)
        run_id = start_run(session, world.frame, wanted, actor=world.city, now=NOW).id or 0
        session.commit()
    return run_id


def shown(engine: Engine, world: World, run_id: int) -> RunShown:
    with Session(engine) as session:
        return get_run(session, world.frame, run_id)


def test_a_run_is_carried_out_and_changes_no_event(engine: Engine, world: World, database_url: str) -> None:
    run_id = start(engine, world)

    carry_out(database_url, run_id, lambda: LATER)

    run = shown(engine, world, run_id)
    with Session(engine) as session:
        proposal = get_proposal(session, world.frame, run_id, today=TODAY)
        events = session.exec(select(Event.id)).all()
    assert (run.status, run.progress, run.words.zh) == (PlanStatus.DONE, 100, "")
    assert (run.started_at, run.finished_at) == (LATER, LATER)
    assert [line.line.activity_code for line in proposal.new] == ["S3"] * 5
    assert events == []


def test_a_job_given_twice_runs_once(engine: Engine, world: World, database_url: str) -> None:
    run_id = start(engine, world)
    carry_out(database_url, run_id, lambda: LATER)

    carry_out(database_url, run_id, lambda: LATER + timedelta(hours=1))

    assert shown(engine, world, run_id).finished_at == LATER


def test_a_run_stopped_while_it_waits_is_left_alone(engine: Engine, world: World, database_url: str) -> None:
    run_id = start(engine, world)
    with Session(engine) as session:
        stop_run(session, world.frame, run_id, actor=world.city, now=NOW)
        session.commit()

    carry_out(database_url, run_id, lambda: LATER)

    run = shown(engine, world, run_id)
    assert (run.status, run.has_proposal) == (PlanStatus.STOPPED, False)


def test_a_run_that_breaks_says_so(
    engine: Engine, world: World, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    run_id = start(engine, world)
    with Session(engine) as session:
        row = session.exec(select(PlanRun)).one()
        row.request = {"codes": []}
        session.add(row)
        session.commit()

    carry_out(database_url, run_id, lambda: LATER)

    with Session(engine) as session:
        row = session.exec(select(PlanRun)).one()
    assert (row.status, row.finished_at) == (PlanStatus.FAILED, LATER)
    assert "编号告诉管理员" in row.message
    assert f"Run {run_id} failed" in caplog.text


def test_what_is_reported_is_written_a_few_times_a_second_at_most(
    engine: Engine, world: World, database_url: str
) -> None:
    run_id = start(engine, world)
    with Session(engine) as session:
        session.connection().exec_driver_sql("UPDATE plan_run SET status = 'running'")
        session.commit()
    reporter = Reporter(engine, run_id)

    answers = [reporter(percent) for percent in (3, 50, 90)]

    assert answers == [True, True, True]
    assert shown(engine, world, run_id).progress == 3


def test_a_search_that_is_asked_to_stop_keeps_what_it_has_found(
    engine: Engine, world: World, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Between two reports no time has to pass, so that the wish to stop is heard at the next.
    monkeypatch.setattr("webapp.plan_job.BETWEEN_REPORTS_S", 0.0)
    run_id = start(engine, world, budget=1000)
    with Session(engine) as session:
        row = session.exec(select(PlanRun)).one()
        row.is_stop_wanted = True
        session.add(row)
        session.commit()

    carry_out(database_url, run_id, lambda: LATER)

    run = shown(engine, world, run_id)
    assert (run.status, run.has_proposal) == (PlanStatus.STOPPED, True)

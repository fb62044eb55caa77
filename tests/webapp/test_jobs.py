"""The queue: jobs as plain JSON, in a place of its own, and nothing is lost when it cannot be written."""

import json
from pathlib import Path

import pytest
from flask import Flask
from huey.registry import Message
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.enums import PlanStatus
from campaigns.operations.plan_runs import start_run
from campaigns.planning import PlanRequest
from campaigns.queries.plan_runs import list_waiting_runs
from campaigns.queries.plans import get_run
from tests.campaigns.world import NOW, World
from webapp.config import Settings
from webapp.jobs import Jobs, JsonSerializer, open_queue, queue_file


@pytest.fixture
def run_id(engine: Engine, world: World) -> int:
    """Return a committed run that waits."""
    with Session(engine) as session:
        request = PlanRequest(codes=("S3",), budget=0)
        run_id = start_run(session, world.frame, request, actor=world.city, now=NOW).id or 0
        session.commit()
    return run_id


def test_a_job_is_plain_json_and_comes_back_the_same() -> None:
    message = Message("id", "webapp.jobs.plan", None, 0, 0, None, [7], {})

    stored = JsonSerializer().serialize(message)

    assert json.loads(stored)[6] == [7]
    assert JsonSerializer().deserialize(stored) == message


def test_what_is_no_job_is_refused_and_never_executed() -> None:
    with pytest.raises(ValueError, match="utf-8|Expecting"):
        JsonSerializer().deserialize(b"\x80\x04\x95cos\nsystem\n.")


def test_a_job_waits_in_the_queue_of_its_own_database(settings: Settings, run_id: int) -> None:
    queue = open_queue(settings)
    try:
        Jobs(settings, lambda: NOW).plan(run_id)

        assert queue.huey.storage.queue_size() == 1
        assert queue.huey.dequeue().args == [run_id]
    finally:
        queue.close()


def test_an_immediate_queue_carries_out_what_it_is_given(
    settings: Settings, engine: Engine, world: World, run_id: int
) -> None:
    Jobs(settings, lambda: NOW, is_immediate=True).plan(run_id)

    with Session(engine) as session:
        assert get_run(session, world.frame, run_id).status is PlanStatus.DONE


def test_the_queue_of_a_file_is_a_file_beside_it(tmp_path: Path) -> None:
    settings = Settings(secret_key="", database_url=f"sqlite:///{tmp_path}/campaigns.sqlite3")

    assert queue_file(settings) == tmp_path / "campaigns-jobs.sqlite3"


def test_a_queue_that_cannot_be_written_loses_nothing(
    settings: Settings, engine: Engine, run_id: int, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    broken = {"sqlite": "sqlite:////nowhere/at/all.sqlite3"}.get(
        engine.dialect.name, "postgresql+psycopg://nobody@/nothing?host=/nowhere"
    )

    Jobs(Settings(secret_key="", database_url=broken), lambda: NOW).plan(run_id)

    with Session(engine) as session:
        assert list_waiting_runs(session) == (run_id,)
    assert f"Run {run_id} waits until the worker looks" in caplog.text


def test_every_app_has_the_jobs_of_its_settings(app: Flask, settings: Settings) -> None:
    assert app.extensions["jobs"] == Jobs(settings, app.extensions["clock"])

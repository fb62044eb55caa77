"""The real worker in a process of its own: it plans, stands by, takes over, and leaves with its parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.enums import PlanStatus
from campaigns.operations.plan_runs import begin_run, start_run
from campaigns.planning import PlanRequest
from campaigns.queries.plans import get_run
from tests.campaigns.world import NOW, World
from tests.house.sources import ROOT
from webapp.config import PREFIX, Settings
from webapp.jobs import Jobs

PATIENCE_S = 60
Starter = Callable[..., subprocess.Popen[bytes]]


def environment(database_url: str, directory: Path) -> dict[str, str]:
    """Return what a worker is started with: nothing of the machine's own settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    own = {"PYTHONPATH": str(ROOT), "CAMPAIGNS_DATABASE_URL": database_url}
    return inherited | own | {"CAMPAIGNS_DIRECTORY": str(directory)}


@pytest.fixture
def start_worker(database_url: str, tmp_path: Path) -> Iterator[Starter]:
    """Return a way to start workers on the test's database; they are gone at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "webapp.worker", *words]
        started.append(subprocess.Popen(command, env=environment(database_url, tmp_path / "var")))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def waiting_run(engine: Engine, world: World) -> int:
    with Session(engine) as session:
        request = PlanRequest(codes=("S3",), budget=1)
        run_id = start_run(session, world.frame, request, actor=world.city, now=NOW).id or 0
        session.commit()
    return run_id


def status_of(engine: Engine, world: World, run_id: int) -> PlanStatus:
    with Session(engine) as session:
        return get_run(session, world.frame, run_id).status


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, "It never came to pass."
        time.sleep(0.05)


def test_a_worker_carries_out_what_waits_and_what_comes(
    engine: Engine, world: World, settings: Settings, start_worker: Starter
) -> None:
    never_given = waiting_run(engine, world)
    start_worker()
    wait_until(lambda: status_of(engine, world, never_given) is PlanStatus.DONE)

    given = waiting_run(engine, world)
    Jobs(settings, lambda: NOW).plan(given)

    wait_until(lambda: status_of(engine, world, given) is PlanStatus.DONE)


def test_a_second_worker_stands_by_and_ends_what_a_killed_one_left_running(
    engine: Engine, world: World, start_worker: Starter
) -> None:
    first_run = waiting_run(engine, world)
    first = start_worker()
    wait_until(lambda: status_of(engine, world, first_run) is PlanStatus.DONE)
    left = waiting_run(engine, world)
    with Session(engine) as session:
        begin_run(session, left, now=NOW)
        session.commit()

    second = start_worker()
    time.sleep(2)
    stood_by = (second.poll(), status_of(engine, world, left))
    first.kill()
    first.wait()

    wait_until(lambda: status_of(engine, world, left) is PlanStatus.FAILED)
    assert stood_by == (None, PlanStatus.RUNNING)


def test_a_worker_ends_when_told(engine: Engine, world: World, start_worker: Starter) -> None:
    run_id = waiting_run(engine, world)
    worker = start_worker()
    wait_until(lambda: status_of(engine, world, run_id) is PlanStatus.DONE)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE_S) == 0


def test_a_worker_ends_with_its_parent(
    engine: Engine, world: World, database_url: str, tmp_path: Path
) -> None:
    run_id = waiting_run(engine, world)
    script = (
        "import os, subprocess, sys, time\n"
        "worker = subprocess.Popen([sys.executable, '-P', '-m', 'webapp.worker', '--parent', str(os.getpid())])\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        env=environment(database_url, tmp_path / "var"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    wait_until(lambda: status_of(engine, world, run_id) is PlanStatus.DONE)

    parent.kill()
    parent.communicate()

    wait_until(lambda: is_gone(worker))


def is_gone(process: int) -> bool:
    """Tell whether a process has ended; one that nobody has asked about is a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True

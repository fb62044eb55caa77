"""A run is begun by one worker, ended once, and never left running for ever."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from campaigns.core.wording import Bilingual
from campaigns.enums import PlanStatus
from campaigns.operations.plan_runs import (
    begin_run,
    fail_left_running,
    finish_run,
    report_run,
    start_run,
    stop_run,
)
from campaigns.planning import PlanRequest
from campaigns.queries.plan_runs import list_waiting_runs
from campaigns.queries.plans import get_run
from tests.campaigns.world import NOW, World

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def run_id(session: Session, world: World) -> int:
    """Return a run that waits."""
    return waiting(session, world)


def waiting(session: Session, world: World) -> int:
    run = start_run(session, world.frame, PlanRequest(codes=("S3",)), actor=world.city, now=NOW)
    session.commit()
    return run.id or 0


def test_a_waiting_run_is_begun_once(session: Session, run_id: int) -> None:
    assert list_waiting_runs(session) == (run_id,)

    begun = [begin_run(session, run_id, now=NOW) for _ in range(2)]

    assert begun == [True, False]
    assert list_waiting_runs(session) == ()


def test_a_run_that_was_stopped_while_it_waited_is_not_begun(
    session: Session, world: World, run_id: int
) -> None:
    stop_run(session, world.frame, run_id, actor=world.city, now=NOW)

    assert not begin_run(session, run_id, now=NOW)
    assert get_run(session, world.frame, run_id).has_proposal is False


def test_progress_is_written_and_a_wish_to_stop_is_heard(session: Session, world: World, run_id: int) -> None:
    begin_run(session, run_id, now=NOW)

    goes_on = report_run(session, run_id, progress=40)
    stop_run(session, world.frame, run_id, actor=world.city, now=NOW)
    goes_on_then = report_run(session, run_id, progress=170)

    assert (goes_on, goes_on_then) == (True, False)
    assert get_run(session, world.frame, run_id).progress == 100


def test_a_run_ends_once_with_its_result_or_its_sentence(session: Session, world: World, run_id: int) -> None:
    begin_run(session, run_id, now=NOW)
    words = Bilingual("没有地点。", "There is no place.")

    failed = finish_run(session, run_id, PlanStatus.FAILED, now=LATER, message=words)
    late = finish_run(session, run_id, PlanStatus.DONE, now=LATER, result={"much": "too late"})

    shown = get_run(session, world.frame, run_id)
    assert (failed, late) == (True, False)
    assert (shown.status, shown.words, shown.finished_at) == (PlanStatus.FAILED, words, LATER)


def test_what_a_dead_worker_left_running_is_ended_and_what_waits_still_waits(
    session: Session, world: World, run_id: int
) -> None:
    other = waiting(session, world)
    begin_run(session, run_id, now=NOW)

    count = fail_left_running(session, now=LATER)

    shown = get_run(session, world.frame, run_id)
    assert count == 1
    assert (shown.status, shown.finished_at) == (PlanStatus.FAILED, LATER)
    assert "重新排一次" in shown.words.zh
    assert "plan again" in shown.words.en
    assert list_waiting_runs(session) == (other,)


def test_a_worker_that_was_given_up_hears_it_and_changes_nothing(
    session: Session, world: World, run_id: int
) -> None:
    begin_run(session, run_id, now=NOW)
    fail_left_running(session, now=LATER)

    goes_on = report_run(session, run_id, progress=50)
    is_ended = finish_run(session, run_id, PlanStatus.DONE, now=LATER, result={"plan": "late"})

    assert (goes_on, is_ended) == (False, False)
    assert get_run(session, world.frame, run_id).status is PlanStatus.FAILED

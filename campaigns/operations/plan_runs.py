"""The life of a planner's run, written by the process that carries it out; each step is a short transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from campaigns.core.wording import Bilingual
from campaigns.enums import PlanStatus
from campaigns.models.plan import PlanRun

INTERRUPTED = Bilingual(
    "计算中断：后台程序停止或重新启动过。请重新排一次。",
    "The run was interrupted: the worker was stopped or restarted. Please plan again.",
)


def begin_run(session: Session, run_id: int, *, now: datetime) -> bool:
    """Take a waiting run; False where it was taken, stopped or finished before, so that a job given twice runs once."""
    begun = {"status": PlanStatus.RUNNING, "started_at": now, "progress": 0, "message": "",
             "version": PlanRun.version + 1}  # fmt: skip
    return _changed(session, run_id, PlanStatus.WAITING, begun)


def report_run(session: Session, run_id: int, *, progress: int) -> bool:
    """Write how far a run is, 0 to 100, and tell whether it shall go on."""
    if not _changed(session, run_id, PlanStatus.RUNNING, {"progress": min(max(progress, 0), 100)}):
        return False
    wanted = session.exec(select(PlanRun.is_stop_wanted).where(PlanRun.id == run_id)).one()
    return not wanted


def finish_run(
    session: Session,
    run_id: int,
    status: PlanStatus,
    *,
    now: datetime,
    result: Mapping[str, Any] | None = None,
    message: Bilingual | None = None,
) -> bool:
    """End a running run with what it found or why it failed; False where somebody ended it before."""
    ended: dict[str, Any] = {"status": status, "finished_at": now, "message": kept_words(message),
                             "version": PlanRun.version + 1}  # fmt: skip
    if result is not None:
        ended |= {"result": dict(result), "progress": 100}
    return _changed(session, run_id, PlanStatus.RUNNING, ended)


def fail_left_running(session: Session, *, now: datetime) -> int:
    """End the runs whose worker is gone; only the one worker that holds the lock may say so. Return how many."""
    left = session.exec(select(PlanRun.id).where(PlanRun.status == PlanStatus.RUNNING)).all()
    failed = [finish_run(session, one or 0, PlanStatus.FAILED, now=now, message=INTERRUPTED) for one in left]
    return sum(failed)


def kept_words(message: Bilingual | None) -> str:
    """Return a sentence as the row keeps it: Chinese, and English on the next line."""
    return f"{message.zh}\n{message.en}" if message else ""


def _changed(session: Session, run_id: int, status: PlanStatus, values: Mapping[str, Any]) -> bool:
    """Write columns of a run that stands at ``status``; the database decides between two who try at once."""
    own = update(PlanRun).where(col(PlanRun.id) == run_id, col(PlanRun.status) == status)
    counted = session.connection().execute(own.values(**values))
    session.expire_all()
    return counted.rowcount == 1

"""The life of a planner's run: started and stopped by a person, carried out by a process in short transactions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from campaigns.core.permissions import Actor, may_plan
from campaigns.core.wording import Bilingual
from campaigns.enums import PlanStatus
from campaigns.errors import Forbidden, Problem, Rejected
from campaigns.models.plan import PlanRun
from campaigns.operations.changes import record
from campaigns.operations.once import wait_for_own
from campaigns.planning import PlanRequest
from campaigns.queries.frames import Frame
from campaigns.queries.plans import get_run_row

UNFINISHED = (PlanStatus.WAITING, PlanStatus.RUNNING)
INTERRUPTED = Bilingual(
    "计算中断：后台程序停止或重新启动过。请重新排一次。",
    "The run was interrupted: the worker was stopped or restarted. Please plan again.",
)


def start_run(
    session: Session,
    frame: Frame,
    request: PlanRequest,
    *,
    actor: Actor,
    now: datetime,
    creation_key: str | None = None,
) -> PlanRun:
    """Add a run that waits for a worker; the same creation key answers with the run of before."""
    if not may_plan(actor):
        raise Forbidden
    made = _made_before(session, creation_key, actor)
    if made is not None:
        return made
    known = {activity.code for activity in frame.board_activities}
    unknown = [code for code in request.codes if code not in known]
    if unknown:
        message = Bilingual("没有代号为“{code}”的活动。", "There is no activity with the code “{code}”.")
        raise Rejected(Problem("codes", message.filled(code=unknown[0])))
    row = PlanRun(
        edition_id=frame.edition.id,
        account_id=actor.account_id,
        request=request.model_dump(mode="json"),
        created_at=now,
        creation_key=creation_key,
    )
    session.add(row)
    session.flush()
    record(session, actor=actor, subject_kind="plan", subject_id=row.id or 0, verb="started", now=now,
           after={"codes": ",".join(request.codes), "seed": request.seed})  # fmt: skip
    return row


def _made_before(session: Session, creation_key: str | None, actor: Actor) -> PlanRun | None:
    """Return what the same form started before; the actor's own row is locked, so that a double click waits here."""
    if not creation_key:
        return None
    wait_for_own(session, actor)
    return session.exec(select(PlanRun).where(PlanRun.creation_key == creation_key)).first()


def stop_run(session: Session, frame: Frame, run_id: int, *, actor: Actor, now: datetime) -> PlanRun:
    """Ask a run to stop; one that nobody has begun is stopped at once."""
    if not may_plan(actor):
        raise Forbidden
    row = get_run_row(session, frame, run_id, locked=True)
    if row.status in UNFINISHED and not row.is_stop_wanted:
        row.is_stop_wanted = True
        if row.status is PlanStatus.WAITING:
            row.status, row.finished_at = PlanStatus.STOPPED, now
        session.add(row)
        record(session, actor=actor, subject_kind="plan", subject_id=run_id, verb="stopped", now=now)
    return row


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

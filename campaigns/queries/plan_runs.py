"""Runs of the planner as the worker meets them: those that wait, and the one it carries out."""

from sqlmodel import Session, col, select

from campaigns.enums import PlanStatus
from campaigns.models.plan import PlanRun
from campaigns.models.programme import Edition
from campaigns.queries.frames import Frame, get_frame


def list_waiting_runs(session: Session) -> tuple[int, ...]:
    """Return the runs that nobody has begun, oldest first."""
    waiting = select(PlanRun.id).where(PlanRun.status == PlanStatus.WAITING).order_by(col(PlanRun.id))
    return tuple(one or 0 for one in session.exec(waiting))


def get_begun(session: Session, run_id: int) -> tuple[Frame, PlanRun]:
    """Return a run with the frame of its edition, for the worker, which acts for no person."""
    found = select(PlanRun, Edition.year).join(Edition, col(Edition.id) == col(PlanRun.edition_id))
    row, year = session.exec(found.where(PlanRun.id == run_id)).one()
    return get_frame(session, year), row

"""Runs of the planner as the worker meets them: those that wait, and the one it carries out."""

from sqlmodel import Session, col, select

from campaigns.enums import PlanStatus
from campaigns.models.change import Change
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


def lock_runs(session: Session, frame: Frame) -> None:
    """Lock the runs of an edition, so that two people who accept from different plans wait for each other."""
    own = select(PlanRun.id).where(PlanRun.edition_id == frame.edition.id).order_by(col(PlanRun.id))
    session.exec(own.with_for_update()).all()


def list_accepted_since(session: Session, row: PlanRun) -> frozenset[str]:
    """Return the codes of the plans of the same edition from which lines were accepted after a run was asked for."""
    accepted = select(Change.subject_id).where(
        Change.subject_kind == "plan", Change.verb == "applied", col(Change.at) >= row.created_at
    )
    others = select(PlanRun.request).where(
        PlanRun.edition_id == row.edition_id, PlanRun.id != row.id, col(PlanRun.id).in_(accepted)
    )
    return frozenset(code for request in session.exec(others) for code in request["codes"])

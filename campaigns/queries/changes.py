"""The change log, read."""

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models.change import Change


def list_changes(session: Session, subject_kind: str, subject_id: int) -> tuple[Change, ...]:
    """Return the lines about one subject, newest first."""
    statement = select(Change).where(Change.subject_kind == subject_kind, Change.subject_id == subject_id)
    return tuple(session.exec(statement.order_by(col(Change.id).desc())))


def get_change(session: Session, change_id: int) -> Change:
    """Return one line, or raise NotFound."""
    change = session.get(Change, change_id)
    if change is None:
        raise NotFound("change", change_id)
    return change

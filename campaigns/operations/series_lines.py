"""The lines of the log that one act on a series wrote about its events, so that the act can be taken back whole."""

from collections.abc import Iterable

from sqlmodel import Session, col, func, select

from campaigns.models.change import Change


def last_line(session: Session) -> int:
    """Return the number of the newest line of the log."""
    return session.exec(select(func.max(Change.id))).one() or 0


def lines_since(session: Session, line: int, event_ids: Iterable[int]) -> list[int]:
    """Return the lines after another about some events; their rows are locked, so nobody else writes any meanwhile."""
    statement = select(Change.id).where(
        Change.subject_kind == "event", col(Change.subject_id).in_(list(event_ids)), col(Change.id) > line
    )
    return [id_ for id_ in session.exec(statement.order_by(col(Change.id))) if id_ is not None]

"""The change log, read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from campaigns.core.spans import day_span
from campaigns.errors import NotFound
from campaigns.models.change import Change


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines of the whole log to show; empty fields do not narrow. Days are local and inclusive."""

    person: str = ""
    kind: str = ""
    first_on: date | None = None
    last_on: date | None = None


def list_log(
    session: Session, wanted: LogFilter, zone: str, *, page: int, size: int
) -> tuple[tuple[Change, ...], int]:
    """Return one page of the log, newest first, and how many lines there are in all; pages count from 1."""
    clauses = []
    if wanted.person:
        clauses.append(col(Change.actor_name) == wanted.person)
    if wanted.kind:
        clauses.append(col(Change.subject_kind) == wanted.kind)
    if wanted.first_on:
        clauses.append(col(Change.at) >= day_span(wanted.first_on, zone).starts_at)
    if wanted.last_on:
        clauses.append(col(Change.at) < day_span(wanted.last_on, zone).ends_at)
    total = session.exec(select(func.count()).select_from(Change).where(*clauses)).one()
    lines = select(Change).where(*clauses).order_by(col(Change.id).desc())
    return tuple(session.exec(lines.offset((page - 1) * size).limit(size))), total


def list_log_choices(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whose lines and what kinds of subject the log has, each sorted."""
    rows = session.exec(select(Change.actor_name, Change.subject_kind).distinct()).all()
    return tuple(sorted({name for name, _ in rows})), tuple(sorted({kind for _, kind in rows}))


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


def list_changes_by_id(session: Session, ids: Iterable[int]) -> tuple[Change, ...]:
    """Return the lines with these ids, oldest first."""
    return tuple(session.exec(select(Change).where(col(Change.id).in_(list(ids))).order_by(col(Change.id))))


def find_last_change_id(session: Session, subject_kind: str, subject_id: int) -> int | None:
    """Return the id of the newest line about one subject, or None."""
    statement = select(Change.id).where(Change.subject_kind == subject_kind, Change.subject_id == subject_id)
    return session.exec(statement.order_by(col(Change.id).desc()).limit(1)).first()

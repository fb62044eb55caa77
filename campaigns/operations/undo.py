"""Undo: a change of an event is taken back by a new change, so that calendars follow and the log stays whole."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from campaigns.core.lifecycle import check_event_step
from campaigns.core.permissions import Actor, may_change_event
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel, EventStatus, Visibility
from campaigns.errors import Forbidden, NotFound, Problem, Rejected, Stale
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.operations.changes import plain, record, values_of
from campaigns.operations.confirming import refuse_clashes
from campaigns.operations.events import LOGGED
from campaigns.operations.revisions import face_of, revise
from campaigns.queries.changes import get_change
from campaigns.queries.events import get_event_row, stake_of
from campaigns.queries.frames import Frame

UNDOABLE = ("scheduled", "edited", "moved", "cancelled", "restored")


def undo_change(session: Session, frame: Frame, change_id: int, *, actor: Actor, now: datetime) -> Event:
    """Take back one change of an event; raises Rejected when something later has touched the same values."""
    change = get_change(session, change_id)
    if change.subject_kind != "event" or change.verb not in UNDOABLE:
        raise NotFound("change", change_id)
    row = get_event_row(session, frame, actor, change.subject_id, locked=True)
    if not may_change_event(actor, stake_of(session, row)):
        raise Forbidden
    current = values_of(row, LOGGED)
    after = {name: value for name, value in change.after.items() if name in current}
    if any(current[name] != value for name, value in after.items()):
        message = Bilingual(
            "之后又有修改，不能直接撤销。", "Something changed later, so this cannot simply be undone."
        )
        raise Rejected(Problem("", message))
    face = face_of(row)
    if change.verb == "scheduled":
        row.status, row.cancel_reason = EventStatus.CANCELLED, "撤销新增"
    else:
        for name, value in change.before.items():
            setattr(row, name, typed(name, value))
        row.year = row.local_day.year
        refuse_clashes(session, frame, row, "", actor=actor)
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=row.id or 0, verb="undone", now=now,
           before=current, after=values_of(row, LOGGED), undoes_id=change.id)  # fmt: skip
    return row


def restore_event(
    session: Session,
    frame: Frame,
    event_id: int,
    *,
    version: int,
    actor: Actor,
    now: datetime,
    override_reason: str = "",
) -> Event:
    """Bring a cancelled event back as confirmed; its place may have been taken meanwhile, which needs a reason."""
    row = get_event_row(session, frame, actor, event_id, locked=True)
    if not may_change_event(actor, stake_of(session, row)):
        raise Forbidden
    if row.version != version:
        raise Stale(row)
    problems = check_event_step(row.status, EventStatus.CONFIRMED)
    if problems:
        raise Rejected(*problems)
    before, face = values_of(row, LOGGED), face_of(row)
    row.status, row.cancel_reason = EventStatus.CONFIRMED, ""
    refuse_clashes(session, frame, row, override_reason, actor=actor)
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="restored", now=now,
           before=before, after=values_of(row, LOGGED), reason=override_reason)  # fmt: skip
    return row


def is_undoable(change: Change) -> bool:
    """Tell whether a line of the log can be taken back."""
    return change.subject_kind == "event" and change.verb in UNDOABLE


def typed(name: str, value: Any) -> Any:
    """Return a logged value as the column holds it; the inverse of ``plain``."""
    kinds: dict[str, Any] = {
        "starts_at": datetime.fromisoformat,
        "ends_at": datetime.fromisoformat,
        "local_day": date.fromisoformat,
        "level": EventLevel,
        "status": EventStatus,
        "visibility": Visibility,
    }
    made = kinds[name](value) if name in kinds and value is not None else value
    if plain(made) != value:
        raise ValueError(f"{name}: {value!r} was not logged by this programme")
    return made

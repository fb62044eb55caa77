"""What happened is recorded once per event; it locks the event until somebody reopens it with a reason."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, delete

from campaigns.core.closing import check_closeout
from campaigns.core.permissions import Actor, may_change_event
from campaigns.core.wording import Bilingual
from campaigns.drafts import CloseoutDraft
from campaigns.enums import EventStatus
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.closeout import Closeout, Tally
from campaigns.models.event import Event
from campaigns.operations.changes import record
from campaigns.operations.events import changeable
from campaigns.operations.revisions import face_of, revise
from campaigns.queries.closeouts import find_closeout
from campaigns.queries.events import get_event_row, stake_of
from campaigns.queries.frames import Frame
from campaigns.queries.venues import list_audiences, list_measures


def close_out(
    session: Session,
    frame: Frame,
    event_id: int,
    draft: CloseoutDraft,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Closeout:
    """Record what happened; raises Rejected when parts exceed the whole or the event has not begun."""
    row = changeable(session, frame, event_id, actor, version=version)
    measures = {measure.code: measure for measure in list_measures(session, frame.edition.id)}
    audiences = {audience.code: audience for audience in list_audiences(session, frame.edition.id)}
    problems = check_closeout(draft, whole_measures=frozenset(c for c, m in measures.items() if m.is_whole))
    if draft.is_held and row.starts_at > now:
        message = Bilingual(
            "活动还没有开始，不能登记为已举办。", "The event has not begun, so it cannot be recorded as held."
        )
        problems = [*problems, Problem("is_held", message)]
    unknown = (set(draft.by_measure) - set(measures)) | (set(draft.by_audience) - set(audiences))
    if unknown:
        raise ValueError(f"no such measure or audience: {sorted(unknown)}")
    if problems:
        raise Rejected(*problems)
    face, status = face_of(row), row.status
    closeout = _write(session, row, draft, actor, now)
    for code, amount in draft.by_measure.items():
        session.add(Tally(closeout_id=closeout.id or 0, measure_id=measures[code].id, amount=amount))
    for code, amount in draft.by_audience.items():
        session.add(Tally(closeout_id=closeout.id or 0, audience_id=audiences[code].id, amount=amount))
    row.status = EventStatus.HELD if draft.is_held else EventStatus.NOT_HELD
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="closed_out", now=now,
           before={"status": status}, after={"status": row.status, **_logged(draft)})  # fmt: skip
    return closeout


def _write(session: Session, row: Event, draft: CloseoutDraft, actor: Actor, now: datetime) -> Closeout:
    """Return the event's close-out with the draft's whole numbers and no tallies."""
    closeout = find_closeout(session, row.id or 0) or Closeout(
        event_id=row.id or 0, is_held=True, closed_at=now
    )
    if closeout.id is not None:
        session.exec(delete(Tally).where(col(Tally.closeout_id) == closeout.id))
        closeout.version += 1
    closeout.is_held = draft.is_held
    closeout.people = draft.people if draft.is_held else 0
    closeout.visits = draft.visits if draft.is_held else None
    closeout.text = draft.text
    closeout.not_held_reason = "" if draft.is_held else draft.not_held_reason
    closeout.closed_at, closeout.closed_by = now, actor.account_id
    session.add(closeout)
    session.flush()
    return closeout


def _logged(draft: CloseoutDraft) -> Mapping[str, object]:
    amounts: dict[str, Decimal] = {**draft.by_measure, **draft.by_audience}
    return {"people": draft.people, "visits": draft.visits, **amounts}


def reopen_event(
    session: Session, frame: Frame, event_id: int, reason: str, *, version: int, actor: Actor, now: datetime
) -> Event:
    """Unlock a closed-out event; its numbers stay as a start for the correction and stop counting meanwhile."""
    row = get_event_row(session, frame, actor, event_id, locked=True)
    if not may_change_event(actor, stake_of(session, row)):
        raise Forbidden
    if row.version != version:
        raise Stale(row)
    if row.status not in (EventStatus.HELD, EventStatus.NOT_HELD):
        raise Rejected(
            Problem("", Bilingual("这场活动没有登记，不用重新打开。", "This event is not closed out."))
        )
    if not reason.strip():
        raise Rejected(Problem("reason", Bilingual("请写明重新打开的原因。", "Say why it is reopened.")))
    face, status = face_of(row), row.status
    row.status = EventStatus.CONFIRMED
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="reopened", now=now,
           before={"status": status}, after={"status": row.status}, reason=reason.strip())  # fmt: skip
    return row

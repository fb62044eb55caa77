"""Events are scheduled, edited, moved, cancelled and brought back; every revision is one a calendar can follow."""

import uuid
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from campaigns.core.lifecycle import check_editable
from campaigns.core.permissions import Actor, may_change_event, may_host
from campaigns.core.spans import Span, check_span, local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventLevel, EventStatus
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.event import Event, EventOrganiser
from campaigns.operations.assignments import assign_persons, send_teams
from campaigns.operations.changes import record, values_of
from campaigns.operations.completion import Completed, check_draft, complete, outside_year
from campaigns.operations.confirming import refuse_clashes
from campaigns.operations.once import wait_for_own
from campaigns.operations.revisions import face_of, revise
from campaigns.queries.events import get_event_row, stake_of
from campaigns.queries.frames import Frame

LOGGED = (
    "activity_id", "title_zh", "title_en", "starts_at", "ends_at", "is_all_day", "local_day", "venue_id", "place",
    "host_id", "district_id", "level", "status", "visibility", "description", "materials", "responsible",
    "cancel_reason", "expected_people", "is_headline",
)  # fmt: skip


def schedule_event(
    session: Session, frame: Frame, draft: EventDraft, *, actor: Actor, now: datetime
) -> Event:
    """Add an event; the same creation key answers with the event it made before.

    Raises Rejected with problems for the form's fields, Forbidden for a host that is not the actor's to use.
    """
    made = _made_before(session, draft, actor)
    if made is not None:
        return made
    completed = complete(session, frame, draft, actor)
    check_draft(frame, draft, completed)
    if not may_host(actor, completed.host_id, completed.level):
        raise Forbidden
    moment = now.replace(microsecond=0)
    row = Event(
        uid=f"{uuid.uuid4()}@campaigns",
        edition_id=frame.edition.id,
        created_at=moment,
        revised_at=moment,
        creation_key=draft.creation_key,
        **_columns(frame, draft, completed),
    )
    _refuse_clashes(session, frame, row, draft, actor)
    session.add(row)
    session.flush()
    _write_people(session, frame, row, draft)
    record(session, actor=actor, subject_kind="event", subject_id=row.id or 0, verb="scheduled", now=now,
           after=values_of(row, LOGGED), reason=draft.override_reason)  # fmt: skip
    return row


def edit_event(
    session: Session,
    frame: Frame,
    event_id: int,
    draft: EventDraft,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Event:
    """Write a draft over an event; raises Stale when somebody else was faster."""
    row = changeable(session, frame, event_id, actor, version=version)
    completed = complete(session, frame, draft, actor, current=row)
    check_draft(frame, draft, completed)
    raises_level = completed.level is EventLevel.CITY and row.level is not EventLevel.CITY
    if (completed.host_id != row.host_id or raises_level) and not may_host(
        actor, completed.host_id, completed.level
    ):
        raise Forbidden
    before, face = values_of(row, LOGGED), face_of(row)
    for name, value in _columns(frame, draft, completed).items():
        setattr(row, name, value)
    _refuse_clashes(session, frame, row, draft, actor)
    _write_people(session, frame, row, draft)
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="edited", now=now,
           before=before, after=values_of(row, LOGGED), reason=draft.override_reason)  # fmt: skip
    return row


def move_event(
    session: Session, frame: Frame, event_id: int, move: Move, *, actor: Actor, now: datetime
) -> Event:
    """Give an event another time and nothing else."""
    row = changeable(session, frame, event_id, actor, version=move.version)
    span = Span(move.starts_at, move.ends_at)
    problems = [*check_span(span), *outside_year(frame, span)]
    if problems:
        raise Rejected(*problems)
    before, face = values_of(row, LOGGED), face_of(row)
    row.starts_at, row.ends_at = move.starts_at, move.ends_at
    row.is_all_day = row.is_all_day if move.is_all_day is None else move.is_all_day
    row.local_day = local_day(move.starts_at, frame.edition.zone)
    row.year = row.local_day.year
    refuse_clashes(session, frame, row, move.override_reason, actor=actor)
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="moved", now=now,
           before=before, after=values_of(row, LOGGED), reason=move.override_reason)  # fmt: skip
    return row


def cancel_event(
    session: Session, frame: Frame, event_id: int, reason: str, *, version: int, actor: Actor, now: datetime
) -> Event:
    """Cancel an event with a reason; it stays visible."""
    row = changeable(session, frame, event_id, actor, version=version)
    if not reason.strip():
        raise Rejected(Problem("reason", Bilingual("请写明取消的原因。", "Say why it is cancelled.")))
    before, face = values_of(row, LOGGED), face_of(row)
    row.status, row.cancel_reason = EventStatus.CANCELLED, reason.strip()
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="cancelled", now=now,
           before=before, after=values_of(row, LOGGED), reason=row.cancel_reason)  # fmt: skip
    return row


def changeable(session: Session, frame: Frame, event_id: int, actor: Actor, *, version: int) -> Event:
    """Return the locked row of an event the actor may change and that stands as the actor saw it."""
    row = get_event_row(session, frame, actor, event_id, locked=True)
    if not may_change_event(actor, stake_of(session, row)):
        raise Forbidden
    if row.version != version:
        raise Stale(row)
    problems = check_editable(row.status)
    if problems:
        raise Rejected(*problems)
    return row


def _made_before(session: Session, draft: EventDraft, actor: Actor) -> Event | None:
    """Return what the same form made before; the actor's own row is locked, so that a double click waits here."""
    if not draft.creation_key:
        return None
    wait_for_own(session, actor)
    return session.exec(select(Event).where(Event.creation_key == draft.creation_key)).first()


def _columns(frame: Frame, draft: EventDraft, completed: Completed) -> dict[str, Any]:
    day = local_day(draft.starts_at, frame.edition.zone)
    return {
        "activity_id": completed.activity.id,
        "title_zh": completed.title_zh,
        "title_en": completed.title_en,
        "starts_at": draft.starts_at,
        "ends_at": completed.ends_at,
        "is_all_day": draft.is_all_day,
        "local_day": day,
        "year": day.year,
        "venue_id": completed.venue.id if completed.venue else None,
        "place": "" if completed.venue else draft.place,
        "host_id": completed.host_id,
        "district_id": completed.district_id,
        "level": completed.level,
        "status": draft.status,
        "visibility": draft.visibility,
        "description": draft.description,
        "materials": draft.materials,
        "responsible": draft.responsible,
        "expected_people": draft.expected_people,
        "clash_override": draft.override_reason,
        **({} if draft.is_headline is None else {"is_headline": draft.is_headline}),
    }


def _refuse_clashes(session: Session, frame: Frame, row: Event, draft: EventDraft, actor: Actor) -> None:
    teams = None if draft.team_slugs is None else [frame.organisation(slug).id for slug in draft.team_slugs]
    refuse_clashes(
        session, frame, row, draft.override_reason, actor=actor, person_ids=draft.person_ids, team_ids=teams
    )


def _write_people(session: Session, frame: Frame, row: Event, draft: EventDraft) -> None:
    """Make organisers, assigned persons and teams those of the draft."""
    session.exec(delete(EventOrganiser).where(col(EventOrganiser.event_id) == row.id))
    wanted = {frame.organisation(slug).id for slug in draft.organiser_slugs} - {row.host_id}
    for organisation_id in sorted(wanted):
        session.add(EventOrganiser(event_id=row.id or 0, organisation_id=organisation_id))
    assign_persons(session, row, draft.person_ids)
    if draft.team_slugs is not None:
        send_teams(session, row, [frame.organisation(slug).id for slug in draft.team_slugs])
    session.flush()

"""A revision of an event as calendars must see it: SEQUENCE, the instant of revision, the scopes it has left."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.core.revisions import EventFace, next_revised_at, what_changed
from campaigns.models.event import Event, FormerScope
from campaigns.queries.frames import Frame


def face_of(row: Event) -> EventFace:
    """Return what a feed shows of an event's row."""
    return EventFace(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        venue_id=row.venue_id,
        place=row.place,
        status=row.status,
        title_zh=row.title_zh,
        title_en=row.title_en,
        description=row.description,
        materials=row.materials,
        responsible=row.responsible,
        activity_id=row.activity_id,
        host_id=row.host_id,
        district_id=row.district_id,
        visibility=row.visibility,
    )


def revise(session: Session, frame: Frame, row: Event, before: EventFace, *, now: datetime) -> None:
    """Advance an event after its columns were written; what nobody sees changes the version only."""
    row.version += 1
    after = face_of(row)
    revision = what_changed(before, after)
    if revision.bumps_sequence:
        row.sequence += 1
    if revision.is_shown:
        row.revised_at = next_revised_at(row.revised_at, now)
    _note_departures(session, frame, row, before)
    session.add(row)
    session.flush()


def _note_departures(session: Session, frame: Frame, row: Event, before: EventFace) -> None:
    """Keep a tombstone for each district or activity the event has left, and drop those it came back to."""
    old, new = _scopes(frame, before), _scopes(frame, face_of(row))
    for scope in old - new:
        session.merge(
            FormerScope(event_id=row.id or 0, scope=scope, sequence=row.sequence, left_at=row.revised_at)
        )
    for scope in new - old:
        former = session.get(FormerScope, (row.id, scope))
        if former is not None:
            session.delete(former)


def _scopes(frame: Frame, face: EventFace) -> set[str]:
    scopes = {f"activity:{frame.activities[face.activity_id].code}"}
    if face.district_id is not None:
        scopes.add(f"district:{frame.organisations[face.district_id].slug}")
    return scopes


def revise_shown(session: Session, ids: Iterable[int | None], *, now: datetime) -> None:
    """Revise events whose shown surroundings (an activity's, a venue's, an organisation's name) have changed."""
    for row in session.exec(select(Event).where(col(Event.id).in_(list(ids)))):
        row.revised_at = next_revised_at(row.revised_at, now)
        row.version += 1
        session.add(row)
    session.flush()

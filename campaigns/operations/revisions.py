"""A revision of an event as calendars must see it: SEQUENCE, the instant of revision, the scopes it has left."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.core.recurrence.standing import is_edited
from campaigns.core.revisions import EventFace, next_revised_at, what_changed
from campaigns.models.event import Event
from campaigns.operations.departures import Departure, note_departures, scopes_of
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
        level=row.level,
    )


def revise(session: Session, frame: Frame, row: Event, before: EventFace, *, now: datetime) -> None:
    """Advance an event after its columns were written; what nobody sees changes the version only.

    An event that leaves a scope or comes back to one is cancelled or revived there, so its SEQUENCE grows too.
    """
    revise_all(session, frame, [(row, before)], now=now)


def revise_all(
    session: Session, frame: Frame, revised: Sequence[tuple[Event, EventFace]], *, now: datetime
) -> None:
    """Advance many events after their columns were written, each given with its face before; one flush for all."""
    departed = []
    for row, before in revised:
        row.version += 1
        after = face_of(row)
        revision = what_changed(before, after)
        old, new = scopes_of(frame, before), scopes_of(frame, after)
        if revision.bumps_sequence or old != new:
            row.sequence += 1
        if revision.is_shown or old != new:
            row.revised_at = next_revised_at(row.revised_at, now)
        if old != new:
            departed.append(Departure(row, before, left=old - new, entered=new - old))
        session.add(row)
    note_departures(session, departed)
    session.flush()


def revise_shown(session: Session, ids: Iterable[int | None], *, now: datetime) -> None:
    """Revise events whose shown surroundings (an activity's, a venue's, an organisation's name) have changed."""
    for row in session.exec(select(Event).where(col(Event.id).in_(list(ids)))):
        row.revised_at = next_revised_at(row.revised_at, now)
        if row.series_id is not None and not is_edited(row.version, row.series_version):
            # A new name of its place is nobody's own change: the event goes on following its series.
            row.series_version = row.version + 1
        row.version += 1
        session.add(row)
    session.flush()

"""What an event leaves behind when it goes from a scope: a tombstone, as it stood when it was last seen there."""

from sqlmodel import Session

from campaigns.core.revisions import EventFace
from campaigns.enums import EventLevel, EventStatus
from campaigns.models.event import Event, FormerScope
from campaigns.queries.frames import Frame

EVERYTHING, CITY_LEVEL = "programme", "city"


def scopes_of(frame: Frame, face: EventFace) -> frozenset[str]:
    """Return the scopes whose feeds may show an event; a draft is in none."""
    if face.status is EventStatus.DRAFT:
        return frozenset()
    scopes = {
        EVERYTHING,
        f"activity:{frame.activities[face.activity_id].code}",
        host_scope(frame, face.host_id),
    }
    if face.level is EventLevel.CITY:
        scopes.add(CITY_LEVEL)
    if face.district_id is not None:
        scopes.add(f"district:{frame.organisations[face.district_id].slug}")
    return frozenset(scopes)


def host_scope(frame: Frame, organisation_id: int) -> str:
    """Return the scope of what an organisation hosts."""
    return f"host:{frame.organisations[organisation_id].slug}"


def note_departures(
    session: Session, row: Event, before: EventFace, *, left: frozenset[str], entered: frozenset[str]
) -> None:
    """Keep a tombstone for each scope the event has left, and drop those of scopes it came back to."""
    for scope in left:
        session.merge(
            FormerScope(
                event_id=row.id or 0,
                scope=scope,
                sequence=row.sequence,
                left_at=row.revised_at,
                title_zh=before.title_zh,
                title_en=before.title_en,
                starts_at=before.starts_at,
                ends_at=before.ends_at,
                is_all_day=before.is_all_day,
                activity_id=before.activity_id,
                host_id=before.host_id,
                district_id=before.district_id,
            )
        )
    for scope in entered:
        former = session.get(FormerScope, (row.id, scope))
        if former is not None:
            session.delete(former)

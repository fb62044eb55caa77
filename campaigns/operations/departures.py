"""What an event leaves behind when it goes from a scope: a tombstone, as it stood when it was last seen there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

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


@dataclass(frozen=True, slots=True)
class Departure:
    """An event with its face before, the scopes it has left and those it came to."""

    row: Event
    before: EventFace
    left: frozenset[str]
    entered: frozenset[str]


def note_departures(session: Session, departures: Sequence[Departure]) -> None:
    """Keep a tombstone for each scope an event has left, and drop those of scopes it came back to."""
    if not departures:
        return
    ids = [departure.row.id for departure in departures]
    with session.no_autoflush:
        rows = session.exec(select(FormerScope).where(col(FormerScope.event_id).in_(ids))).all()
    former = {(row.event_id, row.scope): row for row in rows}
    for departure in departures:
        event_id = departure.row.id or 0
        for scope in departure.entered:
            if (event_id, scope) in former:
                session.delete(former[event_id, scope])
        for scope in departure.left:
            tombstone = former.get((event_id, scope))
            if tombstone is None:
                session.add(FormerScope(event_id=event_id, scope=scope, **_inscription(departure)))
            else:
                tombstone.sqlmodel_update(_inscription(departure))


def _inscription(departure: Departure) -> dict[str, Any]:
    """Return the event as it was last seen in the scopes it leaves."""
    row, before = departure.row, departure.before
    return {
        "sequence": row.sequence,
        "left_at": row.revised_at,
        "title_zh": before.title_zh,
        "title_en": before.title_en,
        "starts_at": before.starts_at,
        "ends_at": before.ends_at,
        "is_all_day": before.is_all_day,
        "activity_id": before.activity_id,
        "host_id": before.host_id,
        "district_id": before.district_id,
    }

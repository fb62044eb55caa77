"""An event goes to another venue, and nothing else of it changes."""

from datetime import datetime

from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.models.event import Event
from campaigns.operations.changes import record, values_of
from campaigns.operations.completion import title_at
from campaigns.operations.confirming import refuse_clashes
from campaigns.operations.events import LOGGED, changeable
from campaigns.operations.revisions import face_of, revise
from campaigns.queries.frames import Frame
from campaigns.queries.venues import get_venue


def relocate_event(
    session: Session,
    frame: Frame,
    event_id: int,
    venue_id: int,
    *,
    version: int,
    actor: Actor,
    now: datetime,
    override_reason: str = "",
) -> Event:
    """Give an event another venue at the same time; a title that was made from the old one follows."""
    row = changeable(session, frame, event_id, actor, version=version)
    venue = get_venue(session, venue_id)
    before, face = values_of(row, LOGGED), face_of(row)
    title = title_at(session, row, venue)
    row.title_zh, row.title_en = title.zh, title.en
    row.venue_id, row.place = venue.id, ""
    refuse_clashes(session, frame, row, override_reason, actor=actor)
    revise(session, frame, row, face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=event_id, verb="edited", now=now,
           before=before, after=values_of(row, LOGGED), reason=override_reason)  # fmt: skip
    return row

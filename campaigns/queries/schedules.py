"""Events as the calendar and the list show them: filtered, with the double bookings that the filter would hide."""

from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor
from campaigns.drafts import EventFilter
from campaigns.errors import NotFound
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.models.programme import Edition
from campaigns.queries.clashes import with_clashes
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.sight import visible_events

CLASHING = "clashing"


def list_schedule(
    session: Session, frame: Frame, actor: Actor, wanted: EventFilter, *, now: datetime
) -> tuple[AgendaItem, ...]:
    """Return the visible events of a filter with their clashes, also with events that the filter leaves out.

    Besides the statuses of events the filter knows "awaiting" (over and not closed out) and "clashing".
    """
    window = EventFilter(first_on=wanted.first_on, last_on=wanted.last_on)
    items = with_clashes(session, frame, list_agenda(session, frame, actor, window), actor)
    if wanted.status == CLASHING:
        items = tuple(item for item in items if item.clashes)
        wanted = wanted.model_copy(update={"status": ""})
    if wanted == window:
        return items
    kept = {item.id for item in list_agenda(session, frame, actor, wanted, now=now, organisers={})}
    return tuple(item for item in items if item.id in kept)


def with_own_clashes(session: Session, frame: Frame, actor: Actor, item: AgendaItem) -> AgendaItem:
    """Return one event with its double bookings."""
    return with_clashes(session, frame, (item,), actor)[0]


def get_frame_of_event(session: Session, actor: Actor, event_id: int) -> Frame:
    """Return the frame of the edition an event belongs to, or raise NotFound for one out of sight."""
    statement = select(Edition.year).join(Event, col(Event.edition_id) == col(Edition.id))
    year = session.exec(statement.where(col(Event.id) == event_id, visible_events(actor))).first()
    if year is None:
        raise NotFound("event", event_id)
    return get_frame(session, year)


def get_frame_of_change(session: Session, actor: Actor, change_id: int) -> Frame:
    """Return the frame of the event that a line of the log is about, or raise NotFound for one out of sight."""
    statement = select(Change.subject_id).where(
        col(Change.id) == change_id, col(Change.subject_kind) == "event"
    )
    event_id = session.exec(statement).first()
    if event_id is None:
        raise NotFound("change", change_id)
    return get_frame_of_event(session, actor, event_id)

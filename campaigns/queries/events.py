"""Events as rows and as the agenda that everything renders."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor, EventStake
from campaigns.core.spans import day_span
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventFilter
from campaigns.enums import EventStatus
from campaigns.errors import NotFound
from campaigns.models.event import Event, EventOrganiser, Series
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.sight import visible_events
from campaigns.references import OrganisationRef, VenueRef

LONGEST = timedelta(days=40)
AWAITING = "awaiting"


def get_event_row(
    session: Session, frame: Frame, actor: Actor, event_id: int, *, locked: bool = False
) -> Event:
    """Return the row of an event the actor may see, locked against others on request, or raise NotFound."""
    statement = (
        select(Event)
        .where(col(Event.id) == event_id, col(Event.edition_id) == frame.edition.id)
        .where(visible_events(actor))
    )
    if locked:
        # What this session has read before must not stand in for what the lock finds.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound("event", event_id)
    return row


def find_made_event_id(session: Session, frame: Frame, creation_key: str | None) -> int | None:
    """Return the id of the event that a form with this key has made already, or None."""
    if not creation_key:
        return None
    made = select(Event.id).where(Event.creation_key == creation_key, Event.edition_id == frame.edition.id)
    return session.exec(made).first()


def stake_of(session: Session, row: Event) -> EventStake:
    """Return what permissions ask of an event."""
    organisers = session.exec(select(EventOrganiser.organisation_id).where(EventOrganiser.event_id == row.id))
    return EventStake(
        host_id=row.host_id,
        district_id=row.district_id,
        organiser_ids=frozenset(organisers),
        level=row.level,
        status=row.status,
    )


def get_event(session: Session, frame: Frame, actor: Actor, event_id: int) -> AgendaItem:
    """Return one event as everybody shows it, or raise NotFound."""
    items = list_agenda(session, frame, actor, EventFilter(ids=frozenset({event_id})))
    if not items:
        raise NotFound("event", event_id)
    return items[0]


def list_agenda(
    session: Session,
    frame: Frame,
    actor: Actor | None,
    wanted: EventFilter,
    *,
    also: ColumnElement[bool] | None = None,
    now: datetime | None = None,
    organisers: Mapping[int, tuple[int, ...]] | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> tuple[AgendaItem, ...]:
    """Return the visible events in order of start; ``actor`` None is the system itself and sees everything.

    ``now`` is needed for the computed status "awaiting close-out" only; ``organisers`` saves a statement where the
    further organisers of the edition's joint events are known already.
    """
    statement = (
        select(Event, Venue, Series.uid)
        .join(Venue, col(Event.venue_id) == col(Venue.id), isouter=True)
        .join(Series, col(Event.series_id) == col(Series.id), isouter=True)
        .where(col(Event.edition_id) == frame.edition.id, *_clauses(frame, wanted, now))
        .order_by(*_order(newest_first))
        .limit(limit)
    )
    if actor is not None:
        statement = statement.where(visible_events(actor))
    if also is not None:
        statement = statement.where(also)
    rows = session.exec(statement).all()
    joint = organisers
    if joint is None:
        joint = _organisers(session, frame) if rows else {}
    return tuple(
        agenda_item(
            frame,
            row,
            venue,
            series_uid,
            tuple(frame.organisations[id_] for id_ in joint.get(row.id or 0, ())),
        )
        for row, venue, series_uid in rows
    )


def _clauses(frame: Frame, wanted: EventFilter, now: datetime | None) -> list[ColumnElement[bool]]:
    """Return the WHERE clauses of a filter; a window bounds both sides of the start."""
    clauses: list[ColumnElement[bool]] = []
    if wanted.ids is not None:
        clauses.append(col(Event.id).in_(wanted.ids))
    if wanted.activity_code:
        clauses.append(col(Event.activity_id) == frame.activity(wanted.activity_code).id)
    if wanted.district_slug:
        clauses.append(col(Event.district_id) == frame.organisation(wanted.district_slug).id)
    if wanted.organisation_slug:
        clauses.append(hosted_or_joint(frame.organisation(wanted.organisation_slug).id))
    if wanted.first_on:
        starts_at = day_span(wanted.first_on, frame.edition.zone).starts_at
        clauses += [col(Event.ends_at) > starts_at, col(Event.starts_at) > starts_at - LONGEST]
    if wanted.last_on:
        clauses.append(col(Event.starts_at) < day_span(wanted.last_on, frame.edition.zone).ends_at)
    return clauses + _status_clauses(wanted.status, now) + _text_clauses(wanted.text)


def hosted_or_joint(organisation_id: int) -> ColumnElement[bool]:
    """Return the clause for events that an organisation hosts or organises with others."""
    joint = select(EventOrganiser.event_id).where(col(EventOrganiser.organisation_id) == organisation_id)
    return or_(col(Event.host_id) == organisation_id, col(Event.id).in_(joint))


def _status_clauses(status: str, now: datetime | None) -> list[ColumnElement[bool]]:
    if not status:
        return []
    if status == AWAITING:
        return [awaiting_closeout(now)] if now else []
    return [col(Event.status) == EventStatus(status)]


def awaiting_closeout(now: datetime) -> ColumnElement[bool]:
    """Return the clause for events that are over and not closed out."""
    planned = [EventStatus.CONFIRMED, EventStatus.PROPOSED]
    return (col(Event.ends_at) <= now) & col(Event.status).in_(planned)


def _text_clauses(text: str) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    for word in text.split():
        columns = (
            Event.title_zh,
            Event.title_en,
            Event.place,
            Venue.name_zh,
            Venue.name_en,
            Event.description,
        )
        clauses.append(or_(*(containing(column, word) for column in columns)))
    return clauses


def containing(column: str, word: str) -> ColumnElement[bool]:
    """Return the clause for a column that holds a word, in any case; % and _ mean themselves."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return col(column).ilike(f"%{escaped}%", escape="\\")


def _order(newest_first: bool) -> tuple[Any, ...]:
    order = (col(Event.starts_at), col(Event.id))
    return tuple(column.desc() for column in order) if newest_first else order


def _organisers(session: Session, frame: Frame) -> dict[int, tuple[int, ...]]:
    """Return the further organisers of the edition's joint events in one statement."""
    statement = (
        select(EventOrganiser)
        .join(Event, col(Event.id) == col(EventOrganiser.event_id))
        .where(Event.edition_id == frame.edition.id)
        .order_by(col(EventOrganiser.event_id), col(EventOrganiser.organisation_id))
    )
    found: dict[int, tuple[int, ...]] = {}
    for row in session.exec(statement):
        found[row.event_id] = (*found.get(row.event_id, ()), row.organisation_id)
    return found


def venue_ref(venue: Venue) -> VenueRef:
    """Return the reference of a venue's row."""
    return VenueRef(
        id=venue.id or 0,
        kind=venue.kind,
        name=Bilingual(venue.name_zh, venue.name_en),
        address=venue.address or venue.street,
        district_id=venue.district_id,
        capacity=venue.capacity,
    )


def agenda_item(
    frame: Frame,
    row: Event,
    venue: Venue | None,
    series_uid: str | None,
    organisers: tuple[OrganisationRef, ...] = (),
) -> AgendaItem:
    """Return an event's row as the read model."""
    return AgendaItem(
        id=row.id or 0,
        uid=row.uid,
        sequence=row.sequence,
        version=row.version,
        created_at=row.created_at,
        revised_at=row.revised_at,
        activity=frame.activities[row.activity_id],
        title=Bilingual(row.title_zh, row.title_en),
        host=frame.organisations[row.host_id],
        district=frame.organisations[row.district_id] if row.district_id else None,
        venue=venue_ref(venue) if venue else None,
        place=row.place,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        local_day=row.local_day,
        status=row.status,
        level=row.level,
        visibility=row.visibility,
        description=row.description,
        materials=row.materials,
        responsible=row.responsible,
        cancel_reason=row.cancel_reason,
        series_uid=series_uid,
        series_id=row.series_id,
        is_headline=row.is_headline,
        expected_people=row.expected_people,
        organisers=organisers,
    )

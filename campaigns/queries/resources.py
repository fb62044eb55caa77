"""Places and persons of a year with the days on which each is taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.core.placements import TAKES_NOTHING
from campaigns.core.wording import Bilingual
from campaigns.enums import VenueKind
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.sight import is_seen_by, shown_title


@dataclass(frozen=True, slots=True)
class Booking:
    """One event that takes a place or a person; ``event_id`` is None where the actor may not see it."""

    event_id: int | None
    title: Bilingual
    starts_at: datetime
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Usage:
    """When something is taken in a year: days of the year from 1, those taken twice, and the next booking."""

    bookings: int
    busy_days: tuple[int, ...]
    double_days: tuple[int, ...]
    next: Booking | None


@dataclass(frozen=True, slots=True)
class VenueLine:
    """A place with its use in the year."""

    venue: Venue
    district: Bilingual
    usage: Usage


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with the events of the year that need them."""

    person: Person
    usage: Usage


def list_venue_lines(session: Session, frame: Frame, actor: Actor, *, today: date) -> tuple[VenueLine, ...]:
    """Return all places with their use, by kind, district, and the most used first; two statements."""
    venues = session.exec(select(Venue)).all()
    statement = (
        select(Event.venue_id, *_booked(actor))
        .where(col(Event.venue_id).is_not(None), *_taking(frame))
        .order_by(col(Event.starts_at), col(Event.id))
    )
    taken = _by_key(session.execute(statement), frame)
    lines = [
        VenueLine(venue, _district(frame, venue), usage_of(taken.get(venue.id or 0, ()), today=today))
        for venue in venues
    ]
    # Communities are many and each is used once or twice; what everybody shares comes before them.
    kinds = sorted(VenueKind, key=lambda kind: kind is VenueKind.COMMUNITY)
    order = {id_: place for place, id_ in enumerate(frame.organisations)}
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                kinds.index(line.venue.kind),
                order.get(line.venue.district_id or 0, len(order)),
                -line.usage.bookings,
                line.venue.id or 0,
            ),
        )
    )


def _district(frame: Frame, venue: Venue) -> Bilingual:
    district = frame.organisations.get(venue.district_id or 0)
    return district.short if district else Bilingual("")


def list_person_lines(session: Session, frame: Frame, actor: Actor, *, today: date) -> tuple[PersonLine, ...]:
    """Return active persons with the events that need them, the most needed first; two statements."""
    persons = session.exec(select(Person).where(col(Person.is_active)).order_by(col(Person.name))).all()
    statement = (
        select(Assignment.person_id, *_booked(actor))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(col(Assignment.person_id).is_not(None), *_taking(frame))
        .order_by(col(Event.starts_at), col(Event.id))
    )
    taken = _by_key(session.execute(statement), frame)
    lines = [PersonLine(person, usage_of(taken.get(person.id or 0, ()), today=today)) for person in persons]
    return tuple(sorted(lines, key=lambda line: -line.usage.bookings))


def usage_of(bookings: Sequence[Booking], *, today: date) -> Usage:
    """Add up bookings in order of start; a day is double when two bookings lie on it."""
    counted: dict[int, int] = {}
    for booking in bookings:
        for n in range((booking.last_on - booking.first_on).days + 1):
            on = booking.first_on + timedelta(days=n)
            # The strip of a year has no place for the next one's January.
            if on.year == booking.first_on.year:
                day = on.timetuple().tm_yday
                counted[day] = counted.get(day, 0) + 1
    return Usage(
        bookings=len(bookings),
        busy_days=tuple(sorted(counted)),
        double_days=tuple(sorted(day for day, times in counted.items() if times > 1)),
        next=next((booking for booking in bookings if booking.last_on >= today), None),
    )


def _booked(actor: Actor) -> tuple[Any, ...]:
    return (Event.id, Event.title_zh, Event.title_en, Event.starts_at, Event.ends_at, is_seen_by(actor))


def _taking(frame: Frame) -> tuple[ColumnElement[bool], ...]:
    return (col(Event.edition_id) == frame.edition.id, col(Event.status).not_in(TAKES_NOTHING))


def _by_key(rows: Iterable[Row[Any]], frame: Frame) -> dict[int, list[Booking]]:
    """Return bookings by place or person; what the actor may not see takes its time without a name."""
    zone = ZoneInfo(frame.edition.zone)
    found: dict[int, list[Booking]] = {}
    for row in rows:
        key, event_id, title_zh, title_en, starts_at, ends_at, is_seen = tuple(row)
        last_instant = max(starts_at, ends_at - timedelta(seconds=1))
        found.setdefault(key, []).append(
            Booking(
                event_id=event_id if is_seen else None,
                title=shown_title(Bilingual(title_zh, title_en), is_seen=bool(is_seen)),
                starts_at=starts_at,
                first_on=starts_at.astimezone(zone).date(),
                last_on=last_instant.astimezone(zone).date(),
            )
        )
    return found

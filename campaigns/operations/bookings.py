"""Double booking is impossible by accident: a venue and a person are taken once, unless a reason says otherwise."""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus
from campaigns.errors import Problem, Rejected
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.events import LONGEST
from campaigns.queries.sight import is_seen_by, shown_title

TAKES_NOTHING = (EventStatus.CANCELLED, EventStatus.NOT_HELD)


def refuse_double_booking(
    session: Session, row: Event, person_ids: Collection[int], override_reason: str, *, actor: Actor
) -> None:
    """Raise Rejected when the venue or a person is taken at that time and no reason is given.

    The venue's and the persons' rows are locked first, so that of two planners racing for one exactly one wins.
    What the actor may not see is not named: that something takes the place is all they are told.
    """
    if row.status in TAKES_NOTHING:
        return
    _lock(session, row.venue_id, person_ids)
    if override_reason.strip():
        return
    with session.no_autoflush:
        problems = [
            *_venue_problems(session, row, actor),
            *_person_problems(session, row, person_ids, actor),
        ]
    if problems:
        raise Rejected(*problems)


def persons_of(session: Session, row: Event) -> list[int]:
    """Return the ids of the persons assigned to an event."""
    found = session.exec(select(Assignment.person_id).where(Assignment.event_id == row.id))
    return [person_id for person_id in found if person_id is not None]


def _lock(session: Session, venue_id: int | None, person_ids: Collection[int]) -> None:
    with session.no_autoflush:
        if venue_id is not None:
            session.exec(select(Venue.id).where(Venue.id == venue_id).with_for_update()).all()
        wanted = select(Person.id).where(col(Person.id).in_(sorted(person_ids))).order_by(col(Person.id))
        session.exec(wanted.with_for_update()).all()


def _at_the_same_time(row: Event) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Event.starts_at) < row.ends_at,
        col(Event.ends_at) > row.starts_at,
        col(Event.starts_at) > row.starts_at - LONGEST,
        col(Event.status).not_in(TAKES_NOTHING),
        col(Event.id) != (row.id or 0),
    )


def _venue_problems(session: Session, row: Event, actor: Actor) -> list[Problem]:
    if row.venue_id is None:
        return []
    statement = select(Event.title_zh, Event.title_en, is_seen_by(actor)).where(
        Event.venue_id == row.venue_id, *_at_the_same_time(row)
    )
    return [
        Problem(
            "place",
            Bilingual(
                "这个地点那时已有“{title}”。换个时间或地点，或写明理由仍然安排。",
                "The venue is taken then by “{title}”. Choose another time or place, or give a reason.",
            ).filled(title=shown_title(Bilingual(title_zh, title_en), is_seen=is_seen)),
        )
        for title_zh, title_en, is_seen in session.exec(statement)
    ]


def _person_problems(
    session: Session, row: Event, person_ids: Collection[int], actor: Actor
) -> list[Problem]:
    if not person_ids:
        return []
    statement = (
        select(Person.name, Event.title_zh, Event.title_en, is_seen_by(actor))
        .join(Assignment, col(Assignment.person_id) == col(Person.id))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(col(Person.id).in_(person_ids), *_at_the_same_time(row))
    )
    return [
        Problem(
            "person_ids",
            Bilingual(
                "{name}那时已安排在“{title}”。换个人或时间，或写明理由仍然安排。",
                "{name} is taken then by “{title}”. Choose another, or give a reason.",
            ).filled(name=name, title=shown_title(Bilingual(title_zh, title_en), is_seen=is_seen)),
        )
        for name, title_zh, title_en, is_seen in session.exec(statement)
    ]

"""Double booking is impossible by accident: a venue and a person are taken once, unless a reason says otherwise."""

from collections.abc import Collection

from sqlmodel import Session, col, or_, select

from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus
from campaigns.errors import Problem, Rejected
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.events import LONGEST
from campaigns.queries.frames import Frame

TAKES_NOTHING = (EventStatus.CANCELLED, EventStatus.NOT_HELD)


def refuse_double_booking(
    session: Session, frame: Frame, row: Event, person_ids: Collection[int], override_reason: str
) -> None:
    """Raise Rejected when the venue or a person is taken at that time and no reason is given.

    The venue's and the persons' rows are locked first, so that of two planners racing for one exactly one wins.
    """
    if row.status in TAKES_NOTHING:
        return
    _lock(session, row.venue_id, person_ids)
    if override_reason.strip():
        return
    with session.no_autoflush:
        problems = [*_venue_problems(session, row), *_person_problems(session, row, person_ids)]
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


def _at_the_same_time(row: Event) -> tuple:  # type: ignore[type-arg]
    return (
        col(Event.starts_at) < row.ends_at,
        col(Event.ends_at) > row.starts_at,
        col(Event.starts_at) > row.starts_at - LONGEST,
        col(Event.status).not_in(TAKES_NOTHING),
        or_(col(Event.id) != row.id, row.id is None),
    )


def _venue_problems(session: Session, row: Event) -> list[Problem]:
    if row.venue_id is None:
        return []
    statement = select(Event.title_zh, Event.title_en).where(
        Event.venue_id == row.venue_id, *_at_the_same_time(row)
    )
    return [
        Problem(
            "place",
            Bilingual(
                f"这个地点那时已有“{title_zh}”。换个时间或地点，或写明理由仍然安排。",
                f"The venue is taken then by “{title_en or title_zh}”. Choose another time or place, or give a reason.",
            ),
        )
        for title_zh, title_en in session.exec(statement)
    ]


def _person_problems(session: Session, row: Event, person_ids: Collection[int]) -> list[Problem]:
    if not person_ids:
        return []
    statement = (
        select(Person.name, Event.title_zh, Event.title_en)
        .join(Assignment, col(Assignment.person_id) == col(Person.id))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(col(Person.id).in_(person_ids), *_at_the_same_time(row))
    )
    return [
        Problem(
            "person_ids",
            Bilingual(
                f"{name}那时已安排在“{title_zh}”。换个人或时间，或写明理由仍然安排。",
                f"{name} is taken then by “{title_en or title_zh}”. Choose another, or give a reason.",
            ),
        )
        for name, title_zh, title_en in session.exec(statement)
    ]

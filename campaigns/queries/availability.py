"""The hours of one venue or one person as its page shows them."""

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models.assignment import Person
from campaigns.models.availability import Availability


def get_person(session: Session, person_id: int) -> Person:
    """Return a person, or raise NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("person", person_id)
    return person


def list_availability(
    session: Session, *, venue_id: int | None = None, person_id: int | None = None
) -> tuple[Availability, ...]:
    """Return the rows of a venue or a person: weekly hours by day, then closed spans by their start."""
    column, id_ = (Availability.venue_id, venue_id) if venue_id else (Availability.person_id, person_id)
    statement = (
        select(Availability)
        .where(col(column) == id_)
        .order_by(
            col(Availability.kind).desc(),
            col(Availability.weekday),
            col(Availability.start_minute),
            col(Availability.starts_at),
            col(Availability.id),
        )
    )
    return tuple(session.exec(statement))

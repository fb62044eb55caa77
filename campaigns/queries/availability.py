"""The hours of one venue or one person as its page shows them."""

from sqlmodel import Session, col, select

from campaigns.core.imported import ImportedSpan, Standing
from campaigns.enums import AvailabilityKind
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


def list_imported(session: Session, venue_id: int | None, person_id: int | None) -> tuple[Standing, ...]:
    """Return the closed spans of a venue or a person that came from a calendar file, as they stand."""
    rows = list_availability(session, venue_id=venue_id, person_id=person_id)
    return tuple(
        Standing(row.id, ImportedSpan(row.uid, row.recurrence_on, row.starts_at, row.ends_at, row.name))
        for row in rows
        if row.id and row.kind is AvailabilityKind.CLOSED and row.uid and row.starts_at and row.ends_at
    )

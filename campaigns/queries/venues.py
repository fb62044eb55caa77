"""Venues, persons, measures and audiences: what forms offer."""

from sqlmodel import Session, col, select

from campaigns.core.wording import Bilingual
from campaigns.enums import VenueKind
from campaigns.errors import NotFound
from campaigns.models.activity import ActivityMeasure
from campaigns.models.assignment import Person
from campaigns.models.measure import Audience, Measure
from campaigns.models.programme import Edition
from campaigns.models.venue import Venue


def list_venues(
    session: Session, *, kind: VenueKind | None = None, active_only: bool = True
) -> tuple[Venue, ...]:
    """Return venues by kind, district and name."""
    statement = select(Venue).order_by(col(Venue.kind), col(Venue.district_id), col(Venue.name_zh))
    if kind is not None:
        statement = statement.where(col(Venue.kind) == kind)
    if active_only:
        statement = statement.where(col(Venue.is_active))
    return tuple(session.exec(statement))


def get_venue(session: Session, venue_id: int) -> Venue:
    """Return a venue, or raise NotFound."""
    venue = session.get(Venue, venue_id)
    if venue is None:
        raise NotFound("venue", venue_id)
    return venue


def find_venue_by_name(session: Session, name: str) -> Venue | None:
    """Return the active venue that bears a name in either language, the oldest of several, or None."""
    if not name:
        return None
    statement = select(Venue).where(
        col(Venue.is_active), (col(Venue.name_zh) == name) | (col(Venue.name_en) == name)
    )
    return session.exec(statement.order_by(col(Venue.id))).first()


def place_name(venue: Venue | None, place: str) -> Bilingual:
    """Return the names of a venue, or the place as it was typed, in whichever language."""
    return Bilingual(venue.name_zh, venue.name_en) if venue else Bilingual(place)


def list_persons(session: Session) -> tuple[Person, ...]:
    """Return active persons by name."""
    return tuple(session.exec(select(Person).where(col(Person.is_active)).order_by(col(Person.name))))


def list_audiences(session: Session, edition_id: int) -> tuple[Audience, ...]:
    """Return an edition's audience categories in order."""
    return tuple(
        session.exec(
            select(Audience).where(Audience.edition_id == edition_id).order_by(col(Audience.position))
        )
    )


def list_measures(
    session: Session, edition_id: int, *, activity_id: int | None = None
) -> tuple[Measure, ...]:
    """Return an edition's measures in order, or those one activity asks for in its order."""
    if activity_id is None:
        statement = select(Measure).where(Measure.edition_id == edition_id).order_by(col(Measure.position))
    else:
        statement = (
            select(Measure)
            .join(ActivityMeasure, col(ActivityMeasure.measure_id) == col(Measure.id))
            .where(ActivityMeasure.activity_id == activity_id)
            .order_by(col(ActivityMeasure.position))
        )
    return tuple(session.exec(statement))


def list_columns(
    session: Session, edition_id: int, activity_id: int
) -> tuple[tuple[Audience, ...], tuple[Measure, ...]]:
    """Return the audiences of an edition and the measures one activity asks for, each in order, in one statement.

    Both lists are short, so that their product is cheaper than a second way to the database.
    """
    statement = (
        select(Audience, Measure)
        .select_from(Edition)
        .join(Audience, col(Audience.edition_id) == col(Edition.id), isouter=True)
        .join(ActivityMeasure, col(ActivityMeasure.activity_id) == activity_id, isouter=True)
        .join(Measure, col(Measure.id) == col(ActivityMeasure.measure_id), isouter=True)
        .where(Edition.id == edition_id)
        .order_by(col(Audience.position), col(ActivityMeasure.position))
    )
    rows = session.exec(statement).all()
    audiences = {audience.id: audience for audience, _ in rows if audience}
    measures = {measure.id: measure for _, measure in rows if measure}
    return tuple(audiences.values()), tuple(measures.values())

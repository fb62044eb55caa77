"""What the clash rules ask besides the events: an edition's levels, the calendar, open hours and absences."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, and_, col, or_, select

from campaigns.core.opening import ClosedSpan, OpenHours, Opening
from campaigns.core.placements import ClashRules, Surroundings
from campaigns.core.spans import Span, local_day
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import AvailabilityKind, ClashKind
from campaigns.models.availability import Availability, ClashRule
from campaigns.queries.frames import Frame, clash_rules
from campaigns.queries.placements import get_work_calendar

OF_DAYS = (ClashKind.HOLIDAY, ClashKind.WEEKEND, ClashKind.BLACKOUT)
OF_HOURS = (ClashKind.VENUE_CLOSED, ClashKind.PERSON_AWAY)


def get_clash_rules(session: Session, edition_id: int) -> ClashRules:
    """Return the rules of an edition for somebody who has no frame at hand."""
    return clash_rules(session.exec(select(ClashRule).where(ClashRule.edition_id == edition_id)))


def get_surroundings(
    session: Session, frame: Frame, span: Span, rules: ClashRules, *, calendar: WorkCalendar | None = None
) -> Surroundings:
    """Return what lies around a span, in two statements at most; what only ignored kinds ask for is not read.

    ``calendar`` saves a statement where it is known already.
    """
    zone = frame.edition.zone
    if calendar is None and rules.heeds(*OF_DAYS):
        years = [local_day(moment, zone).year for moment in (span.starts_at, span.ends_at)]
        calendar = get_work_calendar(session, min(years), max(years))
    venues, persons = get_openings(session, span) if rules.heeds(*OF_HOURS) else ({}, {})
    return Surroundings(zone, calendar or WorkCalendar(), rules, venues, persons)


def get_openings(session: Session, span: Span) -> tuple[dict[int, Opening], dict[int, Opening]]:
    """Return what is known of venues and of persons by id, closed spans only as far as they touch ``span``."""
    touches = and_(col(Availability.starts_at) < span.ends_at, col(Availability.ends_at) > span.starts_at)
    statement = (
        select(Availability)
        .where(or_(col(Availability.kind) == AvailabilityKind.OPEN, touches))
        .order_by(col(Availability.id))
    )
    venues: dict[int, list[Availability]] = defaultdict(list)
    persons: dict[int, list[Availability]] = defaultdict(list)
    for row in session.exec(statement):
        (venues if row.venue_id is not None else persons)[row.venue_id or row.person_id or 0].append(row)
    return (
        {id_: opening_of(rows) for id_, rows in venues.items()},
        {id_: opening_of(rows) for id_, rows in persons.items()},
    )


def opening_of(rows: list[Availability]) -> Opening:
    """Return the rows of one venue or person as the rules see them."""
    return Opening(
        tuple(
            OpenHours(row.weekday or 0, row.start_minute or 0, row.end_minute or 0, row.first_on, row.last_on)
            for row in rows
            if row.kind is AvailabilityKind.OPEN
        ),
        tuple(
            ClosedSpan(_given(row.starts_at), _given(row.ends_at), row.name)
            for row in rows
            if row.kind is AvailabilityKind.CLOSED
        ),
    )


def _given(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("a closed span has both its ends")
    return moment

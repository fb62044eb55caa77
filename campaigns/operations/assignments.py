"""Who comes to an event and which teams go: whoever stays keeps role, topic and roster."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from campaigns.enums import AssignmentRole
from campaigns.models.assignment import Assignment
from campaigns.models.event import Event
from campaigns.operations.bookings import teams_of


def assign_persons(session: Session, row: Event, person_ids: Sequence[int]) -> None:
    """Make the persons who come to an event these; newcomers come as experts."""
    standing = session.exec(
        select(Assignment).where(Assignment.event_id == row.id, col(Assignment.person_id).is_not(None))
    ).all()
    for assignment in standing:
        if assignment.person_id not in person_ids:
            session.delete(assignment)
    kept = {assignment.person_id for assignment in standing}
    for position, person_id in enumerate(person_ids):
        if person_id not in kept:
            expert = AssignmentRole.EXPERT
            session.add(Assignment(event_id=row.id or 0, role=expert, person_id=person_id, position=position))
    session.flush()


def send_teams(session: Session, row: Event, wanted: Sequence[int]) -> None:
    """Make the teams that go to an event these; one that goes already keeps its line."""
    standing = teams_of(session, row)
    gone = [id_ for id_ in standing if id_ not in wanted]
    session.exec(
        delete(Assignment).where(
            col(Assignment.event_id) == row.id, col(Assignment.organisation_id).in_(gone)
        )
    )
    for position, id_ in enumerate(wanted):
        if id_ not in standing:
            staff = AssignmentRole.STAFF
            session.add(Assignment(event_id=row.id or 0, role=staff, organisation_id=id_, position=position))
    session.flush()

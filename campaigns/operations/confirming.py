"""What blocks is confirmed only with a reason; double bookings need one always."""

from collections.abc import Collection
from dataclasses import replace

from sqlmodel import Session, col, select

from campaigns.agenda import Clash
from campaigns.core.permissions import Actor
from campaigns.core.placements import DOUBLE_BOOKINGS, ClashRules, Placement
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, ClashLevel, EventStatus
from campaigns.errors import Clashing, Problem
from campaigns.models.assignment import Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.operations.bookings import persons_of, refuse_double_booking, teams_of
from campaigns.queries.clashes import narrowed
from campaigns.queries.frames import Frame
from campaigns.queries.placements import placement_of_row
from campaigns.queries.proposals import list_warnings

# The field of the event's form that each kind is about; the others are about its day.
FIELDS = {
    ClashKind.VENUE_CLOSED: "place",
    ClashKind.PERSON_AWAY: "person_ids",
    ClashKind.CAPACITY: "expected_people",
    ClashKind.HEADLINE: "is_headline",
    ClashKind.TOO_SOON: "place",
}
ASKING = Bilingual("{what}请改动，或写明理由仍然安排。", "{what} Change something, or give a reason.")


def refuse_clashes(
    session: Session,
    frame: Frame,
    row: Event,
    override_reason: str,
    *,
    actor: Actor,
    person_ids: Collection[int] | None = None,
    team_ids: Collection[int] | None = None,
) -> None:
    """Raise Clashing when an event may not stand where it is without a reason; a given reason is kept with the event.

    A double booking needs one in any status. Every other clash needs one where its rule blocks and the event is
    confirmed. Persons and teams None are those assigned.
    """
    reason = override_reason.strip()
    # A refused event must not have reached the database half way.
    with session.no_autoflush:
        persons = persons_of(session, row) if person_ids is None else person_ids
        teams = teams_of(session, row) if team_ids is None else team_ids
        refuse_double_booking(session, row, persons, reason, actor=actor, team_ids=teams)
        rules = _blocking_rules(frame)
        if reason:
            row.clash_override = reason
        elif row.status is EventStatus.CONFIRMED and rules.heeds(*ClashKind):
            placement = _placement(session, frame, row, persons, teams)
            found = list_warnings(session, frame, placement, actor=actor, rules=rules)
            if found:
                raise Clashing(*map(_problem, found))


def _blocking_rules(frame: Frame) -> ClashRules:
    """Return rules that know what blocks besides double bookings, which are refused by themselves."""
    rules = narrowed(frame.clash_rules, {ClashLevel.BLOCKS})
    return replace(rules, levels={**rules.levels, **dict.fromkeys(DOUBLE_BOOKINGS, ClashLevel.IGNORED)})


def _problem(clash: Clash) -> Problem:
    return Problem(FIELDS.get(clash.kind, "day"), ASKING.filled(what=clash.message))


def _placement(
    session: Session, frame: Frame, row: Event, persons: Collection[int], teams: Collection[int]
) -> Placement:
    venue = session.get(Venue, row.venue_id) if row.venue_id else None
    named = select(Person.id, Person.name).where(col(Person.id).in_(persons))
    names = {id_ or 0: name for id_, name in session.exec(named)} if persons else {}
    people = (names, {id_: frame.organisations[id_].short for id_ in teams})
    return placement_of_row(frame, row, venue, frame.activities[row.activity_id], people)

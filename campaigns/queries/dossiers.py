"""Everything about one event on one page: people, warnings as they stand now, what happened, who changed what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.lifecycle import is_locked
from campaigns.core.permissions import Actor, EventStake, may_change_event
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventFilter
from campaigns.enums import AssignmentRole, OrganisationKind
from campaigns.errors import Forbidden, NotFound
from campaigns.models.assignment import Assignment, Person
from campaigns.models.change import Change
from campaigns.models.closeout import Closeout, Tally
from campaigns.models.measure import Audience, Measure
from campaigns.models.venue import Venue
from campaigns.queries.changes import get_change, list_changes
from campaigns.queries.events import AWAITING, get_event, get_event_row, list_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.placements import placement_of
from campaigns.queries.proposals import list_warnings
from campaigns.queries.sight import changeable_events
from campaigns.references import OrganisationRef


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who comes, with the topic they bring; ``person_id`` is None for an organisation."""

    role: AssignmentRole
    name: Bilingual
    function: str
    topic: str
    person_id: int | None
    organisation: OrganisationRef | None = None


@dataclass(frozen=True, slots=True)
class RecordedNumber:
    """One number of a close-out with its words."""

    code: str
    name: Bilingual
    amount: Decimal
    unit: Bilingual


@dataclass(frozen=True)
class Outcome:
    """What was recorded of an event; ``is_open`` while a correction is under way and nothing of it counts."""

    closeout: Closeout
    audiences: tuple[RecordedNumber, ...]
    measures: tuple[RecordedNumber, ...]
    is_open: bool


@dataclass(frozen=True)
class Dossier:
    """An event as its page shows it; ``item.clashes`` holds the warnings of this moment."""

    item: AgendaItem
    may_change: bool
    participants: tuple[Participant, ...]
    outcome: Outcome | None
    changes: tuple[Change, ...]
    venue_names: dict[int, Bilingual]


def stake_of_item(item: AgendaItem) -> EventStake:
    """Return what permissions ask of an event that has been read already."""
    return EventStake(
        host_id=item.host.id,
        district_id=item.district.id if item.district else None,
        organiser_ids=frozenset(organiser.id for organiser in item.organisers),
        level=item.level,
        status=item.status,
    )


def get_dossier(session: Session, frame: Frame, actor: Actor, event_id: int) -> Dossier:
    """Return everything about an event the actor may see, or raise NotFound; nine statements at most."""
    item = get_event(session, frame, actor, event_id)
    participants = list_participants(session, frame, event_id)
    changes = list_changes(session, "event", event_id)
    return Dossier(
        item=replace(item, clashes=_warnings(session, frame, item, participants, actor)),
        may_change=may_change_event(actor, stake_of_item(item)),
        participants=participants,
        outcome=_outcome(session, item),
        changes=changes,
        venue_names=_venue_names(session, changes),
    )


def list_participants(session: Session, frame: Frame, event_id: int) -> tuple[Participant, ...]:
    """Return who takes part in an event, in order."""
    statement = (
        select(Assignment, Person)
        .join(Person, col(Person.id) == col(Assignment.person_id), isouter=True)
        .where(Assignment.event_id == event_id)
        .order_by(col(Assignment.role), col(Assignment.position), col(Assignment.id))
    )
    return tuple(
        Participant(
            role=row.role,
            name=Bilingual(person.name) if person else frame.organisations[row.organisation_id or 0].name,
            function=person.function if person else "",
            topic=row.topic,
            person_id=row.person_id,
            organisation=frame.organisations.get(row.organisation_id or 0),
        )
        for row, person in session.exec(statement)
    )


def teams_among(participants: Iterable[Participant]) -> tuple[OrganisationRef, ...]:
    """Return the teams that go to an event."""
    those = (one.organisation for one in participants)
    return tuple(one for one in those if one is not None and one.kind is OrganisationKind.TEAM)


def _warnings(
    session: Session, frame: Frame, item: AgendaItem, participants: tuple[Participant, ...], actor: Actor
) -> tuple[Clash, ...]:
    """What is over and recorded has no warnings: nobody can act on them."""
    if is_locked(item.status):
        return ()
    persons = {one.person_id: one.name.zh for one in participants if one.person_id is not None}
    teams = {team.id: team.short for team in teams_among(participants)}
    return list_warnings(session, frame, placement_of(item, persons, teams), actor=actor)


def _outcome(session: Session, item: AgendaItem) -> Outcome | None:
    statement = (
        select(Closeout, Tally, Measure, Audience)
        .join(Tally, col(Tally.closeout_id) == col(Closeout.id), isouter=True)
        .join(Measure, col(Measure.id) == col(Tally.measure_id), isouter=True)
        .join(Audience, col(Audience.id) == col(Tally.audience_id), isouter=True)
        .where(Closeout.event_id == item.id)
        .order_by(col(Measure.position), col(Audience.position), col(Tally.id))
    )
    rows = session.exec(statement).all()
    if not rows:
        return None
    people = Bilingual("人", "people")
    return Outcome(
        closeout=rows[0][0],
        audiences=tuple(
            RecordedNumber(audience.code, Bilingual(audience.name_zh, audience.name_en), tally.amount, people)
            for _, tally, _, audience in rows
            if audience is not None
        ),
        measures=tuple(
            RecordedNumber(
                measure.code,
                Bilingual(measure.name_zh, measure.name_en),
                tally.amount,
                Bilingual(measure.unit_zh, measure.unit_en),
            )
            for _, tally, measure, _ in rows
            if measure is not None
        ),
        is_open=not is_locked(item.status),
    )


def _venue_names(session: Session, changes: tuple[Change, ...]) -> dict[int, Bilingual]:
    """Return the names of the venues that the log speaks of."""
    ids = {
        values["venue_id"]
        for change in changes
        for values in (change.before, change.after)
        if values.get("venue_id")
    }
    if not ids:
        return {}
    return {
        row.id or 0: Bilingual(row.name_zh, row.name_en)
        for row in session.exec(select(Venue).where(col(Venue.id).in_(ids)))
    }


def get_event_to_change(session: Session, frame: Frame, actor: Actor, event_id: int) -> AgendaItem:
    """Return an event that the actor may change; raises NotFound out of sight and Forbidden within it."""
    item = get_event(session, frame, actor, event_id)
    if not may_change_event(actor, stake_of_item(item)):
        raise Forbidden
    return item


def list_to_close_out(session: Session, frame: Frame, actor: Actor, now: datetime) -> tuple[AgendaItem, ...]:
    """Return the events that are over, not recorded yet, and the actor's to record, the oldest first."""
    wanted = EventFilter(status=AWAITING)
    return list_agenda(session, frame, actor, wanted, also=changeable_events(actor), now=now)


def get_event_of_change(session: Session, frame: Frame, actor: Actor, change_id: int) -> int:
    """Return the id of the event that a line of the log is about; raises NotFound for what is out of sight."""
    change = get_change(session, change_id)
    if change.subject_kind != "event":
        raise NotFound("change", change_id)
    return get_event_row(session, frame, actor, change.subject_id).id or 0

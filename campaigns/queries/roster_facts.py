"""What a roster's rows say: its list, the events it serves with who is assigned, decisions, and who is away when."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from campaigns.core.permissions import Actor
from campaigns.core.placements import TAKES_NOTHING
from campaigns.core.turns import Decision, Member, Slot, Terms
from campaigns.core.wording import Bilingual
from campaigns.enums import AssignmentRole, AvailabilityKind, EventLevel, EventStatus, OrganisationKind
from campaigns.errors import NotFound
from campaigns.models.assignment import Assignment, Person
from campaigns.models.availability import Availability
from campaigns.models.event import Event
from campaigns.models.roster import Roster, RosterMember, RosterTopic, RosterTurn
from campaigns.queries.events import LONGEST
from campaigns.queries.frames import Frame
from campaigns.queries.sight import is_seen_by

GUESTS = (AssignmentRole.GUEST, AssignmentRole.EXPERT)
OPEN = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED})


@dataclass(frozen=True)
class ServedEvent:
    """An event of the roster's activity with who is assigned to it; ``is_seen`` by the actor who asks."""

    row: Event
    is_seen: bool
    assigned: tuple[tuple[Assignment, str], ...]
    is_open: bool


@dataclass(frozen=True)
class RosterFacts:
    """A roster with everything its rotation needs, events in their order in time."""

    frame: Frame
    row: Roster
    members: tuple[RosterMember, ...]
    person_names: Mapping[int, str]
    topics: tuple[RosterTopic, ...]
    decided: tuple[RosterTurn, ...]
    events: tuple[ServedEvent, ...]
    busy: Mapping[int, frozenset[int]]

    def name_of(self, member: RosterMember) -> Bilingual:
        """Return what a member is called in this year."""
        if member.person_id is not None:
            return Bilingual(self.person_names.get(member.person_id, ""))
        organisation = self.frame.organisations.get(member.organisation_id or 0)
        return organisation.short if organisation else Bilingual("—")

    def member_of(self, assignment: Assignment) -> RosterMember | None:
        """Return the member whom an assignment means, or None for somebody who is not on the list."""
        return next((member for member in self.members if is_of(assignment, member)), None)

    @property
    def terms(self) -> Terms:
        """Return how the list takes turns."""
        row = self.row
        return Terms(row.rule, row.per_slot_min, row.per_slot_max, row.min_gap, row.topics_max)

    def core_members(self) -> list[Member]:
        """Return the list as the rotation takes it."""
        return [
            Member(
                id=member.id or 0,
                position=member.position,
                weight=member.weight,
                joined_on=member.joined_on,
                left_on=member.left_on,
                topic_ids=frozenset(member.topic_ids),
            )
            for member in self.members
        ]

    def core_slots(self, *, again: bool = False) -> list[Slot]:
        """Return the events as the rotation takes them; ``again`` lays what the roster itself put there anew."""
        return [self._slot(event, again) for event in self.events]

    def decisions(self) -> list[Decision]:
        """Return what people decided, in the order in which they did."""
        return [Decision(turn.kind, turn.event_id, turn.member_id, turn.other_id) for turn in self.decided]

    def _slot(self, event: ServedEvent, again: bool) -> Slot:
        fixed: list[int] = []
        kept: list[int] = []
        topics: dict[int, int] = {}
        by_name = {topic.name_zh: topic.id or 0 for topic in self.topics}
        for assignment, _ in event.assigned:
            member = self.member_of(assignment)
            if member is None or member.id is None:
                continue
            is_own = assignment.roster_id == self.row.id
            if event.is_open and again and is_own:
                continue
            (fixed if not is_own and event.is_open else kept).append(member.id)
            if assignment.topic:
                topics[member.id] = by_name.get(assignment.topic, 0)
        return Slot(
            event_id=event.row.id or 0,
            day=event.row.local_day,
            is_locked=not event.is_open,
            fixed_ids=tuple(dict.fromkeys(fixed)),
            kept_ids=tuple(dict.fromkeys(kept)),
            busy_ids=self.busy.get(event.row.id or 0, frozenset()),
            topics=topics,
        )


def is_of(assignment: Assignment, member: RosterMember) -> bool:
    """Tell whether an assignment means a member."""
    if member.person_id is not None:
        return assignment.person_id == member.person_id
    return assignment.person_id is None and assignment.organisation_id == member.organisation_id


def get_roster_row(session: Session, frame: Frame, roster_id: int, *, locked: bool = False) -> Roster:
    """Return a roster of the edition, locked against others on request, or raise NotFound."""
    statement = select(Roster).where(Roster.id == roster_id, Roster.edition_id == frame.edition.id)
    if locked:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound("roster", roster_id)
    return row


def get_roster_facts(
    session: Session, frame: Frame, row: Roster, actor: Actor | None, *, now: datetime
) -> RosterFacts:
    """Return everything about a roster in five statements, and two more where persons or teams are on it."""
    members = session.exec(
        select(RosterMember, Person.name)
        .join(Person, col(Person.id) == col(RosterMember.person_id), isouter=True)
        .where(RosterMember.roster_id == row.id)
        .order_by(col(RosterMember.position), col(RosterMember.id))
    ).all()
    topics = select(RosterTopic).where(RosterTopic.roster_id == row.id)
    decided = select(RosterTurn).where(RosterTurn.roster_id == row.id)
    events = _events(session, row, actor, now)
    people = [member for member, _ in members]
    return RosterFacts(
        frame=frame,
        row=row,
        members=tuple(people),
        person_names={member.person_id: name for member, name in members if member.person_id is not None},
        topics=tuple(session.exec(topics.order_by(col(RosterTopic.position), col(RosterTopic.id)))),
        decided=tuple(session.exec(decided.order_by(col(RosterTurn.id)))),
        events=events,
        busy=_busy(session, frame, people, events),
    )


def _events(session: Session, row: Roster, actor: Actor | None, now: datetime) -> tuple[ServedEvent, ...]:
    """Return the city's events of the activity that are not cancelled; districts ask their own guests."""
    seen = is_seen_by(actor) if actor else col(Event.id).is_not(None).label("is_seen")
    statement = (
        select(Event, seen, Assignment, Person.name)
        .join(
            Assignment,
            and_(col(Assignment.event_id) == col(Event.id), col(Assignment.role).in_(GUESTS)),
            isouter=True,
        )
        .join(Person, col(Person.id) == col(Assignment.person_id), isouter=True)
        .where(Event.activity_id == row.activity_id, Event.level == EventLevel.CITY)
        .where(col(Event.status).not_in(TAKES_NOTHING))
        .order_by(col(Event.starts_at), col(Event.id), col(Assignment.position), col(Assignment.id))
    )
    found: dict[int, ServedEvent] = {}
    assigned: dict[int, list[tuple[Assignment, str]]] = defaultdict(list)
    for event, is_seen, assignment, name in session.exec(statement):
        is_open = event.status in OPEN and event.starts_at > now and not event.is_pinned
        found.setdefault(event.id or 0, ServedEvent(event, bool(is_seen), (), is_open))
        if assignment is not None:
            assigned[event.id or 0].append((assignment, name or ""))
    return tuple(
        ServedEvent(one.row, one.is_seen, tuple(assigned[id_]), one.is_open) for id_, one in found.items()
    )


def _kind(frame: Frame, organisation_id: int | None) -> OrganisationKind | None:
    organisation = frame.organisations.get(organisation_id or 0)
    return organisation.kind if organisation else None


def _busy(
    session: Session, frame: Frame, members: list[RosterMember], events: tuple[ServedEvent, ...]
) -> dict[int, frozenset[int]]:
    """Return for each open event which members are elsewhere then; only persons and teams are in one place."""
    persons = {member.person_id: member.id or 0 for member in members if member.person_id is not None}
    teams = {
        member.organisation_id: member.id or 0
        for member in members
        if _kind(frame, member.organisation_id) is OrganisationKind.TEAM
    }
    ahead = [event.row for event in events if event.is_open]
    if not ahead or not (persons or teams):
        return {}
    taken = _taken(session, ahead, persons, teams) + _away(session, persons)
    return {
        row.id or 0: frozenset(
            member_id
            for member_id, event_id, starts_at, ends_at in taken
            if event_id != row.id and starts_at < row.ends_at and ends_at > row.starts_at
        )
        for row in ahead
    }


Span = tuple[int, int | None, datetime, datetime]


def _taken(
    session: Session, ahead: list[Event], persons: Mapping[int, int], teams: Mapping[int | None, int]
) -> list[Span]:
    columns: Any = (
        Assignment.person_id, Assignment.organisation_id, Event.id, Event.starts_at, Event.ends_at,
    )  # fmt: skip
    statement = (
        select(*columns)
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(
            or_(
                col(Assignment.person_id).in_(list(persons)), col(Assignment.organisation_id).in_(list(teams))
            ),
            col(Event.starts_at) > ahead[0].starts_at - LONGEST,
            col(Event.starts_at) < max(row.ends_at for row in ahead),
            col(Event.status).not_in(TAKES_NOTHING),
        )
    )
    found: list[Span] = []
    for person_id, organisation_id, event_id, starts_at, ends_at in session.execute(statement):
        member_id = persons.get(person_id) if person_id is not None else teams.get(organisation_id)
        if member_id is not None:
            found.append((member_id, event_id, starts_at, ends_at))
    return found


def _away(session: Session, persons: Mapping[int, int]) -> list[Span]:
    statement = select(Availability).where(
        col(Availability.person_id).in_(list(persons)), Availability.kind == AvailabilityKind.CLOSED
    )
    return [
        (persons[row.person_id], None, row.starts_at, row.ends_at)
        for row in session.exec(statement)
        if row.person_id is not None and row.starts_at and row.ends_at
    ]

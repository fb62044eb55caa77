"""How turns of a roster become assignments and log lines, and assignments become what they were."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.days import day_in_words
from campaigns.core.permissions import Actor
from campaigns.core.recurrence.standing import is_edited
from campaigns.enums import AssignmentRole
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.roster import RosterMember
from campaigns.operations.changes import record
from campaigns.operations.revisions import face_of, revise
from campaigns.operations.rosters import open_roster
from campaigns.queries.frames import Frame
from campaigns.queries.roster_facts import RosterFacts, ServedEvent, get_roster_facts

State = dict[str, list[list[Any]]]


def open_facts(
    session: Session, frame: Frame, roster_id: int, version: int, actor: Actor, now: datetime
) -> RosterFacts:
    """Return a roster with its row, its events and its persons locked: what is read stays until it is written."""
    row = open_roster(session, frame, roster_id, version=version, actor=actor)
    own = select(Event.id).where(Event.activity_id == row.activity_id).order_by(col(Event.id))
    session.exec(own.with_for_update()).all()
    persons = (
        select(Person.id)
        .join(RosterMember, col(RosterMember.person_id) == col(Person.id))
        .where(RosterMember.roster_id == roster_id)
        .order_by(col(Person.id))
    )
    session.exec(persons.with_for_update(of=Person)).all()
    return get_roster_facts(session, frame, row, actor, now=now)


def members_at(facts: RosterFacts, event_id: int) -> list[tuple[int, Assignment]]:
    """Return the members who come to an event with their assignments."""
    event = next(one for one in facts.events if one.row.id == event_id)
    found = [(facts.member_of(assignment), assignment) for assignment, _ in event.assigned]
    return [(member.id or 0, assignment) for member, assignment in found if member is not None]


def write_turns(
    session: Session,
    facts: RosterFacts,
    wanted: Mapping[int, Mapping[int, str]],
    *,
    verb: str,
    actor: Actor,
    now: datetime,
    reason: str = "",
    decisions: Sequence[int] = (),
) -> None:
    """Make the members who come to the events those wanted, with their topics, and log what was before."""
    before, words = state_of(facts, wanted), turns_in_words(facts, wanted)
    told = topics_in_words(facts, wanted)
    members = {member.id: member for member in facts.members}
    for event_id, topics in wanted.items():
        here = dict(members_at(facts, event_id))
        for id_ in here.keys() - topics.keys():
            session.delete(here[id_])
        for position, (id_, topic) in enumerate(topics.items()):
            row = here.get(id_) or _assignment(facts, event_id, members[id_])
            row.position, row.topic = position, topic
            session.add(row)
    done = finish_turns(session, facts, told, now)
    record(session, actor=actor, subject_kind="roster", subject_id=facts.row.id or 0, verb=verb, now=now,
           before={"guests": words, "turns": before},
           after={"guests": turns_in_words(done, wanted), "turns": state_of(done, wanted)}
           | ({"decisions": list(decisions)} if decisions else {}), reason=reason)  # fmt: skip


def _assignment(facts: RosterFacts, event_id: int, member: RosterMember) -> Assignment:
    return Assignment(
        event_id=event_id,
        role=AssignmentRole.EXPERT if member.person_id is not None else AssignmentRole.GUEST,
        person_id=member.person_id,
        organisation_id=member.organisation_id,
        roster_id=facts.row.id,
    )


def finish_turns(session: Session, facts: RosterFacts, told: Mapping[int, str], now: datetime) -> RosterFacts:
    """Let the events and the roster grow a version, and return the roster as it now stands.

    Guests are never in a calendar (FEEDS.md 13), so an event is revised only where its description is just what the
    topics were (``told``) and now follows them. What a roster writes does not make an event of a series one that was
    edited by itself.
    """
    facts.row.version += 1
    session.add(facts.row)
    session.flush()
    done = get_roster_facts(session, facts.frame, facts.row, None, now=now)
    topics = topics_in_words(done, told)
    for event in done.events:
        row, id_ = event.row, event.row.id or 0
        if id_ in told:
            face, was_edited = face_of(row), is_edited(row.version, row.series_version)
            if told[id_] and row.description == told[id_]:
                row.description = topics[id_]
            revise(session, facts.frame, row, face, now=now)
            row.series_version = row.series_version if was_edited or row.series_id is None else row.version
            session.add(row)
    session.flush()
    return done


def topics_in_words(facts: RosterFacts, event_ids: Iterable[int]) -> dict[int, str]:
    """Return the topics of each event as its description tells them."""
    return {
        id_: "、".join(dict.fromkeys(row.topic for _, row in members_at(facts, id_) if row.topic))
        for id_ in event_ids
    }


def state_of(facts: RosterFacts, event_ids: Iterable[int]) -> State:
    """Return exactly who comes to each event, as the log can hold it."""
    return {
        str(event_id): [
            [row.role.value, row.organisation_id, row.person_id, row.topic, row.roster_id]
            for _, row in members_at(facts, event_id)
        ]
        for event_id in sorted(event_ids)
    }


def restore_turns(
    session: Session, facts: RosterFacts, event: ServedEvent | None, lines: Sequence[Sequence[Any]]
) -> None:
    event_id = event.row.id or 0 if event else 0
    for _, row in members_at(facts, event_id):
        session.delete(row)
    for position, (role, organisation_id, person_id, topic, roster_id) in enumerate(lines):
        session.add(
            Assignment(
                event_id=event_id,
                role=AssignmentRole(role),
                organisation_id=organisation_id,
                person_id=person_id,
                topic=topic,
                position=position,
                roster_id=roster_id,
            )
        )


def turns_in_words(facts: RosterFacts, event_ids: Iterable[int]) -> str:
    """Return who comes to each event in words, as the log tells it."""
    names = {member.id: facts.name_of(member).zh for member in facts.members}
    wanted = set(event_ids)
    return "；".join(
        f"{day_in_words(event.row.local_day).zh}："
        + ("、".join(names[id_] for id_, _ in members_at(facts, event.row.id or 0)) or "—")
        for event in facts.events
        if event.row.id in wanted
    )

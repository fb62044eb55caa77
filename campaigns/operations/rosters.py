"""Rosters are made and edited: members, weights, days, topics and who can bring which."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor, may_keep_rosters
from campaigns.core.rostering import check_roster
from campaigns.core.wording import Bilingual
from campaigns.drafts import RosterDraft, RosterMemberDraft
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.assignment import Assignment, Person
from campaigns.models.roster import Roster, RosterMember, RosterTopic, RosterTurn
from campaigns.operations.changes import record, values_of
from campaigns.operations.once import wait_for_own
from campaigns.queries.frames import Frame
from campaigns.queries.roster_facts import get_roster_row

LOGGED = (
    "name_zh", "name_en", "activity_id", "rule", "per_slot_min", "per_slot_max", "topics_max", "min_gap",
)  # fmt: skip
IN_USE = Bilingual(
    "“{name}”已有安排，不能移出；请填写它的退出日期。",
    "“{name}” has turns and cannot be removed; give the day on which it leaves.",
)
TAKEN = Bilingual("本年已有名为“{name}”的排班表。", "This year has a roster called “{name}” already.")


def make_roster(session: Session, frame: Frame, draft: RosterDraft, *, actor: Actor, now: datetime) -> Roster:
    """Add a roster; the same form sent twice answers with what it made."""
    _check(session, frame, draft, actor)
    wait_for_own(session, actor)
    same = select(Roster).where(Roster.edition_id == frame.edition.id, Roster.name_zh == draft.name_zh)
    made = session.exec(same).first()
    if made is not None and (made.version, made.activity_id) == (1, frame.activity(draft.activity_code).id):
        return made
    _refuse_name(session, frame, draft, None)
    row = Roster(edition_id=frame.edition.id, activity_id=frame.activity(draft.activity_code).id, name_zh="")
    _write(session, frame, row, draft)
    record(session, actor=actor, subject_kind="roster", subject_id=row.id or 0, verb="added", now=now,
           after=values_of(row, LOGGED) | _lists(session, frame, row))  # fmt: skip
    return row


def edit_roster(
    session: Session,
    frame: Frame,
    roster_id: int,
    draft: RosterDraft,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Roster:
    """Write settings, members and topics over a roster; raises Stale when somebody else was faster."""
    row = open_roster(session, frame, roster_id, version=version, actor=actor)
    _check(session, frame, draft, actor)
    _refuse_name(session, frame, draft, roster_id)
    _refuse_leaving(session, frame, row, draft)
    before = values_of(row, LOGGED) | _lists(session, frame, row)
    _write(session, frame, row, draft)
    row.version += 1
    record(session, actor=actor, subject_kind="roster", subject_id=roster_id, verb="edited", now=now,
           before=before, after=values_of(row, LOGGED) | _lists(session, frame, row))  # fmt: skip
    return row


def set_competence(
    session: Session,
    frame: Frame,
    roster_id: int,
    able: Mapping[int, frozenset[int]],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Roster:
    """Write which members can bring which topics, by member; one who can bring every topic has no list of them."""
    row = open_roster(session, frame, roster_id, version=version, actor=actor)
    topics = session.exec(select(RosterTopic.id).where(RosterTopic.roster_id == roster_id)).all()
    before = _competence(session, frame, row)
    for member in _members(session, row):
        known = [id_ for id_ in topics if id_ in able.get(member.id or 0, frozenset())]
        member.topic_ids = [] if len(known) == len(topics) else known
        session.add(member)
    row.version += 1
    session.add(row)
    session.flush()
    record(session, actor=actor, subject_kind="roster", subject_id=roster_id, verb="edited", now=now,
           before=before, after=_competence(session, frame, row))  # fmt: skip
    return row


def open_roster(session: Session, frame: Frame, roster_id: int, *, version: int, actor: Actor) -> Roster:
    """Return the locked row of a roster the actor may change and that stands as the actor saw it."""
    if not may_keep_rosters(actor):
        raise Forbidden
    row = get_roster_row(session, frame, roster_id, locked=True)
    if row.version != version:
        raise Stale(row)
    return row


def _check(session: Session, frame: Frame, draft: RosterDraft, actor: Actor) -> None:
    if not may_keep_rosters(actor):
        raise Forbidden
    persons = {row.id: row.name for row in session.exec(select(Person))}
    names = {member: _name(frame, persons, member) for member in draft.members}
    problems = check_roster(draft, names)
    if problems:
        raise Rejected(*problems)


def _name(
    frame: Frame, persons: Mapping[int | None, str], member: RosterMember | RosterMemberDraft
) -> Bilingual:
    if member.person_id is not None:
        return Bilingual(persons.get(member.person_id, "—"))
    organisation = frame.organisations.get(member.organisation_id or 0)
    return organisation.short if organisation else Bilingual("—")


def _refuse_name(session: Session, frame: Frame, draft: RosterDraft, roster_id: int | None) -> None:
    taken = select(Roster.id).where(Roster.edition_id == frame.edition.id, Roster.name_zh == draft.name_zh)
    if any(id_ != roster_id for id_ in session.exec(taken)):
        raise Rejected(Problem("name_zh", TAKEN.filled(name=draft.name_zh)))


def _write(session: Session, frame: Frame, row: Roster, draft: RosterDraft) -> None:
    row.activity_id = frame.activity(draft.activity_code).id
    row.name_zh, row.name_en, row.rule = draft.name_zh, draft.name_en, draft.rule
    row.per_slot_min, row.per_slot_max = draft.per_slot_min, draft.per_slot_max
    row.topics_max, row.min_gap = draft.topics_max, draft.min_gap
    session.add(row)
    session.flush()
    gone = _write_topics(session, row, draft)
    _write_members(session, row, draft)
    for member in _members(session, row):
        if gone & set(member.topic_ids):
            member.topic_ids = [id_ for id_ in member.topic_ids if id_ not in gone]
            session.add(member)
    session.flush()


def _write_topics(session: Session, row: Roster, draft: RosterDraft) -> set[int]:
    """Make the topics those of the draft and return the ids of those that are gone."""
    own = select(RosterTopic).where(RosterTopic.roster_id == row.id)
    standing = {topic.id: topic for topic in session.exec(own)}
    for position, wanted in enumerate(draft.topics):
        topic = standing.pop(wanted.id, None) or RosterTopic(roster_id=row.id or 0, name_zh="")
        topic.name_zh, topic.name_en, topic.position = wanted.name_zh, wanted.name_en, position
        session.add(topic)
    for topic in standing.values():
        session.delete(topic)
    session.flush()
    return {id_ for id_ in standing if id_ is not None}


def _write_members(session: Session, row: Roster, draft: RosterDraft) -> None:
    """Make the members those of the draft."""
    standing = {member.id: member for member in _members(session, row)}
    for position, wanted in enumerate(draft.members):
        member = standing.pop(wanted.id, None) or RosterMember(
            roster_id=row.id or 0, organisation_id=wanted.organisation_id, person_id=wanted.person_id
        )
        member.position, member.weight = position, wanted.weight
        member.joined_on, member.left_on = wanted.joined_on, wanted.left_on
        session.add(member)
    for member in standing.values():
        session.delete(member)
    session.flush()


def _refuse_leaving(session: Session, frame: Frame, row: Roster, draft: RosterDraft) -> None:
    """Refuse to take a member with turns off the list, so that what was counted keeps its name."""
    kept = {member.id for member in draft.members}
    gone = [member for member in _members(session, row) if member.id not in kept]
    used = [member for member in gone if _is_used(session, row, member)]
    persons = {person.id: person.name for person in session.exec(select(Person))} if used else {}
    problems = [Problem("members", IN_USE.filled(name=_name(frame, persons, one))) for one in used]
    if problems:
        raise Rejected(*problems)


def _is_used(session: Session, row: Roster, member: RosterMember) -> bool:
    decided = select(RosterTurn.id).where(
        (col(RosterTurn.member_id) == member.id) | (col(RosterTurn.other_id) == member.id)
    )
    who = (
        col(Assignment.person_id) == member.person_id
        if member.person_id is not None
        else col(Assignment.organisation_id) == member.organisation_id
    )
    assigned = select(Assignment.id).where(Assignment.roster_id == row.id, who)
    return any(session.exec(one.limit(1)).first() is not None for one in (decided, assigned))


def _members(session: Session, row: Roster) -> list[RosterMember]:
    own = select(RosterMember).where(RosterMember.roster_id == row.id)
    return list(session.exec(own.order_by(col(RosterMember.position), col(RosterMember.id))))


def _lists(session: Session, frame: Frame, row: Roster) -> dict[str, str]:
    """Return members and topics in words, as the log tells them."""
    persons = {person.id: person.name for person in session.exec(select(Person))}
    members = [_name(frame, persons, member).zh for member in _members(session, row)]
    topics = select(RosterTopic.name_zh).where(RosterTopic.roster_id == row.id)
    names = session.exec(topics.order_by(col(RosterTopic.position)))
    return {"members": "、".join(members), "topics": "、".join(names)}


def _competence(session: Session, frame: Frame, row: Roster) -> dict[str, str]:
    topics = {
        t.id: t.name_zh for t in session.exec(select(RosterTopic).where(RosterTopic.roster_id == row.id))
    }
    persons = {person.id: person.name for person in session.exec(select(Person))}
    lines = [
        f"{_name(frame, persons, member).zh}：{'、'.join(topics.get(id_, '') for id_ in member.topic_ids)}"
        for member in _members(session, row)
        if member.topic_ids
    ]
    return {"competence": "；".join(lines)}

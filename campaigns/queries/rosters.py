"""Rosters as pages and the printed list show them, and what filling one would change."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlmodel import Session, col, func, select

from campaigns.core.permissions import Actor
from campaigns.core.rotation import rotate, spread_of
from campaigns.core.topics import share_topics
from campaigns.core.turns import Member, Rotation, Slot
from campaigns.core.wording import Bilingual
from campaigns.enums import RosterRule, RosterTurnKind
from campaigns.models.assignment import Assignment
from campaigns.models.roster import Roster, RosterMember
from campaigns.queries.frames import Frame
from campaigns.queries.roster_facts import RosterFacts, ServedEvent, get_roster_facts, get_roster_row
from campaigns.rosters import (
    FillLine,
    RosterFill,
    RosterGuest,
    RosterMemberLine,
    RosterRef,
    RosterSheet,
    RosterSlot,
    RosterTopicRef,
)

# The material of an episode is due a week before it is on the air (DOMAIN.md 4).
MATERIAL_DAYS = timedelta(days=7)
# Which member brings which topic, by event and member; nothing where the topic was written by hand.
Topics = Mapping[int, Mapping[int, str]]


def list_rosters(session: Session, frame: Frame) -> tuple[RosterRef, ...]:
    """Return the rosters of an edition with their sizes and assigned turns, in two statements."""
    assigned = dict(
        session.exec(
            select(Assignment.roster_id, func.count())
            .where(col(Assignment.roster_id).is_not(None))
            .group_by(col(Assignment.roster_id))
        ).all()
    )
    statement = (
        select(Roster, func.count(col(RosterMember.id)))
        .join(RosterMember, col(RosterMember.roster_id) == col(Roster.id), isouter=True)
        .where(Roster.edition_id == frame.edition.id)
        .group_by(col(Roster.id))
        .order_by(col(Roster.activity_id), col(Roster.id))
    )
    return tuple(
        RosterRef(
            id=row.id or 0,
            name=Bilingual(row.name_zh, row.name_en),
            activity=frame.activities[row.activity_id],
            rule=row.rule,
            members=members,
            planned=assigned.get(row.id, 0),
        )
        for row, members in session.exec(statement)
    )


def get_roster(
    session: Session, frame: Frame, actor: Actor | None, roster_id: int, *, now: datetime, today: date
) -> RosterSheet:
    """Return a roster as it stands, or raise NotFound; the system itself (actor None) sees every event."""
    row = get_roster_row(session, frame, roster_id)
    return sheet_of(get_roster_facts(session, frame, row, actor, now=now), today=today)


def propose(facts: RosterFacts, *, again: bool = False) -> tuple[list[Slot], Rotation, Topics]:
    """Return the slots, who the rule gives them, and the topics; ``again`` lays the roster's own turns anew."""
    members, slots = facts.core_members(), facts.core_slots(again=again)
    rotation = rotate(members, slots, facts.terms, facts.decisions())
    by_id: dict[int, Member] = {member.id: member for member in members}
    named = {topic.id or 0: topic.name_zh for topic in facts.topics}
    shared = share_topics(
        [
            ([by_id[id_] for id_ in turn.member_ids], slot.topics)
            for slot, turn in zip(slots, rotation.turns, strict=True)
        ],
        list(named),
        facts.row.topics_max,
    )
    return (
        slots,
        rotation,
        {
            turn.event_id: {id_: named[topic] for id_, topic in one.items() if topic in named}
            for turn, one in zip(rotation.turns, shared, strict=True)
        },
    )


def sheet_of(facts: RosterFacts, *, today: date) -> RosterSheet:
    """Return the read model of a roster: what stands, with the stand-ins and shortages the rule finds."""
    _, rotation, _ = propose(facts)
    remarks = _remarks(facts)
    slots = tuple(
        _slot(facts, event, number, rotation, remarks.get(event.row.id or 0, ()))
        for number, event in enumerate(facts.events, start=1)
    )
    members = _members(facts, slots, rotation, today)
    row = facts.row
    return RosterSheet(
        edition=facts.frame.edition,
        id=row.id or 0,
        version=row.version,
        name=Bilingual(row.name_zh, row.name_en),
        activity=facts.frame.activities[row.activity_id],
        rule=row.rule,
        per_slot_min=row.per_slot_min,
        per_slot_max=row.per_slot_max,
        topics_max=row.topics_max,
        min_gap=row.min_gap,
        topics=tuple(
            RosterTopicRef(topic.id or 0, Bilingual(topic.name_zh, topic.name_en)) for topic in facts.topics
        ),
        members=members,
        slots=tuple(slot for slot, event in zip(slots, facts.events, strict=True) if event.is_seen),
        spread=_spread(row.rule, members, {one.id: one.total + one.credit for one in members}, today),
        today=today,
    )


def preview_fill(
    session: Session,
    frame: Frame,
    actor: Actor,
    roster_id: int,
    *,
    again: bool,
    now: datetime,
    today: date,
) -> tuple[RosterSheet, RosterFill]:
    """Return a roster and what filling it would change, or raise NotFound."""
    row = get_roster_row(session, frame, roster_id)
    facts = get_roster_facts(session, frame, row, actor, now=now)
    sheet = sheet_of(facts, today=today)
    return sheet, fill_of(facts, sheet, again=again)


def fill_of(facts: RosterFacts, sheet: RosterSheet, *, again: bool) -> RosterFill:
    """Return which open slots the rule would change, and how even the turns are then."""
    _, rotation, topics = propose(facts, again=again)
    lines, unfilled = [], []
    for turn in rotation.turns:
        slot = sheet.slot(turn.event_id)
        if slot is None or not slot.is_open:
            continue
        guests = guests_of(facts, slot, turn.member_ids, topics.get(turn.event_id, {}))
        line = FillLine(slot, guests, turn.shortage)
        if [(g.member_id, g.topic.zh) for g in guests] != [(g.member_id, g.topic.zh) for g in slot.guests]:
            lines.append(line)
        if turn.shortage:
            unfilled.append(line)
    counted = Counter(id_ for turn in rotation.turns for id_ in turn.member_ids)
    totals = tuple((member, counted[member.id]) for member in sheet.members)
    loads = {member.id: number + rotation.credits.get(member.id, 0) for member, number in totals}
    mark = repr([(line.slot.event_id, [(g.member_id, g.topic.zh) for g in line.guests]) for line in lines])
    return RosterFill(
        tuple(lines),
        tuple(unfilled),
        totals,
        _spread(sheet.rule, sheet.members, loads, sheet.today),
        hashlib.sha256(mark.encode()).hexdigest()[:16],
    )


def guests_of(
    facts: RosterFacts, slot: RosterSlot, member_ids: Sequence[int], topics: Mapping[int, str]
) -> tuple[RosterGuest, ...]:
    """Return members as guests of a slot; a topic written by hand stays."""
    before = {guest.member_id: guest for guest in slot.guests}
    names = {member.id: facts.name_of(member) for member in facts.members}
    found = []
    for id_ in member_ids:
        here = before.get(id_)
        topic = _topic(facts, topics[id_]) if id_ in topics else here.topic if here else Bilingual("")
        found.append(RosterGuest(id_, names[id_], topic, here.is_by_roster if here else True))
    return tuple(found)


def _slot(
    facts: RosterFacts, event: ServedEvent, number: int, rotation: Rotation, remarks: tuple[Bilingual, ...]
) -> RosterSlot:
    row, turn = event.row, rotation.turns[number - 1]
    names = {member.id: facts.name_of(member) for member in facts.members}
    guests, others = [], []
    for assignment, person_name in event.assigned:
        member = facts.member_of(assignment)
        organisation = facts.frame.organisations.get(assignment.organisation_id or 0)
        name = organisation.short if organisation else Bilingual(person_name)
        topic = _topic(facts, assignment.topic)
        is_own = assignment.roster_id == facts.row.id
        if member is None:
            others.append(RosterGuest(None, name, topic))
        else:
            guests.append(RosterGuest(member.id, names[member.id], topic, is_own))
    # What the list lacks is told only where it stands so: a slot nobody filled yet is simply open.
    has_stand_in = turn.stand_in_id is not None and guests
    return RosterSlot(
        number=number,
        event_id=row.id or 0,
        title=Bilingual(row.title_zh, row.title_en),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        local_day=row.local_day,
        place=row.place,
        status=row.status,
        is_open=event.is_open,
        guests=tuple(guests),
        others=tuple(others),
        stand_in=names.get(turn.stand_in_id) if has_stand_in else None,
        due_on=row.local_day - MATERIAL_DAYS,
        remarks=remarks,
        shortage=turn.shortage,
    )


def _topic(facts: RosterFacts, text: str) -> Bilingual:
    return next((Bilingual(t.name_zh, t.name_en) for t in facts.topics if t.name_zh == text), Bilingual(text))


def _remarks(facts: RosterFacts) -> dict[int, tuple[Bilingual, ...]]:
    """Return what people decided about each event, in words."""
    members = {member.id: member for member in facts.members}
    found: dict[int, tuple[Bilingual, ...]] = {}
    for turn in facts.decided:
        who, other = members.get(turn.member_id), members.get(turn.other_id)
        if who is not None:
            names = {"who": facts.name_of(who), "other": facts.name_of(other) if other else ""}
            words = DECIDED[turn.kind].filled(**names, reason=turn.reason)
            found[turn.event_id] = (*found.get(turn.event_id, ()), words)
    return found


DECIDED = {
    RosterTurnKind.SKIPPED: Bilingual("{who}跳过（{reason}）", "{who} skipped ({reason})"),
    RosterTurnKind.SWAPPED: Bilingual(
        "{other}与{who}对调（{reason}）", "{other} swapped with {who} ({reason})"
    ),
    RosterTurnKind.SUBSTITUTED: Bilingual("{other}替补{who}（{reason}）", "{other} for {who} ({reason})"),
}


def _members(
    facts: RosterFacts, slots: Sequence[RosterSlot], rotation: Rotation, today: date
) -> tuple[RosterMemberLine, ...]:
    found = []
    for member in facts.members:
        mine = [slot for slot in slots if member.id in slot.member_ids]
        past = [slot.local_day for slot in mine if slot.local_day < today]
        ahead = [slot.local_day for slot in mine if slot.local_day >= today]
        found.append(
            RosterMemberLine(
                id=member.id or 0,
                organisation_id=member.organisation_id,
                person_id=member.person_id,
                name=facts.name_of(member),
                position=member.position,
                weight=member.weight,
                joined_on=member.joined_on,
                left_on=member.left_on,
                topic_ids=frozenset(member.topic_ids),
                turns=len(past),
                planned=len(ahead),
                credit=rotation.credits.get(member.id or 0, 0),
                last_on=max(past, default=None),
                next_on=min(ahead, default=None),
            )
        )
    return tuple(found)


def _spread(
    rule: RosterRule, members: Sequence[RosterMemberLine], loads: Mapping[int, int], today: date
) -> Fraction:
    """Return the spread among those who have not left; who left early owes nothing."""
    staying = {m.id: loads[m.id] for m in members if m.left_on is None or m.left_on >= today}
    weights = {m.id: m.weight for m in members} if rule is RosterRule.WEIGHTED else {}
    return spread_of(staying, weights)

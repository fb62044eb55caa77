"""Turns of a roster are assigned, skipped, swapped, handed over and taken back, each with one line of the log."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor, may_keep_rosters
from campaigns.core.wording import Bilingual
from campaigns.drafts import TurnDraft
from campaigns.enums import RosterTurnKind
from campaigns.errors import Forbidden, NotFound, Problem, Rejected, Stale
from campaigns.models.roster import Roster, RosterMember, RosterTurn
from campaigns.operations.changes import record
from campaigns.operations.roster_writing import (
    finish_turns,
    members_at,
    open_facts,
    restore_turns,
    state_of,
    topics_in_words,
    turns_in_words,
    write_turns,
)
from campaigns.queries.changes import get_change
from campaigns.queries.frames import Frame
from campaigns.queries.roster_facts import RosterFacts, ServedEvent, get_roster_facts, get_roster_row
from campaigns.queries.rosters import fill_of, propose, sheet_of

UNDOABLE = ("filled", "skipped", "swapped", "substituted")
NOTHING = Bilingual("没有需要改动的场次。", "There is nothing to change.")
LATER = Bilingual("之后又有修改，不能直接撤销。", "Something changed later, so this cannot simply be undone.")
REASON = Bilingual("请写明原因。", "Say why.")
CLOSED = Bilingual(
    "这一场已经开始、已登记或已锁定，不能再调整。", "This event has begun or is locked and stays as it is."
)
NOT_HERE = Bilingual("{name}不在这一场的名单里。", "{name} does not come to this event.")
HERE = Bilingual("{name}已在这一场的名单里。", "{name} comes to this event already.")
AWAY = Bilingual("{name}那时另有安排。", "{name} is booked elsewhere then.")
OFF = Bilingual("{name}那时不在名单上。", "{name} is not on the list then.")
CHOOSE = Bilingual("请选择由谁来。", "Choose who comes instead.")
WRITTEN = {
    RosterTurnKind.SKIPPED: "skipped",
    RosterTurnKind.SWAPPED: "swapped",
    RosterTurnKind.SUBSTITUTED: "substituted",
}


def fill_roster(
    session: Session,
    frame: Frame,
    roster_id: int,
    *,
    again: bool,
    shown: str,
    version: int,
    actor: Actor,
    now: datetime,
    today: date,
) -> int:
    """Assign what the rule proposes to the open slots, exactly as it was ``shown``; return how many changed.

    ``again`` lays the roster's own coming turns anew; without it they stay. Raises Stale when the proposal is no
    longer the one that was shown.
    """
    facts = open_facts(session, frame, roster_id, version, actor, now)
    fill = fill_of(facts, sheet_of(facts, today=today), again=again)
    if fill.shown != shown:
        raise Stale(facts.row)
    if not fill.lines:
        raise Rejected(Problem("", NOTHING))
    wanted = {
        line.slot.event_id: {guest.member_id or 0: guest.topic.zh for guest in line.guests}
        for line in fill.lines
    }
    write_turns(session, facts, wanted, verb="filled", actor=actor, now=now)
    return len(fill.lines)


def decide_turn(
    session: Session,
    frame: Frame,
    roster_id: int,
    draft: TurnDraft,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Roster:
    """Let a member skip its turn, swap it, or have it taken by another; the rule finds who comes to a skipped one."""
    facts = open_facts(session, frame, roster_id, version, actor, now)
    problems = _problems(facts, draft)
    if problems:
        raise Rejected(*problems)
    turns = [_turn(facts, draft.event_id, draft.member_id, draft.other_id, draft, actor, now)]
    if draft.kind is RosterTurnKind.SWAPPED and draft.other_event_id and draft.other_id:
        other = draft.other_event_id, draft.other_id, draft.member_id
        turns.append(_turn(facts, *other, draft, actor, now))
    session.add_all(turns)
    session.flush()
    decided = get_roster_facts(session, frame, facts.row, actor, now=now)
    _, rotation, topics = propose(decided)
    events = {turn.event_id for turn in turns}
    wanted = {
        turn.event_id: {id_: topics[turn.event_id].get(id_, "") for id_ in turn.member_ids}
        for turn in rotation.turns
        if turn.event_id in events
    }
    if draft.kind is RosterTurnKind.SKIPPED:
        before = {id_ for id_, _ in members_at(facts, draft.event_id)}
        turns[0].other_id = next((id_ for id_ in wanted[draft.event_id] if id_ not in before), None)
    write_turns(session, decided, wanted, verb=WRITTEN[draft.kind], reason=draft.reason.strip(), actor=actor, now=now,
           decisions=[turn.id or 0 for turn in turns])  # fmt: skip
    return facts.row


def undo_roster_change(
    session: Session, frame: Frame, roster_id: int, change_id: int, *, actor: Actor, now: datetime
) -> Roster:
    """Take back one filling or decision; raises Rejected when a later change has touched the same events."""
    if not may_keep_rosters(actor):
        raise Forbidden
    row = get_roster_row(session, frame, roster_id, locked=True)
    change = get_change(session, change_id)
    if (change.subject_kind, change.subject_id) != ("roster", roster_id) or change.verb not in UNDOABLE:
        raise NotFound("change", change_id)
    facts = open_facts(session, frame, roster_id, row.version, actor, now)
    before, after = change.before["turns"], change.after["turns"]
    events = {event.row.id: event for event in facts.events}
    concerned = [events.get(int(id_)) for id_ in after]
    if any(event is None or not event.is_open for event in concerned):
        raise Rejected(Problem("", CLOSED))
    if state_of(facts, map(int, after)) != after:
        raise Rejected(Problem("", LATER))
    for turn in session.exec(
        select(RosterTurn).where(col(RosterTurn.id).in_(change.after.get("decisions") or [0]))
    ):
        session.delete(turn)
    words, told = turns_in_words(facts, map(int, after)), topics_in_words(facts, map(int, after))
    for id_, lines in before.items():
        restore_turns(session, facts, events[int(id_)], lines)
    undone = finish_turns(session, facts, told, now)
    record(session, actor=actor, subject_kind="roster", subject_id=roster_id, verb="undone", now=now,
           before={"guests": words}, after={"guests": turns_in_words(undone, map(int, after))},
           undoes_id=change.id)  # fmt: skip
    return row


def _problems(facts: RosterFacts, draft: TurnDraft) -> list[Problem]:
    """Return what speaks against a decision."""
    slots = {event.row.id: event for event in facts.events}
    slot, there = slots.get(draft.event_id), slots.get(draft.other_event_id)
    is_swap = draft.kind is RosterTurnKind.SWAPPED
    if slot is None or (is_swap and draft.other_event_id and there is None):
        raise NotFound("event", draft.event_id)
    problems = [] if draft.reason.strip() else [Problem("reason", REASON)]
    if not slot.is_open or (there is not None and is_swap and not there.is_open):
        return [*problems, Problem("", CLOSED)]
    members = {member.id: member for member in facts.members}
    who = members.get(draft.member_id)
    here = {id_ for id_, _ in members_at(facts, draft.event_id)}
    if who is None or who.id not in here:
        return [*problems, Problem("", NOT_HERE.filled(name=facts.name_of(who) if who else "—"))]
    if draft.kind is RosterTurnKind.SKIPPED:
        return problems
    other = members.get(draft.other_id)
    if other is None or (is_swap and there is None):
        return [*problems, Problem("other", CHOOSE)]
    problems += _cannot_come(facts, other, slot)
    if is_swap and there is not None:
        if other.id not in {id_ for id_, _ in members_at(facts, there.row.id or 0)}:
            problems.append(Problem("other", NOT_HERE.filled(name=facts.name_of(other))))
        problems += _cannot_come(facts, who, there)
    return problems


def _cannot_come(facts: RosterFacts, member: RosterMember, event: ServedEvent) -> list[Problem]:
    name, event_id = facts.name_of(member), event.row.id or 0
    core = next(one for one in facts.core_members() if one.id == member.id)
    found = []
    if member.id in {id_ for id_, _ in members_at(facts, event_id)}:
        found.append(Problem("other", HERE.filled(name=name)))
    if member.id in facts.busy.get(event_id, frozenset()):
        found.append(Problem("other", AWAY.filled(name=name)))
    if not core.is_on(event.row.local_day):
        found.append(Problem("other", OFF.filled(name=name)))
    return found


def _turn(
    facts: RosterFacts,
    event_id: int,
    member_id: int,
    other_id: int | None,
    draft: TurnDraft,
    actor: Actor,
    now: datetime,
) -> RosterTurn:
    return RosterTurn(
        roster_id=facts.row.id or 0,
        event_id=event_id,
        member_id=member_id,
        kind=draft.kind,
        other_id=None if draft.kind is RosterTurnKind.SKIPPED else other_id,
        reason=draft.reason.strip(),
        at=now,
        account_id=actor.account_id,
    )

"""Turns are assigned as shown, changed with a reason, taken back, and never raced."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.drafts import TurnDraft
from campaigns.enums import RosterTurnKind
from campaigns.errors import Forbidden, Rejected, Stale
from campaigns.models.assignment import Assignment
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.models.roster import Roster, RosterTurn
from campaigns.operations.events import cancel_event
from campaigns.operations.roster_turns import decide_turn, fill_roster, undo_roster_change
from campaigns.queries.changes import list_changes
from campaigns.queries.rosters import get_roster
from tests.campaigns.operations.test_bookings import outcomes
from tests.campaigns.rosters import TODAY, Television, assigned, build_television, fill, preview
from tests.campaigns.world import NOW, World


@pytest.fixture
def television(session: Session, world: World) -> tuple[World, Television]:
    """Return four departments, six episodes of which the first is over, two guests each."""
    return build_television(session, world)


def decide(
    session: Session,
    world: World,
    tv: Television,
    actor: Actor | None = None,
    version: int | None = None,
    **values: object,
) -> None:
    standing = session.exec(select(Roster.version).where(Roster.id == tv.roster_id)).one()
    draft = TurnDraft(**{"reason": "出差", **values})
    decide_turn(session, world.frame, tv.roster_id, draft, version=version or standing,
                actor=actor or world.city, now=NOW)  # fmt: skip
    session.commit()


def guests(session: Session, tv: Television) -> list[list[int]]:
    """Return who comes to each episode, by the departments' numbers from 0."""
    return [[tv.departments.index(who) for who, _ in assigned(session, event)] for event in tv.events]


def last_change(session: Session, tv: Television) -> Change:
    return list_changes(session, "roster", tv.roster_id)[0]


def test_the_coming_episodes_are_filled_as_shown_and_the_past_one_stays(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television

    done = fill(session, world, tv.roster_id)

    assert done == 5
    assert guests(session, tv) == [[], [0, 1], [2, 3], [0, 1], [2, 3], [0, 1]]
    assert [topic for _, topic in assigned(session, tv.events[1])] == ["贷款", "税费"]
    assert preview(session, world, tv.roster_id).lines == ()
    assert last_change(session, tv).verb == "filled"


def test_filling_revises_nothing_that_a_calendar_shows(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    rows = session.exec(select(Event).order_by(col(Event.id))).all()
    shown = [(row.revised_at, row.sequence) for row in rows]

    fill(session, world, tv.roster_id)

    assert [(row.revised_at, row.sequence) for row in rows] == shown
    assert [row.version for row in rows] == [1, 2, 2, 2, 2, 2]


def test_a_proposal_that_is_no_longer_the_one_shown_is_not_written(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    shown = preview(session, world, tv.roster_id).shown
    cancel_event(session, world.frame, tv.events[2], "停播", version=1, actor=world.city, now=NOW)

    with pytest.raises(Stale):
        fill_roster(session, world.frame, tv.roster_id, again=False, shown=shown, version=1,
                    actor=world.city, now=NOW, today=TODAY)  # fmt: skip


def test_what_stands_stays_unless_it_is_laid_anew(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    cancel_event(session, world.frame, tv.events[1], "停播", version=2, actor=world.city, now=NOW)

    kept = preview(session, world, tv.roster_id)
    anew = preview(session, world, tv.roster_id, again=True)

    assert kept.lines == ()
    assert [line.slot.number for line in anew.lines] == [2, 3, 4, 5]
    assert anew.spread <= 1


def test_who_is_chosen_by_hand_stays_and_counts(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    session.add(Assignment(event_id=tv.events[3], role="guest", organisation_id=tv.departments[0]))
    session.commit()

    fill(session, world, tv.roster_id)

    assert guests(session, tv) == [[], [1, 2], [3, 0], [0, 1], [2, 3], [0, 1]]


def test_a_skipped_turn_goes_to_the_next_and_can_be_taken_back(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    before = guests(session, tv)

    decide(session, world, tv, kind="skipped", event_id=tv.events[1], member_id=tv.members[0])
    skipped = guests(session, tv)
    undo_roster_change(
        session, world.frame, tv.roster_id, last_change(session, tv).id or 0, actor=world.city, now=NOW
    )

    assert skipped == [[], [1, 2], *before[2:]]
    assert [topic for _, topic in assigned(session, tv.events[1])] == ["贷款", "税费"]
    assert guests(session, tv) == before
    assert session.exec(select(RosterTurn)).all() == []


def test_two_turns_are_swapped_and_the_topics_stay_with_their_episodes(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    topics = [[topic for _, topic in assigned(session, event)] for event in tv.events]

    decide(session, world, tv, kind="swapped", event_id=tv.events[1], member_id=tv.members[1],
           other_event_id=tv.events[2], other_id=tv.members[2])  # fmt: skip

    assert [sorted(one) for one in guests(session, tv)[1:3]] == [[0, 2], [1, 3]]
    assert [sorted(topic for _, topic in assigned(session, event)) for event in tv.events] == [
        sorted(one) for one in topics
    ]
    turns = session.exec(select(RosterTurn).order_by(col(RosterTurn.id))).all()
    assert [(turn.kind, turn.reason) for turn in turns] == [(RosterTurnKind.SWAPPED, "出差")] * 2


def test_another_stands_in_and_filling_anew_keeps_the_decision(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)

    decide(session, world, tv, kind="substituted", event_id=tv.events[1], member_id=tv.members[0],
           other_id=tv.members[3])  # fmt: skip
    fill(session, world, tv.roster_id, again=True)

    sheet = get_roster(session, world.frame, world.city, tv.roster_id, now=NOW, today=TODAY)
    assert 3 in guests(session, tv)[1]
    assert 0 not in guests(session, tv)[1]
    assert [remark.zh for remark in sheet.slots[1].remarks] == ["部门4替补部门1（出差）"]
    assert sheet.spread <= 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": " "}, "请写明原因。"),
        ({"kind": "substituted", "other": 1}, "部门2已在这一场的名单里。"),
        ({"kind": "substituted"}, "请选择由谁来。"),
        ({"member": 3}, "部门4不在这一场的名单里。"),
        ({"event": 0}, "这一场已经开始、已登记或已锁定，不能再调整。"),
    ],
)
def test_what_cannot_be_decided_is_told(
    session: Session, television: tuple[World, Television], values: dict[str, object], said: str
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)

    with pytest.raises(Rejected) as refusal:
        decide(
            session,
            world,
            tv,
            kind=values.get("kind", "skipped"),
            event_id=tv.events[int(str(values.get("event", 1)))],
            member_id=tv.members[int(str(values.get("member", 0)))],
            other_id=tv.members[int(str(values["other"]))] if "other" in values else None,
            reason=values.get("reason", "出差"),
        )

    assert [problem.message.zh for problem in refusal.value.problems] == [said]


def test_what_was_changed_since_is_not_taken_back(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    filled = last_change(session, tv).id or 0
    decide(session, world, tv, kind="skipped", event_id=tv.events[1], member_id=tv.members[0])

    with pytest.raises(Rejected) as refusal:
        undo_roster_change(session, world.frame, tv.roster_id, filled, actor=world.city, now=NOW)

    assert refusal.value.problems[0].message.zh == "之后又有修改，不能直接撤销。"


def test_others_do_not_decide(session: Session, television: tuple[World, Television]) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)

    for actor in (world.huancui, world.school_liaison, world.reader):
        with pytest.raises(Forbidden):
            decide(session, world, tv, actor, kind="skipped", event_id=tv.events[1], member_id=tv.members[0])


def test_of_two_who_swap_at_once_one_is_told(
    engine: Engine, session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    version = session.exec(select(Roster.version)).one()
    session.rollback()

    def swapping(member: int, other: int) -> Callable[[Session], object]:
        draft = TurnDraft(kind=RosterTurnKind.SWAPPED, event_id=tv.events[1], member_id=tv.members[member],
                          other_event_id=tv.events[2], other_id=tv.members[other], reason="出差")  # fmt: skip
        return lambda own: decide_turn(
            own, world.frame, tv.roster_id, draft, version=version, actor=world.city, now=NOW
        )

    assert outcomes(engine, swapping(0, 2), swapping(1, 3)) == ["Stale", "done"]
    assert len(session.exec(select(RosterTurn)).all()) == 2

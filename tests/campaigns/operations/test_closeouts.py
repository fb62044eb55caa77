"""Closing out records what happened once, locks the event, and opens again only with a reason."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.drafts import CloseoutDraft, EventDraft, Move
from campaigns.enums import EventStatus
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.closeout import Closeout, Tally
from campaigns.models.event import Event
from campaigns.operations.closeouts import close_out, reopen_event
from campaigns.operations.events import cancel_event, move_event, schedule_event
from campaigns.queries.changes import list_changes
from campaigns.queries.closeouts import find_recorded
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 5, 12, 1, 0, tzinfo=UTC)
AFTER = NOW + timedelta(hours=1)
WAIT_SECONDS = 20


def held(**values: object) -> CloseoutDraft:
    return CloseoutDraft(
        **{
            "is_held": True,
            "people": 50,
            "visits": 60,
            "by_audience": {"grad": Decimal(20), "unemp": Decimal(30)},
            "by_measure": {"leaflets": Decimal(200)},
            **values,
        }
    )


@pytest.fixture
def event(session: Session, world: World) -> Event:
    """Return a confirmed event of Huancui that is over."""
    draft = EventDraft(activity_code="S2", starts_at=NINE, place="古陌社区")
    row = schedule_event(session, world.frame, draft, actor=world.huancui, now=NOW)
    session.commit()
    return row


def test_closing_out_keeps_every_number_and_locks_the_event(
    session: Session, world: World, event: Event
) -> None:
    close_out(session, world.frame, event.id or 0, held(), version=1, actor=world.huancui, now=AFTER)

    found = find_recorded(session, event.id or 0)
    assert found is not None
    assert (found.closeout.people, found.closeout.visits, found.closeout.closed_by) == (
        50,
        60,
        world.huancui.account_id,
    )
    assert (found.by_audience, found.by_measure) == (
        {"grad": Decimal(20), "unemp": Decimal(30)},
        {"leaflets": Decimal(200)},
    )
    assert (event.status, event.version) == (EventStatus.HELD, 2)


def test_a_locked_event_neither_moves_nor_cancels_nor_closes_again(
    session: Session, world: World, event: Event
) -> None:
    close_out(session, world.frame, event.id or 0, held(), version=1, actor=world.huancui, now=AFTER)
    move = Move(starts_at=NINE, ends_at=NINE + timedelta(hours=1), version=2)

    with pytest.raises(Rejected):
        move_event(session, world.frame, event.id or 0, move, actor=world.huancui, now=AFTER)
    with pytest.raises(Rejected):
        cancel_event(session, world.frame, event.id or 0, "雨", version=2, actor=world.huancui, now=AFTER)
    with pytest.raises(Rejected):
        close_out(session, world.frame, event.id or 0, held(), version=2, actor=world.huancui, now=AFTER)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (held(people=49), ["people"]),
        (held(visits=49), ["visits"]),
        (held(by_audience={"grad": Decimal("1.5")}), ["audience_grad"]),
        (held(by_measure={"leaflets": Decimal("0.5")}), ["measure_leaflets"]),
        (CloseoutDraft(is_held=False), ["not_held_reason"]),
    ],
    ids=[
        "parts exceed the whole",
        "fewer visits than people",
        "half a person",
        "half a leaflet",
        "no reason",
    ],
)
def test_numbers_that_cannot_be_are_refused_beside_their_field(
    session: Session, world: World, event: Event, draft: CloseoutDraft, fields: list[str]
) -> None:
    with pytest.raises(Rejected) as refusal:
        close_out(session, world.frame, event.id or 0, draft, version=1, actor=world.huancui, now=AFTER)

    assert [problem.field for problem in refusal.value.problems] == fields
    assert session.exec(select(Closeout)).all() == []


def test_what_has_not_begun_cannot_have_been_held(session: Session, world: World, event: Event) -> None:
    before = NINE - timedelta(minutes=1)

    with pytest.raises(Rejected) as refusal:
        close_out(session, world.frame, event.id or 0, held(), version=1, actor=world.huancui, now=before)

    assert [problem.field for problem in refusal.value.problems] == ["is_held"]


def test_an_event_that_was_not_held_keeps_its_reason_and_no_numbers(
    session: Session, world: World, event: Event
) -> None:
    draft = CloseoutDraft(is_held=False, not_held_reason="台风停办")

    close_out(session, world.frame, event.id or 0, draft, version=1, actor=world.huancui, now=AFTER)

    found = find_recorded(session, event.id or 0)
    assert found is not None
    assert (found.closeout.people, found.closeout.visits, found.closeout.not_held_reason) == (
        0,
        None,
        "台风停办",
    )
    assert event.status is EventStatus.NOT_HELD


def test_reopening_needs_a_reason_and_a_correction_replaces_every_number(
    session: Session, world: World, event: Event
) -> None:
    event_id = event.id or 0
    close_out(session, world.frame, event_id, held(), version=1, actor=world.huancui, now=AFTER)

    with pytest.raises(Rejected) as refusal:
        reopen_event(session, world.frame, event_id, " ", version=2, actor=world.huancui, now=AFTER)
    reopen_event(session, world.frame, event_id, "人数有误", version=2, actor=world.huancui, now=AFTER)
    corrected = held(people=40, visits=None, by_audience={"grad": Decimal(40)}, by_measure={})
    close_out(session, world.frame, event_id, corrected, version=3, actor=world.huancui, now=AFTER)

    assert [problem.field for problem in refusal.value.problems] == ["reason"]
    assert [tally.amount for tally in session.exec(select(Tally))] == [Decimal(40)]
    assert [(c.verb, c.reason) for c in list_changes(session, "event", event_id)] == [
        ("closed_out", ""),
        ("reopened", "人数有误"),
        ("closed_out", ""),
        ("scheduled", ""),
    ]


def test_a_stranger_meets_nothing_and_a_reader_may_not_close_out(
    session: Session, world: World, event: Event
) -> None:
    with pytest.raises(NotFound):
        close_out(session, world.frame, event.id or 0, held(), version=1, actor=world.rongcheng, now=AFTER)
    with pytest.raises(Forbidden):
        close_out(session, world.frame, event.id or 0, held(), version=1, actor=world.reader, now=AFTER)


def test_of_two_people_closing_out_one_event_at_once_one_is_told(
    engine: Engine, session: Session, world: World, event: Event
) -> None:
    event_id, gate = event.id or 0, Barrier(2)
    session.rollback()

    def run(people: int) -> str:
        with Session(engine) as own:
            gate.wait(WAIT_SECONDS)
            draft = CloseoutDraft(is_held=True, people=people)
            try:
                close_out(own, world.frame, event_id, draft, version=1, actor=world.huancui, now=AFTER)
                own.commit()
            except Stale:
                return "Stale"
            return "done"

    with ThreadPoolExecutor(2) as threads:
        found = sorted(threads.map(run, (10, 20)))

    assert found == ["Stale", "done"]
    assert [closeout.version for closeout in session.exec(select(Closeout))] == [1]

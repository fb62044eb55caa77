"""One undo for a whole bulk change: what it puts back, what it leaves, and who may ask for it."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from campaigns.core.bulk import BulkAct
from campaigns.drafts import Move
from campaigns.enums import EventStatus
from campaigns.errors import Forbidden, NotFound, Rejected
from campaigns.models.change import Change
from campaigns.operations.events import move_event
from tests.campaigns.operations.bulk_changes import NINE, WEEK, Plan, change, draft_for, planning, undo
from tests.campaigns.world import NOW, World


@pytest.fixture
def plan(session: Session, world: World) -> Plan:
    """Return what adds an event of Huancui, a week later each time."""
    return planning(session, world)


def test_one_undo_puts_everything_back_that_nobody_touched_since(
    session: Session, world: World, plan: Plan
) -> None:
    rows = [plan(), plan(), plan()]
    _, change_id = change(session, world, draft_for(rows, BulkAct.SHIFT, days=1))
    later = Move(
        starts_at=NINE + timedelta(hours=5), ends_at=NINE + timedelta(hours=6), version=rows[0].version
    )
    move_event(session, world.frame, rows[0].id or 0, later, actor=world.huancui, now=NOW)
    session.commit()

    undone = undo(session, world, change_id)

    assert (undone.count, [(one.title.zh, one.why.zh) for one in undone.kept]) == (
        2,
        [("进社区（古陌社区）", "之后又改过")],
    )
    assert [row.starts_at for row in rows] == [NINE + timedelta(hours=5), NINE + WEEK, NINE + 2 * WEEK]
    with pytest.raises(Rejected, match="undone already"):
        undo(session, world, change_id)


def test_undo_does_not_take_a_place_that_somebody_else_has_now(
    session: Session, world: World, plan: Plan
) -> None:
    row = plan()
    _, change_id = change(session, world, draft_for([row], BulkAct.CANCEL, reason="下雨"))
    plan(starts_at=NINE, actor=world.city, activity_code="S3")

    with pytest.raises(Rejected, match="changed since"):
        undo(session, world, change_id)
    assert row.status is EventStatus.CANCELLED


def test_host_responsible_and_pin_are_changed_and_undone(session: Session, world: World, plan: Plan) -> None:
    row = plan(actor=world.city)
    host = world.frame.organisation("rc")

    for draft in (
        (BulkAct.HOST, {"host_slug": "rc"}),
        (BulkAct.RESPONSIBLE, {"responsible": "就业科"}),
        (BulkAct.PIN, {}),
    ):
        _, last = change(session, world, draft_for([row], draft[0], **draft[1]), world.city)
    assert (row.host_id, row.responsible, row.is_pinned) == (host.id, "就业科", True)

    undo(session, world, last, world.city)
    assert (row.is_pinned, row.responsible) == (False, "就业科")


def test_nobody_undoes_what_another_did(session: Session, world: World, plan: Plan) -> None:
    row = plan()
    _, change_id = change(session, world, draft_for([row], BulkAct.PIN))

    with pytest.raises(Forbidden):
        undo(session, world, change_id, world.city)
    line = session.exec(
        select(Change).where(Change.subject_kind == "event").order_by(col(Change.id).desc())
    ).first()
    assert line is not None
    with pytest.raises(NotFound):
        undo(session, world, line.id or 0)


def test_each_event_has_its_own_line_and_the_whole_names_them(
    session: Session, world: World, plan: Plan
) -> None:
    rows = [plan(), plan()]

    _, change_id = change(session, world, draft_for(rows, BulkAct.RESPONSIBLE, responsible="就业科"))

    whole = session.get_one(Change, change_id)
    own = session.exec(select(Change).where(Change.verb == "edited").order_by(col(Change.id))).all()
    assert (whole.verb, whole.after) == (
        "bulk_responsible",
        {"events": 2, "changes": [line.id for line in own]},
    )
    assert [(line.subject_id, line.before, line.after) for line in own] == [
        (row.id, {"responsible": ""}, {"responsible": "就业科"}) for row in rows
    ]

"""Bulk changes: what they hit, what they leave out and why, one undo for the whole, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from campaigns.bulk import BulkDraft, BulkPreview
from campaigns.core.bulk import BulkAct
from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventStatus
from campaigns.errors import Forbidden, NotFound, Rejected
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.operations.bulk import change_events
from campaigns.operations.bulk_undo import BulkUndone, undo_bulk
from campaigns.operations.events import move_event, schedule_event
from campaigns.queries.bulk import preview_bulk
from tests.campaigns.operations.test_bookings import outcomes
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
Plan = Callable[..., Event]


@pytest.fixture
def plan(session: Session, world: World) -> Plan:
    """Return what adds an event of Huancui, a week later each time."""
    made: list[Event] = []

    def add(**values: object) -> Event:
        actor = values.pop("actor", world.huancui)
        assert isinstance(actor, Actor)
        usual = {"activity_code": "S2", "starts_at": NINE + len(made) * WEEK, "place": "古陌社区"}
        draft = EventDraft(**{**usual, **values})
        made.append(schedule_event(session, world.frame, draft, actor=actor, now=NOW))
        session.commit()
        return made[-1]

    return add


def draft_for(rows: list[Event], act: BulkAct, **values: object) -> BulkDraft:
    return BulkDraft(act=act, versions={row.id or 0: row.version for row in rows}, **values)


def change(
    session: Session, world: World, draft: BulkDraft, actor: Actor | None = None
) -> tuple[BulkPreview, int]:
    preview, whole = change_events(session, world.frame, draft, actor=actor or world.huancui, now=NOW)
    session.commit()
    return preview, whole.id or 0 if whole else 0


def undo(session: Session, world: World, change_id: int, actor: Actor | None = None) -> BulkUndone:
    undone = undo_bulk(session, world.frame, change_id, actor=actor or world.huancui, now=NOW)
    session.commit()
    return undone


def told(preview: BulkPreview) -> list[str]:
    return [line.left.zh if line.left else "" for line in preview.lines]


def test_events_are_shifted_by_days_and_keep_their_hours(session: Session, world: World, plan: Plan) -> None:
    rows = [plan(), plan()]

    preview, _ = change(session, world, draft_for(rows, BulkAct.SHIFT, days=3))

    assert told(preview) == ["", ""]
    assert [row.starts_at for row in rows] == [NINE + timedelta(days=3), NINE + WEEK + timedelta(days=3)]
    assert [(row.local_day.day, row.sequence, row.version) for row in rows] == [(12, 1, 2), (19, 1, 2)]


def test_what_stands_on_a_weekend_goes_to_the_next_workday(
    session: Session, world: World, plan: Plan
) -> None:
    saturday, tuesday = plan(starts_at=NINE + timedelta(days=4)), plan()

    preview, _ = change(session, world, draft_for([saturday, tuesday], BulkAct.WORKDAY))

    assert told(preview) == ["", "已在工作日"]
    assert saturday.starts_at == NINE + timedelta(days=6)


def test_place_takes_title_and_district_along(session: Session, world: World, plan: Plan) -> None:
    made, named = plan(), plan(title_zh="自己起的名")

    change(session, world, draft_for([made, named], BulkAct.PLACE, place="哈工大（威海）"))

    assert [row.title_zh for row in (made, named)] == ["进社区（哈工大（威海））", "自己起的名"]
    assert {row.district_id for row in (made, named)} == {world.frame.organisation("rc").id}


def test_drafts_are_published_and_what_is_confirmed_stays(session: Session, world: World, plan: Plan) -> None:
    rows = [plan(status=EventStatus.DRAFT), plan(status=EventStatus.PROPOSED), plan()]

    preview, _ = change(session, world, draft_for(rows, BulkAct.CONFIRM))

    assert told(preview) == ["", "", "本来就是这样，不用改"]
    assert {row.status for row in rows} == {EventStatus.CONFIRMED}


def test_held_pinned_cancelled_foreign_and_changed_events_are_left_out_with_the_reason(
    session: Session, world: World, plan: Plan
) -> None:
    held, pinned, cancelled, changed, last = plan(), plan(), plan(), plan(), plan()
    foreign = plan(actor=world.city, place="", activity_code="S3")
    held.status, cancelled.status, pinned.is_pinned = EventStatus.HELD, EventStatus.CANCELLED, True
    session.commit()
    draft = draft_for([held, pinned, cancelled, changed, last, foreign], BulkAct.SHIFT, days=200)
    changed.version += 1
    session.commit()

    preview, change_id = change(session, world, draft)

    assert told(preview) == [
        "已登记，内容已锁定",
        "已固定，要改请先取消固定",
        "已取消",
        "您选中之后别人修改过",
        "会移到别的年份",
        "不在您能修改的范围内",
    ]
    assert (change_id, len(session.exec(select(Change).where(Change.subject_kind == "bulk")).all())) == (0, 0)


def test_what_others_do_not_see_is_counted_and_not_named(session: Session, world: World, plan: Plan) -> None:
    row = plan()

    preview = preview_bulk(
        session, world.frame, draft_for([row], BulkAct.CANCEL, reason="x"), actor=world.rongcheng
    )

    assert (preview.lines, preview.unseen, preview.needs_a_look) == ((), 1, True)


def test_double_booking_is_left_out_unless_a_reason_is_given(
    session: Session, world: World, plan: Plan
) -> None:
    one, other = plan(), plan()
    away = [plan(starts_at=NINE - WEEK), plan(starts_at=NINE + 3 * WEEK)]

    shifted = draft_for([away[0], one], BulkAct.SHIFT, days=7)
    preview = preview_bulk(session, world.frame, shifted, actor=world.huancui)

    # The first would come where the second stands, which stays because of the third.
    assert [bool(line.left) for line in preview.lines] == [True, True]
    assert other.starts_at == NINE + WEEK
    preview, _ = change(session, world, shifted.model_copy(update={"override_reason": "合办"}))
    assert told(preview) == ["", ""]
    assert (one.clash_override, away[0].clash_override) == ("合办", "合办")


def test_whole_chain_moves_when_nothing_stands_in_its_way(session: Session, world: World, plan: Plan) -> None:
    rows = [plan(), plan(), plan()]

    preview, _ = change(session, world, draft_for(rows, BulkAct.SHIFT, days=7))

    assert told(preview) == ["", "", ""]


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


def test_change_that_says_nothing_is_refused(session: Session, world: World, plan: Plan) -> None:
    row = plan()
    acts = (BulkAct.SHIFT, BulkAct.PLACE, BulkAct.HOST, BulkAct.RESPONSIBLE, BulkAct.CANCEL)

    for act in acts:
        with pytest.raises(Rejected):
            change(session, world, draft_for([row], act))
    with pytest.raises(Rejected):
        change(session, world, BulkDraft(act=BulkAct.PIN, versions={}))


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


def test_bulk_of_thirty_reads_as_often_as_a_bulk_of_one(
    engine: Engine, session: Session, world: World, plan: Plan
) -> None:
    one = plan(status=EventStatus.DRAFT)
    thirty = [plan(status=EventStatus.DRAFT, starts_at=NINE + timedelta(days=n)) for n in range(1, 31)]
    counts = []

    for draft in (draft_for([one], BulkAct.CONFIRM), draft_for(thirty, BulkAct.CONFIRM)):
        sent: list[str] = []

        def remember(_c: object, _k: object, statement: str, *_rest: object, sent: list[str] = sent) -> None:
            sent.append(statement)

        event.listen(engine, "before_cursor_execute", remember)
        change(session, world, draft)
        event.remove(engine, "before_cursor_execute", remember)
        counts.append(sum(statement.startswith("SELECT") for statement in sent))

    assert counts[0] == counts[1] <= 16


def test_of_two_bulk_changes_at_once_each_event_is_changed_by_one(
    engine: Engine, session: Session, world: World, plan: Plan
) -> None:
    rows = [plan() for _ in range(6)]
    shift, pin = (
        draft_for(rows, BulkAct.SHIFT, days=1),
        draft_for(rows, BulkAct.RESPONSIBLE, responsible="甲"),
    )
    session.rollback()

    def act(draft: BulkDraft) -> Callable[[Session], object]:
        return lambda own: change_events(own, world.frame, draft, actor=world.huancui, now=NOW)

    assert outcomes(engine, act(shift), act(pin)) == ["done", "done"]

    session.expire_all()
    assert {row.version for row in rows} == {2}
    assert len({(row.responsible, row.local_day.weekday()) for row in rows}) == 1


def test_of_a_bulk_move_and_a_booking_for_one_hall_at_once_one_gets_it(
    engine: Engine, session: Session, world: World, plan: Plan
) -> None:
    row = plan(place="别处")
    move = draft_for([row], BulkAct.PLACE, place="古陌社区")
    booking = EventDraft(activity_code="S3", starts_at=NINE, place="古陌社区")
    session.rollback()

    outcomes(
        engine,
        lambda own: change_events(own, world.frame, move, actor=world.huancui, now=NOW),
        lambda own: schedule_event(own, world.frame, booking, actor=world.city, now=NOW),
    )

    session.expire_all()
    hall = session.exec(select(Event).where(col(Event.venue_id).is_not(None), Event.starts_at == NINE)).all()
    assert len(hall) == 1

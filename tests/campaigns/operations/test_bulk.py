"""Bulk changes: what they hit, what they leave out and why, one undo for the whole, on both databases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from campaigns.bulk import BulkDraft
from campaigns.core.bulk import BulkAct
from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus
from campaigns.errors import Rejected
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.operations.bulk import change_events
from campaigns.operations.events import schedule_event
from campaigns.queries.bulk import preview_bulk
from tests.campaigns.operations.bulk_changes import NINE, WEEK, Plan, change, draft_for, planning, told
from tests.campaigns.operations.test_bookings import outcomes
from tests.campaigns.world import NOW, World


@pytest.fixture
def plan(session: Session, world: World) -> Plan:
    """Return what adds an event of Huancui, a week later each time."""
    return planning(session, world)


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


def test_change_that_says_nothing_is_refused(session: Session, world: World, plan: Plan) -> None:
    row = plan()
    acts = (BulkAct.SHIFT, BulkAct.PLACE, BulkAct.HOST, BulkAct.RESPONSIBLE, BulkAct.CANCEL)

    for act in acts:
        with pytest.raises(Rejected):
            change(session, world, draft_for([row], act))
    with pytest.raises(Rejected):
        change(session, world, BulkDraft(act=BulkAct.PIN, versions={}))


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

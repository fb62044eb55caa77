"""Scheduling, moving, editing, cancelling and undoing, on both databases."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventLevel, EventStatus
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.change import Change
from campaigns.models.event import Event, FormerScope
from campaigns.models.venue import Venue
from campaigns.operations.events import cancel_event, edit_event, move_event, schedule_event
from campaigns.operations.undo import undo_change
from campaigns.queries.changes import list_changes
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def visit(**values: object) -> EventDraft:
    return EventDraft(**{"activity_code": "S2", "starts_at": NINE, "place": "古陌社区", **values})


def test_three_fields_are_enough_and_the_activity_decides_the_rest(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    venue = session.exec(select(Venue).where(Venue.slug == "gumo")).one()
    assert (event.title_zh, event.ends_at - event.starts_at, event.venue_id, event.place) == (
        "进社区（古陌社区）",
        timedelta(hours=2),
        venue.id,
        "",
    )
    assert (event.host_id, event.district_id, event.level, event.status, event.sequence) == (
        world.frame.organisation("ldbz").id,
        world.frame.organisation("hc").id,
        EventLevel.CITY,
        EventStatus.CONFIRMED,
        0,
    )


def test_a_district_coordinators_event_belongs_to_the_district(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.huancui, now=NOW)

    assert (event.host_id, event.level) == (world.frame.organisation("hc").id, EventLevel.DISTRICT)


def test_a_form_submitted_twice_makes_one_event(session: Session, world: World) -> None:
    draft = visit(creation_key="once")
    first = schedule_event(session, world.frame, draft, actor=world.city, now=NOW)
    second = schedule_event(session, world.frame, draft, actor=world.city, now=LATER)

    assert first.id == second.id
    assert len(session.exec(select(Event)).all()) == 1


def test_a_taken_venue_is_refused_and_a_reason_overrides(session: Session, world: World) -> None:
    schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    overlapping = visit(starts_at=NINE + timedelta(hours=1), activity_code="S3")

    with pytest.raises(Rejected) as refusal:
        schedule_event(session, world.frame, overlapping, actor=world.city, now=NOW)
    meant = overlapping.model_copy(update={"override_reason": "两场合办"})
    event = schedule_event(session, world.frame, meant, actor=world.city, now=NOW)

    assert [problem.field for problem in refusal.value.problems] == ["place"]
    assert event.clash_override == "两场合办"


def test_touching_events_do_not_clash(session: Session, world: World) -> None:
    schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    schedule_event(
        session, world.frame, visit(starts_at=NINE + timedelta(hours=2)), actor=world.city, now=NOW
    )

    assert len(session.exec(select(Event)).all()) == 2


def test_moving_raises_sequence_and_the_instant_of_revision_strictly(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    made_at = event.revised_at
    move = Move(starts_at=NINE + timedelta(days=1), ends_at=NINE + timedelta(days=1, hours=2), version=1)

    moved = move_event(session, world.frame, event.id or 0, move, actor=world.city, now=NOW)

    assert (moved.sequence, moved.version, moved.local_day.isoformat()) == (1, 2, "2026-06-10")
    assert moved.revised_at == made_at + timedelta(seconds=1)


def test_new_wording_is_a_revision_without_a_new_sequence(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    edited = edit_event(
        session,
        world.frame,
        event.id or 0,
        visit(description="带宣传单"),
        version=1,
        actor=world.city,
        now=LATER,
    )

    assert (edited.sequence, edited.revised_at, edited.description) == (0, LATER, "带宣传单")


def test_the_second_of_two_planners_loses_nothing_and_overwrites_nothing(
    session: Session, world: World
) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    edit_event(
        session, world.frame, event.id or 0, visit(title_zh="甲"), version=1, actor=world.city, now=LATER
    )

    with pytest.raises(Stale):
        edit_event(
            session, world.frame, event.id or 0, visit(title_zh="乙"), version=1, actor=world.city, now=LATER
        )

    assert session.get_one(Event, event.id).title_zh == "甲"


def test_a_cancelled_event_stays_with_its_reason(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    cancelled = cancel_event(
        session, world.frame, event.id or 0, "台风", version=1, actor=world.city, now=LATER
    )

    assert (cancelled.status, cancelled.cancel_reason, cancelled.sequence) == (
        EventStatus.CANCELLED,
        "台风",
        1,
    )


def test_cancelling_needs_a_reason(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    with pytest.raises(Rejected):
        cancel_event(session, world.frame, event.id or 0, "  ", version=1, actor=world.city, now=LATER)


def test_undo_brings_back_time_and_status_as_a_new_revision(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    cancel_event(session, world.frame, event.id or 0, "台风", version=1, actor=world.city, now=LATER)
    change = list_changes(session, "event", event.id or 0)[0]

    undone = undo_change(session, world.frame, change.id or 0, actor=world.city, now=LATER)

    assert (undone.status, undone.cancel_reason, undone.sequence) == (EventStatus.CONFIRMED, "", 2)


def test_undo_knows_an_instant_in_whatever_zone_it_was_entered(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    later = (NINE + timedelta(days=2)).astimezone(ZoneInfo("Asia/Shanghai"))
    move = Move(starts_at=later, ends_at=later + timedelta(hours=2), version=1)
    move_event(session, world.frame, event.id or 0, move, actor=world.city, now=LATER)
    change = list_changes(session, "event", event.id or 0)[0]

    undone = undo_change(session, world.frame, change.id or 0, actor=world.city, now=LATER)

    assert (change.after["starts_at"], undone.starts_at) == ("2026-06-11T01:00:00+00:00", NINE)


def test_undo_refuses_what_was_changed_since(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    for hours, version in ((24, 1), (48, 2)):
        starts_at = NINE + timedelta(hours=hours)
        move = Move(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), version=version)
        move_event(session, world.frame, event.id or 0, move, actor=world.city, now=LATER)
    first_move = list_changes(session, "event", event.id or 0)[1]

    with pytest.raises(Rejected):
        undo_change(session, world.frame, first_move.id or 0, actor=world.city, now=LATER)


def test_a_stranger_meets_nothing_and_a_colleague_may_not_change(session: Session, world: World) -> None:
    own = schedule_event(session, world.frame, visit(), actor=world.huancui, now=NOW)
    city = schedule_event(
        session, world.frame, visit(starts_at=NINE + timedelta(days=2)), actor=world.city, now=NOW
    )
    move = Move(starts_at=NINE, ends_at=NINE + timedelta(hours=1), version=1)

    with pytest.raises(NotFound):
        move_event(session, world.frame, own.id or 0, move, actor=world.rongcheng, now=LATER)
    with pytest.raises(Forbidden):
        move_event(session, world.frame, city.id or 0, move, actor=world.rongcheng, now=LATER)
    with pytest.raises(Forbidden):
        schedule_event(session, world.frame, visit(), actor=world.reader, now=NOW)


def test_leaving_a_district_leaves_a_tombstone_and_coming_back_removes_it(
    session: Session, world: World
) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    edit_event(
        session, world.frame, event.id or 0, visit(district_slug="rc"), version=1, actor=world.city, now=LATER
    )
    left = [row.scope for row in session.exec(select(FormerScope))]
    edit_event(
        session, world.frame, event.id or 0, visit(district_slug="hc"), version=2, actor=world.city, now=LATER
    )

    assert left == ["district:hc"]
    assert [row.scope for row in session.exec(select(FormerScope))] == ["district:rc"]


def test_every_write_leaves_one_line_in_the_log(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    cancel_event(session, world.frame, event.id or 0, "台风", version=1, actor=world.city, now=LATER)

    lines = session.exec(select(Change).order_by(Change.id)).all()

    assert [(line.verb, line.actor_name, line.subject_id) for line in lines] == [
        ("scheduled", "市级统筹员", event.id),
        ("cancelled", "市级统筹员", event.id),
    ]
    assert lines[1].before == {"status": "confirmed", "cancel_reason": ""}
    assert lines[1].after == {"status": "cancelled", "cancel_reason": "台风"}


def test_a_district_does_not_raise_its_own_event_to_the_city(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.huancui, now=NOW)

    with pytest.raises(Forbidden):
        edit_event(
            session,
            world.frame,
            event.id or 0,
            visit(level=EventLevel.CITY),
            version=1,
            actor=world.huancui,
            now=LATER,
        )


def test_a_district_writes_no_event_into_another(session: Session, world: World) -> None:
    moved = visit(place="", district_slug="rc")
    with pytest.raises(Rejected) as refused:
        schedule_event(session, world.frame, moved, actor=world.huancui, now=NOW)

    there = schedule_event(
        session, world.frame, visit(place="哈工大（威海）", district_slug="rc"), actor=world.huancui, now=NOW
    )
    event = schedule_event(session, world.frame, moved, actor=world.city, now=NOW)

    assert [problem.field for problem in refused.value.problems] == ["district"]
    assert there.district_id == event.district_id == world.rongcheng.organisation_id


def test_an_event_of_another_year_is_refused_by_name(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # Midnight of 1 January in Weihai.
    move = Move(starts_at=new_year, ends_at=new_year + timedelta(hours=1), version=1)

    with pytest.raises(Rejected) as added:
        schedule_event(session, world.frame, visit(starts_at=new_year), actor=world.city, now=NOW)
    with pytest.raises(Rejected) as moved:
        move_event(session, world.frame, event.id or 0, move, actor=world.city, now=LATER)

    assert [p.field for p in (*added.value.problems, *moved.value.problems)] == ["day", "day"]


def test_a_name_made_from_the_place_follows_a_new_place_and_a_given_one_stays(
    session: Session, world: World
) -> None:
    made = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    shown = visit(title_zh=made.title_zh, title_en=made.title_en, place="哈工大（威海）")
    edit_event(session, world.frame, made.id or 0, shown, version=1, actor=world.city, now=LATER)
    moved_title = made.title_zh
    given = visit(title_zh="老地方见", place="古陌社区")
    edit_event(session, world.frame, made.id or 0, given, version=2, actor=world.city, now=LATER)

    assert (moved_title, made.title_zh) == ("进社区（哈工大（威海））", "老地方见")

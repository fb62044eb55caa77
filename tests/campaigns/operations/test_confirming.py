"""What blocks is confirmed only with a reason: on adding, editing, moving and bringing back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from campaigns.core.placements import ClashRules
from campaigns.drafts import EventDraft, Move
from campaigns.enums import AvailabilityKind, ClashKind, ClashLevel, EventStatus
from campaigns.errors import Clashing
from campaigns.models.availability import Availability
from campaigns.models.event import Event
from campaigns.operations.events import cancel_event, edit_event, move_event, schedule_event
from campaigns.operations.undo import restore_event, undo_change
from campaigns.queries.changes import find_last_change_id
from campaigns.queries.frames import Frame
from campaigns.queries.venues import find_venue_by_name
from tests.campaigns.world import NOW, World

TUESDAY = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
SATURDAY = TUESDAY + timedelta(days=4)
BLOCKS = ClashLevel.BLOCKS


def visit(**values: object) -> EventDraft:
    return EventDraft(**{"activity_code": "S2", "starts_at": TUESDAY, "place": "古陌社区", **values})


def frame_where(world: World, *kinds: ClashKind) -> Frame:
    return replace(world.frame, clash_rules=ClashRules(dict.fromkeys(kinds, BLOCKS)))


def refused(refusal: pytest.ExceptionInfo[Clashing]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_a_closed_venue_blocks_what_is_confirmed_and_says_why(session: Session, world: World) -> None:
    venue = find_venue_by_name(session, "古陌社区")
    session.add(
        Availability(
            venue_id=venue.id if venue else None,
            kind=AvailabilityKind.CLOSED,
            starts_at=TUESDAY,
            ends_at=TUESDAY + timedelta(hours=1),
            name="维修",
        )
    )
    frame = frame_where(world, ClashKind.VENUE_CLOSED)

    with pytest.raises(Clashing) as refusal:
        schedule_event(session, frame, visit(), actor=world.city, now=NOW)
    schedule_event(session, frame, visit(status=EventStatus.DRAFT), actor=world.city, now=NOW)
    later = visit(starts_at=TUESDAY + timedelta(hours=3))
    schedule_event(session, frame, later, actor=world.city, now=NOW)

    assert refused(refusal) == ["place"]
    assert refusal.value.message.zh == "“古陌社区”那时不开放：维修。请改动，或写明理由仍然安排。"


def test_what_only_warns_stops_nobody(session: Session, world: World) -> None:
    schedule_event(session, world.frame, visit(starts_at=SATURDAY), actor=world.city, now=NOW)


def test_confirming_a_draft_asks_and_keeps_the_reason(session: Session, world: World) -> None:
    frame = frame_where(world, ClashKind.WEEKEND)
    draft = visit(starts_at=SATURDAY, status=EventStatus.DRAFT)
    event = schedule_event(session, frame, draft, actor=world.city, now=NOW)
    confirmed = draft.model_copy(update={"status": EventStatus.CONFIRMED})

    with pytest.raises(Clashing) as refusal:
        edit_event(session, frame, event.id or 0, confirmed, version=1, actor=world.city, now=NOW)
    session.refresh(event)
    meant = confirmed.model_copy(update={"override_reason": "周末人多"})
    edit_event(session, frame, event.id or 0, meant, version=1, actor=world.city, now=NOW)

    assert (refused(refusal), event.clash_override, event.status) == (
        ["day"],
        "周末人多",
        EventStatus.CONFIRMED,
    )


def test_a_move_and_its_undo_ask_for_a_reason_too(session: Session, world: World) -> None:
    frame = frame_where(world, ClashKind.WEEKEND)
    event = schedule_event(session, frame, visit(), actor=world.city, now=NOW)
    move = Move(starts_at=SATURDAY, ends_at=SATURDAY + timedelta(hours=2), version=1)

    with pytest.raises(Clashing):
        move_event(session, frame, event.id or 0, move, actor=world.city, now=NOW)
    session.refresh(event)
    meant = move.model_copy(update={"override_reason": "周末人多"})
    move_event(session, frame, event.id or 0, meant, actor=world.city, now=NOW)
    change_id = find_last_change_id(session, "event", event.id or 0)
    undo_change(session, frame, change_id or 0, actor=world.city, now=NOW)

    assert (event.starts_at, event.clash_override) == (TUESDAY, "周末人多")


def test_what_was_cancelled_comes_back_onto_a_blocked_day_only_with_a_reason(
    session: Session, world: World
) -> None:
    event = schedule_event(session, world.frame, visit(starts_at=SATURDAY), actor=world.city, now=NOW)
    cancel_event(session, world.frame, event.id or 0, "下雨", version=1, actor=world.city, now=NOW)
    frame = frame_where(world, ClashKind.WEEKEND)

    with pytest.raises(Clashing):
        restore_event(session, frame, event.id or 0, version=2, actor=world.city, now=NOW)
    session.refresh(event)
    restored: Event = restore_event(
        session, frame, event.id or 0, version=2, actor=world.city, now=NOW, override_reason="周末人多"
    )

    assert (restored.status, restored.clash_override) == (EventStatus.CONFIRMED, "周末人多")


def test_every_limit_names_the_field_it_is_about(session: Session, world: World) -> None:
    venue = find_venue_by_name(session, "古陌社区")
    if venue is not None:
        venue.capacity = 30
        session.add(venue)
    frame = frame_where(world, ClashKind.CAPACITY, ClashKind.HEADLINE, ClashKind.TOO_SOON)
    schedule_event(session, frame, visit(is_headline=True), actor=world.city, now=NOW)
    again = visit(starts_at=TUESDAY + timedelta(hours=4), is_headline=True, expected_people=31)

    with pytest.raises(Clashing) as refusal:
        schedule_event(session, frame, again, actor=world.city, now=NOW)

    assert refused(refusal) == ["expected_people", "is_headline", "place"]

"""Before an event is placed, a planner learns everything that speaks against it, and nothing they may not see."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from campaigns.agenda import Clash
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft
from campaigns.enums import ClashKind, ClashLevel
from campaigns.operations.events import schedule_event
from campaigns.queries.proposals import list_warnings, placement_of_draft
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)


def visit(**values: object) -> EventDraft:
    return EventDraft(**{"activity_code": "S2", "starts_at": NINE, "place": "古陌社区", **values})


def test_a_taken_venue_is_named_with_the_event_that_takes_it(session: Session, world: World) -> None:
    other = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    placement = placement_of_draft(session, world.frame, visit(starts_at=NINE + timedelta(hours=1)))
    found = list_warnings(session, world.frame, placement, actor=world.city)

    assert found == (
        Clash(
            ClashKind.VENUE,
            Bilingual(
                "地点“古陌社区”在6月9日 9:00—11:00已安排“进社区（古陌社区）”。",
                "古陌社区 is taken on 9 June, 9:00–11:00 by “进社区（古陌社区）”.",
            ),
            other.id,
            ClashLevel.BLOCKS,
        ),
    )


def test_an_event_out_of_sight_takes_its_place_without_being_named(session: Session, world: World) -> None:
    schedule_event(session, world.frame, visit(title_zh="内部座谈"), actor=world.huancui, now=NOW)

    placement = placement_of_draft(session, world.frame, visit())
    found = list_warnings(session, world.frame, placement, actor=world.rongcheng)

    assert [(clash.kind, clash.other_id) for clash in found] == [(ClashKind.VENUE, None)]
    assert "内部座谈" not in found[0].message.zh


def test_an_event_does_not_clash_with_itself(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)

    placement = placement_of_draft(session, world.frame, visit(), event_id=event.id or 0)

    assert list_warnings(session, world.frame, placement, actor=world.city) == ()


def test_a_weekend_outside_the_window_gets_both_warnings(session: Session, world: World) -> None:
    saturday = visit(activity_code="C1", starts_at=datetime(2026, 7, 4, 1, 0, tzinfo=UTC))

    placement = placement_of_draft(session, world.frame, saturday)
    found = list_warnings(session, world.frame, placement, actor=world.city)

    assert [clash.kind for clash in found] == [ClashKind.WEEKEND, ClashKind.OUTSIDE_WINDOW]

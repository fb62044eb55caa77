"""A search finds what the actor may see, in either language, and takes every sign as itself."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from campaigns.drafts import EventDraft
from campaigns.operations.events import schedule_event
from campaigns.queries.searching import Findings, find_anything
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)


def names(found: Findings) -> dict[str, list[str]]:
    return {
        "events": [item.title.zh for item in found.events],
        "activities": [activity.code for activity in found.activities],
        "venues": [venue.name.zh for venue in found.venues],
        "organisations": [organisation.slug for organisation in found.organisations],
    }


def test_one_word_finds_events_activities_venues_and_organisations(session: Session, world: World) -> None:
    for days, place in ((0, "古陌社区"), (7, "环翠楼")):
        draft = EventDraft(activity_code="S2", starts_at=NINE + timedelta(days=days), place=place)
        schedule_event(session, world.frame, draft, actor=world.city, now=NOW)

    assert names(find_anything(session, world.frame, world.city, "社区")) == {
        "events": ["进社区（环翠楼）", "进社区（古陌社区）"],
        "activities": ["S2"],
        "venues": ["古陌社区"],
        "organisations": [],
    }
    assert names(find_anything(session, world.frame, world.city, "环翠"))["organisations"] == ["hc"]


def test_a_stranger_finds_no_event_out_of_sight(session: Session, world: World) -> None:
    draft = EventDraft(activity_code="S2", starts_at=NINE, place="古陌社区", title_zh="内部座谈")
    schedule_event(session, world.frame, draft, actor=world.huancui, now=NOW)

    assert len(find_anything(session, world.frame, world.huancui, "座谈").events) == 1
    assert find_anything(session, world.frame, world.rongcheng, "座谈") == Findings()


def test_signs_of_the_database_mean_themselves_and_no_word_finds_nothing(
    session: Session, world: World
) -> None:
    draft = EventDraft(activity_code="S2", starts_at=NINE, place="古陌社区")
    schedule_event(session, world.frame, draft, actor=world.city, now=NOW)

    for text in ("%", "_", "\\", "' OR 1=1", "   ", ""):
        assert find_anything(session, world.frame, world.city, text) == Findings(), text

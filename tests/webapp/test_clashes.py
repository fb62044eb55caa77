"""The clashes of a year: listed, filtered, and cleared with one click that can be taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.drafts import EventDraft
from campaigns.enums import ClashKind, ClashLevel, EventLevel, EventStatus, VenueKind
from campaigns.models.availability import ClashRule
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.operations.events import schedule_event
from campaigns.queries.frames import get_frame
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting

TUESDAY = datetime(2026, 7, 7, 1, tzinfo=UTC)


def plan(engine: Engine, world: World, **values: Any) -> int:
    """Plan a community visit of Huancui's own."""
    given = {"activity_code": "S2", "starts_at": TUESDAY, "place": "古陌社区", "host_slug": "hc"} | values
    draft = EventDraft(**({"level": EventLevel.DISTRICT, "override_reason": "有意"} | given))
    with Session(engine) as session:
        frame = get_frame(session, 2026)
        event_id = schedule_event(session, frame, draft, actor=world.huancui, now=NOW).id or 0
        session.commit()
    return event_id


def standing(engine: Engine, event_id: int) -> Event:
    with Session(engine) as session:
        return session.get_one(Event, event_id)


def test_two_events_in_one_place_lead_to_each_other(owner: Visitor, engine: Engine, world: World) -> None:
    plan(engine, world)
    plan(engine, world, activity_code="S3")

    page = owner.get("/2026/clashes")

    assert page.words(".clash-list .badge") == ["地点冲突", "地点冲突"]
    assert len(page.select(".said a")) == 2


def test_what_is_over_held_or_cancelled_is_not_listed(owner: Visitor, engine: Engine, world: World) -> None:
    plan(engine, world, starts_at=datetime(2026, 5, 2, 1, tzinfo=UTC))
    held = plan(engine, world)
    plan(engine, world, activity_code="S3", starts_at=TUESDAY + timedelta(days=4))
    with Session(engine) as session:
        for event_id, status in ((held, EventStatus.HELD), (held + 1, EventStatus.CANCELLED)):
            row = session.get_one(Event, event_id)
            row.status = status
            session.add(row)
        session.commit()

    assert owner.get("/2026/clashes").select(".clash-list li") == []


def test_the_list_narrows_by_kind_level_and_district(owner: Visitor, engine: Engine, world: World) -> None:
    plan(engine, world, starts_at=TUESDAY + timedelta(days=4))
    plan(engine, world)
    plan(engine, world, activity_code="S3")

    def badges(query: str) -> list[str]:
        return owner.get(f"/2026/clashes?{query}").words(".clash-list .badge")

    assert badges("kind=weekend") == ["周末"]
    assert badges("level=blocks") == ["地点冲突", "地点冲突"]
    assert badges("district=rc") == []
    assert len(badges("kind=nonsense&level=ignored_or_so&district=hc")) == len(badges(""))


def test_one_click_gives_the_next_free_slot_and_one_takes_it_back(
    owner: Visitor, engine: Engine, world: World
) -> None:
    plan(engine, world)
    second = plan(engine, world, activity_code="S3")
    page = owner.get("/2026/clashes")
    button = page.words(f'form[action="/2026/clashes/{second}/time"] button')

    owner.submit(page, form=f'form[action="/2026/clashes/{second}/time"]')

    assert button == ["改到 11:00"]
    assert standing(engine, second).starts_at == TUESDAY + timedelta(hours=2)
    assert owner.get("/2026/clashes").select(".clash-list li") == []


def test_another_venue_like_its_own_is_offered_and_taken(
    owner: Visitor, engine: Engine, world: World
) -> None:
    with Session(engine) as session:
        district_id = session.exec(select(Venue.district_id).where(Venue.slug == "gumo")).one()
        session.add(
            Venue(slug="other", kind=VenueKind.COMMUNITY, name_zh="竹岛社区", district_id=district_id)
        )
        session.commit()
    plan(engine, world)
    second = plan(engine, world, activity_code="S3")

    owner.submit(owner.get("/2026/clashes"), form=f'form[action="/2026/clashes/{second}/place"]')

    row = standing(engine, second)
    with Session(engine) as session:
        assert session.get_one(Venue, row.venue_id).name_zh == "竹岛社区"
    assert (row.title_zh, row.starts_at) == ("进院校（竹岛社区）", TUESDAY)


def test_a_remedy_from_an_old_page_changes_nothing_and_says_so(
    owner: Visitor, engine: Engine, world: World
) -> None:
    plan(engine, world)
    second = plan(engine, world, activity_code="S3")
    page = owner.get("/2026/clashes")
    with Session(engine) as session:
        row = session.get_one(Event, second)
        row.version += 1
        session.add(row)
        session.commit()

    owner.submit(page, form=f'form[action="/2026/clashes/{second}/time"]')

    assert standing(engine, second).starts_at == TUESDAY


def test_who_may_not_change_an_event_is_offered_nothing(
    reader: Visitor, stranger: Visitor, engine: Engine, world: World
) -> None:
    plan(engine, world)
    plan(engine, world, activity_code="S3")

    assert reader.get("/2026/clashes").select(".remedies form") == []
    assert stranger.get("/2026/clashes").select(".clash-list li") == []


def test_an_ignored_kind_is_on_no_page(owner: Visitor, engine: Engine, world: World) -> None:
    with Session(engine) as session:
        edition_id = world.frame.edition.id
        session.add(ClashRule(edition_id=edition_id, kind=ClashKind.VENUE, level=ClashLevel.IGNORED))
        session.commit()
    first = plan(engine, world)
    plan(engine, world, activity_code="S3")

    assert owner.get("/2026/clashes").select(".clash-list li") == []
    assert owner.get(f"/2026/e/{first}").select(".warnings") == []
    assert owner.get("/2026/events?status=clashing").select("tbody tr") == []


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_costs_the_same_for_two_events_and_thirty(
    app: Flask, owner: Visitor, engine: Engine, world: World, count: int
) -> None:
    for n in range(count):
        plan(engine, world, starts_at=TUESDAY + timedelta(minutes=n))

    with counting(app.extensions["database"]) as statements:
        page = owner.get("/2026/clashes")

    assert (len(statements.sent), len(page.select(".clash-list > li"))) == (9, count)


def test_a_cancelled_event_comes_back_onto_a_taken_place_only_with_a_reason(
    owner: Visitor, engine: Engine, world: World
) -> None:
    first = plan(engine, world)
    with Session(engine) as session:
        row = session.get_one(Event, first)
        row.status = EventStatus.CANCELLED
        session.add(row)
        session.commit()
    plan(engine, world, activity_code="S3")
    page = owner.get(f"/2026/e/{first}")

    asking = owner.submit(page, f'form[action="/2026/e/{first}/restore"]', status=422)
    owner.submit(asking, override_reason="两场合办")

    row = standing(engine, first)
    assert (row.status, row.clash_override) == (EventStatus.CONFIRMED, "两场合办")

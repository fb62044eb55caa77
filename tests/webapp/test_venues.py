"""Resources: places and persons with their year, what is taken twice, and what one may not see."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.drafts import EventDraft
from campaigns.enums import EventLevel, VenueKind
from campaigns.models.venue import Venue
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting

PAGES = {"/2026/venues": 6, "/2026/persons": 6}


def plan(engine: Engine, world: World, place: str, hour: int = 1, reason: str = "") -> None:
    """Plan a community visit of Huancui's own."""
    with Session(engine) as session:
        draft = EventDraft(
            activity_code="S2",
            starts_at=datetime(2026, 7, 7, hour, tzinfo=UTC),
            place=place,
            title_zh="进社区",
            host_slug="hc",
            level=EventLevel.DISTRICT,
            override_reason=reason,
        )
        schedule_event(session, world.frame, draft, actor=world.huancui, now=NOW)
        session.commit()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_a_fixed_number_of_statements(app: Flask, owner: Visitor, address: str) -> None:
    with counting(app.extensions["database"]) as statements:
        owner.get(address)

    assert len(statements.sent) == PAGES[address]


def test_a_venue_shows_its_events_and_the_next(owner: Visitor, engine: Engine, world: World) -> None:
    plan(engine, world, "古陌社区")

    rows = owner.get("/2026/venues?used=1").words("tbody tr:not(.group-row)")

    assert rows == ["古陌社区 环翠区 开放时间 1 7月7日（周二） 进社区"]


def test_what_one_may_not_see_takes_the_day_without_a_name(
    stranger: Visitor, engine: Engine, world: World
) -> None:
    plan(engine, world, "古陌社区")

    page = stranger.get("/2026/venues?used=1")

    assert page.words("tbody tr:not(.group-row)") == [
        "古陌社区 环翠区 开放时间 1 7月7日（周二） 其他单位的安排"
    ]
    assert page.select("tbody td:last-child a") == []


def test_thirty_venues_cost_as_much_as_two(app: Flask, owner: Visitor, engine: Engine) -> None:
    with Session(engine) as session:
        session.add_all(Venue(slug=f"x{n}", kind=VenueKind.HALL, name_zh=f"会场{n}") for n in range(30))
        session.commit()

    with counting(app.extensions["database"]) as statements:
        page = owner.get("/2026/venues?kind=hall")

    assert (len(statements.sent), len(page.select("tbody tr:not(.group-row)"))) == (PAGES["/2026/venues"], 30)


def test_an_administrator_adds_a_venue_once(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get("/2026/venues/new")

    administrator.submit(page, name_zh="市民文化中心", kind="hall", capacity="300")
    administrator.submit(page, name_zh="市民文化中心", kind="hall", capacity="300")

    with Session(engine) as session:
        found = session.exec(select(Venue).where(Venue.name_zh == "市民文化中心")).all()
    assert [(venue.kind, venue.capacity) for venue in found] == [("hall", 300)]


def test_a_wrong_capacity_is_told_and_kept(administrator: Visitor) -> None:
    page = administrator.get("/2026/venues/new")

    wrong = administrator.submit(page, name_zh="会堂", capacity="很多", status=422)

    assert (list(wrong.field_errors), wrong.fields()["capacity"]) == (["", "capacity"], "很多")


def test_others_look_but_do_not_change(owner: Visitor) -> None:
    assert owner.get("/2026/venues").select("a[href$='/venues/new']") == []
    owner.get("/2026/venues/new", status=403)

"""The calendar page: every view without scripts, its filters in the address, and what it costs."""

import json
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.enums import DayKind, EventStatus
from campaigns.models.workday import CalendarDay, CalendarYear
from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.schedule import add_event, at
from webapp.db import counting


def test_month_shows_events_on_their_days_from_monday_on(
    engine: Engine, world: World, owner: Visitor
) -> None:
    add_event(engine, world, "古陌讲座", at(6, 10))

    page = owner.get("/2026/calendar")

    assert page.h1.startswith("2026年6月")
    assert page.words(".month th") == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert page.words(".month .events") == ["9:00 古陌讲座 进社区"]


@pytest.mark.parametrize("view", ["month", "week", "day", "year", "list"])
def test_every_view_stands_without_scripts(engine: Engine, world: World, owner: Visitor, view: str) -> None:
    add_event(engine, world, "古陌讲座", at(6, 1))

    page = owner.get(f"/2026/calendar?view={view}")

    assert page.words(".tabs [aria-current]") == [
        {"month": "月", "week": "周", "day": "日", "year": "年"}.get(view, "列表")
    ]
    shown = ".year-month .year-count" if view == "year" else ".calendar-base .event-title"
    assert page.words(shown) == ["1" if view == "year" else "古陌讲座"]


def test_cancelled_event_stays_visible_and_says_so(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "取消的讲座", at(6, 10))
    owner.post(f"/2026/e/{event_id}/cancel", {"version": "1", "reason": "场地维修"})

    page = owner.get("/2026/calendar")

    assert page.words(".event-cancelled .event-title") == ["取消的讲座"]
    assert page.words(".event-cancelled .event-state") == ["已取消"]


def test_clash_is_marked_and_told_in_words(engine: Engine, world: World, owner: Visitor) -> None:
    add_event(engine, world, "讲座甲", at(6, 10), place="古陌社区")
    add_event(engine, world, "讲座乙", at(6, 10, 10), place="古陌社区", reason="分厅举办")

    page = owner.get("/2026/calendar?activity=S2")

    assert page.words(".event-clash .event-mark") == [
        "!冲突：地点“古陌社区”在6月10日 10:00—12:00已安排“讲座乙”。",
        "!冲突：地点“古陌社区”在6月10日 9:00—11:00已安排“讲座甲”。",
    ]


def test_holiday_and_make_up_day_bear_their_marks(engine: Engine, world: World, owner: Visitor) -> None:
    with Session(engine) as session:
        session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
        session.add(CalendarDay(day=date(2026, 6, 19), kind=DayKind.OFF, name_zh="端午节"))
        session.add(CalendarDay(day=date(2026, 6, 14), kind=DayKind.WORK, name_zh="端午节"))
        session.commit()

    page = owner.get("/2026/calendar")

    assert page.words(".month .day .mark") == ["班", "休"]
    assert page.words(".month .holiday") == ["端午节", "端午节"]
    assert page.words(".provisional") == []


def test_filters_come_from_the_address_and_stay_in_it(engine: Engine, world: World, owner: Visitor) -> None:
    add_event(engine, world, "社区讲座", at(6, 10))
    add_event(engine, world, "校园讲座", at(6, 11), activity="S3")

    page = owner.get("/2026/calendar?activity=S3&status=confirmed&text=校园")

    assert page.words(".month .event-title") == ["校园讲座"]
    assert page.fields("form.filters") == {
        "view": "month", "date": "2026-06-01", "activity": "S3", "district": "", "organisation": "",
        "status": "confirmed", "text": "校园",
    }  # fmt: skip
    assert [link.get("href") for link in page.select(".steps a[rel=next]")] == [
        "/2026/calendar?activity=S3&status=confirmed&text=%E6%A0%A1%E5%9B%AD&date=2026-07-01"
    ]


@pytest.mark.parametrize(
    "query", ["view=decade", "date=2026-13-01", "activity=Z9", "district=zz", "status=held2", "page=x"]
)
def test_filter_that_names_nothing_leads_nowhere(world: World, owner: Visitor, query: str) -> None:
    owner.get(f"/2026/calendar?{query}", 404)


def test_district_events_of_others_do_not_exist(engine: Engine, world: World, stranger: Visitor) -> None:
    add_event(engine, world, "环翠自己的", at(6, 10))

    assert stranger.get("/2026/calendar").words(".event-title") == []


def test_reader_is_offered_no_new_event(world: World, reader: Visitor) -> None:
    page = reader.get("/2026/calendar")

    assert page.select("a[data-key=n]") == []
    assert json.loads(page.select("[data-calendar]")[0].get("data-calendar"))["mayAdd"] is False


def test_no_page_leads_to_a_year_without_an_edition(world: World, owner: Visitor) -> None:
    page = owner.get("/2026/calendar?date=2026-12-05")

    assert [link.get("rel") for link in page.select(".steps a[rel]")] == ["prev"]


def test_month_costs_the_same_for_one_event_and_for_thirty(
    app: Flask, engine: Engine, world: World, owner: Visitor
) -> None:
    add_event(engine, world, "讲座", at(6, 1))
    with counting(app.extensions["database"]) as one:
        owner.get("/2026/calendar?text=讲座")
    for day in range(1, 30):
        add_event(engine, world, f"讲座{day}", at(6, day, 15))

    with counting(app.extensions["database"]) as thirty:
        owner.get("/2026/calendar?text=讲座")

    assert len(thirty.sent) == len(one.sent) <= 12


def test_draft_is_dashed_and_named(engine: Engine, world: World, owner: Visitor) -> None:
    add_event(engine, world, "草稿", at(6, 10), status=EventStatus.DRAFT)

    assert owner.get("/2026/calendar").words(".event-draft .event-state") == ["草拟"]

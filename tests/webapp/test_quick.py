"""The quick-add line: what it is understood as, the event it fills in, the series it leads to."""

from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.models.event import Event
from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.schedule import add_event, at
from webapp.db import counting

LINE = "S2 6月10日 9:00-11:00 古陌社区"
RULE = "进社区 每周二 9:00-11:00 起 6月2日 共12次 三号社区"


def quick(text: str, path: str = "/2026/quick") -> str:
    return f"{path}?{urlencode({'text': text})}"


def test_line_stands_on_the_overview_and_the_calendar_of_those_who_may_add(
    world: World, owner: Visitor, reader: Visitor
) -> None:
    for address in ("/2026", "/2026/calendar"):
        assert len(owner.get(address).select("form[action='/2026/quick'] input[name=text]")) == 1
        assert reader.get(address).select("form[action='/2026/quick']") == []
    assert reader.fetch("/2026/quick?text=S2").status_code == 403


def test_event_is_filled_in_and_one_button_adds_it(world: World, owner: Visitor, engine: Engine) -> None:
    page = owner.get(quick(LINE))

    assert page.words(".quick-piece q") == ["S2", "6月10日", "9:00-11:00", "古陌社区"]
    assert page.words(".quick-notes li") == []
    answer = owner.post("/2026/events/new", page.fields())

    with Session(engine) as session:
        made = session.exec(select(Event)).one()
        assert (made.starts_at, made.ends_at, made.title_zh) == (
            at(6, 10),
            at(6, 10, 11),
            "进社区（古陌社区）",
        )
    assert answer.status_code == 303


def test_what_speaks_against_the_event_is_read_before_the_one_button(
    world: World, owner: Visitor, engine: Engine
) -> None:
    add_event(engine, world, "先到的", at(6, 10), place="古陌社区")

    page = owner.get(quick(LINE))

    assert page.words(".warnings li strong")[0] == "地点冲突"
    assert page.words(".event-form .row button") == ["仍然添加"]


def test_assumptions_gaps_and_what_was_not_understood_are_said(world: World, owner: Visitor) -> None:
    page = owner.get(quick("6月10日 古陌社区 %%%"))

    assert page.words(".quick-notes li") == [
        "请写是哪项活动，例如 S2 或它的简称。",
        "没有看懂“%%%”，不会保存。",
    ]
    assert owner.get(quick("S2 6月10日 古陌社区")).words(".quick-notes li") == [
        "没有写时间，按活动惯例 9:00—11:00。"
    ]


def test_rule_leads_to_the_preview_of_its_series(world: World, owner: Visitor) -> None:
    answer = owner.fetch(quick(RULE))

    address = urlsplit(answer.headers["Location"])
    assert (answer.status_code, address.path) == (302, "/2026/series/new")
    assert parse_qs(address.query) == {
        "activity": ["S2"],
        "every": ["1"],
        "weekday": ["1"],
        "start": ["09:00"],
        "end": ["11:00"],
        "starts": ["2026-06-02"],
        "count": ["12"],
        "place": ["三号社区"],
    }
    assert len(owner.get(answer.headers["Location"]).select("[data-day]")) == 12


def test_rule_with_a_gap_says_so_and_offers_the_series_page(world: World, owner: Visitor) -> None:
    page = owner.get(quick("每周二 古陌社区"))

    assert page.words(".quick-missing") == ["请写是哪项活动，例如 S2 或它的简称。"]
    assert len(page.select("a[href^='/2026/series/new']")) == 1


def test_line_without_words_or_with_too_many_is_a_page_like_any_other(world: World, owner: Visitor) -> None:
    assert owner.fetch("/2026/quick").status_code == 200
    assert owner.fetch(quick("S2 " + "长" * 500)).status_code == 200


def test_part_shown_while_typing_costs_few_statements_and_names_the_pieces(
    app: Flask, world: World, owner: Visitor
) -> None:
    with counting(app.extensions["database"]) as statements:
        answer = owner.fetch(quick(LINE, "/2026/quick/preview"))

    assert "<q>古陌社区</q>" in answer.text
    assert "<html" not in answer.text
    assert len(statements.sent) <= 7


def test_line_is_read_in_english_too(world: World, owner: Visitor) -> None:
    owner.post("/language", {"language": "en", "next": "/2026"})

    page = owner.get(quick("S2 10 June at 9am Gumo"))

    assert "No end: 9:00—11:00, as is usual for the activity." in page.words(".quick-notes li")


def test_monthly_rules_lead_to_the_series_page_in_its_own_words(world: World, owner: Visitor) -> None:
    asked = {
        "S2 每月第一个周一 6次 古陌社区 6月2日起": ("monthly_weekday", ["0"], "1"),
        "S2 每月最后一个工作日 6次 古陌社区 6月2日起": ("monthly_workday", None, "-1"),
    }
    by_day = parse_qs(urlsplit(owner.fetch(quick("S2 每月15日 6次 古陌社区")).headers["Location"]).query)
    assert (by_day["kind"], by_day["month_day"]) == (["monthly_day"], ["15"])
    for line, (kind, weekday, nth) in asked.items():
        answer = owner.fetch(quick(line))

        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert (query["kind"], query.get("weekday"), query["nth"], query["every"]) == (
            [kind],
            weekday,
            [nth],
            ["1"],
        )
        assert len(owner.get(answer.headers["Location"]).select("[data-day]")) == 6

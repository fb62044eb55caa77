"""The list of events: filters, sorting, pages, computed states and the exported file."""

import csv
import io

from flask import Flask
from sqlalchemy import Engine

from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.schedule import add_event, at
from webapp.db import counting
from webapp.event_lists import plain_cell


def test_list_is_sorted_by_start_and_counts_what_it_shows(
    engine: Engine, world: World, owner: Visitor
) -> None:
    add_event(engine, world, "后", at(7, 1))
    add_event(engine, world, "先", at(6, 10))

    page = owner.get("/2026/events")

    assert page.words("tbody th") == ["先", "后"]
    assert page.words(".heading-beside") == ["共 2 场"]
    assert owner.get("/2026/events?sort=-start").words("tbody th") == ["后", "先"]
    assert owner.get("/2026/events?month=7").words("tbody th") == ["后"]


def test_awaiting_and_clashing_are_computed(engine: Engine, world: World, owner: Visitor) -> None:
    add_event(engine, world, "已过去", at(5, 10))
    add_event(engine, world, "甲", at(6, 10), place="古陌社区")
    add_event(engine, world, "乙", at(6, 10, 10), place="古陌社区", reason="分厅举办")

    assert owner.get("/2026/events?status=awaiting").words("tbody th") == ["已过去"]
    assert owner.get("/2026/events?status=awaiting").words(".state") == ["待登记"]
    assert owner.get("/2026/events?status=clashing").words("tbody th") == ["甲", "乙"]


def test_clash_with_an_event_that_the_filter_hides_still_counts(
    engine: Engine, world: World, city: Visitor
) -> None:
    add_event(engine, world, "社区", at(6, 10), place="古陌社区")
    add_event(engine, world, "校园", at(6, 10), place="古陌社区", activity="S3", reason="分厅举办")

    assert city.get("/2026/events?status=clashing&activity=S3").words("tbody th") == ["校园"]


def test_long_list_comes_in_pages_that_keep_the_filters(engine: Engine, world: World, owner: Visitor) -> None:
    for day in range(1, 29):
        add_event(engine, world, f"上午{day:02}", at(6, day))
        add_event(engine, world, f"下午{day:02}", at(6, day, 14))

    second = owner.get("/2026/events?activity=S2&page=2")

    assert second.words("tbody th") == ["上午26", "下午26", "上午27", "下午27", "上午28", "下午28"]
    assert second.words(".pagination span") == ["第 2 / 2 页，共 56 条"]
    assert second.select("a[rel=prev]")[0].get("href") == "/2026/events?activity=S2"
    assert owner.get("/2026/events?page=9").words("tbody th") == second.words("tbody th")


def test_empty_list_says_what_belongs_here(world: World, owner: Visitor) -> None:
    assert owner.get("/2026/events").words(".empty p") == [
        "这一年还没有活动。先新增一场，或从总览的建议月份开始。"
    ]
    assert owner.get("/2026/events?text=没有").words(".empty p") == ["没有符合条件的活动。"]


def test_file_holds_what_is_shown_and_no_formula(engine: Engine, world: World, owner: Visitor) -> None:
    add_event(engine, world, "=HYPERLINK(1)", at(6, 10), place="@地点")
    add_event(engine, world, "别的", at(6, 11), activity="S3")

    answer = owner.fetch("/2026/events.csv?activity=S2")

    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert lines == [
        ["活动", "名称", "开始", "结束", "地点", "市区", "承办", "状态", "冲突"],
        [
            "S2 进社区",
            "'=HYPERLINK(1)",
            "2026-06-10 09:00",
            "2026-06-10 11:00",
            "'@地点",
            "环翠区",
            "环翠区",
            "已定",
            "",
        ],
    ]


def test_cells_that_begin_a_formula_are_made_plain() -> None:
    assert [plain_cell(text) for text in ("=1", "＋1", "-1", "@x", "\tx", "1", "")] == [
        "'=1", "'＋1", "'-1", "'@x", "'\tx", "1", "",
    ]  # fmt: skip


def test_other_districts_see_nothing_here_or_in_the_file(
    engine: Engine, world: World, stranger: Visitor
) -> None:
    add_event(engine, world, "环翠自己的", at(6, 10))

    assert stranger.get("/2026/events").words("tbody th") == []
    assert "环翠自己的" not in stranger.fetch("/2026/events.csv").text


def test_list_costs_the_same_for_one_event_and_for_thirty(
    app: Flask, engine: Engine, world: World, owner: Visitor
) -> None:
    add_event(engine, world, "讲座", at(6, 1))
    with counting(app.extensions["database"]) as one:
        owner.get("/2026/events")
    for day in range(1, 30):
        add_event(engine, world, f"讲座{day}", at(6, day, 15))

    with counting(app.extensions["database"]) as thirty:
        owner.get("/2026/events")

    assert len(thirty.sent) == len(one.sent) <= 12

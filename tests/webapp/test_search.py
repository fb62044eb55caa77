"""The search of the bar, within what the person may see."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.drafts import EventDraft
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting


@pytest.fixture(autouse=True)
def _event(engine: Engine, world: World) -> None:
    """Add an event of Huancui's own."""
    add_events(engine, world, 1)


def add_events(engine: Engine, world: World, count: int) -> None:
    with Session(engine) as session:
        for n in range(count):
            draft = EventDraft(
                activity_code="S2",
                starts_at=NOW + timedelta(days=n + 1),
                place="古陌社区",
                title_zh="入户走访",
            )
            schedule_event(session, world.frame, draft.model_copy(update={"override_reason": "测试"}),
                           actor=world.huancui, now=NOW)  # fmt: skip
        session.commit()


def test_one_word_finds_everything_that_bears_it(owner: Visitor) -> None:
    page = owner.get("/2026/search?q=社区")

    assert page.words(".found h2") == ["活动项目", "场次", "场地"]
    assert page.words(".found a") == ["S2 “进社区”活动", "入户走访", "古陌社区"]


def test_a_stranger_finds_no_event_of_others(stranger: Visitor) -> None:
    assert "没有找到" in stranger.get("/2026/search?q=入户").words(".empty")[0]


def test_the_search_without_a_year_leads_to_the_living_one(owner: Visitor) -> None:
    assert owner.fetch("/search?q=社区").location == "/2026/search?q=%E7%A4%BE%E5%8C%BA"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "%", "'", "\\", "😀" * 200, ""])
def test_any_text_is_only_text(owner: Visitor, text: str) -> None:
    page = owner.fetch("/2026/search", query_string={"q": text})

    assert page.status_code == 200
    assert "<script>alert" not in page.get_data(as_text=True)


def test_a_search_costs_the_same_for_one_event_and_for_thirty(
    app: Flask, engine: Engine, world: World, owner: Visitor
) -> None:
    def cost() -> int:
        with counting(app.extensions["database"]) as statements:
            owner.get("/2026/search?q=走访")
        return len(statements.sent)

    few = cost()
    add_events(engine, world, 30)

    assert cost() == few
    assert few <= 12

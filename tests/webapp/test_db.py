"""Sessions of requests: reading cannot write, and what is not committed never happened."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from campaigns.models.venue import Venue
from tests.campaigns.world import World
from tests.page import Visitor
from webapp.access import ACCESS, ANYBODY
from webapp.db import counting, get_session


@pytest.fixture
def renaming(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Return the application with a page that renames every venue and forgets to commit."""
    monkeypatch.setitem(ACCESS, "renaming", ANYBODY)

    def rename() -> str:
        get_session().execute(text("UPDATE venue SET name_zh = 'changed'"))
        return "done"

    app.add_url_rule("/renaming", "renaming", rename, methods=["GET", "POST"])
    return app


def names(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return set(session.exec(select(Venue.name_zh)))


def test_a_page_that_is_only_read_cannot_write(renaming: Flask, world: World, engine: Engine) -> None:
    before = names(engine)

    assert Visitor(renaming).fetch("/renaming").status_code == 500
    assert names(engine) == before


def test_silence_rolls_back(renaming: Flask, world: World, engine: Engine) -> None:
    before = names(engine)

    assert Visitor(renaming).post("/renaming").data == b"done"

    assert names(engine) == before


def test_knowing_the_person_costs_one_statement(app: Flask, owner: Visitor) -> None:
    with counting(app.extensions["database"]) as statements:
        owner.get("/account")

    assert ["login_session" in statement for statement in statements.sent] == [True, False]


def test_what_is_the_same_for_everybody_costs_none(app: Flask, owner: Visitor) -> None:
    with counting(app.extensions["database"]) as statements:
        owner.fetch("/static/x/js/app.js")

    assert statements.sent == []


def test_the_watchman_learns_that_the_database_answers(nobody: Visitor) -> None:
    response = nobody.fetch("/health")

    assert (response.status_code, response.data) == (200, b"ok\n")

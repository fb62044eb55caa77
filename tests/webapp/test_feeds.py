"""Subscribing: an address is made in two clicks, shown once, listed and revoked."""

import re

from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.models.feed import FeedAddress
from tests.page import Page, Visitor
from webapp.auth import hash_token


def made(visitor: Visitor, query: str = "?scope=activity&value=S3") -> tuple[Page, str]:
    """Return the page after the second click, and the address on it."""
    page = visitor.submit(visitor.get(f"/2026/feeds{query}"), ".wanted form")
    return page, page.select("#address")[0].get("value")


def rows(engine: Engine) -> list[FeedAddress]:
    with Session(engine) as session:
        return list(session.exec(select(FeedAddress).order_by(FeedAddress.id)))  # type: ignore[arg-type]


def test_two_clicks_give_an_address_that_works(owner: Visitor, nobody: Visitor, engine: Engine) -> None:
    page, address = made(owner)

    assert re.fullmatch(r"http://localhost/feeds/[0-9a-f]{40}\.ics", address)
    assert page.words(".made h2") == ["“2026 进院校”的订阅地址"]
    assert page.select("a.button-primary")[0].get("href") == address.replace("http", "webcal", 1)
    assert "订阅地址的二维码" in page.words(".made-qr")[0]
    assert nobody.fetch(address).status_code == 200
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert [row.token_hash for row in rows(engine)] == [hash_token(token)]


def test_the_address_is_shown_once(owner: Visitor) -> None:
    _, address = made(owner)

    assert address.rsplit("/", 1)[1] not in owner.get("/2026/feeds").text


def test_a_form_sent_twice_makes_one_address_and_shows_it_twice(owner: Visitor, engine: Engine) -> None:
    page = owner.get("/2026/feeds")

    first, second = (owner.submit(page, ".wanted form").select("#address")[0].get("value") for _ in range(2))

    assert first == second
    assert len(rows(engine)) == 1


def test_a_scope_that_does_not_exist_is_not_found(owner: Visitor, engine: Engine) -> None:
    assert owner.fetch("/2026/feeds?scope=activity&value=S9").status_code == 404
    page = owner.get("/2026/feeds")
    owner.submit(page, ".wanted form", status=404, scope="district", value="nowhere")

    assert rows(engine) == []


def test_a_revoked_address_ends_at_once(owner: Visitor, nobody: Visitor) -> None:
    page, address = made(owner)

    owner.submit(page, ".addresses form")

    assert nobody.fetch(address).status_code == 410
    assert owner.get("/2026/feeds").select(".addresses form") == []


def test_others_neither_see_nor_revoke_an_address_and_an_administrator_does(
    owner: Visitor, colleague: Visitor, stranger: Visitor, administrator: Visitor, engine: Engine
) -> None:
    made(owner)
    (row,) = rows(engine)
    for visitor in (colleague, stranger):
        assert visitor.get("/2026/feeds").select(".addresses form") == []
        assert visitor.post(f"/2026/feeds/{row.id}/revoke").status_code == 404

    administrator.submit(administrator.get("/2026/feeds"), ".addresses form")

    assert rows(engine)[0].revoked_at is not None


def test_a_scope_can_be_saved_as_a_file(owner: Visitor) -> None:
    answer = owner.fetch("/2026/feeds/activity.ics?value=S3")

    assert (answer.status_code, answer.headers["Content-Disposition"]) == (
        200,
        'attachment; filename="2026-activity-S3.ics"',
    )
    assert owner.fetch("/2026/feeds/nothing.ics").status_code == 404


def test_the_page_speaks_english_too(app: Flask, owner: Visitor) -> None:
    owner.post("/language", {"language": "en", "next": "/2026/feeds"})

    assert owner.get("/2026/feeds").h1 == "2026 calendars"

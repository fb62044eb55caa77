"""Signing in and out: guessing is limited, and a copied cookie dies with its session."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.enums import Role
from campaigns.models.account import Account, LoginAttempt, LoginSession
from campaigns.operations.accounts import ATTEMPTS
from tests.campaigns.world import NOW, World
from tests.page import Page, Visitor
from tests.webapp.conftest import Watch
from webapp.auth import COOKIE, hash_token
from webapp.passwords import hash_password

PASSWORD = "晴天去海边散步吧走起来"


@pytest.fixture
def account(engine: Engine, world: World) -> int:
    """Add somebody who has a password."""
    with Session(engine) as session:
        row = Account(username="wang", display_name="王老师", password_hash=hash_password(PASSWORD), created_at=NOW,
                      role=Role.CITY_COORDINATOR, organisation_id=world.city.organisation_id)  # fmt: skip
        session.add(row)
        session.commit()
        return row.id or 0


def sign_in(visitor: Visitor, username: str, password: str, status: int = 422) -> Page:
    """Try from the page that leads to one's own account."""
    page = visitor.get("/login?next=/account")
    return visitor.submit(page, username=username, password=password, status=status)


def test_a_right_password_leads_where_the_person_wanted_to_go(nobody: Visitor, account: int) -> None:
    turned_away = nobody.fetch("/account")

    page = nobody.get(turned_away.location)
    arrived = nobody.submit(page, username="wang", password=PASSWORD)

    assert turned_away.location == "/login?next=/account"
    assert (arrived.h1, arrived.response.request.path) == ("我的账号", "/account")


def test_unknown_names_and_wrong_passwords_get_the_same_answer(nobody: Visitor, account: int) -> None:
    known = sign_in(nobody, "wang", "not it at all")
    unknown = sign_in(nobody, "nobody", "not it at all")

    assert known.field_errors == unknown.field_errors == {"": "用户名或密码不正确。"}


@pytest.mark.parametrize("username", ["wang", "nobody"])
def test_the_eleventh_try_within_a_quarter_of_an_hour_is_refused(
    nobody: Visitor, account: int, watch: Watch, username: str
) -> None:
    statuses = [sign_in(nobody, username, f"guess number {n}").status for n in range(ATTEMPTS)]

    page = nobody.get("/login")
    refused = nobody.submit(page, username=username, password=PASSWORD, status=429)
    watch.now += timedelta(minutes=15)
    later = sign_in(nobody, username, "guess after waiting")

    assert statuses == [422] * ATTEMPTS
    assert refused.words("main p")[1] == "登录失败次数过多，请15分钟后再试。"
    assert later.status == 422


def test_a_right_password_is_not_counted_as_a_failed_try(
    nobody: Visitor, engine: Engine, account: int
) -> None:
    sign_in(nobody, "wang", PASSWORD, status=200)

    with Session(engine) as session:
        assert session.exec(select(LoginAttempt)).all() == []


def test_signing_in_never_takes_over_a_session_somebody_put_there(
    nobody: Visitor, engine: Engine, account: int
) -> None:
    nobody.client.set_cookie(COOKIE, "a session somebody put there")

    sign_in(nobody, "wang", PASSWORD, status=200)

    cookie = nobody.client.get_cookie(COOKIE)
    assert cookie is not None
    with Session(engine) as session:
        hashes = [row.token_hash for row in session.exec(select(LoginSession))]
    assert hashes == [hash_token(cookie.value)]
    assert cookie.value != "a session somebody put there"


def test_the_cookie_is_kept_from_scripts_and_foreign_pages(nobody: Visitor, account: int) -> None:
    page = nobody.get("/login")
    response = nobody.client.post("/login", data=page.fields() | {"username": "wang", "password": PASSWORD})

    [cookie] = [line for line in response.headers.getlist("Set-Cookie") if line.startswith(COOKIE)]

    assert {part.split("=")[0].strip() for part in cookie.split(";")[1:]} >= {
        "HttpOnly",
        "SameSite",
        "Max-Age",
    }
    assert "SameSite=Lax" in cookie


def test_a_copied_cookie_dies_with_logout(owner: Visitor, app: Flask) -> None:
    cookie = owner.client.get_cookie(COOKIE)
    assert cookie is not None
    thief = Visitor(app)
    thief.client.set_cookie(COOKIE, cookie.value)
    assert thief.get("/account").h1 == "我的账号"

    owner.post("/logout")

    assert thief.fetch("/account").location == "/login?next=/account"


def test_a_session_expires(owner: Visitor, watch: Watch) -> None:
    watch.now += timedelta(hours=12)

    assert owner.fetch("/account").location == "/login?next=/account"


def test_a_closed_account_is_out_at_once(owner: Visitor, engine: Engine, world: World) -> None:
    with Session(engine) as session:
        row = session.get_one(Account, world.huancui.account_id)
        row.is_active = False
        session.add(row)
        session.commit()

    assert owner.fetch("/account").status_code == 302

"""One's own account: language and password."""

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.models.account import Account
from campaigns.operations.accounts import ATTEMPTS
from tests.campaigns.world import World
from tests.page import Page, Visitor
from webapp.passwords import hash_password, is_password

OLD, NEW = "旧的密码是海边的风景", "新的密码是山上的松树"
FORM = "form[action='/account/password']"


@pytest.fixture
def owner_with_password(owner: Visitor, engine: Engine, world: World) -> Visitor:
    """Return the owner, who has a password."""
    with Session(engine) as session:
        row = session.get_one(Account, world.huancui.account_id)
        row.password_hash = hash_password(OLD)
        session.add(row)
        session.commit()
    return owner


def change(visitor: Visitor, current: str, password: str, again: str, status: int) -> Page:
    page = visitor.get("/account")
    return visitor.submit(page, FORM, current=current, password=password, again=again, status=status)


def test_a_new_password_signs_every_other_device_out(
    owner_with_password: Visitor, app: Flask, engine: Engine, world: World
) -> None:
    elsewhere = Visitor(app, world.huancui.account_id)

    page = change(owner_with_password, OLD, NEW, NEW, 200)

    assert page.notices == ["密码已更改，其他设备已退出登录。"]
    assert elsewhere.fetch("/account").status_code == 302
    with Session(engine) as session:
        assert is_password(NEW, session.get_one(Account, world.huancui.account_id).password_hash)


@pytest.mark.parametrize(
    ("current", "password", "again", "wrong"),
    [
        ("guess", NEW, NEW, {"current": "原密码不正确。"}),
        (OLD, "short", "short", {"password": "密码需要 10—128 个字符。"}),
        (OLD, "aaaaaaaaaaaa", "aaaaaaaaaaaa", {"password": "密码不能包含用户名，也不能只用几个相同的字符。"}),
        (
            OLD,
            "我是环翠统筹员你好吗",
            "我是环翠统筹员你好吗",
            {"password": "密码不能包含用户名，也不能只用几个相同的字符。"},
        ),
        (OLD, NEW, OLD, {"again": "两次输入的新密码不一样。"}),
        (OLD, NEW, "", {"again": "请填写。"}),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    owner_with_password: Visitor, current: str, password: str, again: str, wrong: dict[str, str]
) -> None:
    page = change(owner_with_password, current, password, again, 422)

    assert page.field_errors == {"": "有内容需要修改，见下面红字。"} | wrong


def test_the_language_is_a_person_s_own_on_every_device(owner: Visitor, app: Flask, world: World) -> None:
    owner.post("/language", {"language": "en", "next": "/account"})

    elsewhere = Visitor(app, world.huancui.account_id).get("/account")

    assert (elsewhere.h1, elsewhere.select("html")[0].get("lang")) == ("My account", "en")


def test_nobody_yet_reads_in_the_language_of_the_browser_s_cookie(nobody: Visitor) -> None:
    response = nobody.post("/language", {"language": "en", "next": "/login?next=/account"})

    assert response.location == "/login?next=/account"
    assert nobody.get("/login").h1 == "Sign in"


@pytest.mark.parametrize("language", ["", "de", "zh"])
def test_there_are_two_languages(nobody: Visitor, language: str) -> None:
    assert nobody.post("/language", {"language": language}).status_code == 400


def test_messages_of_the_form_library_are_in_both_languages(nobody: Visitor) -> None:
    chinese = nobody.submit(nobody.get("/login"), username="", password="", status=422)
    nobody.post("/language", {"language": "en"})
    english = nobody.submit(nobody.get("/login"), username="", password="", status=422)

    assert [chinese.field_errors["password"], english.field_errors["password"]] == [
        "请填写。",
        "Please fill this in.",
    ]


def test_guessing_the_old_password_is_stopped_as_at_the_door(owner_with_password: Visitor) -> None:
    statuses = []
    for number in range(ATTEMPTS + 1):
        values = {"current": f"guess number {number}", "password": NEW, "again": NEW}
        statuses.append(owner_with_password.post("/account/password", values).status_code)

    assert statuses == [422] * ATTEMPTS + [429]
    assert owner_with_password.post("/account/password", values | {"current": OLD}).status_code == 429

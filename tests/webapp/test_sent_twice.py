"""What a double click sends twice is made once, and the second answer shows what the first has made."""

from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from campaigns.models.account import Account
from campaigns.models.programme import Edition
from campaigns.models.venue import Venue
from tests.campaigns.world import World
from tests.page import Visitor


def count(engine: Engine, model: Any) -> int:
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(model)).one()


def test_a_new_account_keeps_its_one_password(administrator: Visitor, engine: Engine) -> None:
    page, before = administrator.get("/settings/accounts/new"), count(engine, Account)
    typed = {"username": "zhang", "display_name": "张三", "role": "reader"}

    first, second = (administrator.submit(page, **typed).words(".password") for _time in range(2))

    assert (first, count(engine, Account)) == (second, before + 1)


def test_another_form_with_a_taken_name_is_refused(administrator: Visitor) -> None:
    typed = {"username": "zhang", "display_name": "张三", "role": "reader"}
    administrator.submit(administrator.get("/settings/accounts/new"), **typed)

    wrong = administrator.submit(administrator.get("/settings/accounts/new"), **typed, status=422)

    assert wrong.field_errors["username"] == "用户名“zhang”已被使用。"


def test_a_password_given_anew_is_shown_again_by_the_same_form(administrator: Visitor, world: World) -> None:
    page = administrator.get(f"/settings/accounts/{world.reader.account_id}")

    first, second = (
        administrator.submit(page, "form[action$=password]").words(".password") for _time in range(2)
    )
    third = administrator.submit(
        administrator.get(f"/settings/accounts/{world.reader.account_id}"), "form[action$=password]"
    )

    assert first == second
    assert third.words(".password") != first


def test_a_password_is_not_given_anew_by_who_saw_an_older_account(
    administrator: Visitor, world: World
) -> None:
    place = f"/settings/accounts/{world.reader.account_id}"
    older = administrator.get(place)
    administrator.submit(administrator.get(place), "form[action$=password]")

    assert administrator.submit(older, "form[action$=password]", status=409).words(".password") == []


def test_a_venue_is_made_once(administrator: Visitor, engine: Engine) -> None:
    page, before = administrator.get("/2026/venues/new"), count(engine, Venue)

    shown = [administrator.submit(page, name_zh="东方礼堂").response.request.path for _time in range(2)]

    assert (shown, count(engine, Venue)) == (["/2026/venues"] * 2, before + 1)


def test_an_edition_is_made_once_and_a_later_wish_is_refused(
    administrator: Visitor, engine: Engine, city: Visitor
) -> None:
    page, before = administrator.get("/settings/editions"), count(engine, Edition)
    typed = {"preset": "notice-2009", "year": "2027"}

    shown = [administrator.submit(page, **typed).response.request.path for _time in range(2)]
    other = administrator.submit(page, preset="chuangye-weihai-2025", year="2027", status=422)

    assert (shown, count(engine, Edition)) == (["/2027", "/2027"], before + 1)
    assert "2027年已有年度计划" in other.field_errors["year"]
    with Session(engine) as session:
        assert session.exec(select(Edition.preset).where(col(Edition.year) == 2027)).all() == ["notice-2009"]

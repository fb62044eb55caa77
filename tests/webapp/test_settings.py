"""The settings pages: edited by administrators alone, in both languages, with nothing typed lost."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.core.planning_rules import PlanningRule
from campaigns.enums import FeedScope, HalfDay
from campaigns.models.account import Account
from campaigns.models.activity import Activity
from campaigns.models.change import Change
from campaigns.models.measure import Measure
from campaigns.models.requirement import Requirement
from campaigns.models.workday import CalendarDay
from campaigns.operations.feeds import create_feed_address
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting

PAGES = {
    "/settings": 7,
    "/settings/2026/activities": 6,
    "/settings/2026/activities/S2": 7,
    "/settings/2026/activities/S2/planning": 4,
    "/settings/2026/counts": 4,
    "/settings/2026/counts/Q09": 5,
    "/settings/2026/words": 5,
    "/settings/2026/measures/new": 3,
    "/settings/organisations": 3,
    "/settings/organisations/new": 3,
    "/settings/organisations/hc": 5,
    "/settings/calendar/2026": 4,
    "/settings/accounts": 4,
    "/settings/accounts/new": 3,
    "/settings/changes": 5,
    "/settings/editions": 3,
}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_costs_a_fixed_number_of_statements(
    app: Flask, administrator: Visitor, address: str
) -> None:
    with counting(app.extensions["database"]) as statements:
        administrator.get(address)

    assert len(statements.sent) == PAGES[address]


@pytest.mark.parametrize("address", [address for address in PAGES if address != "/settings"])
def test_nobody_else_comes_in(city: Visitor, address: str) -> None:
    city.get(address, status=403)


def test_more_rows_cost_no_more_statements(
    app: Flask, administrator: Visitor, engine: Engine, world: World
) -> None:
    with Session(engine) as session:
        edition_id = world.frame.edition.id
        for n in range(30):
            session.add(Measure(edition_id=edition_id, code=f"m{n}", name_zh=f"指标{n}", unit_zh="个"))
        session.commit()

    with counting(app.extensions["database"]) as statements:
        page = administrator.get("/settings/2026/words")

    assert (len(statements.sent), len(page.select("#measures tbody tr"))) == (
        PAGES["/settings/2026/words"],
        32,
    )


def test_others_see_what_is_theirs(owner: Visitor) -> None:
    page = owner.get("/settings")

    assert page.words(".sections strong") == ["我的账号", "日历订阅", "资源"]


def test_a_target_is_changed_and_logged(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get("/settings/2026/counts/Q09")

    after = administrator.submit(page, target="6")

    with Session(engine) as session:
        assert session.exec(select(Requirement)).one().target == 6
        assert session.exec(select(Change.verb).where(Change.subject_kind == "requirement")).all() == [
            "edited"
        ]
    assert after.notices == ["已保存：Q09"]


def test_a_wrong_target_is_told_beside_its_field(administrator: Visitor) -> None:
    page = administrator.get("/settings/2026/counts/Q09")

    wrong = administrator.submit(page, target="五", text_zh="进院校", status=422)

    assert "target" in wrong.field_errors
    assert wrong.fields()["target"] == "五"
    assert wrong.fields()["text_zh"] == "进院校"


def test_the_slower_of_two_sees_both_versions(administrator: Visitor) -> None:
    first = administrator.get("/settings/2026/counts/Q09")
    second = administrator.get("/settings/2026/counts/Q09")
    administrator.submit(first, target="6")

    conflict = administrator.submit(second, target="7", status=409)

    assert conflict.fields()["target"] == "7"
    assert conflict.words(".theirs strong") == ["6"]
    administrator.submit(conflict)


def test_an_activity_keeps_its_ticks_in_order(administrator: Visitor) -> None:
    page = administrator.get("/settings/2026/activities/S2")
    ids = [box.get("value") for box in page.select("[name=measure]")]

    places: dict[str, Any] = {f"place-{ids[0]}": "2", f"place-{ids[1]}": "1"}
    administrator.submit(page, measure=ids, **places)

    again = administrator.get("/settings/2026/activities/S2")
    assert [box.get("value") for box in again.select("[name=measure]")] == [ids[1], ids[0]]


def test_an_audience_is_added_and_moved(administrator: Visitor) -> None:
    page = administrator.get("/settings/2026/audiences/new")
    administrator.submit(page, code="vet", name_zh="退役军人")

    page = administrator.get("/settings/2026/words")
    administrator.submit(page, "#audiences tr:last-child form", direction="up")

    names = administrator.get("/settings/2026/words").words("#audiences tbody th")
    assert names == ["高校毕业生", "退役军人", "城镇失业人员"]


def test_an_organisation_gets_a_second_name(administrator: Visitor) -> None:
    page = administrator.get("/settings/organisations/jyj")
    values: dict[str, Any] = {
        "names-0-until_year": "2025",
        "names-1-since_year": "2026",
        "names-1-name_zh": "市教体局",
    }

    after = administrator.submit(page, **values)

    assert "市教体局" in after.text


def test_overlapping_names_are_refused_and_kept(administrator: Visitor) -> None:
    page = administrator.get("/settings/organisations/jyj")

    wrong = administrator.submit(page, status=422, **{"names-1-name_zh": "市教体局"})

    assert "年份重叠" in wrong.text
    assert wrong.fields()["names-1-name_zh"] == "市教体局"


def test_pasted_days_are_previewed_then_entered_together(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get("/settings/calendar/2026")
    lines = "2026-02-15..2026-02-17 休 春节\n2026-02-14 班"

    preview = administrator.submit(page, "#several", lines=lines, preview="1")
    with Session(engine) as session:
        before = session.exec(select(CalendarDay)).all()
    administrator.submit(preview, "#several", save="1")

    assert before == []
    assert len(preview.select(".understood li")) == 4
    with Session(engine) as session:
        assert len(session.exec(select(CalendarDay)).all()) == 4


def test_one_wrong_line_enters_nothing(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get("/settings/calendar/2026")

    wrong = administrator.submit(page, "#several", lines="2026-02-15 休 春节\n乱写", save="1", status=422)

    assert wrong.words(".problems li") == ["第 2 行 乱写 请写成“2026-02-15 休 春节”。"]
    with Session(engine) as session:
        assert session.exec(select(CalendarDay)).all() == []


def test_a_day_is_set_and_made_ordinary_again(administrator: Visitor) -> None:
    page = administrator.get("/settings/calendar/2026")
    page = administrator.submit(page, "#one-day", day="2026-05-01", kind="off", name_zh="劳动节")
    marks = page.words(".month .mark-off")

    page = administrator.get("/settings/calendar/2026?day=2026-05-01")
    after = administrator.submit(page, "#one-day", kind="")

    assert (marks, page.fields("#one-day")["name_zh"], after.words(".month .mark-off")) == (
        ["休"],
        "劳动节",
        [],
    )


def test_a_new_account_has_a_password_that_works_and_is_shown_once(
    app: Flask, administrator: Visitor
) -> None:
    page = administrator.get("/settings/accounts/new")

    made = administrator.submit(page, username="zhang", display_name="张三", role="reader")
    password = made.words(".password")[0]

    visitor = Visitor(app)
    visitor.submit(visitor.get("/login"), username="zhang", password=password)
    assert visitor.get("/account").status == 200
    assert password not in administrator.get("/settings/accounts").text


def test_a_closed_account_is_out_at_once(administrator: Visitor, reader: Visitor, world: World) -> None:
    page = administrator.get(f"/settings/accounts/{world.reader.account_id}")

    administrator.submit(page, "form[action$=close]")

    assert reader.fetch("/account").status_code == 302


def test_feeds_of_a_closed_account_answer_gone(
    app: Flask, administrator: Visitor, world: World, engine: Engine
) -> None:
    with Session(engine) as session:
        _address, token = create_feed_address(
            session, world.frame, FeedScope.PROGRAMME, "", actor=world.reader, language="en", now=NOW
        )
        session.commit()
    anybody = Visitor(app)
    before = anybody.fetch(f"/feeds/{token}.ics").status_code

    administrator.submit(
        administrator.get(f"/settings/accounts/{world.reader.account_id}"), "form[action$=close]"
    )

    assert (before, anybody.fetch(f"/feeds/{token}.ics").status_code) == (200, 410)


def test_an_administrator_stays_one(administrator: Visitor, world: World, engine: Engine) -> None:
    page = administrator.get(f"/settings/accounts/{world.administrator.account_id}")

    wrong = administrator.submit(page, role="reader", status=422)

    assert "role" in wrong.field_errors
    with Session(engine) as session:
        assert session.get_one(Account, world.administrator.account_id).role == "administrator"


def test_the_log_is_narrowed_by_kind(administrator: Visitor) -> None:
    administrator.submit(administrator.get("/settings/2026/counts/Q09"), target="6")

    shown = [len(administrator.get(f"/settings/changes?kind={kind}").select(".log > li"))
             for kind in ("requirement", "venue")]  # fmt: skip

    assert shown == [1, 0]


def test_a_year_has_one_edition(administrator: Visitor) -> None:
    page = administrator.get("/settings/editions")

    wrong = administrator.submit(page, year="2026", status=422)

    assert "2026年已有年度计划" in wrong.field_errors["year"]


def test_how_an_activity_is_planned_is_edited_and_kept(
    administrator: Visitor, engine: Engine, world: World
) -> None:
    page = administrator.get("/settings/2026/activities/S2/planning")

    chosen = {"halves": ["morning", "evening"], "months": ["3", "4"], "is_steady": "y"}
    administrator.submit(page, district_events="20", **chosen)

    with Session(engine) as session:
        planning = session.exec(select(Activity.planning).where(Activity.code == "S2")).one()
    assert PlanningRule.model_validate(planning) == PlanningRule(
        district_events=20, halves=(HalfDay.MORNING, HalfDay.EVENING), months=(3, 4), is_steady=True
    )


def test_a_planning_rule_without_a_half_day_is_refused_and_nothing_typed_is_lost(
    administrator: Visitor,
) -> None:
    page = administrator.get("/settings/2026/activities/S2/planning")

    answer = administrator.submit(page, status=422, city_events="7", halves=[])

    assert answer.words(".field-error") == ["请至少选一项。"]
    assert answer.fields()["city_events"] == "7"

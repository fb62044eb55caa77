"""The planner asked and watched on pages by those who may, and a run that is stopped, doubled or interrupted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.enums import PlanStatus
from campaigns.operations.plan_runs import begin_run, fail_left_running, report_run
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from tests.webapp.planner_desk import ASK, ask, runs, statements


@pytest.fixture
def immediate(app: Flask) -> None:
    """Let a run be carried out where it is given."""
    app.extensions["jobs"].is_immediate = True


def test_each_activity_is_offered_with_its_counts_and_those_that_lack_events_are_ticked(
    city: Visitor,
) -> None:
    page = city.get("/2026/plan")

    assert page.words(".plan-choices tbody th label") == ["项目推介月", "进社区", "进院校"]
    assert page.words(".plan-choices tr:last-child .plan-count") == [
        "进院校每年不少于5次：已办 0 · 已排 0 · 缺 5 / 5"
    ]
    assert [box.get("value") for box in page.select("[name=codes][checked]")] == ["S3"]
    assert page.fields(ASK) | {"csrf_token": "", "creation_key": ""} == {
        "csrf_token": "", "creation_key": "", "codes": "S3", "budget": "100", "seed": "0", "months": "4",
        "days": "1", "experts": "2", "move_day": "12", "move_details": "6", "journeys": "2",
    }  # fmt: skip


def test_an_activity_leads_to_its_own_planning_and_those_without_the_right_see_no_way(
    city: Visitor, owner: Visitor
) -> None:
    ways = {
        link.get("href")
        for address in ("/2026", "/2026/a/S2")
        for link in city.get(address).select("a.button")
        if "/plan" in (link.get("href") or "")
    }

    page = city.get("/2026/plan?only=S2")

    assert ways == {"/2026/plan", "/2026/plan?only=S2"}
    assert [box.get("value") for box in page.select("[name=codes][checked]")] == ["S2"]
    assert "/2026/plan" not in owner.get("/2026").text + owner.get("/2026/a/S2").text


def test_a_double_click_starts_one_run(engine: Engine, city: Visitor) -> None:
    page = city.get("/2026/plan")
    values = page.fields(ASK)

    answers = [city.client.post("/2026/plan", data=values).location for _ in range(2)]

    assert len(runs(engine)) == 1
    assert answers == [f"/2026/plan/{runs(engine)[0].id}"] * 2


def test_two_clicks_in_one_instant_start_one_run(
    app: Flask, engine: Engine, world: World, city: Visitor
) -> None:
    values = city.get("/2026/plan").fields(ASK)
    hands = [Visitor(app, world.city.account_id) for _ in range(2)]
    sent = [values | {"csrf_token": hand.token()} for hand in hands]

    with ThreadPoolExecutor(2) as both:
        answers = [
            both.submit(hand.client.post, "/2026/plan", data=form)
            for hand, form in zip(hands, sent, strict=True)
        ]
        statuses = [answer.result().status_code for answer in answers]

    assert statuses == [303, 303]
    assert len(runs(engine)) == 1


def test_wrong_weights_are_told_beside_their_field_and_nothing_typed_is_lost(
    engine: Engine, city: Visitor
) -> None:
    page = city.submit(city.get("/2026/plan"), ASK, codes=["S2", "S3"], months="21", days="x", status=422)

    assert sorted(page.field_errors) == ["", "days", "months"]
    assert [box.get("value") for box in page.select("[name=codes][checked]")] == ["S2", "S3"]
    assert runs(engine) == []


def test_no_activity_at_all_is_told(engine: Engine, city: Visitor) -> None:
    values = city.get("/2026/plan").fields(ASK)
    values.pop("codes")

    answer = city.client.post("/2026/plan", data=values)

    assert answer.status_code == 422
    assert "请至少选一项活动。" in answer.get_data(as_text=True)
    assert runs(engine) == []


def test_what_cannot_be_planned_is_said_before_anything_is_started(
    engine: Engine, world: World, app: Flask
) -> None:
    app.extensions["clock"].now = datetime(2026, 12, 30, 1, tzinfo=UTC)
    city = Visitor(app, world.city.account_id)

    page = city.submit(city.get("/2026/plan"), ASK, codes=["S3"], check="yes")

    assert page.words(".plan-check p") == ["要安排 5 场，其中 5 场是新的。"]
    assert page.words(".plan-check li.late") != []
    assert runs(engine) == []


def test_a_run_is_watched_and_stopped(engine: Engine, world: World, city: Visitor) -> None:
    waiting = ask(city)
    run_id = runs(engine)[0].id or 0
    with Session(engine) as session:
        begin_run(session, run_id, now=NOW)
        report_run(session, run_id, progress=37)
        session.commit()

    running = city.get(f"/2026/plan/{run_id}")
    stopping = city.submit(running, "main form.post")

    assert waiting.words("#doing") == ["在排队，马上开始。"]
    assert running.words("#doing") == ["正在计算，已完成 37%"]
    assert [bar.get("value") for bar in running.select("progress")] == ["37"]
    assert running.select("noscript meta[http-equiv=refresh]") != []
    assert stopping.h1 == "排计划"
    assert runs(engine)[0].is_stop_wanted


def test_a_run_that_waits_for_nobody_says_what_to_do(app: Flask, engine: Engine, city: Visitor) -> None:
    ask(city)
    app.extensions["clock"].now = NOW + timedelta(minutes=1)

    page = city.get(f"/2026/plan/{runs(engine)[0].id}")

    assert "./manage jobs" in page.words(".plan-run .late")[0]


def test_a_run_stopped_before_it_began_has_nothing_and_can_be_asked_again(
    engine: Engine, city: Visitor
) -> None:
    waiting = ask(city, seed="7")

    stopped = city.submit(waiting, "main form.post")
    again = city.get(stopped.select(".plan-run a.button-primary")[0].get("href") or "")

    assert runs(engine)[0].status is PlanStatus.STOPPED
    assert "没有改动任何安排" in stopped.text
    assert (again.fields(ASK)["seed"], again.fields(ASK)["budget"]) == ("7", "20")


def test_an_interrupted_run_says_so_in_both_languages(engine: Engine, city: Visitor) -> None:
    ask(city)
    run_id = runs(engine)[0].id or 0
    with Session(engine) as session:
        begin_run(session, run_id, now=NOW)
        fail_left_running(session, now=NOW)
        session.commit()

    chinese = city.get(f"/2026/plan/{run_id}")
    city.post("/language", {"language": "en", "next": "/"})
    english = city.get(f"/2026/plan/{run_id}")

    assert "计算中断" in chinese.text
    assert "The run was interrupted" in english.text


@pytest.mark.usefixtures("immediate")
def test_a_district_a_reader_and_nobody_have_no_planner(
    engine: Engine, city: Visitor, owner: Visitor, colleague: Visitor, stranger: Visitor, reader: Visitor,
    nobody: Visitor,
) -> None:  # fmt: skip
    ask(city)
    addresses = (
        "/2026/plan",
        f"/2026/plan/{runs(engine)[0].id}",
        f"/2026/plan/{runs(engine)[0].id}/why/x",
    )

    answers = {
        visitor.fetch(address).status_code
        for visitor in (owner, colleague, stranger, reader)
        for address in addresses
    }
    posted = {
        visitor.post(address, {"all": "yes", "version": "1"}).status_code
        for visitor in (owner, stranger, reader)
        for address in (*addresses[:2], f"{addresses[1]}/stop")
    }

    assert (answers, posted) == ({403}, {403})
    assert nobody.fetch("/2026/plan").status_code == 302
    assert len(runs(engine)) == 1


@pytest.mark.usefixtures("immediate")
def test_a_run_of_another_year_and_one_that_never_was_are_not_found(city: Visitor) -> None:
    ask(city)

    city.get("/2026/plan/999", status=404)
    city.get("/2026/plan?from=999", status=404)
    city.get("/2025/plan", status=404)


def test_an_earlier_run_whose_number_no_run_can_have_is_no_earlier_run(city: Visitor) -> None:
    assert city.get("/2026/plan?from=99999999999999999999").select("h1")


@pytest.mark.usefixtures("immediate")
def test_the_pages_cost_the_same_for_one_run_and_for_thirty(
    app: Flask, engine: Engine, city: Visitor
) -> None:
    ask(city)
    one = statements(app, city, "/2026/plan")
    for seed in range(29):
        ask(city, seed=str(seed))

    thirty = statements(app, city, "/2026/plan")

    assert len(city.get("/2026/plan").select(".plan-runs li")) == 20
    assert (one, thirty) == (11, 11)


def test_watching_a_run_is_cheap(app: Flask, engine: Engine, city: Visitor) -> None:
    ask(city)

    assert statements(app, city, f"/2026/plan/{runs(engine)[0].id}") <= 4

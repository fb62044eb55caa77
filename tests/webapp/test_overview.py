"""The first screen, the required counts, the activities: what each person finds there."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.drafts import CloseoutDraft, EventDraft
from campaigns.operations.closeouts import close_out
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting

MAY = datetime(2026, 5, 12, 1, 0, tzinfo=UTC)


@pytest.fixture
def held_talk(engine: Engine, world: World) -> int:
    """Return the id of a campus talk of the city, closed out in May."""
    with Session(engine) as session:
        event_id = _talk(session, world, world.city, MAY)
        draft = CloseoutDraft(is_held=True, people=120, visits=150)
        close_out(session, world.frame, event_id, draft, version=1, actor=world.city, now=NOW)
        session.commit()
    return event_id


def _talk(session: Session, world: World, actor: Actor, starts_at: datetime, code: str = "S3") -> int:
    draft = EventDraft(activity_code=code, starts_at=starts_at, place="第一教室")
    return schedule_event(session, world.frame, draft, actor=actor, now=MAY).id or 0


def test_the_board_answers_how_many_campus_talks_without_a_click(
    held_talk: int, city: Visitor, world: World
) -> None:
    page = city.get("/2026")

    assert page.h1 == "2026 年度总览"
    rows = page.words("table.board tbody tr")
    assert "已办 1 · 已排 0 · 缺 4 / 5" in next(row for row in rows if "S3" in row)


def test_a_chip_opens_the_events_of_its_month(held_talk: int, city: Visitor) -> None:
    page = city.get("/2026/board/S3/5")

    assert page.words(".cell-events a")[0] == "进院校（第一教室）"
    assert city.get("/2026/board/S3/4").words(".cell-events li") == ["这个月没有安排。"]


def test_a_count_shows_its_evidence_and_says_what_is_out_of_sight(
    held_talk: int, engine: Engine, world: World, city: Visitor, stranger: Visitor
) -> None:
    page = city.get("/2026/counts/Q09")

    assert page.words("#done li a") == ["进院校（第一教室）"]
    assert city.get("/2026/counts").words("table tbody tr td b") == ["1"]
    assert stranger.get("/2026/counts/Q09").words("#done li a") == ["进院校（第一教室）"]


def test_an_unknown_year_activity_or_count_is_not_found(city: Visitor) -> None:
    for address in ("/1999", "/2026/a/S99", "/2026/counts/Q99", "/2026/board/S99/5"):
        assert city.get(address, status=404).h1


def test_the_page_of_an_activity_lists_its_events_by_state(held_talk: int, city: Visitor) -> None:
    page = city.get("/2026/a/S3")

    assert page.words("section.evidence h2")[:2] == ["Q09 进院校每年不少于5次", "已办 1"]


def test_another_districts_event_is_on_nobodys_board_but_its_own(
    engine: Engine, world: World, owner: Visitor, stranger: Visitor
) -> None:
    with Session(engine) as session:
        _talk(session, world, world.huancui, MAY, "S2")
        session.commit()

    assert owner.get("/2026/board/S2/5").words(".cell-events a")[:1] == ["进社区（第一教室）"]
    assert stranger.get("/2026/board/S2/5").words(".cell-events li") == ["这个月没有安排。"]


def test_figures_are_recorded_once_refused_with_a_sentence_and_withdrawn(owner: Visitor) -> None:
    page = owner.get("/2026/figures")
    values = {
        "organisation_slug": "hc",
        "measure_code": "jobs",
        "period_start_on": "2026-01-01",
        "period_end_on": "2026-03-31",
        "amount": "1,200",
        "source": "一季度报表",
    }

    wrong = owner.submit(page, status=422, **(values | {"amount": "十二"}))
    done = owner.submit(page, **values)
    twice = owner.submit(page, **values)

    assert wrong.field_errors["amount"] == "“十二”不是数字。"
    assert wrong.fields()["source"] == "一季度报表"
    assert done.notices == ["已记入。"]
    assert len(twice.select("tbody tr")) == 1
    withdrawn = owner.submit(twice, "table details form", reason="重复")
    assert withdrawn.words("tbody tr td:last-child") == ["已撤回：重复"]


def test_a_reader_sees_figures_and_is_offered_no_form(reader: Visitor) -> None:
    page = reader.get("/2026/figures")

    assert page.select("form.figure-form") == []
    assert reader.post("/2026/figures", {"amount": "1"}).status_code == 403


@pytest.mark.parametrize(
    "address", ["/2026", "/2026/counts", "/2026/activities", "/2026/a/S2", "/2026/board/S2/5"]
)
def test_a_page_costs_the_same_statements_for_one_event_and_thirty(
    address: str, engine: Engine, world: World, city: Visitor
) -> None:
    def add(days: range) -> None:
        with Session(engine) as session:
            for day in days:
                _talk(session, world, world.city, MAY.replace(day=day), "S2")
            session.commit()

    def cost() -> int:
        with counting(city.app.extensions["database"]) as statements:
            city.get(address)
        return len(statements.sent)

    add(range(1, 2))
    one = cost()
    add(range(2, 31))

    assert cost() == one
    assert one <= 12


def test_on_a_phone_the_months_that_have_something_bear_their_names(held_talk: int, city: Visitor) -> None:
    page = city.get("/2026")

    shown = [cell.get("data-label") for cell in page.select(".board tr:nth-child(3) td.some")]

    assert shown != []
    assert set(shown) <= {f"{month}月" for month in range(1, 13)}

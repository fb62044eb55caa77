"""A proposal read, questioned and accepted: whole or in part, once, and never over what others did meanwhile."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus
from campaigns.models.plan import PlanRun
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from tests.webapp.planner_desk import ACCEPT, accept, ask, events, statements, ticked


@pytest.fixture
def immediate(app: Flask) -> None:
    """Let a run be carried out where it is given."""
    app.extensions["jobs"].is_immediate = True


@pytest.mark.usefixtures("immediate")
def test_a_year_is_asked_for_read_and_accepted_as_drafts(engine: Engine, city: Visitor) -> None:
    proposal = ask(city)

    assert proposal.words(".plan-sum") == ["新排 5 场，改动 0 场，未排 0 场；要求数 1 / 1 能达到（现在 0）。"]
    assert proposal.words(".plan-counts tbody td") == ["0", "5", "5 次", "能达到"]
    assert len(ticked(proposal)) == 5
    assert events(engine) == []

    after = accept(city, proposal, all="yes")

    assert after.notices == ["已采用 5 场，存为草稿。"]
    assert after.words(".plan-head b") == ["已采用 5 场，其中 5 场还是草稿，没有公布。"]
    assert [event.status for event in events(engine)] == [EventStatus.DRAFT] * 5
    assert after.select("[data-line]") == []
    assert after.words(f"{ACCEPT} button") == []


@pytest.mark.usefixtures("immediate")
def test_only_the_ticked_lines_are_accepted_and_the_rest_can_be_later(engine: Engine, city: Visitor) -> None:
    proposal = ask(city)
    first, second, *rest = ticked(proposal)

    after = accept(city, proposal, keys=[first, second], ticked="yes")
    last = accept(city, after, keys=ticked(after), ticked="yes")

    assert after.notices == ["已采用 2 场，存为草稿。"]
    assert ticked(after) == rest
    assert last.notices == ["已采用 3 场，存为草稿。"]
    assert len(events(engine)) == 5


@pytest.mark.usefixtures("immediate")
def test_a_proposal_accepted_twice_is_accepted_once(engine: Engine, city: Visitor) -> None:
    proposal = ask(city)
    accept(city, proposal, all="yes")

    again = accept(city, proposal, all="yes", status=409)

    assert "别人已经修改了" in again.field_errors[""]
    assert len(events(engine)) == 5


@pytest.mark.usefixtures("immediate")
def test_somebody_who_was_slower_sees_what_is_left_and_keeps_the_ticks(
    engine: Engine, city: Visitor, administrator: Visitor
) -> None:
    proposal = ask(city)
    first, second, *_rest = ticked(proposal)
    accept(administrator, administrator.get(proposal.action(ACCEPT)), keys=[first], ticked="yes")

    stale = accept(city, proposal, keys=[first, second], ticked="yes", status=409)
    after = accept(city, stale, keys=ticked(stale), ticked="yes")

    assert ticked(stale) == [second]
    assert after.notices == ["已采用 1 场，存为草稿。"]
    assert len(events(engine)) == 2


@pytest.mark.usefixtures("immediate")
def test_accepting_nothing_is_told(engine: Engine, city: Visitor) -> None:
    page = accept(city, ask(city), ticked="yes", status=422)

    assert page.field_errors == {"": "请至少选一场可以采用的。"}
    assert events(engine) == []


@pytest.mark.usefixtures("immediate")
def test_a_place_taken_since_keeps_everything_from_being_accepted(
    engine: Engine, world: World, city: Visitor
) -> None:
    proposal = ask(city)
    with Session(engine) as session:
        row = session.exec(select(PlanRun)).one()
        line = row.result["lines"][0] | {"venue_id": 2}
        row.result = row.result | {"lines": [line]}
        session.add(row)
        starts_at = datetime.fromisoformat(line["starts_at"])
        draft = EventDraft(
            activity_code="S2", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
            place="哈工大（威海）", title_zh="校园开放日",
        )  # fmt: skip
        schedule_event(session, world.frame, draft, actor=world.city, now=NOW)
        session.commit()

    refused = accept(city, proposal, all="yes", status=422)

    assert "校园开放日" in refused.field_errors[""]
    assert len(events(engine)) == 1


@pytest.mark.usefixtures("immediate")
def test_a_published_event_that_changes_is_told_from_what_to_what_and_that_it_changes_at_once(
    engine: Engine, world: World, city: Visitor
) -> None:
    address = ask(city).action(ACCEPT)
    with Session(engine) as session:
        row = session.exec(select(PlanRun)).one()
        new, line = row.result["lines"][0], row.result["lines"][1]
        starts_at = datetime.fromisoformat(line["starts_at"]) + timedelta(days=1)
        draft = EventDraft(
            activity_code="S3", starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
            place="哈工大（威海）",
        )  # fmt: skip
        event = schedule_event(session, world.frame, draft, actor=world.city, now=NOW)
        was = {"was_starts_at": event.starts_at.isoformat(), "was_venue_id": event.venue_id}
        stands = {"event_id": event.id, "version": event.version, "kind": "moved"}
        row.result = row.result | {"lines": [new, line | stands | was | {"venue_id": 1}]}
        session.add(row)
        session.commit()

    page = city.get(address)
    after = accept(city, page, all="yes")

    assert [words.split(" ")[0] for words in page.words(".plan-was")] == ["时间", "地点"]
    assert page.words(".plan-was")[1] == "地点 哈工大（威海） → 古陌社区"
    assert page.words(f"{ACCEPT} .plan-at-once") == ["其中 1 场已公布的活动立即改动。"]
    assert after.notices == ["已采用：1 场存为草稿，1 场已公布的活动已经改动。"]
    assert after.words(".plan-head b") == ["已采用 2 场，其中 1 场还是草稿，没有公布。"]


@pytest.mark.usefixtures("immediate")
def test_every_line_says_why_here_and_why_not_elsewhere(engine: Engine, city: Visitor) -> None:
    proposal = ask(city)
    address = proposal.select("details[data-why]")[0].get("data-why") or ""

    here = city.get(address)
    elsewhere = city.get(f"{address}?day=2026-10-01&half=morning")
    unreadable = city.get(f"{address}?day=soon&half=night")
    fragment = city.fetch(address, headers={"X-Fragment": "1"}).get_data(as_text=True)

    assert here.words(".why-answer li") != []
    assert elsewhere.words(".why-answer p") == ["2026年10月1日（周四） 上午 为什么不行？"]
    assert elsewhere.words(".why-answer li") != []
    assert unreadable.words(".why-answer .field-error") == ["请选一个日期。"]
    assert "<html" not in fragment
    city.get(address.replace("S3", "S9"), status=404)


@pytest.mark.usefixtures("immediate")
def test_a_proposal_costs_the_same_for_one_line_and_for_many(
    app: Flask, engine: Engine, city: Visitor
) -> None:
    address = ask(city).action(ACCEPT)
    many = statements(app, city, address)
    with Session(engine) as session:
        row = session.exec(select(PlanRun)).one()
        row.result = row.result | {"lines": row.result["lines"][:1]}
        session.add(row)
        session.commit()

    assert (statements(app, city, address), many) == (many, 11)

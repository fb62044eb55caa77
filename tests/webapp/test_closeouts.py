"""Closing out on the page: numbers beside their fields, both versions to the loser, and what waits next."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus
from campaigns.models.event import Event
from campaigns.operations.events import schedule_event
from campaigns.queries.closeouts import find_recorded
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting

LAST_TUESDAY = NOW - timedelta(days=6)


@pytest.fixture
def event_id(engine: Engine, world: World) -> int:
    """Return Huancui's event of last Tuesday, which waits to be closed out."""
    return add_event(engine, world)


def add_event(engine: Engine, world: World, **values: object) -> int:
    with Session(engine) as session:
        draft = EventDraft(
            **{"activity_code": "S2", "starts_at": LAST_TUESDAY, "place": "古陌社区", **values}
        )
        row_id = schedule_event(session, world.frame, draft, actor=world.huancui, now=NOW).id or 0
        session.commit()
        return row_id


def status(engine: Engine, event_id: int) -> EventStatus:
    with Session(engine) as session:
        return session.get_one(Event, event_id).status


def test_one_form_records_everything_and_locks(engine: Engine, owner: Visitor, event_id: int) -> None:
    form = owner.get(f"/2026/e/{event_id}/closeout")

    page = owner.submit(
        form, people="1,200", visits="1300", audience_grad="２０", measure_leaflets="400", text="很热闹"
    )

    assert page.notices == ["已登记。"]
    assert page.words(".facts-numbers > div") == [
        "参加人数1,200 人",
        "服务人次1,300 人次",
        "高校毕业生20 人",
        "宣传单400 份",
    ]
    assert page.words(".heading-buttons .button") == ["重新打开"]
    assert status(engine, event_id) is EventStatus.HELD


def test_parts_beyond_the_whole_get_a_sentence_and_nothing_is_lost(
    engine: Engine, owner: Visitor, event_id: int
) -> None:
    form = owner.get(f"/2026/e/{event_id}/closeout")

    page = owner.submit(form, people="10", audience_grad="6", audience_unemp="7", text="记录", status=422)

    assert page.field_errors["people"] == "各类人员合计 13 人，超过了参加人数 10 人。"
    kept = page.fields()
    assert (kept["people"], kept["audience_grad"], kept["audience_unemp"], kept["text"]) == (
        "10",
        "6",
        "7",
        "记录",
    )
    assert status(engine, event_id) is EventStatus.CONFIRMED


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"people": ""}, "people"),
        ({"people": "十个"}, "people"),
        ({"people": "-3"}, "people"),
        ({"people": "99999999"}, "people"),
        ({"people": "10", "visits": "5"}, "visits"),
        ({"people": "10", "measure_leaflets": "1.5"}, "measure_leaflets"),
        ({"is_held": "no"}, "not_held_reason"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    owner: Visitor, event_id: int, values: dict[str, str], field: str
) -> None:
    page = owner.submit(owner.get(f"/2026/e/{event_id}/closeout"), **values, status=422)

    assert field in page.field_errors


def test_an_event_that_was_not_held_needs_only_its_reason(
    engine: Engine, owner: Visitor, event_id: int
) -> None:
    form = owner.get(f"/2026/e/{event_id}/closeout")

    page = owner.submit(form, is_held="no", not_held_reason="台风")

    assert "未举办：台风" in page.words("main")[0]
    assert status(engine, event_id) is EventStatus.NOT_HELD


def test_reopening_with_a_reason_leads_to_the_numbers_as_they_were(
    engine: Engine, owner: Visitor, event_id: int
) -> None:
    owner.submit(owner.get(f"/2026/e/{event_id}/closeout"), people="30", audience_grad="12")

    refused = owner.submit(owner.get(f"/2026/e/{event_id}/reopen"), reason="", status=422)
    form = owner.submit(refused, reason="人数有误")

    assert list(refused.field_errors) == ["", "reason"]
    assert (form.fields()["people"], form.fields()["audience_grad"]) == ("30", "12")
    assert status(engine, event_id) is EventStatus.CONFIRMED


def test_the_second_of_two_people_sees_what_the_first_recorded(
    engine: Engine, owner: Visitor, colleague: Visitor, event_id: int
) -> None:
    mine, theirs = (visitor.get(f"/2026/e/{event_id}/closeout") for visitor in (owner, colleague))
    colleague.submit(theirs, people="25")

    conflict = owner.submit(mine, people="30", status=409)
    refused = owner.submit(conflict, status=422)

    assert conflict.fields()["people"] == "30"
    assert conflict.words(".theirs") == ["对方改为：25"]
    assert "已登记" in refused.field_errors[""]
    with Session(engine) as session:
        found = find_recorded(session, event_id)
    assert found is not None
    assert found.closeout.people == 25


def test_a_future_event_cannot_have_been_held(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, starts_at=NOW + timedelta(days=1))

    page = owner.submit(owner.get(f"/2026/e/{event_id}/closeout"), people="5", status=422)

    assert "还没有开始" in page.text


def test_after_saving_the_next_one_is_offered(
    engine: Engine, world: World, owner: Visitor, event_id: int
) -> None:
    following = add_event(engine, world, starts_at=LAST_TUESDAY + timedelta(days=1), title_zh="第二场")

    page = owner.submit(owner.get(f"/2026/e/{event_id}/closeout"), people="5")

    assert page.words(".next-waiting a") == ["下一个待登记：第二场", "还有 1 场待登记"]
    assert page.select(".next-waiting a")[0].get("href") == f"/2026/e/{following}/closeout"


def test_the_list_shows_what_waits_for_this_person_only(
    engine: Engine, world: World, owner: Visitor, stranger: Visitor, reader: Visitor, event_id: int
) -> None:
    add_event(engine, world, starts_at=NOW + timedelta(days=1), title_zh="还没到")

    assert owner.get("/2026/closeouts").words(".waiting-title") == ["进社区（古陌社区）"]
    assert stranger.get("/2026/closeouts").words(".waiting-title") == []
    assert reader.get("/2026/closeouts").words(".waiting-title") == []


def test_the_list_costs_the_same_for_one_event_and_for_thirty(
    app: Flask, engine: Engine, world: World, owner: Visitor, event_id: int
) -> None:
    addresses = ["/2026/closeouts", f"/2026/e/{event_id}/closeout"]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            with counting(app.extensions["database"]) as statements:
                owner.get(address)
            found.append(len(statements.sent))
        return found

    few = costs()
    for n in range(30):
        add_event(engine, world, place=f"地点{n}")

    assert costs() == few
    assert max(few) <= 12, few

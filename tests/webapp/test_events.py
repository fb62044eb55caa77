"""Adding, moving, editing, cancelling and undoing an event, as people with different rights meet it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Page, Visitor
from webapp.db import counting

TUESDAY = NOW + timedelta(days=8)


@pytest.fixture
def event_id(engine: Engine, world: World) -> int:
    """Return Huancui's own event on Tuesday 9 June, 9:00 to 11:00, at 古陌社区."""
    return add_event(engine, world, world.huancui)


def add_event(engine: Engine, world: World, actor: Actor, **values: object) -> int:
    with Session(engine) as session:
        draft = EventDraft(
            **{
                "activity_code": "S2",
                "starts_at": TUESDAY,
                "place": "古陌社区",
                "title_zh": "入户走访",
                **values,
            }
        )
        row_id = schedule_event(session, world.frame, draft, actor=actor, now=NOW).id or 0
        session.commit()
        return row_id


def row(engine: Engine, event_id: int) -> Event:
    with Session(engine) as session:
        return session.get_one(Event, event_id)


def test_three_fields_add_an_event_and_tell_what_the_count_is_now(
    engine: Engine, city: Visitor, world: World
) -> None:
    form = city.get("/2026/events/new?activity=S3&date=2026-06-09&time=14:00")

    page = city.submit(form, place="哈工大（威海）")

    assert page.h1 == "进院校（哈工大（威海））"
    assert page.notices == ["已新增。 进院校：已办 0 · 已排 1 · 缺 4 / 5"]
    with Session(engine) as session:
        event = session.exec(select(Event)).one()
    assert event.starts_at.isoformat() == "2026-06-09T06:00:00+00:00"
    assert event.ends_at - event.starts_at == timedelta(hours=2)


def test_nothing_typed_is_lost_when_a_field_is_wrong(owner: Visitor) -> None:
    form = owner.get("/2026/events/new")

    page = owner.submit(form, activity="S2", day="下周二", place="古陌社区", description="带横幅", status=422)

    assert list(page.field_errors) == ["", "day"]
    kept = page.fields()
    assert (kept["activity"], kept["day"], kept["place"], kept["description"]) == (
        "S2",
        "下周二",
        "古陌社区",
        "带横幅",
    )


def test_warnings_are_shown_before_saving_and_saved_when_they_were_read(
    engine: Engine, owner: Visitor
) -> None:
    saturday = {"activity": "S2", "day": "2026-06-06", "start": "9:00", "place": "古陌社区"}

    warned = owner.submit(owner.get("/2026/events/new"), **saturday, status=422)
    saved = owner.submit(warned)

    assert warned.words(".warnings li") == ["周末 6月6日是周末，不是调休上班日。"]
    assert warned.words(".event-form .button-primary") == ["仍然保存"]
    assert saved.response.request.path.startswith("/2026/e/")


def test_other_warnings_than_those_read_are_shown_again(engine: Engine, owner: Visitor) -> None:
    saturday = {"activity": "S2", "day": "2026-06-06", "start": "9:00", "place": "古陌社区"}

    warned = owner.submit(owner.get("/2026/events/new"), **saturday, status=422)
    again = owner.submit(warned, day="2026-06-07", status=422)

    assert again.words(".warnings li") == ["周末 6月7日是周末，不是调休上班日。"]


def test_a_double_booking_also_asks_for_a_reason(engine: Engine, owner: Visitor, event_id: int) -> None:
    same = {"activity": "S2", "day": "2026-06-09", "start": "10:00", "place": "古陌社区"}

    warned = owner.submit(owner.get("/2026/events/new"), **same, status=422)
    unexplained = owner.submit(warned, status=422)
    saved = owner.submit(unexplained, override_reason="两场合办")

    assert "入户走访" in warned.words(".warnings li")[0]
    assert list(unexplained.field_errors) == ["", "override_reason"]
    assert saved.h1 == "进社区（古陌社区）"


def test_a_form_sent_twice_makes_one_event(engine: Engine, owner: Visitor) -> None:
    form = owner.get("/2026/events/new")
    values = form.fields() | {"activity": "S2", "day": "2026-06-09", "start": "9:00", "place": "古陌社区"}

    answers = [owner.client.post(form.action(), data=values) for _ in range(2)]

    with Session(engine) as session:
        made = session.exec(select(Event.id)).all()
    assert len(made) == 1
    assert [answer.location for answer in answers] == [f"/2026/e/{made[0]}"] * 2


def test_moving_needs_one_field_and_can_be_undone(engine: Engine, owner: Visitor, event_id: int) -> None:
    form = owner.get(f"/2026/e/{event_id}/move")

    moved = owner.submit(form, day="2026-06-11")
    after = row(engine, event_id)
    undone = owner.submit(moved, form=".notice form")

    assert (after.starts_at - TUESDAY, after.ends_at - after.starts_at) == (
        timedelta(days=2),
        timedelta(hours=2),
    )
    assert row(engine, event_id).starts_at == TUESDAY
    assert undone.notices[0].startswith("已撤销。")


def test_a_new_start_keeps_the_length(engine: Engine, owner: Visitor, event_id: int) -> None:
    owner.submit(owner.get(f"/2026/e/{event_id}/move"), start="14:30")

    after = row(engine, event_id)
    assert (after.starts_at - TUESDAY, after.ends_at - after.starts_at) == (
        timedelta(hours=5, minutes=30),
        timedelta(hours=2),
    )


def test_the_second_of_two_people_sees_both_versions_and_may_save_again(
    engine: Engine, owner: Visitor, colleague: Visitor, event_id: int
) -> None:
    mine, theirs = (visitor.get(f"/2026/e/{event_id}/edit") for visitor in (owner, colleague))
    colleague.submit(theirs, title_zh="同事的名称")

    conflict = owner.submit(mine, title_zh="我的名称", status=409)
    saved = owner.submit(conflict)

    assert conflict.fields()["title_zh"] == "我的名称"
    assert conflict.words(".theirs") == ["对方改为：同事的名称"]
    assert saved.h1 == "我的名称"


def test_editing_without_a_change_keeps_everything(engine: Engine, owner: Visitor, event_id: int) -> None:
    before = row(engine, event_id).model_dump(exclude={"version", "revised_at"})

    owner.submit(owner.get(f"/2026/e/{event_id}/edit"))

    assert row(engine, event_id).model_dump(exclude={"version", "revised_at"}) == before


def test_cancelling_needs_a_reason_stays_visible_and_comes_back(
    engine: Engine, owner: Visitor, event_id: int
) -> None:
    form = owner.get(f"/2026/e/{event_id}/cancel")

    refused = owner.submit(form, reason=" ", status=422)
    cancelled = owner.submit(refused, reason="台风")
    restored = owner.submit(cancelled, form="form[action$='/restore']")

    assert list(refused.field_errors) == ["", "reason"]
    assert cancelled.words(".event-facts .badge") == ["已取消"]
    assert "台风" in cancelled.text
    assert restored.words(".event-facts .badge") == ["已定"]


def test_the_page_tells_who_changed_what(owner: Visitor, event_id: int) -> None:
    owner.submit(owner.get(f"/2026/e/{event_id}/edit"), responsible="社区主任", place="海边广场")

    page = owner.get(f"/2026/e/{event_id}")

    assert page.words(".history-values li") == [
        "场地：古陌社区 → （空）",
        "地点：（空） → 海边广场",
        "责任岗位：（空） → 社区主任",
    ]
    assert page.words(".history-head strong") == ["环翠统筹员", "环翠统筹员"]


@pytest.mark.parametrize(
    ("instant", "words"), [(-1, "已定"), (1, "进行中"), (3, "待登记")], ids=["before", "meanwhile", "after"]
)
def test_the_clock_tells_the_state(
    app: Flask, owner: Visitor, event_id: int, instant: int, words: str
) -> None:
    app.extensions["clock"].now = TUESDAY + timedelta(hours=instant)
    owner.sign_in_as(owner_id(app))

    assert owner.get(f"/2026/e/{event_id}").words(".event-facts .badge") == [words]


def owner_id(app: Flask) -> int:
    with Session(app.extensions["database"].reading) as session:
        return session.exec(select(Change.account_id)).first() or 0


def test_a_stranger_meets_nothing_and_a_reader_changes_nothing(
    engine: Engine, stranger: Visitor, reader: Visitor, event_id: int
) -> None:
    steps = ("", "/edit", "/move", "/cancel", "/closeout", "/reopen")

    missing = {stranger.fetch(f"/2026/e/{event_id}{step}").status_code for step in steps}
    allowed = [reader.fetch(f"/2026/e/{event_id}{step}").status_code for step in steps]
    undo = stranger.post("/2026/changes/1/undo")

    assert missing == {404}
    assert allowed == [200, 403, 403, 403, 403, 403]
    assert undo.status_code == 404
    assert reader.get(f"/2026/e/{event_id}").words(".heading-buttons .button") == []


def test_a_city_event_is_seen_and_not_changed_by_a_district(
    engine: Engine, world: World, stranger: Visitor
) -> None:
    event_id = add_event(engine, world, world.city)

    assert stranger.fetch(f"/2026/e/{event_id}").status_code == 200
    assert stranger.fetch(f"/2026/e/{event_id}/move").status_code == 403


def test_a_district_cannot_forge_another_host_or_level(engine: Engine, owner: Visitor, event_id: int) -> None:
    form = owner.get("/2026/events/new")
    values = {"activity": "S2", "day": "2026-06-10", "start": "9:00", "place": "某处"}

    forged = owner.submit(form, **values, host="rc", status=422)
    raised = owner.submit(form, **values, level="city", status=422)

    assert list(forged.field_errors) == ["", "host"]
    assert list(raised.field_errors) == ["", "level"]


def test_undo_of_something_changed_since_is_refused_in_words(
    engine: Engine, owner: Visitor, event_id: int
) -> None:
    for day in ("2026-06-11", "2026-06-12"):
        owner.submit(owner.get(f"/2026/e/{event_id}/move"), day=day)
    with Session(engine) as session:
        first = session.exec(select(Change.id).where(Change.verb == "moved").order_by(Change.id)).first()

    answer = owner.post(f"/2026/changes/{first}/undo", follow_redirects=True)

    assert Page(answer).notices == ["之后又有修改，不能直接撤销。"]
    assert row(engine, event_id).status is EventStatus.CONFIRMED


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_beyond_all_calendars_gets_a_sentence(owner: Visitor, day: str) -> None:
    page = owner.submit(
        owner.get("/2026/events/new"), activity="S2", day=day, start="9:00", place="某处", status=422
    )

    assert "day" in page.field_errors


def test_pages_cost_the_same_for_one_event_and_for_thirty(
    app: Flask, engine: Engine, world: World, owner: Visitor, event_id: int
) -> None:
    addresses = [f"/2026/e/{event_id}", "/2026/events/new", f"/2026/e/{event_id}/edit"]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            with counting(app.extensions["database"]) as statements:
                owner.get(address)
            found.append(len(statements.sent))
        return found

    few = costs()
    for n in range(30):
        add_event(engine, world, world.huancui, place=f"地点{n}")

    assert costs() == few
    assert max(few) <= 12, few

"""Bulk changes on the list of events, what is shown before they are saved, their one undo, the undo list of the day."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.enums import EventStatus
from campaigns.models.change import Change
from campaigns.models.event import Event
from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.conftest import Watch
from tests.webapp.schedule import add_event, at
from webapp.db import counting

LIST = "/2026/events"


def chosen(engine: Engine, *ids: int) -> list[str]:
    """Return the boxes of events as the list shows them."""
    with Session(engine) as session:
        return [f"{id_}.{session.get_one(Event, id_).version}" for id_ in ids]


def rows(engine: Engine) -> list[Event]:
    with Session(engine) as session:
        return list(session.exec(select(Event).order_by(col(Event.id))))


def test_rows_can_be_chosen_by_those_who_may_write_only(
    engine: Engine, world: World, owner: Visitor, reader: Visitor
) -> None:
    add_event(engine, world, "讲座", at(6, 10))

    assert len(owner.get(LIST).select("input[name=event][form=bulk]")) == 1
    assert reader.get(LIST).select("input[name=event], form.bulk") == []
    assert reader.post("/2026/bulk", {"act": "pin"}).status_code == 403


def test_change_without_loss_is_saved_at_once_and_one_button_takes_it_back(
    engine: Engine, world: World, owner: Visitor
) -> None:
    ids = [add_event(engine, world, "甲", at(6, 10)), add_event(engine, world, "乙", at(6, 11))]

    page = owner.submit(
        owner.get(LIST), "form.bulk", act="shift", days="7", event=chosen(engine, *ids), everything=[]
    )

    assert page.notices == ["前后移动几天：已处理 2 场。"]
    assert [row.starts_at for row in rows(engine)] == [at(6, 17), at(6, 18)]
    undone = owner.submit(page, ".notices form")
    assert undone.notices == ["已撤销，2 场恢复原样。"]
    assert [row.starts_at for row in rows(engine)] == [at(6, 10), at(6, 11)]


def test_what_is_left_out_or_clashes_is_shown_before_anything_is_saved(
    engine: Engine, world: World, owner: Visitor
) -> None:
    ids = [
        add_event(engine, world, "甲", at(6, 10), place="古陌社区"),
        add_event(engine, world, "乙", at(6, 12)),
    ]
    add_event(engine, world, "先到的", at(6, 11), place="古陌社区")

    page = owner.submit(
        owner.get(LIST), "form.bulk", act="shift", days="1", event=chosen(engine, *ids), everything=[]
    )

    assert page.words("main h2") == ["不动的 1 场", "会改的 1 场"]
    assert [row.starts_at for row in rows(engine)][:2] == [at(6, 10), at(6, 12)]
    owner.submit(page)
    assert [row.starts_at for row in rows(engine)][:2] == [at(6, 10), at(6, 13)]


def test_reason_lets_a_double_booking_pass(engine: Engine, world: World, owner: Visitor) -> None:
    one = add_event(engine, world, "甲", at(6, 10), place="古陌社区")
    add_event(engine, world, "先到的", at(6, 11), place="古陌社区")
    page = owner.submit(
        owner.get(LIST), "form.bulk", act="shift", days="1", event=chosen(engine, one), everything=[]
    )

    seen = owner.submit(page, override_reason="两场合办")
    owner.submit(seen)

    assert rows(engine)[0].starts_at == at(6, 11)


def test_cancelling_is_always_shown_first_and_needs_a_reason(
    engine: Engine, world: World, owner: Visitor
) -> None:
    ids = [add_event(engine, world, "甲", at(6, 10)), add_event(engine, world, "乙", at(6, 11))]
    boxes = chosen(engine, *ids)

    wrong = owner.submit(owner.get(LIST), "form.bulk", act="cancel", event=boxes, everything=[], status=422)
    assert wrong.field_errors["reason"] == "请写明取消的原因。"
    shown = owner.submit(wrong, reason="台风")
    assert {row.status for row in rows(engine)} == {EventStatus.CONFIRMED}
    owner.submit(shown)

    assert {(row.status, row.cancel_reason) for row in rows(engine)} == {(EventStatus.CANCELLED, "台风")}


def test_everything_the_filter_leaves_is_changed_on_all_pages_at_once(
    engine: Engine, world: World, owner: Visitor
) -> None:
    for day in range(1, 31):
        for hour in (9, 14):
            add_event(engine, world, "草拟", at(6, day, hour), status=EventStatus.DRAFT)
    add_event(engine, world, "别的项目", at(6, 2), activity="S3", status=EventStatus.DRAFT)

    page = owner.get(f"{LIST}?activity=S2&status=draft")
    assert page.words(".bulk-all") == ["选择全部 60 场（跨页）"]
    after = owner.submit(page, "form.bulk", act="confirm", everything="y")

    assert after.notices == ["发布（定下来）：已处理 60 场。"]
    assert [row.title_zh for row in rows(engine) if row.status is EventStatus.DRAFT] == ["别的项目"]


def test_event_that_somebody_changed_meanwhile_is_reported_and_kept(
    engine: Engine, world: World, owner: Visitor, colleague: Visitor
) -> None:
    one, other = add_event(engine, world, "甲", at(6, 10)), add_event(engine, world, "乙", at(6, 11))
    boxes, page = chosen(engine, one, other), owner.get(LIST)
    colleague.submit(colleague.get(f"/2026/e/{one}/move"), day="2026-06-23")

    shown = owner.submit(page, "form.bulk", act="shift", days="7", event=boxes, everything=[])

    assert shown.words(".bulk-lines .badge") == ["您选中之后别人修改过"]
    owner.submit(shown)
    assert [row.starts_at for row in rows(engine)] == [at(6, 23), at(6, 18)]


def test_strangers_change_nothing_and_learn_nothing(
    engine: Engine, world: World, owner: Visitor, stranger: Visitor
) -> None:
    one = add_event(engine, world, "环翠自己的", at(6, 10))

    page = stranger.submit(
        stranger.get("/2026/events/new"), to="/2026/bulk", act="pin", event=chosen(engine, one), everything=[]
    )

    assert page.words(".bulk-lines li") == ["1 场已不在您的范围内。"]
    assert "环翠自己的" not in page.words("main")[0]
    assert not rows(engine)[0].is_pinned
    owner.submit(owner.get(LIST), "form.bulk", act="pin", event=chosen(engine, one), everything=[])
    with Session(engine) as session:
        whole = session.exec(select(Change.id).where(Change.subject_kind == "bulk")).one()
    assert stranger.post(f"/2026/bulk/{whole}/undo").status_code == 403
    assert rows(engine)[0].is_pinned


def test_nothing_chosen_and_nonsense_are_answered_with_a_sentence(world: World, owner: Visitor) -> None:
    page = owner.get("/2026/events/new")

    nothing = owner.submit(page, to="/2026/bulk", act="pin", status=422)
    assert nothing.words(".wrong") == ["请先选中要处理的活动。"]
    assert owner.post("/2026/bulk", {"act": "nothing"}).status_code == 422
    assert owner.post("/2026/bulk", {"act": "shift", "days": "x", "event": "1.1"}).status_code == 422
    assert owner.post("/2026/bulk", {"act": "pin", "event": "a.b"}).status_code == 422


def test_page_of_an_activity_offers_the_same_bar(engine: Engine, world: World, owner: Visitor) -> None:
    one = add_event(engine, world, "讲座", at(6, 10))

    page = owner.submit(
        owner.get("/2026/a/S2"), "form.bulk", act="responsible", responsible="就业科", event=chosen(engine, one),
        everything=[],
    )  # fmt: skip

    assert page.h1.endswith("“进社区”活动")
    assert rows(engine)[0].responsible == "就业科"


def test_list_with_the_bar_costs_the_same_for_one_event_and_for_thirty(
    app: Flask, engine: Engine, world: World, owner: Visitor
) -> None:
    counts = []
    for number in (1, 29):
        for day in range(number):
            add_event(engine, world, "讲座", at(6, day + 1, 9 + len(counts)))
        with counting(app.extensions["database"]) as statements:
            owner.get(LIST)
        counts.append(len(statements.sent))

    assert counts[0] == counts[1] <= 12


def test_own_changes_of_today_are_listed_and_taken_back_one_by_one(
    engine: Engine, world: World, owner: Visitor, colleague: Visitor
) -> None:
    one, other = add_event(engine, world, "甲", at(6, 10)), add_event(engine, world, "乙", at(6, 11))
    owner.submit(owner.get(f"/2026/e/{one}/move"), day="2026-06-23")
    colleague.submit(colleague.get(f"/2026/e/{other}/move"), day="2026-06-24")
    owner.submit(owner.get(LIST), "form.bulk", act="pin", event=chosen(engine, one, other), everything=[])

    page = owner.get("/2026/undo")

    assert page.words("tbody th") == ["固定（自动排期不再移动） · 2 场", "改期 甲", "新增 乙", "新增 甲"]
    assert page.words("tbody td:last-child") == ["全部撤销", "撤销", "之后又改过", "之后又改过"]
    back = owner.submit(page, "tr:nth-child(2) form")
    assert back.words("tbody td:last-child")[:2] == ["全部撤销", "已撤销"]
    assert rows(engine)[0].starts_at == at(6, 10)
    assert colleague.get("/2026/undo").words("tbody th") == ["改期 乙"]


def test_a_bulk_change_of_hundreds_taken_back_hides_nothing_else_of_the_day(
    engine: Engine, world: World, owner: Visitor
) -> None:
    one = add_event(engine, world, "甲", at(6, 10))
    owner.submit(owner.get(f"/2026/e/{one}/move"), day="2026-06-23")
    with Session(engine) as session:
        moved = session.exec(select(Change).order_by(col(Change.id).desc())).first()
        assert moved is not None
        like = moved.model_dump(exclude={"id", "verb", "subject_kind", "subject_id", "after", "undoes_id"})
        for verb in ("published", "undone"):
            lines = [
                Change(**like, subject_kind="event", subject_id=1000 + number, verb=verb)
                for number in range(400)
            ]
            session.add_all(lines)
            session.flush()
            after = {"events": 400, "changes": [line.id for line in lines]}
            verb_of_all = "bulk_publish" if verb == "published" else verb
            session.add(
                Change(
                    **like,
                    subject_kind="bulk",
                    subject_id=world.frame.edition.id,
                    verb=verb_of_all,
                    after=after,
                )
            )
            session.flush()
        session.commit()

    heads = owner.get("/2026/undo").words("tbody th")

    assert [head.split(" · ")[-1] for head in heads] == ["400 场", "改期 甲", "新增 甲"]


def test_undo_list_is_that_of_the_day_and_costs_few_statements(
    app: Flask, engine: Engine, world: World, owner: Visitor, watch: Watch
) -> None:
    add_event(engine, world, "甲", at(6, 10))
    counts = []
    for number in (0, 29):
        for day in range(number):
            add_event(engine, world, "讲座", at(7, day + 1))
        with counting(app.extensions["database"]) as statements:
            owner.get("/2026/undo")
        counts.append(len(statements.sent))

    assert counts[0] == counts[1] <= 8
    watch.now += timedelta(days=1)
    owner.sign_in_as(world.huancui.account_id)
    assert owner.get("/2026/undo").words(".empty p") == [
        "您今天还没有改过这一年的活动。改过的会列在这里，可以逐条撤销。"
    ]

"""Summaries that are owed: the list, one summary on its way up, and the day a campaign ended."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.models.activity import Activity
from campaigns.models.obligation import DeadlineRule, Obligation, Report
from tests.campaigns.world import World
from tests.page import Page, Visitor
from tests.webapp.conftest import Watch
from webapp.db import counting


@pytest.fixture
def huancui_id(engine: Engine, world: World) -> int:
    """Return what Huancui owes for C1."""
    with Session(engine) as session:
        slug_id = world.frame.organisation("hc").id
        return session.exec(select(Obligation.id).where(Obligation.organisation_id == slug_id)).one() or 0


def end(visitor: Visitor, day: str, status: int = 200) -> Page:
    """Record an end from the list."""
    return visitor.submit(visitor.get("/2026/reports"), "#end-C1", status=status, end_on=day)


TEXTS = ("main_practices", "problems", "next_steps")


def submit(visitor: Visitor, obligation_id: int, status: int = 200) -> Page:
    opened = visitor.get(f"/2026/reports/{obligation_id}")
    texts = {name: opened.fields("form.submit")[name] or "已写。" for name in TEXTS}
    return visitor.submit(opened, "form.submit", status=status, **texts)


def organisations(page: Page) -> list[str]:
    return page.words(".owed tbody td[data-label='报送单位']")


def test_everybody_sees_what_concerns_them(
    city: Visitor, owner: Visitor, stranger: Visitor, reader: Visitor, world: World
) -> None:
    assert organisations(city.get("/2026/reports")) == ["市人社局", "环翠区", "荣成市"]
    assert organisations(owner.get("/2026/reports")) == ["环翠区"]
    assert organisations(reader.get("/2026/reports")) == ["环翠区"]
    assert organisations(stranger.get("/2026/reports")) == ["荣成市"]


def test_a_recorded_end_moves_the_due_day_and_says_why(app: Flask, world: World, watch: Watch) -> None:
    watch.now = datetime(2026, 7, 10, 1, 0, tzinfo=UTC)
    city = Visitor(app, world.city.account_id)
    before = city.get("/2026/reports").words(".owed tbody td[data-label='截止日']")[0]

    page = end(city, "2026-07-09")

    assert before == "预计 7月10日（周五）"
    assert page.words(".owed tbody tr:first-child td") == [
        "市人社局",
        "—",
        "7月19日（周日）非工作日，建议 7月17日（周五）前（调休未公布，公布后再核）",
        "活动结束 7月9日 + 10 天",
        "待报送",
        "还剩 9 天",
    ]
    assert page.notices == ["已记录“项目推介月”的结束日，报送截止日随之更新。"]
    end(city, "")
    assert city.get("/2026/reports").words(".owed tbody td[data-label='截止日']")[0] == before


def test_a_wrong_end_is_refused_beside_its_field(city: Visitor, engine: Engine) -> None:
    page = end(city, "2026-06-30", status=422)

    assert page.words("#end-wrong-C1") == ["还没到的日子不能记为已结束。"]
    assert page.select("#end-on-C1")[0].get("value") == "2026-06-30"
    with Session(engine) as session:
        assert session.exec(select(Activity.actual_end_on).where(Activity.code == "C1")).one() is None


def test_of_two_who_record_an_end_the_second_is_told(city: Visitor, administrator: Visitor) -> None:
    opened = administrator.get("/2026/reports")
    end(city, "2026-06-01")

    page = administrator.submit(opened, "#end-C1", status=409, end_on="")

    assert "别人已经修改了这条记录" in page.words("#end-wrong-C1")[0]


def test_a_district_records_no_end(owner: Visitor) -> None:
    assert owner.get("/2026/reports").select("#end-C1 input[type=date]") == []
    assert owner.post("/2026/reports/ends/C1", {"version": "1", "end_on": "2026-06-01"}).status_code == 403


def test_the_tabs_count_and_narrow(
    app: Flask, world: World, city: Visitor, owner: Visitor, huancui_id: int, watch: Watch
) -> None:
    end(city, "2026-06-01")
    submit(owner, huancui_id)
    watch.now = datetime(2026, 6, 12, 1, 0, tzinfo=UTC)
    city = Visitor(app, world.city.account_id)

    page = city.get("/2026/reports?status=overdue")

    assert page.words(".tabs a") == ["全部 3", "已逾期 2", "待报送 0", "待接收 1", "已退回 0", "已接收 0"]
    assert organisations(page) == ["市人社局", "荣成市"]
    assert organisations(city.get("/2026/reports?organisation=hc")) == ["环翠区"]
    assert organisations(city.get("/2026/reports?activity=S3")) == []


def test_a_summary_goes_all_the_way_up(
    owner: Visitor, city: Visitor, huancui_id: int, engine: Engine, fonts_directory: object
) -> None:
    place = f"/2026/reports/{huancui_id}"
    written = owner.submit(
        owner.get(place),
        "form.submit",
        to=f"{place}/write",
        main_practices="走访社区。",
        problems="人手不足。",
    )
    submitted = submit(owner, huancui_id)
    assert written.notices == ["已保存草稿。"]
    assert submitted.words(".versions li b") == ["第 1 版"]
    assert owner.get(place).select("form.submit") == []

    answer = city.get(place)
    refused = city.post(
        answer.action("form[action$=answer]"), answer.fields("form[action$=answer]") | {"answer": "returned"}
    )
    assert (refused.status_code, "请写明退回的原因" in refused.text) == (422, True)
    city.post(
        answer.action("form[action$=answer]"),
        answer.fields("form[action$=answer]") | {"answer": "returned", "reason": "补数字"},
    )
    assert owner.get(place).words(".wrong") == ["退回原因：补数字"]
    submit(owner, huancui_id)
    answer = city.get(place)
    city.post(
        answer.action("form[action$=answer]"), answer.fields("form[action$=answer]") | {"answer": "accepted"}
    )

    page = owner.get(place)
    assert page.words(".versions li b") == ["第 2 版", "第 1 版"]
    assert len(page.words(".steps li")) == 4
    assert page.words(".owed-facts .badge") == ["已接收"]
    with Session(engine) as session:
        second, first = session.exec(select(Report).order_by(Report.number.desc())).all()  # type: ignore[attr-defined]
        assert (first.main_practices, second.main_practices) == ("走访社区。", "走访社区。")
        assert first.document_sha256 == sha256(first.document or b"").hexdigest()
        file = owner.fetch(f"{place}/v1.pdf")
        assert (file.status_code, file.data) == (200, first.document)


def test_what_changed_since_submission_is_listed(owner: Visitor, huancui_id: int, engine: Engine) -> None:
    with Session(engine) as session:
        session.add(
            Report(
                obligation_id=huancui_id,
                status="submitted",
                snapshot={
                    "held": 2,
                    "people": 30,
                    "visits": 0,
                    "requirements": {},
                    "signed_on": "2026-01-01",
                },
                submitted_at=datetime(2026, 5, 1, tzinfo=UTC),
            )
        )
        session.commit()

    page = owner.get(f"/2026/reports/{huancui_id}")

    assert page.words(".changes tbody tr") == ["已办场次20", "参加人数（人）300"]


def test_a_summary_of_another_district_does_not_exist(stranger: Visitor, huancui_id: int) -> None:
    for path in ("", "/v1.pdf"):
        assert stranger.fetch(f"/2026/reports/{huancui_id}{path}").status_code == 404
    for path in ("write", "submit"):
        assert stranger.post(f"/2026/reports/{huancui_id}/{path}", {"version": "1"}).status_code == 404
    values = {"version": "1", "answer": "accepted"}
    assert stranger.post(f"/2026/reports/{huancui_id}/answer", values).status_code == 404


def test_a_reader_looks_and_a_writer_does_not_answer(
    reader: Visitor, owner: Visitor, huancui_id: int
) -> None:
    page = reader.get(f"/2026/reports/{huancui_id}")
    assert page.select("main form") == []
    assert reader.post(f"/2026/reports/{huancui_id}/submit", {"version": "1"}).status_code == 403
    values = {"version": "1", "answer": "accepted"}
    assert owner.post(f"/2026/reports/{huancui_id}/answer", values).status_code == 403


def test_of_two_writers_the_second_sees_both_texts(
    owner: Visitor, colleague: Visitor, huancui_id: int, engine: Engine
) -> None:
    place, form = f"/2026/reports/{huancui_id}", "form.submit"
    opened = colleague.get(place)
    owner.submit(owner.get(place), form, to=f"{place}/write", problems="人手不足。")

    page = colleague.submit(opened, form, to=f"{place}/write", status=409, problems="车辆不够。")

    assert page.select("#problems")[0].text.strip() == "车辆不够。"
    assert page.words(".theirs") == ["对方改为：人手不足。"]
    with Session(engine) as session:
        assert session.exec(select(Report.problems)).all() == ["人手不足。"]


def test_the_number_of_summaries_does_not_change_the_number_of_statements(
    app: Flask, city: Visitor, engine: Engine, world: World
) -> None:
    def statements() -> int:
        with counting(app.extensions["database"]) as found:
            city.get("/2026/reports")
        return len(found.sent)

    few = statements()
    with Session(engine) as session:
        add_obligations(session, world, 30)

    assert (statements(), few <= 8) == (few, True)


def test_the_page_of_a_summary_takes_eleven_statements(app: Flask, city: Visitor, huancui_id: int) -> None:
    with counting(app.extensions["database"]) as found:
        city.get(f"/2026/reports/{huancui_id}")

    assert len(found.sent) == 11


def add_obligations(session: Session, world: World, number: int) -> None:
    organisation_ids = [organisation.id for organisation in world.frame.organisations.values()]
    for n in range(number):
        rule = DeadlineRule(
            edition_id=world.frame.edition.id, code=f"X{n}", what_zh="总结", rule_zh="年底前", anchor="fixed_day",
            fixed_month=12, fixed_day=31,
        )  # fmt: skip
        session.add(rule)
        session.flush()
        session.add(
            Obligation(edition_id=world.frame.edition.id, activity_id=next(iter(world.frame.activities)),
                       organisation_id=organisation_ids[n % len(organisation_ids)], rule_id=rule.id or 0)
        )  # fmt: skip
    session.commit()


def test_the_list_is_in_english_too(owner: Visitor) -> None:
    owner.post("/language", {"language": "en", "next": "/2026/reports"})

    assert owner.get("/2026/reports").words(".tabs a")[:2] == ["All 1", "Overdue 0"]


def test_submitting_keeps_what_was_just_typed_and_asks_once_about_what_is_empty(
    owner: Visitor, huancui_id: int, engine: Engine, fonts_directory: object
) -> None:
    opened = owner.get(f"/2026/reports/{huancui_id}")

    asked = owner.submit(opened, "form.submit", status=422, main_practices="走访社区。")
    owner.submit(asked, "form.submit")

    assert "存在问题" in asked.field_errors[""]
    with Session(engine) as session:
        report = session.exec(select(Report)).one()
        assert (report.main_practices, report.problems, report.status) == ("走访社区。", "", "submitted")

"""A weekly series: previewed date by date, saved as shown, taken back; as people with different rights meet it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft
from campaigns.enums import DayKind, EventStatus
from campaigns.models.event import Event, Series
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Page, Visitor
from webapp.db import counting

RULE = "/2026/series/new?activity=S3&every=1&weekday=1&start=9:00&end=11:00&place=古陌社区&holiday=skip"
EIGHT = f"{RULE}&starts=2026-09-08&count=8"
TAKEN = datetime(2026, 9, 22, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _autumn(engine: Engine, world: World) -> None:
    """Enter the National Day of 2026 with its make-up Saturday."""
    with Session(engine) as session:
        session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
        for n in range(7):
            session.add(
                CalendarDay(day=date(2026, 10, 1) + timedelta(days=n), kind=DayKind.OFF, name_zh="国庆节")
            )
        session.add(CalendarDay(day=date(2026, 10, 10), kind=DayKind.WORK, name_zh="调休上班"))
        session.commit()


def take_place(engine: Engine, world: World, actor: Actor, starts_at: datetime = TAKEN) -> None:
    with Session(engine) as session:
        draft = EventDraft(activity_code="S2", starts_at=starts_at, place="古陌社区", title_zh="工作例会")
        schedule_event(session, world.frame, draft, actor=actor, now=NOW)
        session.commit()


def days(engine: Engine) -> list[str]:
    with Session(engine) as session:
        found = session.exec(select(Event.local_day).where(Event.series_id != None).order_by(Event.starts_at))  # noqa: E711
        return [f"{day:%m-%d}" for day in found]


def fates(page: Page) -> list[str]:
    return page.words(".dates .date-fate")


def test_every_date_is_shown_with_its_fate_and_saving_makes_the_ticked_ones(
    engine: Engine, world: World, city: Visitor
) -> None:
    take_place(engine, world, world.city)

    preview = city.get(EIGHT)
    saved = city.submit(preview)

    assert preview.words(".series-dates h2") == ["预览：8 个日期，6 场将保存，1 场冲突"]
    assert fates(preview)[:5] == [
        "可用",
        "可用",
        "冲突 地点“古陌社区”在9月22日 9:30—11:30已安排“工作例会”。 查看 改到 12:00 不勾选就不安排这一场",
        "可用",
        "休 国庆节，已跳过 改到 10月10日（周六）",
    ]
    assert preview.words(".series-foot p") == ["完成后：进院校 已办 0 · 已排 6（+6）· 缺 0 / 5"]
    assert preview.words(".series-foot button") == ["保存 6 场"]
    assert days(engine) == ["09-08", "09-15", "09-29", "10-13", "10-20", "10-27"]
    assert saved.notices == ["已新增 6 场。 进院校：已办 0 · 已排 6 · 缺 0 / 5"]
    assert saved.words(".series-words") == ["每周二，从9月8日起，共8次，9:00，每场 120 分钟，地点 古陌社区"]


def test_both_ways_out_take_one_click(engine: Engine, world: World, city: Visitor) -> None:
    take_place(engine, world, world.city)

    page = city.get(EIGHT)
    while page.select("a[data-way]") and "改到" in " ".join(page.words("a[data-way]")):
        way = next(one for one in page.select("a[data-way]") if "改到" in "".join(one.itertext()))
        page = city.get(way.get("href") or "")
    city.submit(page)

    assert page.words(".series-foot button") == ["保存 8 场"]
    assert fates(page)[4] == "班 原为 10月6日（周二） 改回 可用"
    assert days(engine) == ["09-08", "09-15", "09-22", "09-29", "10-10", "10-13", "10-20", "10-27"]


def test_a_clashing_date_is_made_only_with_a_reason(engine: Engine, world: World, city: Visitor) -> None:
    take_place(engine, world, world.city)
    page = city.get(f"{EIGHT}&take=2026-09-22")

    refused = city.submit(page, status=422)
    kept_nothing = days(engine)
    city.submit(refused, override_reason="两场合办")

    assert "9月22日：这个地点那时已有“工作例会”" in refused.field_errors[""]
    assert kept_nothing == []
    assert len(days(engine)) == 7


def test_a_place_taken_after_the_preview_is_found_when_saving(
    engine: Engine, world: World, city: Visitor
) -> None:
    page = city.get(EIGHT)
    take_place(engine, world, world.city)

    refused = city.submit(page, status=422)

    assert "9月22日" in refused.field_errors[""]
    assert days(engine) == []


def test_a_date_that_was_not_shown_is_not_saved(engine: Engine, city: Visitor) -> None:
    page = city.submit(city.get(EIGHT), chosen=["2026-09-08/2026-09-09/09:00"], status=422)

    assert page.field_errors == {"": "预览之后日期有变化，请核对后再保存。"}
    assert days(engine) == []


def test_a_form_sent_twice_makes_one_series(engine: Engine, city: Visitor) -> None:
    page = city.get(EIGHT)
    values = page.fields()

    answers = [city.client.post(page.action(), data=values).location for _ in range(2)]

    with Session(engine) as session:
        assert len(session.exec(select(Series.id)).all()) == 1
    assert answers == ["/2026/series/1"] * 2
    assert len(days(engine)) == 7


def test_the_rest_is_cancelled_and_what_was_changed_stays(app: Flask, engine: Engine, city: Visitor) -> None:
    page = city.submit(city.get(EIGHT))
    with Session(engine) as session:
        ids = session.exec(select(Event.id).order_by(Event.starts_at)).all()
    # The community is visited again too soon, as in the whole series; the second try says that this was read.
    warned = city.submit(city.get(f"/2026/e/{ids[1]}/move"), status=422, day="2026-09-16")
    city.submit(warned)
    app.extensions["clock"].now = datetime(2026, 9, 10, tzinfo=UTC)
    city.client.delete_cookie("campaigns")
    city.sign_in_as(_account(engine))

    after = city.submit(city.get("/2026/series/1"))

    with Session(engine) as session:
        states = session.exec(select(Event.status).order_by(Event.starts_at)).all()
    assert page.words(".heading button") == ["取消其余 7 场"]
    assert after.notices == ["已取消 5 场；改动过的和已过去的没有动。"]
    assert states == [EventStatus.CONFIRMED] * 2 + [EventStatus.CANCELLED] * 5
    assert after.words(".heading button") == ["撤销上次修改"]


def _account(engine: Engine) -> int:
    from campaigns.models.account import Account

    with Session(engine) as session:
        return session.exec(select(Account.id).where(Account.username == "市级统筹员")).one() or 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("&starts=2026-09-08&count=8&until=2026-12-01", "只填一个"),
        ("&starts=2026-09-08&count=8&kind=monthly_week&nth=9", "第几"),
        ("&kind=dates&dates=2026-09-08 下周", "不是日期"),
        ("&kind=dates", "请填写"),
        ("&kind=yearly&starts=2026-09-08&count=8", "怎样重复"),
        ("&starts=2026-09-08&count=1000000000", "共几次"),
        ("&starts=下周&count=8", "不是日期"),
    ],
)
def test_a_wrong_rule_gets_a_sentence_and_keeps_what_was_typed(city: Visitor, wrong: str, words: str) -> None:
    page = city.get(RULE + wrong, status=422)

    assert words in " ".join(page.words(".field-error"))
    assert page.fields("form.series-rule")["place"] == "古陌社区"
    assert page.select(".series-dates") == []


def test_a_stranger_meets_nothing_and_a_reader_cancels_nothing(
    engine: Engine, owner: Visitor, colleague: Visitor, stranger: Visitor, reader: Visitor
) -> None:
    page = owner.submit(owner.get(EIGHT))
    here = page.response.request.path

    assert stranger.fetch(here).status_code == 404
    assert stranger.post(f"{here}/cancel", {"version": "1"}).status_code == 404
    assert reader.get(here).words(".heading button") == []
    assert reader.fetch(EIGHT).status_code == 403
    assert reader.post(f"{here}/cancel", {"version": "1"}).status_code == 403
    assert colleague.get(here).words(".heading button") == ["取消其余 7 场"]


def test_an_event_leads_to_its_series_and_the_forms_lead_here(engine: Engine, city: Visitor) -> None:
    city.submit(city.get(EIGHT))

    assert city.get("/2026/e/1").select("a[href='/2026/series/1']")
    assert city.get("/2026/a/S3").select("a[href='/2026/series/new?activity=S3']")
    assert city.get("/2026/events/new?activity=S3").select("a[href='/2026/series/new?activity=S3']")


def test_pages_cost_the_same_for_one_date_and_for_thirty(app: Flask, engine: Engine, city: Visitor) -> None:
    def cost(address: str) -> int:
        with counting(app.extensions["database"]) as statements:
            city.get(address)
        return len(statements.sent)

    def preview(count: int) -> str:
        return f"{RULE}&starts=2026-03-03&count={count}"

    previews = [cost(preview(1)), cost(preview(30))]
    shown = [cost(city.submit(city.get(preview(n))).response.request.path) for n in (1,)]
    shown += [cost(city.submit(city.get(f"{RULE}&starts=2026-03-10&count=30")).response.request.path)]

    assert previews[0] == previews[1] <= 14
    assert shown[0] == shown[1] <= 12


def test_a_rule_with_more_dates_than_a_series_has_says_how_far_it_goes(city: Visitor) -> None:
    daily = "".join(f"&weekday={day}" for day in range(5))

    page = city.get(
        f"/2026/series/new?activity=S3&every=1{daily}&start=9:00&end=11:00&place=古陌社区&holiday=keep"
        "&starts=2026-06-02&until=2026-12-31"
    )

    assert len(fates(page)) == 104
    assert page.words(".series-dates .hint")[0] == (
        "一个系列最多 104 个日期，这里列到 10月23日（周五）；后面的请再建一个系列。"
    )

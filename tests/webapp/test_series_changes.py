"""A series changed on its page: seen first, saved as seen, put back, taken back; as people with different rights."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.drafts import EventDraft
from campaigns.enums import DayKind
from campaigns.models.event import Event, Series
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Page, Visitor
from webapp.db import counting

NEW = "/2026/series/new?activity=S3&every=1&weekday=1&start=9:00&end=11:00&place=古陌社区&holiday=skip"
CHANGE = (
    "/2026/series/1/change?since={since}&every=1&kind=weekly&weekday={weekday}&start={start}&end=11:00"
    "&starts=2026-09-08&count=4&until=&place=古陌社区&responsible=&holiday=skip&title_zh="
)


def asked(weekday: int = 3, start: str = "9:00", since: str = "all") -> str:
    return CHANGE.format(weekday=weekday, start=start, since=since)


@pytest.fixture(autouse=True)
def _series(engine: Engine, world: object, city: Visitor) -> None:
    """Lay a series of four Tuesdays in September."""
    with Session(engine) as session:
        session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
        session.add(CalendarDay(day=date(2026, 10, 1), kind=DayKind.OFF, name_zh="国庆节"))
        session.commit()
    city.submit(city.get(f"{NEW}&starts=2026-09-08&count=4"))


def told(engine: Engine) -> list[str]:
    with Session(engine) as session:
        rows = session.exec(select(Event).order_by(col(Event.id))).all()
        return [f"{row.local_day:%m-%d} {row.status} {row.version}" for row in rows]


def lines(page: Page) -> list[str]:
    return page.words(".series-dates > .dates > .date")


def test_what_becomes_of_each_event_is_shown_and_saved_as_shown(engine: Engine, city: Visitor) -> None:
    preview = city.get(asked())
    saved = city.submit(preview)

    assert preview.words(".series-dates h2") == ["这样改会：变动 3 场，新增 0 场，取消 1 场；0 场不动"]
    assert lines(preview)[0] == ("2026年9月10日（周四） 9:00—11:00 变动 9月8日（周二） 9:00—11:00 只改这一场")
    assert lines(preview)[3] == (
        "2026年9月29日（周二） 取消 只改这一场 休 国庆节，已跳过 改到 10月2日（周五）"
    )
    assert preview.words(".series-foot button") == ["保存修改（4 场）"]
    assert told(engine) == [
        "09-10 confirmed 2",
        "09-17 confirmed 2",
        "09-24 confirmed 2",
        "09-29 cancelled 2",
    ]
    assert saved.notices[0].startswith("系列已修改：4 场随之变动。 进院校：")
    assert saved.words(".series-words") == ["每周四，从9月8日起，共4次，9:00，每场 120 分钟，地点 古陌社区"]


def test_the_first_sight_of_the_page_changes_nothing(city: Visitor) -> None:
    page = city.get("/2026/series/1/change")

    assert page.words(".series-dates h2") == ["这样改会：变动 0 场，新增 0 场，取消 0 场；4 场不动"]
    assert city.submit(page, status=422).words(".wrong") == ["没有要改的内容。"]


def test_this_and_following_begins_at_the_event_one_comes_from(engine: Engine, city: Visitor) -> None:
    here = city.get("/2026/e/3").select("a[href='/2026/series/1/change?event=3']")

    page = city.get(here[0].get("href") or "")
    city.submit(
        city.get(asked(weekday=1, start="14:00", since="2026-09-22").replace("end=11:00", "end=16:00"))
    )

    assert page.fields("form.series-rule")["since"] == "2026-09-22"
    assert [line.split()[0] for line in told(engine)] == ["09-08", "09-15", "09-22", "09-29"]
    assert [line.split()[2] for line in told(engine)] == ["1", "1", "2", "2"]


def test_those_before_a_change_are_not_said_to_have_been_moved(city: Visitor) -> None:
    city.submit(city.get(asked(since="2026-09-22")))

    page = city.get("/2026/series/1")

    assert [words.split()[0] for words in page.words(".date-when")][:3] == [
        "2026年9月8日（周二）",
        "2026年9月15日（周二）",
        "2026年9月24日（周四）",
    ]
    assert [words for words in page.words(".date-fate") if "原为" in words] == []


def test_what_somebody_changed_meanwhile_is_shown_again_before_it_is_saved(
    engine: Engine, city: Visitor, administrator: Visitor
) -> None:
    preview = city.get(asked())
    moved = administrator.submit(administrator.get("/2026/e/2/move"), status=422, day="2026-09-16")
    administrator.submit(moved)

    refused = city.submit(preview, status=422)
    before = told(engine)
    city.submit(refused)

    assert refused.words(".wrong") == ["预览之后计划有变化，下面是现在的情况，请核对后再保存。"]
    assert before == ["09-08 confirmed 1", "09-16 confirmed 2", "09-22 confirmed 1", "09-29 confirmed 1"]
    assert lines(refused)[1].endswith("不动 进院校（古陌社区） 已单独改过")
    assert told(engine)[:3] == ["09-10 confirmed 2", "09-16 confirmed 2", "09-24 confirmed 2"]


def test_an_unticked_line_stays_as_it_is(engine: Engine, city: Visitor) -> None:
    preview = city.get(asked())
    keys = [box.get("value") for box in preview.select("[name=chosen]")]

    city.submit(preview, chosen=keys[:1])

    assert told(engine) == [
        "09-10 confirmed 2",
        "09-15 confirmed 1",
        "09-22 confirmed 1",
        "09-29 confirmed 1",
    ]


def test_a_clashing_line_is_left_out_and_saved_only_with_a_reason(
    engine: Engine, world: World, city: Visitor
) -> None:
    with Session(engine) as session:
        at = datetime(2026, 9, 17, 1, 30, tzinfo=UTC)
        other = EventDraft(activity_code="S2", starts_at=at, place="古陌社区", title_zh="工作例会")
        schedule_event(session, world.frame, other, actor=world.city, now=NOW)
        session.commit()
    preview = city.get(asked())
    keys = [box.get("value") for box in preview.select("[name=chosen]")]

    refused = city.submit(preview, status=422, chosen=keys)
    city.submit(refused, override_reason="两场合办")

    assert "已安排“工作例会”" in lines(preview)[1]
    assert "改到 12:00" in lines(preview)[1]
    assert [box.get("checked") is not None for box in preview.select("[name=chosen]")] == [
        True,
        False,
        True,
        True,
    ]
    assert refused.words(".wrong") == [
        "9月17日：这个地点那时已有“工作例会”。换个时间或地点，或写明理由仍然安排。"
    ]
    assert told(engine)[1] == "09-17 confirmed 2"


def test_a_change_is_taken_back_from_its_notice(engine: Engine, city: Visitor) -> None:
    saved = city.submit(city.get(asked()))

    after = city.submit(saved, "form[action*='/undo/']")

    assert after.notices == ["已撤销对系列的修改，各场已恢复原样。"]
    assert [line.rsplit(" ", 1)[0] for line in told(engine)] == [
        f"09-{day} confirmed" for day in ("08", "15", "22", "29")
    ]
    with Session(engine) as session:
        assert session.get_one(Series, 1).rule == "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=4"


def test_a_skipped_date_is_put_back_under_its_series(engine: Engine, city: Visitor) -> None:
    preview = city.get(f"{NEW}&starts=2026-11-03&count=3".replace("weekday=1", "weekday=2"))
    keys = [box.get("value") for box in preview.select("[name=chosen]")]
    page = city.submit(preview, chosen=[keys[0], keys[2]])

    missing = page.words(".date-off")
    after = city.submit(page, "form.put-back")
    again = city.submit(page, "form.put-back")

    assert missing == ["2026年11月11日（周三） 没有安排 补上"]
    assert after.words(".date-off") == []
    assert after.notices[0].startswith("已补上 1 场。")
    assert again.notices == ["这一天已有安排，请看下面的列表。"]
    with Session(engine) as session:
        row = session.exec(select(Event).order_by(col(Event.id).desc())).first()
        assert row is not None
        assert (row.series_id, row.original_on, row.local_day) == (2, date(2026, 11, 11), date(2026, 11, 11))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [("&until=2026-12-01", "只填一个"), ("&place=", "请填写"), ("&end=08:00", "结束时间")],
)
def test_wrong_input_gets_a_sentence_and_keeps_what_was_typed(city: Visitor, wrong: str, words: str) -> None:
    name = wrong[1:].split("=")[0]
    kept = "&".join(part for part in asked().split("&") if not part.startswith(f"{name}="))

    page = city.get(kept + wrong, status=422)

    assert words in " ".join(page.words(".field-error"))
    assert page.fields("form.series-rule")["start"] == "9:00"
    assert page.select(".series-dates") == []


def test_a_stranger_meets_nothing_and_a_reader_changes_nothing(
    owner: Visitor, colleague: Visitor, stranger: Visitor, reader: Visitor
) -> None:
    page = owner.submit(owner.get(f"{NEW}&starts=2026-11-03&count=2"))
    here = page.response.request.path

    for address in (f"{here}/change", f"{here}/put-back", f"{here}/undo/1"):
        assert stranger.post(address, {}).status_code == 404
        assert reader.post(address, {}).status_code == 403
    assert stranger.fetch(f"{here}/change").status_code == 404
    assert reader.fetch(f"{here}/change").status_code == 403
    assert colleague.get(f"{here}/change").h1 == "修改系列"
    assert reader.get(here).select("a[href$='/change']") == []


def test_the_page_costs_the_same_for_one_event_and_for_thirty(app: Flask, city: Visitor) -> None:
    def cost(address: str) -> int:
        with counting(app.extensions["database"]) as statements:
            city.get(address)
        return len(statements.sent)

    one = city.submit(city.get(f"{NEW}&starts=2026-11-03&count=1")).response.request.path
    many = city.submit(city.get(f"{NEW}&starts=2026-03-03&count=30")).response.request.path

    costs = [cost(f"{path}/change") for path in (one, many)]

    assert costs[0] == costs[1] <= 18

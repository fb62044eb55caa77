"""The working calendar of a year on its pages: entered, kept free, confirmed, and what that hits."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.drafts import EventDraft
from campaigns.enums import DayKind
from campaigns.models.event import Event
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World
from tests.page import Page, Visitor
from webapp.db import counting

CALENDAR = "/settings/calendar/2026"
NOTICE = "国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"


@pytest.fixture
def planned(engine: Engine, world: World) -> dict[str, int]:
    """Return events on 1, 2 and 8 October and on Sunday, 20 September, by their titles."""
    with Session(engine) as session:
        days = {"一日": (10, 1), "二日": (10, 2), "八日": (10, 8), "周日": (9, 20)}
        made = {}
        for n, (title, day) in enumerate(days.items()):
            draft = EventDraft(activity_code="S2", title_zh=title, place="古陌社区",
                               starts_at=datetime(2026, *day, 1 + n, 0, tzinfo=UTC),
                               ends_at=datetime(2026, *day, 2 + n, 0, tzinfo=UTC))  # fmt: skip
            made[title] = schedule_event(session, world.frame, draft, actor=world.city, now=NOW).id or 0
        session.commit()
        return made


def days(engine: Engine) -> dict[str, int]:
    with Session(engine) as session:
        return {row.title_zh: row.local_day.day for row in session.exec(select(Event))}


def kinds(engine: Engine) -> list[tuple[date, str, str]]:
    with Session(engine) as session:
        rows = session.exec(select(CalendarDay).order_by(col(CalendarDay.day), col(CalendarDay.id)))
        return [(row.day, row.kind.value, row.name_zh) for row in rows]


def enter_notice(administrator: Visitor) -> Page:
    page = administrator.get(CALENDAR)
    return administrator.submit(page, "#several", lines=NOTICE, save="1")


def test_the_preview_of_a_notice_lists_what_it_hits_and_saves_nothing(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    page = administrator.get(CALENDAR)

    preview = administrator.submit(page, "#several", lines=NOTICE, preview="1")

    assert len(preview.select(".understood li")) == 9
    assert preview.words("#several .hits tbody tr") == [
        "10月1日（周四） 工作日 → 放假 国庆节 一日 市人社局",
        "10月2日（周五） 工作日 → 放假 国庆节 二日 市人社局",
    ]
    assert "受影响的有 3 场，其中 2 场落在不再上班的日子。" in preview.text.replace("<strong>", "").replace(
        "</strong>", ""
    )
    assert kinds(engine) == []


def test_saving_a_notice_leads_to_the_events_it_hits_and_moves_none(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    page = enter_notice(administrator)

    assert page.h1 == "2026年日历变化的影响"
    assert page.words(".hits")[1].endswith("9月20日（周日） 周末 → 调休上班 周日 市人社局")
    assert days(engine) == {"一日": 1, "二日": 2, "八日": 8, "周日": 20}


def test_all_are_moved_to_the_next_workday_and_one_click_takes_that_back(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    page = enter_notice(administrator)

    # The same place again within a day is a warning, which is shown before anything is saved.
    after = administrator.submit(administrator.submit(page, ".hits-head form"))
    moved = days(engine)
    administrator.submit(after, "[data-notice] form")

    assert moved == {"一日": 8, "二日": 8, "八日": 8, "周日": 20}
    assert (after.h1, "不再是工作日" in after.words("h2")) == ("2026年日历变化的影响", False)
    assert days(engine) == {"一日": 1, "二日": 2, "八日": 8, "周日": 20}


def test_one_event_is_moved_to_the_day_before_and_back(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    page = enter_notice(administrator)

    after = administrator.submit(page, ".hits form", day="2026-09-30")
    moved = days(engine)
    administrator.submit(after, "[data-notice] form")

    assert (moved["一日"], days(engine)["一日"]) == (30, 1)


def test_an_event_whose_place_is_taken_stays_and_the_page_says_why(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    with Session(engine) as session:
        row = session.get_one(Event, planned["八日"])
        row.starts_at, row.ends_at = (datetime(2026, 10, 8, hour, 0, tzinfo=UTC) for hour in (1, 2))
        session.commit()
    page = enter_notice(administrator)

    after = administrator.submit(page, ".hits form", day="2026-10-08")

    assert days(engine)["一日"] == 1
    assert "这个地点那时已有“八日”" in after.notices[0]


def test_what_another_has_moved_meanwhile_is_not_moved_again(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    page = enter_notice(administrator)
    administrator.submit(page, ".hits form", day="2026-09-30")

    after = administrator.submit(page, ".hits form", day="2026-10-08")

    assert days(engine)["一日"] == 30
    assert after.notices[0].startswith("您打开之后，别人已经修改了这条记录。")


@pytest.mark.parametrize("day", ["", "昨天", "9999-12-31"])
def test_a_day_no_button_names_moves_nothing(
    administrator: Visitor, engine: Engine, planned: dict[str, int], day: str
) -> None:
    page = enter_notice(administrator)

    administrator.submit(page, ".hits form", day=day, status=200 if day.startswith("9") else 404)

    assert days(engine)["一日"] == 1


def test_confirming_shows_first_what_the_days_hit_since_the_year_was_provisional(
    administrator: Visitor, engine: Engine, planned: dict[str, int]
) -> None:
    enter_notice(administrator)
    page = administrator.get(CALENDAR)

    asked = administrator.submit(page, "#whole-year", source="国办发明电", is_confirmed="y")
    with Session(engine) as session:
        before = session.get_one(CalendarYear, 2026).is_confirmed
    after = administrator.submit(asked)

    assert (asked.h1, before) == ("确认2026年工作日历", False)
    assert asked.words(".hits tbody th") == ["10月1日（周四）", "10月2日（周五）", "9月20日（周日）"]
    assert after.h1 == "2026年日历变化的影响"
    with Session(engine) as session:
        assert session.get_one(CalendarYear, 2026).is_confirmed


def test_a_year_that_hits_nothing_is_confirmed_at_once(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get(CALENDAR)

    after = administrator.submit(page, "#whole-year", source="国办发明电", is_confirmed="y")

    assert after.words(".standing .badge") == ["已确认"]


def test_an_uploaded_file_in_gbk_is_read_into_the_box(administrator: Visitor) -> None:
    page = administrator.get(CALENDAR)
    upload = (BytesIO("日期,类别,名称\n2026-10-01,休,国庆节\n".encode("gbk")), "通知.csv")

    preview = administrator.submit(page, "#several", file=upload, preview="1")

    assert preview.words(".understood li") == ["10月1日（周四） 放假 国庆节"]
    assert "2026-10-01,休,国庆节" in str(preview.fields("#several")["lines"])


def test_a_picture_is_refused_with_a_sentence(administrator: Visitor) -> None:
    page = administrator.get(CALENDAR)

    wrong = administrator.submit(
        page, "#several", file=(BytesIO(b"\x89PNG\r\n\x1a\n\0\0"), "a.png"), save="1", status=422
    )

    assert wrong.field_errors["file"].startswith("这个文件不是文本")


def test_the_whole_notice_takes_out_what_was_only_worked_out(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get(CALENDAR)
    administrator.submit(page, "#several", lines="2026-10-09 休 推算\n2026-06-07 避 高考", save="1")

    page = administrator.get(CALENDAR)
    administrator.submit(page, "#several", lines="2026-10-01 休 国庆节", is_whole_notice="y", save="1")

    assert kinds(engine) == [
        (date(2026, 6, 7), "blackout", "高考"), (date(2026, 10, 1), "off", "国庆节"),
    ]  # fmt: skip


def test_days_to_keep_free_are_added_as_a_span_and_deleted(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get(CALENDAR)

    page = administrator.submit(
        page, "#new-blackout", first="2026-06-07", last="2026-06-10", name_zh="高考", activities=["C1", "S2"]
    )
    added, spans = kinds(engine), page.words(".spans li > span")
    page = administrator.submit(page, ".spans form")

    assert added == [(date(2026, 6, 7) + timedelta(days=n), "blackout", "高考") for n in range(4)]
    assert spans == ["6月7日—10日 高考 C1、S2"]
    assert (kinds(engine), page.words(".spans li")) == ([], [])


def test_a_span_that_ends_before_it_begins_keeps_what_was_typed(administrator: Visitor) -> None:
    page = administrator.get(CALENDAR)

    wrong = administrator.submit(
        page, "#new-blackout", first="2026-06-10", last="2026-06-07", name_zh="高考", status=422
    )

    assert wrong.field_errors["last"] == "最后一天不能早于第一天。"
    assert wrong.fields("#new-blackout")["name_zh"] == "高考"


def test_a_year_nobody_entered_is_filled_with_its_statutory_days(
    administrator: Visitor, engine: Engine
) -> None:
    page = administrator.get("/settings/calendar/2028")

    after = administrator.submit(page, ".standing form")

    assert after.words(".standing .badge") == ["调休未公布"]
    assert (date(2028, 1, 1), DayKind.OFF, "元旦") in kinds(engine)


def test_a_provisional_year_is_named_wherever_something_is_planned_on_it(
    city: Visitor, planned: dict[str, int], engine: Engine
) -> None:
    pages = ("/2026", "/2026/calendar", "/2026/events/new", f"/2026/e/{planned['一日']}", "/2026/series/new")
    before = [city.get(page).words(".provisional") for page in pages]

    with Session(engine) as session:
        session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
        session.commit()

    assert [words[0].startswith("2026年调休未公布") for words in before] == [True] * 5
    assert [city.get(page).words(".provisional") for page in pages] == [[]] * 5


@pytest.mark.parametrize("address", [f"{CALENDAR}/impact", f"{CALENDAR}/impact?since=1"])
def test_nobody_else_comes_in(city: Visitor, address: str) -> None:
    city.get(address, status=403)


def test_the_page_of_hits_costs_the_same_for_one_and_for_thirty(
    app: Flask, administrator: Visitor, engine: Engine, world: World, planned: dict[str, int]
) -> None:
    enter_notice(administrator)
    numbers = []
    for more in (0, 30):
        with Session(engine) as session:
            for n in range(more):
                draft = EventDraft(activity_code="S2", title_zh=f"第{n}场",
                                   starts_at=datetime(2026, 10, 3, 1, 0, tzinfo=UTC))  # fmt: skip
                schedule_event(session, world.frame, draft, actor=world.city, now=NOW)
            session.commit()
        with counting(app.extensions["database"]) as statements:
            administrator.get(f"{CALENDAR}/impact?since=1")
        numbers.append(len(statements.sent))

    assert numbers[0] == numbers[1] <= 12

"""The sentences of a notice become the days they name, and a wrong one says why."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from campaigns.core.dayrows import decoded, read_days
from campaigns.core.noticelines import MAKE_UP
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar
from campaigns.enums import DayKind
from tests.campaigns.core.years import YEARS, rows_of

# The seven lines of the notice of 4 November 2025.
NOTICE = Path(__file__).parent / "cases" / "notice-2026.txt"


def off(first: date, last: date, name: Bilingual) -> list[DayRow]:
    return [DayRow(first + timedelta(days=n), DayKind.OFF, name) for n in range((last - first).days + 1)]


def test_a_sentence_of_the_notice_gives_its_holiday_and_its_make_up_days() -> None:
    line = "2月15日（周日）至23日放假调休，共9天。2月14日（周六）、2月28日（周六）上班。"

    found = read_days(line, 2026)

    assert list(found.rows) == [
        *off(date(2026, 2, 15), date(2026, 2, 23), Bilingual("节假日", "Public holiday")),
        DayRow(date(2026, 2, 14), DayKind.WORK, MAKE_UP),
        DayRow(date(2026, 2, 28), DayKind.WORK, MAKE_UP),
    ]
    assert found.problems == ()


def test_the_whole_notice_of_2026_gives_the_whole_calendar() -> None:
    found = read_days(NOTICE.read_text("utf-8"), 2026)

    calendar, known = WorkCalendar.of(found.rows), WorkCalendar.of(rows_of(2026))
    assert found.problems == ()
    assert (set(calendar.holidays), set(calendar.make_up_days)) == (
        set(known.holidays), set(known.make_up_days),
    )  # fmt: skip
    assert calendar.holidays[date(2026, 2, 15)] == Bilingual("春节", "Spring Festival")
    assert calendar.workdays_between(date(2026, 1, 1), date(2026, 12, 31)) == YEARS[2026]["workdays"]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("三、清明节：4月4日放假，与周末连休。", ["2026-04-04"]),
        ("劳动节：5月1日放假1天，不调休。", ["2026-05-01"]),
        ("2026年10月1日(星期四)至10月3日(星期六)放假，共3天", ["2026-10-01", "2026-10-02", "2026-10-03"]),
        ("9月20日（周日）、10月10日（周六）上班。", ["2026-09-20", "2026-10-10"]),
    ],
)
def test_other_wordings_of_other_years_are_read_too(line: str, days: list[str]) -> None:
    found = read_days(line, 2026)

    assert ([f"{row.day}" for row in found.rows], found.problems) == (days, ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2月15日（周一）至23日放假。", "“2月15日（周一）”不对：2026-02-15 是周日。请核对年份。"),
        ("2月15日至23日放假调休，共8天。", "写的是8天，2026-02-15 至 2026-02-23 是9天。"),
        ("15日至23日放假。", "“15日”没有写月份。"),
        ("2月30日上班。", "没有“2月30日”这一天。"),
        ("2025年12月31日至2026年1月2日放假。", "“2025-12-31”不在2026年。"),
        (
            "2月15日起各单位安排好值班，不放假。",
            "看不懂“2月15日起各单位安排好值班，不放假”，请改写成“2026-02-15 休 春节”。",
        ),
    ],
)
def test_a_sentence_that_does_not_fit_is_refused_with_the_reason(line: str, message: str) -> None:
    found = read_days(line, 2026)

    assert (found.rows, [problem.message.zh for problem in found.problems]) == ((), [message])


def test_a_day_named_twice_in_one_sentence_is_refused() -> None:
    found = read_days("2月14日、2月14日上班。", 2026)

    assert [problem.message.zh for problem in found.problems] == ["2026-02-14 在第 1 行已写过。"]


def test_a_table_with_a_heading_is_read_in_utf_8_and_in_gbk() -> None:
    table = '日期,类别,名称\r\n2026-02-15,off,"春节"\r\n2026-02-14,work,\r\n'

    texts = [decoded(table.encode(encoding)) for encoding in ("utf-8", "utf-8-sig", "gbk")]

    assert texts == [table] * 3
    assert [(row.day.day, row.kind) for row in read_days(table, 2026).rows] == [
        (15, DayKind.OFF), (14, DayKind.WORK),
    ]  # fmt: skip


def test_a_file_that_is_no_text_is_told_from_one() -> None:
    assert decoded(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") is None
    assert decoded(b"\xff\xff\xff") is None

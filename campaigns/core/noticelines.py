"""Reads a sentence of the State Council's notice: ``2月15日（周日）至23日放假调休，共9天。2月14日（周六）上班。``."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind

MAKE_UP = Bilingual("调休上班", "Make-up workday")
UNNAMED = Bilingual("节假日", "Public holiday")
ENGLISH = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
WEEKDAYS = "一二三四五六日"
LONGEST_RANGE = 40

# The weekday, and sometimes the lunar day, stand in brackets behind a day.
DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:（[^）]*）)?"
PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（([^）]*)）)?")
OFF = re.compile(rf"({DAY})(?:(?:至|到|—|–|-|~)({DAY}))?放假(?:调休)?(?:(\d+)天)?[，,]?(.*)")
WORK = re.compile(rf"({DAY}(?:[、，,和]{DAY})*)(?:正常|照常|调休)?上班")
TAILS = re.compile(r"(?:(?:共|连休)(\d+)天)?(?:[，,]?(?:不调休|与周末连休))?")
LEAD = re.compile(r"(?:[一二三四五六七八九十]+[、.]|\d+[、.])?\s*(?:([^：:\d]{1,30})[：:])?(.*)")


class Unreadable(Exception):
    """A line that cannot be read, with the sentence that says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Bilingual(zh, en)


def is_notice_line(line: str) -> bool:
    """Tell whether a line speaks as the notice does, rather than as a row of day, kind and name."""
    return "日" in line and ("放假" in line or "上班" in line)


def read_notice_line(line: str, year: int) -> Iterator[DayRow]:
    """Yield the days of one line; raises Unreadable for what is no such sentence, or names another weekday."""
    line = line.replace("(", "（").replace(")", "）").replace(" ", "")
    found = LEAD.fullmatch(line)
    name_zh, text = (found[1] or "", found[2]) if found else ("", line)
    name = _named(name_zh) if name_zh else UNNAMED
    for sentence in filter(None, re.split("[。；;]", text)):
        yield from _sentence(sentence, year, name)


def _sentence(sentence: str, year: int, name: Bilingual) -> Iterator[DayRow]:
    work = WORK.fullmatch(sentence)
    if work is not None:
        month = 0
        for parts in PARTS.finditer(work[1]):
            day = _day(parts, year, month)
            month = day.month
            yield DayRow(day, DayKind.WORK, MAKE_UP)
        return
    off = OFF.fullmatch(sentence)
    tail = TAILS.fullmatch(off[4]) if off else None
    if off is None or tail is None:
        raise Unreadable(
            f"看不懂“{sentence}”，请改写成“2026-02-15 休 春节”。",
            f"“{sentence}” cannot be read; write it as “2026-02-15 休 春节”.",
        )
    first = _day(PARTS.fullmatch(off[1]), year, 0)
    last = _day(PARTS.fullmatch(off[2]), year, first.month) if off[2] else first
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_RANGE:
        raise Unreadable("起止日期不对。", "The first and the last day do not fit.")
    for said in filter(None, (off[3], tail[1])):
        if int(said) != length:
            raise Unreadable(
                f"写的是{said}天，{first} 至 {last} 是{length}天。",
                f"It says {said} days, but {first} to {last} are {length}.",
            )
    for n in range(length):
        yield DayRow(first + timedelta(days=n), DayKind.OFF, name)


def _day(parts: "re.Match[str] | None", year: int, month: int) -> date:
    """Return a day of the year; ``23日`` alone is of the month named before it."""
    text = parts[0] if parts else ""
    if parts is None or not (parts[2] or month):
        raise Unreadable(f"“{text}”没有写月份。", f"“{text}” names no month.")
    said_year = int(parts[1] or year)
    try:
        day = date(said_year, int(parts[2] or month), int(parts[3]))
    except ValueError:
        raise Unreadable(f"没有“{text}”这一天。", f"There is no day “{text}”.") from None
    if day.year != year:
        raise Unreadable(f"“{day}”不在{year}年。", f"“{day}” is not in {year}.")
    weekday = re.search(r"(?:周|星期)([一二三四五六日天])", parts[4] or "")
    is_other = weekday is not None and WEEKDAYS.index(weekday[1].replace("天", "日")) != day.weekday()
    if weekday is not None and is_other:
        raise Unreadable(
            f"“{text}”不对：{day} 是周{WEEKDAYS[day.weekday()]}。请核对年份。",
            f"“{text}” does not fit: {day} is a {day:%A}. Check the year.",
        )
    return day


def _named(name: str) -> Bilingual:
    names = re.split("[、和]", name)
    english = [ENGLISH[one] for one in names if one in ENGLISH]
    return Bilingual(name, " and ".join(english) if len(english) == len(names) else "")

"""Reads days of a working calendar from lines such as ``2026-02-15 休 春节``, pasted, or uploaded as .csv or .txt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.core.noticelines import LONGEST_RANGE, MAKE_UP, Unreadable, is_notice_line, read_notice_line
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind

KINDS = {
    "休": DayKind.OFF, "放假": DayKind.OFF, "off": DayKind.OFF,
    "班": DayKind.WORK, "上班": DayKind.WORK, "调休上班": DayKind.WORK, "work": DayKind.WORK,
    "避": DayKind.BLACKOUT, "不宜安排": DayKind.BLACKOUT, "blackout": DayKind.BLACKOUT,
}  # fmt: skip
DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
# ``2026-02-15``, or ``2026-02-15..2026-02-23`` for several days on one line.
LINE = re.compile(rf"{DAY}(?:\s*(?:\.\.|~|—|–|至)\s*{DAY})?[\s,，、]+([^\s,，、]+)(?:[\s,，、]+(.*))?")
NARROW = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９－／．　～", "0123456789-/. ~", strict=True)
}
# A campus vacation takes two months.
LONGEST_BLACKOUT = 120
# The first line of a table says what its columns are.
HEADINGS = ("日期", "date", "day")
# UTF-8 first, because text in GBK is hardly ever valid UTF-8; GB 18030 holds all of GBK.
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class LineProblem:
    """One pasted line that cannot be read; ``number`` counts from 1."""

    number: int
    text: str
    message: Bilingual


@dataclass(frozen=True, slots=True)
class ReadDays:
    """What was understood and what was not; nothing is written while there are problems."""

    rows: tuple[DayRow, ...]
    problems: tuple[LineProblem, ...]


def read_days(text: str, year: int, activity_codes: frozenset[str] = frozenset()) -> ReadDays:
    """Read lines: day, kind, name, with ``/ English`` and ``[S2,S3]`` for a blackout of some activities.

    A line may also speak as the notice does, of several days at once. Empty lines, headings and those that
    begin with ``#`` are passed over.
    """
    rows: list[DayRow] = []
    problems: list[LineProblem] = []
    taken: dict[date, int] = {}
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.translate(NARROW).strip()
        if not line or line.startswith("#") or line.lower().startswith(HEADINGS):
            continue
        try:
            found = list(_rows(line, year, activity_codes))
            _refuse_twice(found, taken, number)
        except Unreadable as unreadable:
            problems.append(LineProblem(number, raw.strip(), unreadable.message))
        else:
            rows += found
    if not rows and not problems:
        problems.append(LineProblem(1, "", Bilingual("请粘贴至少一行。", "Paste at least one line.")))
    return ReadDays(tuple(rows), tuple(problems))


def decoded(content: bytes) -> str | None:
    """Return the text of an uploaded file in UTF-8 or GBK, or None where it is neither."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _rows(line: str, year: int, activity_codes: frozenset[str]) -> Iterator[DayRow]:
    found = LINE.fullmatch(line.replace('"', ""))
    if found is None and is_notice_line(line):
        yield from read_notice_line(line, year)
        return
    if found is None:
        raise Unreadable("请写成“2026-02-15 休 春节”。", "Write it as “2026-02-15 休 春节”.")
    first = _day(found.group(1, 2, 3), year)
    last = _day(found.group(4, 5, 6), year) if found[4] else first
    kind = KINDS.get(found[7].lower())
    longest = LONGEST_BLACKOUT if kind is DayKind.BLACKOUT else LONGEST_RANGE
    if not 0 <= (last - first).days < longest:
        raise Unreadable("起止日期不对。", "The first and the last day do not fit.")
    if kind is None:
        raise Unreadable(
            f"“{found[7]}”应为 休、班 或 避。",
            f"“{found[7]}” should be 休 (off), 班 (work) or 避 (blackout).",
        )
    name, codes = _name(found[8] or "", kind, activity_codes)
    for n in range((last - first).days + 1):
        yield DayRow(first + timedelta(days=n), kind, name, codes)


def _day(parts: tuple[str, ...], year: int) -> date:
    try:
        day = date(*map(int, parts))
    except ValueError:
        text = "-".join(parts)
        raise Unreadable(f"没有“{text}”这一天。", f"There is no day “{text}”.") from None
    if day.year != year:
        raise Unreadable(f"“{day}”不在{year}年。", f"“{day}” is not in {year}.")
    return day


def _name(text: str, kind: DayKind, activity_codes: frozenset[str]) -> tuple[Bilingual, frozenset[str]]:
    """Split ``城运会 / Games [S2,S3]`` into the name and the codes."""
    text, _, narrowed = text.replace("【", "[").replace("】", "]").partition("[")
    codes = frozenset(filter(None, re.split(r"[\s,，、\]]+", narrowed)))
    unknown = sorted(codes - activity_codes)
    if unknown:
        raise Unreadable(f"没有代号为“{unknown[0]}”的活动。", f"No activity has the code “{unknown[0]}”.")
    if codes and kind is not DayKind.BLACKOUT:
        raise Unreadable("只有“避”可以限定活动。", "Only a blackout can be bound to activities.")
    chinese, _, english = text.partition("/")
    if not chinese.strip() and kind is DayKind.WORK:
        return MAKE_UP, codes
    if not chinese.strip():
        raise Unreadable("请写明是什么日子。", "Say what day it is.")
    return Bilingual(chinese.strip(), english.strip()), codes


def _refuse_twice(rows: list[DayRow], taken: dict[date, int], number: int) -> None:
    """A day is a holiday or a workday once; blackouts lie beside either."""
    for day in [row.day for row in rows if row.kind is not DayKind.BLACKOUT]:
        if day in taken:
            raise Unreadable(
                f"{day} 在第 {taken[day]} 行已写过。", f"{day} is already given on line {taken[day]}."
            )
        taken[day] = number

"""Days as people write them in either language, with the words before and after that make them a first or a last."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from campaigns.core.days import MONTHS, day_in_words
from campaigns.core.quickadd.pieces import Line, PieceKind
from campaigns.core.wording import Bilingual

NUMERALS = "一二三四五六七八九十"
WEEKDAY_ZH = "(?:周|星期|礼拜)([一二三四五六日天])"
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_EN = "(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?"
MONTH_EN = f"({'|'.join(month[:3].lower() for month in MONTHS)})[a-z]*\\.?"
# A number below 100 in Chinese numerals.
NUMERAL = "(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
NUMBER_ZH = f"(\\d{{1,2}}|{NUMERAL})"
SAID = rf"(?:\s*\(?{WEEKDAY_ZH}\)?)?"
RELATIVE = {
    "今天": 0, "今日": 0, "明天": 1, "明日": 1, "大后天": 3, "后天": 2,
    "today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip

Reader = Callable[[re.Match[str], Line, date, int], date | None]


def number_of(text: str) -> int:
    """Return a number in figures, or below 100 in Chinese numerals: 12, 十二, 三十一, 两; else raise ValueError."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        raise ValueError(f"not a number below 100: {text}")
    if not ten:
        return NUMERALS.index(ones) + 1
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)


def weekday_of(word: str) -> int:
    """Return the weekday, Monday being 0, of 一 or of a name's first three letters."""
    if word in "一二三四五六":
        return NUMERALS.index(word)
    return 6 if word in "日天" else [name[:3] for name in WEEKDAYS_EN].index(word[:3])


def read_days(line: Line, today: date, year: int) -> None:
    """Take a first day, a last day and one day, where the line says them."""
    for day_pattern, reader in READERS:
        for before, after, kind in AROUND:
            pattern = re.compile(f"(?P<all>{before}(?P<day>{day_pattern}){after})")
            for match in line.matches(pattern):
                _take(line, match, re.compile(day_pattern), reader, kind, today, year)


def _take(
    line: Line,
    match: re.Match[str],
    day_pattern: re.Pattern[str],
    reader: Reader,
    kind: PieceKind,
    today: date,
    year: int,
) -> None:
    inner = day_pattern.fullmatch(match["day"])
    found = line.found
    held = {PieceKind.FROM: found.starts_on, PieceKind.UNTIL: found.until, PieceKind.DAY: found.day}[kind]
    if inner is None:
        return
    if held is not None:
        line.refuse(match.start(), match.end())
        return
    try:
        day = reader(inner, line, today, year)
    except ValueError:
        text = line.text[match.start("day") : match.end("day")].strip()
        line.note(f"没有“{text}”这一天。", f"There is no day “{text}”.")
        line.refuse(match.start(), match.end())
        return
    if day is None:
        line.refuse(match.start(), match.end())
        return
    match kind:
        case PieceKind.FROM:
            found.starts_on = day
        case PieceKind.UNTIL:
            found.until = day
        case _:
            found.day = day
    line.take(kind, match.start(), match.end(), dated(day))


def dated(day: date) -> Bilingual:
    """Return a day with its year and weekday."""
    words = day_in_words(day)
    return Bilingual(
        f"{day.year}年{words.zh}（周{'一二三四五六日'[day.weekday()]}）",
        f"{WEEKDAYS_EN[day.weekday()][:3].title()} {words.en} {day.year}",
    )


def _checked(line: Line, day: date, said: str | None) -> date:
    if said and weekday_of(said) != day.weekday():
        is_, words = "一二三四五六日"[day.weekday()], day_in_words(day)
        line.note(
            f"{words.zh}是周{is_}，不是周{'一二三四五六日'[weekday_of(said)]}，请核对。",
            f"{words.en} is a {WEEKDAYS_EN[day.weekday()].title()}, not a {WEEKDAYS_EN[weekday_of(said)].title()}.",
        )
    return day


def _iso(match: re.Match[str], line: Line, _today: date, _year: int) -> date:
    return _checked(line, date(int(match[1]), int(match[2]), int(match[3])), match[4])


def _zh(match: re.Match[str], line: Line, _today: date, year: int) -> date:
    day = date(int(match[1] or year), number_of(match[2]), number_of(match[3]))
    return _checked(line, day, match[4])


def _en(match: re.Match[str], line: Line, _today: date, year: int) -> date:
    names = [month[:3].lower() for month in MONTHS]
    return _checked(line, date(int(match[4] or year), names.index(match[3]) + 1, int(match[2])), match[1])


def _us(match: re.Match[str], line: Line, _today: date, year: int) -> date:
    names = [month[:3].lower() for month in MONTHS]
    return _checked(line, date(int(match[4] or year), names.index(match[2]) + 1, int(match[3])), match[1])


def _slashed(match: re.Match[str], line: Line, _today: date, year: int) -> date | None:
    one, other = int(match[1]), int(match[2])
    if one > 12 or other > 12 or one == other:
        return date(year, min(one, other), max(one, other))
    text = match[0]
    line.note(
        f"“{text}”可能是{one}月{other}日，也可能是{other}月{one}日，请写成“{one}月{other}日”。",
        f"“{text}” may be {one} {MONTHS[other - 1]} or {other} {MONTHS[one - 1]}; write the month as a word.",
    )
    return None


def _relative(match: re.Match[str], _line: Line, today: date, _year: int) -> date:
    return today + timedelta(days=RELATIVE[match[0]])


def _week_zh(match: re.Match[str], line: Line, today: date, _year: int) -> date:
    weeks = len(match[1]) if match[1] and "下" in match[1] else 0
    return _in_week(line, _as_typed(line, match), today, weeks, weekday_of(match[2]), is_named=bool(match[1]))


def _week_en(match: re.Match[str], line: Line, today: date, _year: int) -> date:
    weeks = 1 if match[1] and match[1].startswith("next") else 0
    return _in_week(line, _as_typed(line, match), today, weeks, weekday_of(match[2]), is_named=bool(match[1]))


def _in_week(line: Line, text: str, today: date, weeks: int, weekday: int, *, is_named: bool) -> date:
    """A weekday alone is the nearest one that is not over; what was understood is said, since others would differ."""
    day = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=weekday)
    if not is_named and day < today:
        day += timedelta(weeks=1)
    words = day_in_words(day)
    line.note(f"“{text}”理解为{words.zh}。", f"“{text}” is understood as {words.en}.")
    return day


def _as_typed(line: Line, match: re.Match[str]) -> str:
    """Return a day as it was typed; the pattern has seen it in small letters, alone."""
    at = line.rest.find(match[0])
    return line.text[at : at + len(match[0])].strip() if at >= 0 else match[0]


SAID_EN = rf"(?:{WEEKDAY_EN},?\s+)?"
READERS: tuple[tuple[str, Reader], ...] = (
    (rf"(?<!\d)(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})(?!\d)[日号]?{SAID}", _iso),
    (rf"(?:(\d{{4}})年\s*)?(?<!\d){NUMBER_ZH}月\s*{NUMBER_ZH}[日号]{SAID}", _zh),
    (rf"\b{SAID_EN}(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?\b{MONTH_EN}(?:,?\s+(\d{{4}})\b)?", _en),
    (rf"\b{SAID_EN}{MONTH_EN}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:点])(?:,?\s+(\d{{4}})\b)?", _us),
    (r"(?<![\d/:.])(\d{1,2})/(\d{1,2})(?![\d/:])", _slashed),
    ("|".join(sorted(map(re.escape, RELATIVE), key=len, reverse=True)), _relative),
    (rf"(本|这|下{{1,2}})?个?{WEEKDAY_ZH}", _week_zh),
    (rf"\b(next\s+|this\s+|coming\s+)?{WEEKDAY_EN}\b", _week_en),
)
# A first day, a last day, a day, in the order in which they are tried.
AROUND = (
    (r"(?:\b(?:from|starting(?:\s+on)?|beginning|since)\s+|[从自]\s*)", r"(?:\s*(?:起|开始))?", PieceKind.FROM),
    ("", r"\s*(?:起|开始)", PieceKind.FROM),
    (r"起\s*", "", PieceKind.FROM),
    (r"(?:\b(?:until|till|through|to)\s+|(?:截至|截止|到|至|~|-)\s*)", r"(?:\s*(?:为止|止))?", PieceKind.UNTIL),
    (r"(?:\bon\s+)?", "", PieceKind.DAY),
)  # fmt: skip

"""Times and lengths as people write them: 9:00-11:00, 下午2点到4点半, 2pm, 90 minutes, 全天."""

import re
from datetime import time

from campaigns.core.quickadd.days import NUMERAL, number_of
from campaigns.core.quickadd.pieces import Line, PieceKind
from campaigns.core.wording import Bilingual

HALF = "上午|早上|早晨|凌晨|中午|下午|午后|晚上|傍晚|晚"
AFTERNOON = ("下午", "午后", "晚上", "傍晚", "晚")
NUMBER = rf"\d{{1,2}}|{NUMERAL}"


def _clock(n: str) -> str:
    """Return the pattern of one time, its groups marked with ``n``."""
    zh = (
        rf"(?:(?P<half{n}>{HALF})\s*)?(?P<zh{n}>{NUMBER})\s*(?:点钟?|时)"
        rf"(?:(?P<fraction{n}>半|一刻|三刻)|(?P<zhmin{n}>{NUMBER})分?)?"
    )
    digital = (
        rf"(?:(?P<dhalf{n}>{HALF})\s*)?(?<![\d:])(?P<hour{n}>\d{{1,2}}):(?P<min{n}>\d{{2}})(?!\d)"
        rf"\s*(?P<ampm{n}>[ap]\.?m\b\.?)?"
    )
    english = rf"(?<![\d:])(?P<en{n}>\d{{1,2}})\s*(?P<enhalf{n}>[ap]\.?m\b\.?)"
    return f"(?:{zh}|{digital}|{english})"


TO = r"\s*(?:-+|~+|到|至|\bto\b|\buntil\b)\s*"
SPAN = re.compile(rf"(?:\bat\s+|\bfrom\s+)?{_clock('1')}{TO}{_clock('2')}")
# "2-4pm" and "9-11点" give the first hour as a bare figure.
SHORT_SPAN = re.compile(
    rf"(?:\bat\s+|\bfrom\s+)?(?:(?P<half0>{HALF})\s*)?(?<![\d:.-])(?P<bare>\d{{1,2}}){TO}{_clock('2')}"
)
ONE = re.compile(rf"(?:\bat\s+)?{_clock('1')}")
LENGTH = re.compile(
    rf"(?P<hours>\d{{1,2}}(?:\.5)?|{NUMERAL}|半)\s*(?:个?半?小时|hours?\b|h\b)|(?P<minutes>\d{{1,3}})\s*(?:分钟|min(?:ute)?s?\b)"
)
ALL_DAY = re.compile(r"全天|整天|\ball[ -]day\b")


def read_times(line: Line) -> None:
    """Take a span, or a start with or without a length, or the whole day."""
    for match in line.matches(ALL_DAY):
        line.found.is_all_day = True
        line.take(PieceKind.TIME, match.start(), match.end(), Bilingual("全天", "all day"))
        break
    for pattern in (SPAN, SHORT_SPAN, ONE):
        for match in line.matches(pattern):
            if line.found.start is None and not line.found.is_all_day:
                _take(line, match)
    for match in line.matches(LENGTH):
        if line.found.end is None and line.found.minutes is None:
            _take_length(line, match)


def _take(line: Line, match: re.Match[str]) -> None:
    said = match.groupdict()
    text = line.said(match)
    try:
        first, last = _both(line, said, text)
    except ValueError:
        line.note(f"“{text}”不是时间，请写成 9:00。", f"“{text}” is not a time; write 9:00.")
        line.refuse(match.start(), match.end())
        return
    if last is not None and last <= first:
        line.note(f"“{text}”的结束不晚于开始，请核对。", f"“{text}” ends before it begins.")
        line.refuse(match.start(), match.end())
        return
    line.found.start, line.found.end = first, last
    words = clock(first) if last is None else f"{clock(first)}—{clock(last)}"
    line.take(PieceKind.TIME, match.start(), match.end(), Bilingual(words, words))


def _both(line: Line, said: dict[str, str | None], text: str) -> tuple[time, time | None]:
    last, is_late = _one(line, said, "2", text) if "hour2" in said else (None, False)
    if said.get("bare"):
        if last is None:
            raise ValueError
        hour = int(said["bare"] or 0)
        later = hour + 12 if hour < 12 else hour
        is_afternoon = said.get("half0") in AFTERNOON or (is_late and later < last.hour)
        first = time(later if is_afternoon else hour)
        if said.get("half0") in AFTERNOON and last < first:
            last = _later(last)
        return first, last
    first, was_late = _one(line, said, "1", text, is_late_too=is_late and last is not None)
    if last is not None and was_late and last <= first:
        # 下午2点到4点: the half of the day is said once and holds for both.
        last = _later(last)
    return first, last


def _one(
    line: Line, said: dict[str, str | None], n: str, text: str, *, is_late_too: bool = False
) -> tuple[time, bool]:
    """Return a time, and whether it was said to be in the afternoon."""
    half = said[f"half{n}"] or said[f"dhalf{n}"]
    mark = said[f"ampm{n}"] or said[f"enhalf{n}"]
    hour = number_of(said[f"zh{n}"] or said[f"hour{n}"] or said[f"en{n}"] or "")
    minute = number_of(said[f"zhmin{n}"] or said[f"min{n}"] or "0") if said[f"fraction{n}"] is None else 0
    minute += {"半": 30, "一刻": 15, "三刻": 45}.get(said[f"fraction{n}"] or "", 0)
    if mark and not 1 <= hour <= 12:
        raise ValueError
    is_late = half in AFTERNOON or (mark or "").startswith("p")
    if mark and hour == 12:
        hour = 12 if is_late else 0
    elif is_late and hour < 12:
        hour += 12
    elif not half and not mark and 1 <= hour <= 5:
        if said[f"zh{n}"] and n != "2":
            hour, is_late = hour + 12, True
            line.note(f"“{text}”理解为下午。", f"“{text}” is understood as the afternoon.")
        elif n == "1" and not is_late_too:
            line.note(
                f"{hour}:{minute:02} 是凌晨；下午请写 {hour + 12}:{minute:02}。",
                f"{hour}:{minute:02} is in the night; for the afternoon write {hour + 12}:{minute:02}.",
            )
    return time(hour, minute), is_late


def _later(moment: time) -> time:
    return moment.replace(hour=moment.hour + 12) if moment.hour < 12 else moment


def _take_length(line: Line, match: re.Match[str]) -> None:
    if match["minutes"]:
        minutes = int(match["minutes"])
    elif match["hours"] == "半":
        minutes = 30
    elif "." in match["hours"]:
        minutes = round(float(match["hours"]) * 60)
    else:
        minutes = number_of(match["hours"]) * 60 + (30 if "半小时" in match[0] else 0)
    if not 0 < minutes <= 24 * 60:
        return
    line.found.minutes = minutes
    line.take(PieceKind.TIME, match.start(), match.end(), Bilingual(f"{minutes}分钟", f"{minutes} minutes"))


def end_of(start: time, minutes: int) -> time | None:
    """Return the time so many minutes later, or None where that is past midnight."""
    hour, minute = divmod(start.hour * 60 + start.minute + minutes, 60)
    return time(hour, minute) if hour < 24 else None


def clock(moment: time) -> str:
    """Return ``9:05``."""
    return f"{moment.hour}:{moment.minute:02}"

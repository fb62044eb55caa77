"""Rules as people write them, and how often: 每周二、周四, 每两周周四, 每月第一个周一, every second Thursday, x12."""

import re

from campaigns.core.quickadd.days import NUMERAL, WEEKDAY_EN, WEEKDAYS_EN, number_of, weekday_of
from campaigns.core.quickadd.pieces import Line, PieceKind, Repeats, Repetition
from campaigns.core.wording import Bilingual

NUMBER = rf"\d{{1,2}}|{NUMERAL}"
MOST_WEEKS, MOST_TIMES = 8, 104
WEEKDAYS_ZH = "一二三四五六日"
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
}
ORDINAL_ZH = {1: "第一个", 2: "第二个", 3: "第三个", 4: "第四个", 5: "第五个", -1: "最后一个"}
ORDINAL_EN = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}

WEEKDAY_ZH = "(?:周|星期|礼拜)[一二三四五六日天]"
# 周二、周四 and 周二、四 and 周二四; a figure that begins a date such as 二月 is none of them.
MORE_ZH = (
    rf"(?:\s*[、,和及]?\s*{WEEKDAY_ZH}|[、,和及][一二三四五六日天](?![月个号日\d])"
    r"|[一二三四五六日天](?=[、,和及\s\x00]|$))*"
)
WEEKLY_ZH = re.compile(
    rf"每(?:(?:隔(?P<gap>{NUMBER})?|(?P<every>{NUMBER}))个?(?:周|星期|礼拜)的?)?\s*(?P<days>{WEEKDAY_ZH}{MORE_ZH})"
)
MONTHLY_ZH = re.compile(
    r"每个?月(?:的)?\s*(?:(?P<last>最后一?个?|末个?)|第?(?P<nth>[一二三四五1-5])个?)\s*"
    r"(?:(?:周|星期|礼拜)(?P<day>[一二三四五六日天])|(?P<work>工作日))"
)
DAY_ZH = re.compile(rf"每个?月(?:的)?\s*(?:(?P<last>最后一天|月底|末)|(?P<day>\d{{1,2}}|{NUMERAL})[日号])")
DAY_EN = re.compile(
    r"\b(?:every month on )?the\s+(?:(?P<last>last day)|(?P<day>\d{1,2})(?:st|nd|rd|th))"
    r"(?:\s+(?:of|in)\s+(?:the|each|every)\s+month)\b"
)
LIST_EN = rf"{WEEKDAY_EN}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){WEEKDAY_EN})*"
WEEKLY_EN = re.compile(
    rf"\b(?:every|each)\s+(?:(?P<other>other|second|2nd)\s+|(?P<n>\d)\s+weeks?(?:\s+on)?\s+)?(?P<days>{LIST_EN})\b(?!\s+of\b)"
)
WEEKS_EN = re.compile(rf"\b(?:weekly|fortnightly|biweekly)(?:\s+on)?\s+(?P<days>{LIST_EN})\b")
MONTHLY_EN = re.compile(
    rf"\b(?:every|each|the)\s+(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last)\s+(?:{WEEKDAY_EN}|(?P<work>work(?:ing)?\s*day|weekday))\b(?P<month>\s+(?:of|in)\s+(?:the|each|every)\s+month)?"
)
COUNT = re.compile(
    rf"共?计?(?<![\d第:.])(?P<zh>\d{{1,3}}|{NUMERAL})\s*[次场](?!年)|\bx\s?(?P<x>\d{{1,3}})\b|(?<![\d:.])\b(?P<en>\d{{1,3}})\s*(?:x\b|times\b|sessions\b)"
)


def read_rule(line: Line) -> None:
    """Take a rule and a number of times, where the line says them."""
    for pattern, reader in (
        (DAY_ZH, _monthly_day),
        (DAY_EN, _monthly_day),
        (MONTHLY_ZH, _monthly_zh), (WEEKLY_ZH, _weekly_zh), (MONTHLY_EN, _monthly_en),
        (WEEKLY_EN, _weekly_en), (WEEKS_EN, _weekly_en),
    ):  # fmt: skip
        for match in line.matches(pattern):
            rule = reader(match, line) if line.found.rule is None else None
            if rule is not None:
                line.found.rule = rule
                line.take(PieceKind.RULE, match.start(), match.end(), in_words(rule))
            else:
                line.refuse(match.start(), match.end())
    for match in line.matches(COUNT):
        times = number_of(match["zh"] or match["x"] or match["en"]) if line.found.count is None else 0
        if times > MOST_TIMES:
            line.note(f"最多 {MOST_TIMES} 次，请改小。", f"At most {MOST_TIMES} times, please.")
            line.refuse(match.start(), match.end())
        elif times:
            line.found.count = times
            words = Bilingual(f"共{times}次", "once" if times == 1 else f"{times} times")
            line.take(PieceKind.COUNT, match.start(), match.end(), words)


def in_words(rule: Repetition) -> Bilingual:
    """Return a rule as a phrase."""
    zh = "、".join(f"周{WEEKDAYS_ZH[day]}" for day in rule.weekdays)
    en = " and ".join(WEEKDAYS_EN[day].title() for day in rule.weekdays)
    if rule.repeats is Repeats.MONTHLY_DAY:
        day = (
            Bilingual("最后一天", "last day") if rule.nth < 0 else Bilingual(f"{rule.nth}日", _nth(rule.nth))
        )
        return Bilingual(f"每月{day.zh}", f"the {day.en} of every month")
    if rule.repeats is Repeats.MONTHLY_WORKDAY:
        return Bilingual(
            f"每月{ORDINAL_ZH[rule.nth]}工作日", f"the {ORDINAL_EN[rule.nth]} workday of every month"
        )
    if rule.repeats is Repeats.MONTHLY_WEEKDAY:
        return Bilingual(f"每月{ORDINAL_ZH[rule.nth]}{zh}", f"the {ORDINAL_EN[rule.nth]} {en} of every month")
    if rule.every == 1:
        return Bilingual(f"每{zh}", f"every {en}")
    return Bilingual(f"每{rule.every}周的{zh}", f"{en} of every {rule.every} weeks")


def _weekly_zh(match: re.Match[str], line: Line) -> Repetition | None:
    days = re.findall("[一二三四五六日天]", re.sub("星期|礼拜", "周", match["days"]))
    every = number_of(match["every"]) if match["every"] else 1
    if "隔" in match[0]:
        every = number_of(match["gap"]) + 1 if match["gap"] else 2
    return _weekly(line, every, days)


def _weekly_en(match: re.Match[str], line: Line) -> Repetition | None:
    given = match.groupdict()
    every = 2 if given.get("other") or match[0].startswith(("fort", "biw")) else int(given.get("n") or 1)
    return _weekly(line, every, re.findall(f"\\b{WEEKDAY_EN}\\b", match["days"]))


def _weekly(line: Line, every: int, days: list[str]) -> Repetition | None:
    if not 1 <= every <= MOST_WEEKS:
        line.note(f"最多每 {MOST_WEEKS} 周一次。", f"At most every {MOST_WEEKS} weeks.")
        return None
    return Repetition(Repeats.WEEKLY, every, tuple(sorted({weekday_of(day) for day in days})))


def _nth(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _monthly_day(match: re.Match[str], line: Line) -> Repetition | None:
    nth = -1 if match["last"] else number_of(match["day"])
    if not (nth == -1 or 1 <= nth <= 31):
        line.note(f"没有每月{nth}日。", f"No month has a day {nth}.")
        return None
    return Repetition(Repeats.MONTHLY_DAY, nth=nth)


def _monthly_zh(match: re.Match[str], _line: Line) -> Repetition:
    nth = -1 if match["last"] else number_of(match["nth"])
    if match["work"]:
        return Repetition(Repeats.MONTHLY_WORKDAY, nth=nth)
    return Repetition(Repeats.MONTHLY_WEEKDAY, weekdays=(weekday_of(match["day"]),), nth=nth)


def _monthly_en(match: re.Match[str], line: Line) -> Repetition | None:
    nth, day = ORDINALS[match["nth"]], match[2]
    if match["work"]:
        return Repetition(Repeats.MONTHLY_WORKDAY, nth=nth)
    if nth == 2 and not match["month"] and not match[0].startswith("the"):
        text = line.said(match)
        line.note(
            f"“{text}”理解为每两周一次；要每月第二个，请写“{text} of the month”。",
            f"“{text}” is understood as every two weeks; for once a month write “{text} of the month”.",
        )
        return None
    if match[0].startswith("the") and not match["month"]:
        return None
    return Repetition(Repeats.MONTHLY_WEEKDAY, weekdays=(weekday_of(day),), nth=nth)

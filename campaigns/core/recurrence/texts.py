"""The text in which a rule is kept: RFC 5545's, with two parts of our own for what it cannot say.

``X-WORKDAY=n`` is the n-th working day of the month (RFC 5545 knows weekdays, not holidays and make-up workdays), and
``X-WEEK=n`` picks the n-th week of the month counted by its Mondays, of which BYDAY then names the days. A list of
dates is an RDATE (RFC 5545 3.8.5.2).
"""

import re
from datetime import date

from campaigns.core.recurrence.rules import (
    DateList,
    DayOfMonth,
    MonthlyRule,
    MonthPart,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
    WeeklyRule,
)

# RFC 5545 3.3.10, in the order of date.weekday().
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LIST = "RDATE;VALUE=DATE:"
ORDINAL = re.compile(r"([+-]?\d+)([A-Z]{2})")
ENDS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})


def rule_text(rule: Rule) -> str:
    """Return the text of a rule; the first day is kept beside it, as DTSTART is."""
    if isinstance(rule, DateList):
        return LIST + ",".join(f"{day:%Y%m%d}" for day in rule.days)
    if isinstance(rule, WeeklyRule):
        text = f"FREQ=WEEKLY;INTERVAL={rule.every_weeks};BYDAY={_days(rule.weekdays)}"
    else:
        text = f"FREQ=MONTHLY;INTERVAL={rule.every_months};{_part_text(rule.part)}"
    if rule.count is not None:
        return f"{text};COUNT={rule.count}"
    return f"{text};UNTIL={rule.until:%Y%m%d}" if rule.until is not None else text


def read_rule(text: str, starts_on: date) -> Rule:
    """Return the rule of a text; raises ValueError for anything that no planner of ours can have said."""
    if text.upper().startswith(LIST):
        return DateList(tuple(date.fromisoformat(day) for day in text[len(LIST) :].split(",")))
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    if parts.get("WKST", "MO") != "MO":
        raise ValueError(f"weeks begin on Monday here: {text!r}")
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    until = date.fromisoformat(parts["UNTIL"][:8]) if "UNTIL" in parts else None
    every, own = int(parts.get("INTERVAL", "1")), parts.keys() - ENDS
    if parts.get("FREQ") == "WEEKLY" and own <= {"BYDAY"}:
        weekdays = _weekdays(parts["BYDAY"]) if own else frozenset({starts_on.weekday()})
        return WeeklyRule(every, weekdays, starts_on, count, until)
    if parts.get("FREQ") == "MONTHLY":
        return MonthlyRule(every, _read_part(parts, own, starts_on), starts_on, count, until)
    raise ValueError(f"not a rule of ours: {text!r}")


def _part_text(part: MonthPart) -> str:
    match part:
        case NthWeekday():
            return "BYDAY=" + ",".join(f"{part.nth}{CODES[day]}" for day in sorted(part.weekdays))
        case NthWorkday():
            return f"X-WORKDAY={part.nth}"
        case DayOfMonth():
            return f"BYMONTHDAY={part.day}"
        case NthWeek():
            return f"X-WEEK={part.nth};BYDAY={_days(part.weekdays)}"


def _read_part(parts: dict[str, str], own: set[str], starts_on: date) -> MonthPart:
    if not own:
        return DayOfMonth(starts_on.day)
    if own == {"X-WORKDAY"}:
        return NthWorkday(int(parts["X-WORKDAY"]))
    if own == {"BYMONTHDAY"}:
        return DayOfMonth(int(parts["BYMONTHDAY"]))
    if own == {"X-WEEK", "BYDAY"}:
        return NthWeek(int(parts["X-WEEK"]), _weekdays(parts["BYDAY"]))
    if own == {"BYDAY", "BYSETPOS"} and len(_weekdays(parts["BYDAY"])) == 1:
        return NthWeekday(int(parts["BYSETPOS"]), _weekdays(parts["BYDAY"]))
    if own == {"BYDAY"}:
        return _ordinal_days(parts["BYDAY"])
    raise ValueError(f"not a part of a month that can be said here: {sorted(own)}")


def _ordinal_days(text: str) -> NthWeekday:
    found = [ORDINAL.fullmatch(day) for day in text.split(",")]
    nths = {int(one[1]) for one in found if one}
    if None in found or len(nths) != 1:
        raise ValueError(f"the weekdays of a month need one ordinal: {text!r}")
    return NthWeekday(nths.pop(), frozenset(CODES.index(one[2]) for one in found if one))


def _days(weekdays: frozenset[int]) -> str:
    return ",".join(CODES[day] for day in sorted(weekdays))


def _weekdays(text: str) -> frozenset[int]:
    return frozenset(CODES.index(day) for day in text.split(","))

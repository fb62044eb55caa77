"""What a calendar file may ask of us; everything is checked before any library sees it."""

import re

from calendars.reading.refusal import Unusable, quoted

LARGEST_FILE = 2 * 1024 * 1024
MOST_EVENTS = 2_000
MOST_ZONES = 50
MOST_OCCURRENCES = 730
MOST_SPANS = 5_000
MOST_YEARS = 5
MOST_RULES = 4
DEEPEST = 5
# RFC 5545 3.1 folds lines, so one that is kept is long only where it lists many dates.
LONGEST_LINE = 32_768
LONGEST_UID = 255
LONGEST_NAME = 100
# A name of a zone becomes part of a path, and 256 characters of it raise OSError.
LONGEST_ZONE, LONGEST_ZONE_PART = 128, 64
LARGEST_INTERVAL = 366
MOST_VALUES = 366

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
RULE_PARTS = frozenset(
    {
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO",
        "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND",
    }
)  # fmt: skip
CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
ZONE_NAME = re.compile(r"/?[\w+\-.,:;()& ]+(/[\w+\-.,:;()& ]+)*")


def checked_rule(text: str, line: int) -> dict[str, str]:
    """Return the parts of a recurrence rule, or refuse it: too often, too many, or not a rule."""
    parts: dict[str, str] = {}
    for piece in text.upper().rstrip(";").split(";"):
        name, equals, value = piece.strip().partition("=")
        if not equals or not value or name not in RULE_PARTS or name in parts:
            raise Unusable(
                f"看不懂重复规则中的“{quoted(piece)}”。", f"“{quoted(piece)}” is no part of a rule.", line
            )
        parts[name] = value
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise Unusable(
            f"重复规则“{quoted(frequency)}”太密或不认识，只能按天、周、月、年重复。",
            f"“{quoted(frequency)}” repeats too often or is unknown; use daily, weekly, monthly or yearly.",
            line,
        )
    _check_number(parts, "INTERVAL", LARGEST_INTERVAL, line)
    _check_number(parts, "COUNT", MOST_OCCURRENCES, line)
    _check_values(parts, line)
    return parts


def check_zone_name(name: str, line: int) -> None:
    """Refuse a name of a zone that is no name: too long, or on its way to another path."""
    is_long = len(name) > LONGEST_ZONE or any(
        len(part.encode()) > LONGEST_ZONE_PART for part in name.split("/")
    )
    if is_long or ".." in name or not ZONE_NAME.fullmatch(name):
        raise Unusable(
            f"时区名“{quoted(name)}”不能用。", f"“{quoted(name)}” is not the name of a time zone.", line
        )


def _check_number(parts: dict[str, str], name: str, largest: int, line: int) -> None:
    text = parts.get(name, "1")
    if len(text) > 9 or not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= largest:
        raise Unusable(
            f"重复规则的 {name} 是“{quoted(text)}”，须在 1 到 {largest} 之间。",
            f"{name} of the rule is “{quoted(text)}”; it must be from 1 to {largest}.",
            line,
        )


def _check_values(parts: dict[str, str], line: int) -> None:
    a_day = 1
    for name, value in parts.items():
        count = value.count(",") + 1
        a_day *= count if name in CLOCK_PARTS else 1
        if count > MOST_VALUES or a_day > 24:
            raise Unusable(
                f"重复规则的 {name} 列得太多。", f"{name} of the rule lists too many values.", line
            )

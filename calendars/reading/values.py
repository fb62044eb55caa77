"""The values of one event: moments in their zones, rules within limits, and what a planner is told of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from icalendar import vDate, vDatetime, vDuration, vText
from icalendar.parser import Contentline

from calendars.reading.limits import (
    LONGEST_NAME,
    LONGEST_UID,
    MOST_OCCURRENCES,
    MOST_RULES,
    MOST_YEARS,
    checked_rule,
)
from calendars.reading.lines import Block, Line
from calendars.reading.refusal import Unusable, quoted
from calendars.reading.zones import Zones
from campaigns.core.cleaning import on_one_line

FIRST_YEAR, LAST_YEAR = 1900, 2100
ONE_DAY = timedelta(days=1)
MANY = frozenset({"RRULE", "RDATE", "EXDATE"})
PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
WRONG = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall clock in a zone; ``is_day`` is a whole day, which begins at midnight."""

    wall: datetime
    zone: tzinfo
    is_day: bool = False

    @property
    def at(self) -> datetime:
        """Return the instant in UTC."""
        return self.wall.replace(tzinfo=self.zone).astimezone(UTC)

    def seen_in(self, zone: tzinfo) -> datetime:
        """Return the wall clock of another zone; a whole day is the same day everywhere."""
        return self.wall if self.is_day else self.at.astimezone(zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class BusyEvent:
    """One event as read; without ``takes_time`` it only says which occurrence of its rule is free."""

    line: int
    uid: str
    name: str
    start: Moment
    length: timedelta
    takes_time: bool
    recurrence: Moment | None
    rules: tuple[tuple[int, dict[str, str], Moment | None], ...]
    added: tuple[Moment, ...]
    excluded: tuple[Moment, ...]


class Properties:
    """The properties of one event, each parsed by icalendar and refused with its own line."""

    def __init__(self, block: Block, zones: Zones, home: tzinfo) -> None:
        self._zones, self._home = zones, home
        self.line = block.number
        self.found: dict[str, list[Line]] = {}
        for line in block.lines:
            same = self.found.setdefault(line.name, [])
            if same and line.name not in MANY:
                raise Unusable(
                    f"{line.name} 在一个日程里出现两次。", f"{line.name} stands twice.", line.number
                )
            same.append(line)

    def text(self, name: str) -> str:
        """Return a text with its escapes undone, empty where it is missing."""
        for line in self.found.get(name, ()):
            return str(vText.from_ical(_parts(line)[1]))
        return ""

    def word(self, name: str) -> str:
        """Return a word of a closed set, in capitals."""
        return self.text(name).strip().upper()

    def moments(self, name: str) -> tuple[Moment, ...]:
        """Return all moments of a property that may list several; of a period its start."""
        return tuple(
            self.moment(piece.partition("/")[0], zone, line.number)
            for line in self.found.get(name, ())
            for zone, text in [_parts(line)]
            for piece in _pieces(text, line.number)
        )

    def moment(self, text: str, zone_name: str, line: int) -> Moment:
        """Return one date or time; without a zone it is that of the edition."""
        text = text.strip().upper()
        try:
            if "T" not in text:
                moment = Moment(datetime.combine(vDate.from_ical(text), time()), self._home, True)
            else:
                found = vDatetime.from_ical(text)
                zone = UTC if found.tzinfo else self._zones.find(zone_name, line) if zone_name else self._home
                moment = Moment(found.replace(tzinfo=None), zone)
        except Unusable:
            raise
        except WRONG:
            raise Unusable(
                f"“{quoted(text)}”不是日期或时间。", f"“{quoted(text)}” is no date or time.", line
            ) from None
        if not FIRST_YEAR <= moment.wall.year <= LAST_YEAR:
            raise Unusable(
                f"“{quoted(text)}”的年份太远。", f"The year of “{quoted(text)}” is out of reach.", line
            )
        return moment

    def rules(self) -> Iterator[tuple[int, dict[str, str], Moment | None]]:
        """Yield the checked rules with their line and end."""
        lines = self.found.get("RRULE", [])
        for line in lines[MOST_RULES:]:
            raise Unusable("重复规则太多。", "There are too many rules.", line.number)
        for line in lines:
            parts = checked_rule(_parts(line)[1], line.number)
            until = parts.pop("UNTIL", None)
            yield line.number, parts, self.moment(until, "", line.number) if until else None


def read_event(block: Block, zones: Zones, home: tzinfo) -> BusyEvent | None:
    """Return an event, or None for one that takes nobody's time and stands for no occurrence of another."""
    given = Properties(block, zones, home)
    uid = given.text("UID").strip()
    if not uid or len(uid) > LONGEST_UID:
        raise Unusable("日程缺少 UID，或 UID 太长。", "The event has no UID, or one too long.", block.number)
    for line in given.found.get("EXRULE", ()):
        raise Unusable("不支持 EXRULE。", "EXRULE is not supported.", line.number)
    is_cancelled = given.word("STATUS") == "CANCELLED"
    is_free = given.word("TRANSP") == "TRANSPARENT" or given.word("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
    if (is_cancelled or is_free) and "RECURRENCE-ID" not in given.found:
        return None
    start = next(iter(given.moments("DTSTART")), None)
    if start is None:
        raise Unusable("日程缺少开始时间 DTSTART。", "The event has no start (DTSTART).", block.number)
    return BusyEvent(
        line=block.number,
        uid=uid,
        name="" if given.word("CLASS") in PRIVATE else on_one_line(given.text("SUMMARY"))[:LONGEST_NAME],
        start=start,
        length=_length(given, start),
        takes_time=not is_cancelled and not is_free,
        recurrence=_recurrence(given),
        rules=tuple(given.rules()),
        added=given.moments("RDATE"),
        excluded=given.moments("EXDATE"),
    )


def _recurrence(given: Properties) -> Moment | None:
    for line in given.found.get("RECURRENCE-ID", ()):
        if "RANGE" in line.text.partition(":")[0].upper():
            raise Unusable(
                "不支持“此后全部”的修改（RANGE）。",
                "A change of all later ones is not supported.",
                line.number,
            )
    return next(iter(given.moments("RECURRENCE-ID")), None)


def _length(given: Properties, start: Moment) -> timedelta:
    """Return how long an event takes; of whole days in days, so that summer time does not cut one short."""
    length = ONE_DAY if start.is_day else timedelta()
    number = given.line
    for line in given.found.get("DURATION", ()):
        number = line.number
        try:
            length = vDuration.from_ical(_parts(line)[1])
        except WRONG:
            raise Unusable("看不懂时长 DURATION。", "DURATION cannot be read.", number) from None
    for end in given.moments("DTEND"):
        number = given.found["DTEND"][0].number
        if end.is_day != start.is_day:
            raise Unusable(
                "开始和结束须同为日期或同为时间。", "Start and end must both be days or both times.", number
            )
        length = end.wall - start.wall if end.is_day else end.at - start.at
        if end.is_day and not length:
            length = ONE_DAY
    if length < timedelta():
        raise Unusable("结束早于开始。", "The end is before the start.", number)
    if length > timedelta(days=366 * MOST_YEARS):
        raise Unusable(f"日程长过 {MOST_YEARS} 年。", f"The event is longer than {MOST_YEARS} years.", number)
    return length


def _parts(line: Line) -> tuple[str, str]:
    """Return the zone that a line names, and its value."""
    try:
        _name, parameters, value = Contentline(line.text).parts()
    except WRONG:
        raise Unusable(
            f"看不懂“{quoted(line.text)}”。", f"“{quoted(line.text)}” cannot be read.", line.number
        ) from None
    zone = parameters.get("TZID", "")
    if not isinstance(zone, str):
        raise Unusable("时区有两个。", "There are two time zones.", line.number)
    return zone, value


def _pieces(text: str, line: int) -> list[str]:
    pieces = text.split(",")
    if len(pieces) > MOST_OCCURRENCES:
        raise Unusable("日期列得太多。", "Too many dates are listed.", line)
    return pieces

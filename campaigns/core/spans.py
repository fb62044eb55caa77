"""Spans of time, half-open, and the local days and ISO weeks they touch."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem

LONGEST = timedelta(days=40)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The time from ``starts_at`` up to, not including, ``ends_at``; ``check_span`` judges it."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError(f"a span needs aware instants, got {self.starts_at!r} and {self.ends_at!r}")

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both have an instant in common; touching ends have none."""
        return max(self.starts_at, other.starts_at) < min(self.ends_at, other.ends_at)


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week (GB/T 7408): Monday to Sunday, both inclusive, cut to the counted span."""

    iso_year: int
    iso_week: int
    monday_on: date
    sunday_on: date


def check_span(span: Span) -> list[Problem]:
    """Return what is wrong with the times of an event."""
    if span.ends_at <= span.starts_at:
        return [
            Problem("ends_at", Bilingual("结束时间要晚于开始时间。", "The end must be later than the start."))
        ]
    if span.ends_at - span.starts_at > LONGEST:
        message = Bilingual(
            "一场活动最长40天；更长的请设为活动的时间窗口。",
            "An event lasts at most 40 days; anything longer is the window of an activity.",
        )
        return [Problem("ends_at", message)]
    return []


def local_day(instant: datetime, zone: str) -> date:
    """Return the calendar day of an aware instant in an IANA zone."""
    if instant.tzinfo is None:
        raise ValueError(f"a local day needs an aware instant, got {instant!r}")
    return instant.astimezone(ZoneInfo(zone)).date()


def day_span(day: date, zone: str) -> Span:
    """Return the span of a local day, in UTC: from its midnight to the next, however long that is."""
    return days_span(day, day, zone)


def days_span(first: date, last: date, zone: str) -> Span:
    """Return the span of the local days ``first`` to ``last``, both inclusive, in UTC."""
    return Span(_midnight(first, zone), _midnight(last + timedelta(days=1), zone))


def days_of(span: Span, zone: str) -> tuple[date, ...]:
    """Return every local day the span touches; an end at midnight does not touch the day it begins."""
    first = local_day(span.starts_at, zone)
    last = max(first, local_day(span.ends_at - timedelta(microseconds=1), zone))
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def week_of(day: date) -> Week:
    """Return the whole ISO week of a day; it begins on Monday (GB/T 7408-2005 4.3.2.2)."""
    iso = day.isocalendar()
    monday = day - timedelta(days=iso.weekday - 1)
    return Week(iso.year, iso.week, monday, monday + timedelta(days=6))


def weeks_between(first: date, last: date) -> tuple[Week, ...]:
    """Return every ISO week that touches ``first`` to ``last``, both inclusive, the outer two cut to them."""
    weeks = []
    monday = week_of(first).monday_on
    while monday <= last:
        iso = monday.isocalendar()
        weeks.append(Week(iso.year, iso.week, max(monday, first), min(monday + timedelta(days=6), last)))
        monday += timedelta(days=7)
    return tuple(weeks)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)

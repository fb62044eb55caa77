"""When a venue is open and a person is to be had: weekly hours, and spans in which they are not."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.core.spans import Span, days_of
from campaigns.core.wording import Bilingual
from campaigns.errors import Problem

MINUTES_A_DAY = 24 * 60
OUTSIDE_HOURS = Bilingual("开放时间之外", "outside the open hours")


@dataclass(frozen=True, slots=True)
class OpenHours:
    """A weekly open time: Monday is 0, local minutes of the day, the end exclusive; the days are inclusive."""

    weekday: int
    start_minute: int
    end_minute: int
    first_on: date | None = None
    last_on: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether these hours hold on a day."""
        is_begun = self.first_on is None or self.first_on <= day
        return day.weekday() == self.weekday and is_begun and (self.last_on is None or day <= self.last_on)


@dataclass(frozen=True, slots=True)
class ClosedSpan:
    """A span of aware instants in which a venue is closed or a person away, the end exclusive."""

    starts_at: datetime
    ends_at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """All that is known of one venue or person; without weekly hours they are to be had at any time."""

    hours: tuple[OpenHours, ...] = ()
    closed: tuple[ClosedSpan, ...] = ()

    def why_closed(self, span: Span, zone: str, *, is_all_day: bool = False) -> Bilingual | None:
        """Return what a span runs into, or None where nothing speaks against it.

        With weekly hours, what lies outside all of them is closed. An all-day event asks only that each of its days
        has open hours: nobody means that a hall with an all-day fair is used at midnight.
        """
        for closed in self.closed:
            if span.overlaps(Span(closed.starts_at, closed.ends_at)):
                return Bilingual(closed.name) if closed.name else Bilingual("不开放的时段", "a closed time")
        if self.hours and not self._is_within_hours(span, zone, is_all_day=is_all_day):
            return OUTSIDE_HOURS
        return None

    def _is_within_hours(self, span: Span, zone: str, *, is_all_day: bool) -> bool:
        tz = ZoneInfo(zone)
        for day in days_of(span, zone):
            todays = sorted((one.start_minute, one.end_minute) for one in self.hours if one.covers(day))
            if is_all_day:
                if not todays:
                    return False
                continue
            midnight = datetime.combine(day, time(), tz)
            first = max(0, _minutes(span.starts_at - midnight))
            last = min(MINUTES_A_DAY, _minutes(span.ends_at - midnight, rounds_up=True))
            if not _covered(first, last, todays):
                return False
        return True


def check_hours(hours: OpenHours) -> list[Problem]:
    """Return what is wrong with weekly hours as somebody entered them."""
    problems = []
    if not 0 <= hours.start_minute < hours.end_minute <= MINUTES_A_DAY:
        message = Bilingual(
            "结束时间要晚于开始时间，都在同一天之内。", "Give an end later than the start, within one day."
        )
        problems.append(Problem("end", message))
    if hours.first_on and hours.last_on and hours.last_on < hours.first_on:
        message = Bilingual("最后一天不能早于第一天。", "The last day is before the first.")
        problems.append(Problem("last_on", message))
    return problems


def _minutes(length: timedelta, *, rounds_up: bool = False) -> int:
    minutes, rest = divmod(length, timedelta(minutes=1))
    return minutes + (1 if rounds_up and rest else 0)


def _covered(first: int, last: int, pieces: list[tuple[int, int]]) -> bool:
    """Tell whether pieces in order of start cover the minutes from ``first`` up to ``last``, together or alone."""
    reached = first
    for start, end in pieces:
        if start > reached:
            break
        reached = max(reached, end)
    return reached >= last

"""The rules a planner says: some weekdays of every n-th week, a place in every n-th month, or a list of dates."""

from dataclasses import dataclass
from datetime import date

MOST_WEEKS, MOST_MONTHS, MOST_DATES = 8, 12, 104
# A month has a day at most five times, and at most twenty-three working days.
MOST_OF_WEEKDAY, MOST_OF_WORKDAYS = 5, 23


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th of each weekday (Monday is 0) of a month; negative counts from its end, -1 being the last."""

    nth: int
    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        _check_nth(self.nth, MOST_OF_WEEKDAY)
        _check_weekdays(self.weekdays)


@dataclass(frozen=True, slots=True)
class NthWorkday:
    """The n-th working day of a month by the calendar of workdays; negative counts from its end."""

    nth: int

    def __post_init__(self) -> None:
        _check_nth(self.nth, MOST_OF_WORKDAYS)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of the month, 1 to 31, or -1 for its last; a month without it is passed over (RFC 5545 3.3.10)."""

    day: int

    def __post_init__(self) -> None:
        if self.day != -1 and not 1 <= self.day <= 31:
            raise ValueError(f"a month has the days 1 to 31, or -1 for its last, not {self.day}")


@dataclass(frozen=True, slots=True)
class NthWeek:
    """Weekdays of the n-th week of a month, its weeks counted by their Mondays; the last may reach into the next."""

    nth: int
    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        _check_nth(self.nth, MOST_OF_WEEKDAY)
        _check_weekdays(self.weekdays)


MonthPart = NthWeekday | NthWorkday | DayOfMonth | NthWeek


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Some weekdays (Monday is 0) of every n-th week; ends after ``count`` dates, or with ``until``, inclusive.

    Without either it goes on to the end of the edition.
    """

    every_weeks: int
    weekdays: frozenset[int]
    starts_on: date
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.every_weeks <= MOST_WEEKS:
            raise ValueError(f"a rule repeats every 1 to {MOST_WEEKS} weeks, not every {self.every_weeks}")
        _check_weekdays(self.weekdays)
        _check_end(self.count, self.until)


@dataclass(frozen=True, slots=True)
class MonthlyRule:
    """A part of every n-th month, counted from the month of the first day; it ends as a weekly rule does."""

    every_months: int
    part: MonthPart
    starts_on: date
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.every_months <= MOST_MONTHS:
            raise ValueError(f"a rule repeats every 1 to {MOST_MONTHS} months, not every {self.every_months}")
        _check_end(self.count, self.until)


@dataclass(frozen=True, slots=True)
class DateList:
    """Dates that follow no rule, ascending."""

    days: tuple[date, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.days) <= MOST_DATES:
            raise ValueError(f"a list has 1 to {MOST_DATES} dates, not {len(self.days)}")
        if list(self.days) != sorted(set(self.days)):
            raise ValueError("a list has its dates in order and each of them once")

    @property
    def starts_on(self) -> date:
        """Return the first date."""
        return self.days[0]

    @property
    def count(self) -> int | None:
        """Return how many dates there are to be."""
        return len(self.days)

    @property
    def until(self) -> date | None:
        """Return nothing: a list ends with its dates."""
        return None


Rule = WeeklyRule | MonthlyRule | DateList


def _check_nth(nth: int, most: int) -> None:
    if not 1 <= abs(nth) <= most:
        raise ValueError(f"a month has 1 to {most} of these, not {nth}")


def _check_weekdays(weekdays: frozenset[int]) -> None:
    if not weekdays or not weekdays <= set(range(7)):
        raise ValueError(f"a rule needs weekdays from 0 to 6, got {sorted(weekdays)}")


def _check_end(count: int | None, until: date | None) -> None:
    if count is not None and not 1 <= count <= MOST_DATES:
        raise ValueError(f"a rule has 1 to {MOST_DATES} dates, not {count}")
    if count is not None and until is not None:
        raise ValueError("RFC 5545 3.3.10: a rule has COUNT or UNTIL, never both")

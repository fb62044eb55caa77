"""Working days: the week's rule, and the holidays, make-up workdays and blackouts that differ from it."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from campaigns.core.wording import Bilingual
from campaigns.enums import DayKind

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day that differs from the week's rule; a blackout without ``activity_codes`` is meant for all."""

    day: date
    kind: DayKind
    name: Bilingual
    activity_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class YearStatus:
    """Whether the year's notice has been entered, and where the days come from."""

    year: int
    is_confirmed: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A calendar to ask about days, made by ``of``; a day without a row follows the week's rule."""

    holidays: Mapping[date, Bilingual] = field(default_factory=dict)
    make_up_days: Mapping[date, Bilingual] = field(default_factory=dict)
    blackout_rows: Mapping[date, tuple[DayRow, ...]] = field(default_factory=dict)
    years: Mapping[int, YearStatus] = field(default_factory=dict)

    @classmethod
    def of(
        cls, rows: Iterable[DayRow], years: Iterable[YearStatus] = (), *, seed: Iterable[DayRow] = ()
    ) -> "WorkCalendar":
        """Build a calendar from the administrator's rows over a seed.

        The seed fills only years that are not confirmed, because a confirmed year is complete as entered; a
        row always wins over the seed on its day. Blackouts lie beside both.
        """
        statuses = {status.year: status for status in years}
        confirmed = {status.year for status in statuses.values() if status.is_confirmed}
        chosen = {row.day: row for row in seed if row.day.year not in confirmed}
        blackouts: dict[date, tuple[DayRow, ...]] = {}
        for row in rows:
            if row.kind is DayKind.BLACKOUT:
                blackouts[row.day] = (*blackouts.get(row.day, ()), row)
            else:
                chosen[row.day] = row
        return cls(
            holidays={day: row.name for day, row in sorted(chosen.items()) if row.kind is DayKind.OFF},
            make_up_days={day: row.name for day, row in sorted(chosen.items()) if row.kind is DayKind.WORK},
            blackout_rows=blackouts,
            years=statuses,
        )

    def entering(self, rows: Iterable[DayRow], *, replacing: int | None = None) -> "WorkCalendar":
        """Return the calendar as it would stand with these holidays and workdays; blackouts stay as they are.

        ``replacing`` names a year whose other holidays and make-up workdays they take the place of.
        """
        entered = {row.day: row for row in rows if row.kind is not DayKind.BLACKOUT}
        sides = {DayKind.OFF: dict(self.holidays), DayKind.WORK: dict(self.make_up_days)}
        for kind, days in sides.items():
            kept = {d: n for d, n in days.items() if d not in entered and d.year != replacing}
            sides[kind] = kept | {row.day: row.name for row in entered.values() if row.kind is kind}
        return replace(
            self,
            holidays=dict(sorted(sides[DayKind.OFF].items())),
            make_up_days=dict(sorted(sides[DayKind.WORK].items())),
        )

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on the day; a blackout does not change that."""
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_off(self, day: date) -> bool:
        """Tell whether the day belongs to a holiday (休); an ordinary weekend does not."""
        return day in self.holidays

    def is_make_up(self, day: date) -> bool:
        """Tell whether the day is worked in exchange for a holiday (班)."""
        return day in self.make_up_days

    def mark(self, day: date) -> DayKind | None:
        """Return ``OFF`` (休), ``WORK`` (班) or nothing; ``labels.MARKS`` holds the one-letter marks."""
        if day in self.make_up_days:
            return DayKind.WORK
        return DayKind.OFF if day in self.holidays else None

    def name_of(self, day: date) -> Bilingual | None:
        """Return the name of the holiday, or of the holiday that the make-up workday serves."""
        return self.make_up_days.get(day) or self.holidays.get(day)

    def blackouts(self, day: date, activity_code: str | None = None) -> tuple[DayRow, ...]:
        """Return the day's blackouts for an activity; without one, those that are meant for all."""
        rows = self.blackout_rows.get(day, ())
        return tuple(row for row in rows if not row.activity_codes or activity_code in row.activity_codes)

    def is_confirmed(self, year: int) -> bool:
        """Tell whether the year's notice is entered; a year nobody entered is provisional."""
        status = self.years.get(year)
        return status is not None and status.is_confirmed

    def last_workday_on_or_before(self, day: date) -> date:
        """Return the day itself or the last working day before it."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def next_workday_on_or_after(self, day: date) -> date:
        """Return the day itself or the next working day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Count the working days from ``first`` to ``last``, both inclusive."""
        return sum(self.is_workday(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def add_workdays(self, day: date, count: int) -> date:
        """Return the working day ``count`` working days after the day, or before it when negative.

        The day itself is not counted, whether it is worked or not; 0 gives the day itself, or the next working
        day after one that is not worked.
        """
        if count == 0:
            return self.next_workday_on_or_after(day)
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def nth_workday(self, year: int, month: int, n: int) -> date | None:
        """Return the month's ``n``-th working day, from its end when negative, or nothing if it has not so many."""
        if n == 0:
            raise ValueError("Working days of a month are counted from 1, or from -1 at its end.")
        length = monthrange(year, month)[1]
        worked = [day for day in (date(year, month, d) for d in range(1, length + 1)) if self.is_workday(day)]
        return worked[n - 1 if n > 0 else n] if abs(n) <= len(worked) else None

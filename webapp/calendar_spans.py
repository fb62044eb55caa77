"""Which days a calendar page shows, and which it leads to."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.agenda import AgendaItem
from campaigns.core.spans import Span, days_of, week_of
from webapp.calendar_days import DayNote


@dataclass(frozen=True, slots=True)
class ShownSpan:
    """The days ``first`` to ``last``, both inclusive, around ``day``; ``before`` and ``after`` lead on."""

    view: str
    day: date
    first: date
    last: date
    before: date
    after: date

    def covers(self, day: date) -> bool:
        """Tell whether a day is meant by the page: in a month view the days around the month are not."""
        return self.view not in ("month", "list") or day.month == self.day.month


@dataclass(frozen=True, slots=True)
class Cell:
    """One day with its note and the events that touch it, in order of start."""

    note: DayNote
    items: tuple[AgendaItem, ...]
    is_meant: bool

    @property
    def on(self) -> date:
        """Return the cell's day."""
        return self.note.on

    @property
    def still_on(self) -> int:
        """Return how many events are not cancelled."""
        return sum(not item.is_cancelled for item in self.items)

    @property
    def is_clashing(self) -> bool:
        """Tell whether any event of the day clashes."""
        return any(item.clashes for item in self.items)


def span_of(view: str, day: date) -> ShownSpan:
    """Return the days that a view shows around a day."""
    if view == "day":
        return ShownSpan(view, day, day, day, day - timedelta(days=1), day + timedelta(days=1))
    if view == "week":
        week = week_of(day)
        step = timedelta(days=7)
        return ShownSpan(view, day, week.monday_on, week.sunday_on, day - step, day + step)
    if view == "year":
        year = day.year
        before, after = date(year - 1, 1, 1), date(year + 1, 1, 1)
        return ShownSpan(view, day, date(year, 1, 1), date(year, 12, 31), before, after)
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    before, after = (first - timedelta(days=1)).replace(day=1), last + timedelta(days=1)
    if view == "list":
        return ShownSpan(view, day, first, last, before, after)
    return ShownSpan(view, day, week_of(first).monday_on, week_of(last).sunday_on, before, after)


def first_day(year: int, today: date) -> date:
    """Return the day a page opens with when its address names none: today, or the start of another year."""
    return today if today.year == year else date(year, 1, 1)


def cells_of(
    notes: Sequence[DayNote], items: Iterable[AgendaItem], span: ShownSpan, zone: str
) -> tuple[Cell, ...]:
    """Return a cell for each day; an event of several days is in each of them."""
    by_day: dict[date, list[AgendaItem]] = {}
    for item in items:
        for on in days_of(Span(item.starts_at, item.ends_at), zone):
            by_day.setdefault(on, []).append(item)
    return tuple(Cell(note, tuple(by_day.get(note.on, ())), span.covers(note.on)) for note in notes)


def in_weeks(cells: Sequence[Cell]) -> list[Sequence[Cell]]:
    """Return cells that begin on a Monday, week by week."""
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def in_months(cells: Sequence[Cell]) -> list[tuple[int, list[list[Cell | None]]]]:
    """Return a year's cells as months of weeks; places before the first and after the last day are None."""
    months = []
    for month in range(1, 13):
        own: list[Cell | None] = [cell for cell in cells if cell.on.month == month]
        lead = date(cells[0].on.year, month, 1).weekday()
        padded = [None] * lead + own
        padded += [None] * (-len(padded) % 7)
        months.append((month, [padded[start : start + 7] for start in range(0, len(padded), 7)]))
    return months

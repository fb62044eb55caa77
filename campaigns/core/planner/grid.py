"""Half-days as integers: the search compares and adds numbers where the outside says days and halves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from campaigns.core.planner.tasks import HALVES, Assignment, Slot
from campaigns.enums import HalfDay

PARTS = len(HALVES)
ORDER: dict[HalfDay, int] = {half: number for number, half in enumerate(HALVES)}


def days_within(first: int, halves: int) -> range:
    """Return the days, as numbers of a grid, that an event beginning at a half-day takes part of."""
    return range(first // PARTS, (first + halves - 1) // PARTS + 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """The days from the first that any task knows; ``size`` is past the last half-day that one could take."""

    first: int
    size: int

    def number(self, slot: Slot) -> int:
        """Return a half-day's number; it grows with time."""
        return (slot.day.toordinal() - self.first) * PARTS + ORDER[slot.half]

    def slot(self, number: int) -> Slot:
        """Return the half-day of a number."""
        return Slot(self.day(number // PARTS), HALVES[number % PARTS])

    def day(self, number: int) -> date:
        """Return the day of a day's number."""
        return date.fromordinal(self.first + number)

    def day_number(self, day: date) -> int:
        """Return the number of a day, which may lie outside the grid."""
        return day.toordinal() - self.first

    def months(self) -> list[int]:
        """Return the month of each day, the first being 0."""
        days = [self.day(number) for number in range(self.size // PARTS)]
        return [(day.year - days[0].year) * 12 + day.month - days[0].month for day in days]


def _days_of(problem: Assignment) -> Iterator[date]:
    seen: set[int] = set()
    for task in problem.tasks:
        if task.current is not None:
            yield task.current.slot.day
        # Tasks of one kind share the very tuple of their slots, so most are looked through once.
        if id(task.slots) not in seen:
            seen.add(id(task.slots))
            yield from (slot.day for slot in task.slots)


def grid_of(problem: Assignment) -> Grid:
    """Return the grid over all days on which a task may stand or stands."""
    days: Iterable[int] = {day.toordinal() for day in _days_of(problem)} or {1}
    longest = max((task.halves for task in problem.tasks), default=1)
    return Grid(min(days), (max(days) - min(days) + 2 + longest // PARTS) * PARTS)

"""What every cell of a calendar says of its day: holiday or make-up workday, names, and the lunar day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from cnlunar import Lunar

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import DayKind
from campaigns.labels import MARKS

NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class DayNote:
    """One day: ``mark`` is 休 or 班, ``name`` the holiday it belongs to, ``lunar`` short and ``lunar_long`` in full."""

    on: date
    kind: DayKind | None
    mark: Bilingual
    name: Bilingual
    lunar: Bilingual
    lunar_long: Bilingual
    blackouts: tuple[Bilingual, ...] = ()


def day_notes(calendar: WorkCalendar, first: date, last: date) -> tuple[DayNote, ...]:
    """Return a note for each day from ``first`` to ``last``, both inclusive."""
    return tuple(day_note(calendar, first + timedelta(days=n)) for n in range((last - first).days + 1))


def day_note(calendar: WorkCalendar, on: date) -> DayNote:
    """Return the note of one day."""
    kind = calendar.mark(on)
    short, full = lunar_words(on)
    return DayNote(
        on=on,
        kind=kind,
        mark=MARKS[kind] if kind else NOTHING,
        name=calendar.name_of(on) or NOTHING,
        lunar=short,
        lunar_long=full,
        blackouts=tuple(row.name for row in calendar.blackouts(on)),
    )


@lru_cache(maxsize=4000)
def lunar_words(on: date) -> tuple[Bilingual, Bilingual]:
    """Return the lunar day as a cell shows it, where the first of a month bears its name, and in full."""
    lunar = Lunar(datetime.combine(on, time(12)))
    # The library adds whether the month has 29 or 30 days, which nobody writes in a date.
    month = lunar.lunarMonthCn.rstrip("大小")
    leap = "leap " if lunar.isLunarLeapMonth else ""
    day = lunar.lunarDay
    short = Bilingual(month if day == 1 else lunar.lunarDayCn, f"{lunar.lunarMonth}/{day}")
    full = Bilingual(f"农历{month}{lunar.lunarDayCn}", f"lunar {leap}month {lunar.lunarMonth}, day {day}")
    return short, full

"""A year's working calendar: exact from the notices that are known, else provisional from statutory dates."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlmodel import Session

from campaigns.core.wording import Bilingual
from campaigns.enums import DayKind
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.changes import record
from campaigns.presets.loader import load_calendars
from campaigns.presets.schema import CalendarYearSpec, DaysOff

MAKE_UP = Bilingual("调休上班", "Make-up workday")
PROVISIONAL = "法定节日推算，调休待国务院办公厅通知"


def seed_calendar_year(session: Session, year: int, *, now: datetime) -> CalendarYear:
    """Enter a year's days once and return the year; what an administrator has entered since stays untouched."""
    found = session.get(CalendarYear, year)
    if found is not None:
        return found
    spec = load_calendars().years.get(year)
    row = CalendarYear(
        year=year, is_confirmed=spec is not None, source=spec.source.zh if spec else PROVISIONAL
    )
    session.add(row)
    session.add_all(_exact(spec) if spec else _provisional(year))
    session.flush()
    record(session, actor=None, subject_kind="calendar_year", subject_id=year, verb="seeded", now=now,
           after={"is_confirmed": row.is_confirmed, "source": row.source})  # fmt: skip
    return row


def _exact(spec: CalendarYearSpec) -> Iterator[CalendarDay]:
    yield from _days(spec.holidays, DayKind.OFF)
    for day in spec.work:
        yield CalendarDay(day=day, kind=DayKind.WORK, name_zh=MAKE_UP.zh, name_en=MAKE_UP.en)
    yield from _days(spec.blackouts, DayKind.BLACKOUT)


def _days(rows: Iterable[DaysOff], kind: DayKind) -> Iterator[CalendarDay]:
    for row in rows:
        for n in range((row.last - row.first).days + 1):
            yield CalendarDay(
                day=row.first + timedelta(days=n),
                kind=kind,
                name_zh=row.zh,
                name_en=row.en,
                activity_codes=",".join(row.activities),
            )


def _provisional(year: int) -> Iterator[CalendarDay]:
    """Yield the statutory days; the package knows no make-up workdays before a notice is out."""
    # Imported here because a calendar is seeded once a year, and the library takes a tenth of a second of every start.
    import holidays

    english = holidays.country_holidays("CN", years=year, language="en_US")
    chinese = holidays.country_holidays("CN", years=year, language="zh_CN")
    for day, name in sorted(chinese.items()):
        if day.year == year:
            yield _statutory(day, name, english.get(day, ""))


def _statutory(day: date, name_zh: str, name_en: str) -> CalendarDay:
    return CalendarDay(day=day, kind=DayKind.OFF, name_zh=name_zh, name_en=name_en)

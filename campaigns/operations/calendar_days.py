"""Administrators enter holidays, make-up workdays and blackouts, and confirm a year by its notice."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.core.blackouts import BlackoutSpan, blackout_rows
from campaigns.core.permissions import Actor, may_administer
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.changes import record


def set_calendar_days(
    session: Session,
    year: int,
    rows: Sequence[DayRow],
    *,
    version: int,
    actor: Actor,
    now: datetime,
    is_whole_notice: bool = False,
) -> None:
    """Enter days, all or none; a day is a holiday or a workday, and may bear blackouts of different names beside it.

    ``version`` is that of the calendar year, 0 for one that nobody has entered. ``is_whole_notice`` says that the
    rows are all holidays and make-up workdays of the year, so that others are taken out.
    """
    problems = [
        Problem("name_zh", Bilingual("请写明是什么日子。", "Say what day it is."))
        for row in rows
        if not row.name.zh
    ]
    problems += [_elsewhere(row.day, year) for row in rows if row.day.year != year]
    if problems:
        raise Rejected(*problems)
    calendar = _locked_year(session, year, version, actor)
    given = {row.day for row in rows}
    standing = _days(session, given | _entered_days(session, year) if is_whole_notice else given)
    before = _in_words(standing)
    outdated = [old for old in standing if any(_replaces(row, old) for row in rows)]
    if is_whole_notice:
        outdated += [old for old in standing if old.day not in given and old.kind is not DayKind.BLACKOUT]
    for old in outdated:
        standing.remove(old)
        session.delete(old)
    session.flush()
    added = [_calendar_day(row) for row in rows]
    session.add_all(added)
    session.flush()
    record(session, actor=actor, subject_kind="calendar_year", subject_id=year, verb="days_set", now=now,
           before=before, after=dict.fromkeys(before, "") | _in_words([*standing, *added]))  # fmt: skip
    _advance(session, calendar)


def clear_blackout(
    session: Session, year: int, span: BlackoutSpan, *, version: int, actor: Actor, now: datetime
) -> None:
    """Take a blackout off its days; holidays and other blackouts of those days stay."""
    calendar = _locked_year(session, year, version, actor)
    standing = _days(session, {row.day for row in blackout_rows(span)})
    before = _in_words(standing)
    for row in [row for row in standing if row.kind is DayKind.BLACKOUT and row.name_zh == span.name.zh]:
        standing.remove(row)
        session.delete(row)
    session.flush()
    record(session, actor=actor, subject_kind="calendar_year", subject_id=year, verb="days_set", now=now,
           before=before, after=dict.fromkeys(before, "") | _in_words(standing))  # fmt: skip
    _advance(session, calendar)


def clear_calendar_day(
    session: Session, year: int, day: date, *, version: int, actor: Actor, now: datetime
) -> None:
    """Make a day follow its week's rule again, without any blackout."""
    if day.year != year:
        raise Rejected(_elsewhere(day, year))
    calendar = _locked_year(session, year, version, actor)
    standing = _days(session, {day})
    for row in standing:
        session.delete(row)
    session.flush()
    record(session, actor=actor, subject_kind="calendar_year", subject_id=year, verb="day_cleared", now=now,
           before=_in_words(standing), after=dict.fromkeys(_in_words(standing), ""))  # fmt: skip
    _advance(session, calendar)


def confirm_calendar_year(
    session: Session, year: int, source: str, *, is_confirmed: bool, version: int, actor: Actor, now: datetime
) -> None:
    """Record that a year's calendar follows its published notice, or that it does not yet."""
    calendar = _locked_year(session, year, version, actor)
    if is_confirmed and not source.strip():
        raise Rejected(Problem("source", Bilingual("请写明依据的通知。", "Name the notice it follows.")))
    before = {"is_confirmed": calendar.is_confirmed, "source": calendar.source}
    calendar.is_confirmed, calendar.source = is_confirmed, source.strip() or calendar.source
    _advance(session, calendar)
    record(session, actor=actor, subject_kind="calendar_year", subject_id=year, now=now,
           verb="confirmed" if is_confirmed else "unconfirmed", before=before,
           after={"is_confirmed": is_confirmed, "source": calendar.source})  # fmt: skip


def _elsewhere(day: date, year: int) -> Problem:
    return Problem("day", Bilingual(f"“{day}”不在{year}年。", f"“{day}” is not in {year}."))


def _locked_year(session: Session, year: int, version: int, actor: Actor) -> CalendarYear:
    if not may_administer(actor):
        raise Forbidden
    calendar = session.get(CalendarYear, year, with_for_update=True, populate_existing=True)
    if calendar is None:
        return CalendarYear(year=year, version=0)
    if calendar.version != version:
        raise Stale(calendar)
    return calendar


def _advance(session: Session, calendar: CalendarYear) -> None:
    calendar.version += 1
    session.add(calendar)
    session.flush()


def _days(session: Session, days: Iterable[date]) -> list[CalendarDay]:
    statement = select(CalendarDay).where(col(CalendarDay.day).in_(list(days)))
    return list(session.exec(statement.order_by(col(CalendarDay.day), col(CalendarDay.id))))


def _entered_days(session: Session, year: int) -> set[date]:
    of_year = col(CalendarDay.day).between(date(year, 1, 1), date(year, 12, 31))
    return set(session.exec(select(col(CalendarDay.day)).where(of_year)))


def _replaces(new: DayRow, old: CalendarDay) -> bool:
    if new.day != old.day:
        return False
    if DayKind.BLACKOUT in (new.kind, old.kind):
        return new.kind is old.kind and new.name.zh == old.name_zh
    return True


def _calendar_day(row: DayRow) -> CalendarDay:
    return CalendarDay(
        day=row.day,
        kind=row.kind,
        name_zh=row.name.zh,
        name_en=row.name.en,
        activity_codes=",".join(sorted(row.activity_codes)),
    )


def _in_words(rows: Iterable[CalendarDay]) -> dict[str, str]:
    """Return the log's values: by day its kinds and names."""
    words: dict[str, str] = {}
    for row in rows:
        text = " ".join(filter(None, (row.kind.value, row.name_zh, row.activity_codes)))
        words[row.day.isoformat()] = "; ".join(filter(None, (words.get(row.day.isoformat()), text)))
    return words

"""What a changed working calendar does to the plan of its year, event by event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.agenda import AgendaItem
from campaigns.core.impact import DayImpact, WeekImpact, calendar_impact, changed_days
from campaigns.core.permissions import Actor
from campaigns.core.spans import Span, days_of
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar
from campaigns.drafts import EventFilter
from campaigns.enums import DayKind, EventStatus
from campaigns.models.change import Change
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.placements import get_work_calendar

PLANNED = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED})
SETTLED = ("seeded", "confirmed")
DAYS_CHANGED = ("days_set", "day_cleared")


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that is still to come, with the first of its days that stands otherwise."""

    item: AgendaItem
    impact: DayImpact


@dataclass(frozen=True, slots=True)
class PlanImpact:
    """The events that lose a working day, those whose day is worked now, and the days and weeks themselves."""

    lost: tuple[Hit, ...] = ()
    gained: tuple[Hit, ...] = ()
    days: tuple[DayImpact, ...] = ()
    weeks: tuple[WeekImpact, ...] = ()

    @property
    def hits(self) -> int:
        """Return how many events stand on a day that changes."""
        return len(self.lost) + len(self.gained)


def find_plan_impact(
    session: Session, year: int, before: WorkCalendar, after: WorkCalendar, *, actor: Actor, now: datetime
) -> PlanImpact:
    """Return what a change of calendar hits of what is still to come; a year without an edition has no events."""
    changed = changed_days(before, after)
    impact = calendar_impact(before, after, changed)
    if not changed or year not in list_years(session):
        return PlanImpact(days=impact.days, weeks=impact.weeks)
    frame = get_frame(session, year)
    wanted = EventFilter(first_on=changed[0], last_on=changed[-1])
    by_day = {one.day: one for one in impact.days}
    hits = [
        Hit(item, found)
        for item in list_agenda(session, frame, actor, wanted)
        if item.status in PLANNED and item.starts_at > now
        for found in [_first_hit(item, frame.edition.zone, by_day)]
        if found is not None
    ]
    lost = tuple(hit for hit in hits if hit.impact.is_lost)
    return PlanImpact(lost, tuple(hit for hit in hits if not hit.impact.is_lost), impact.days, impact.weeks)


def get_calendar_before(session: Session, year: int, change_id: int) -> WorkCalendar:
    """Return the year's calendar as it stood before a line of the log, by taking back that line and all later."""
    lines = select(Change).where(
        Change.subject_kind == "calendar_year", Change.subject_id == year, col(Change.id) >= change_id
    )
    days: dict[date, str] = {}
    for line in session.exec(lines.order_by(col(Change.id).desc())):
        if line.verb in DAYS_CHANGED:
            days |= {date.fromisoformat(day): "" for day in line.after}
            days |= {date.fromisoformat(day): words for day, words in line.before.items()}
    calendar = get_work_calendar(session, year)
    kept = [row for row in _rows_of(calendar) if row.day not in days]
    return calendar.entering([*kept, *_worded(days)], replacing=year)


def find_unsettled_change_id(session: Session, year: int) -> int | None:
    """Return the first change of days since the year was seeded or confirmed last, or None."""
    lines = select(Change).where(Change.subject_kind == "calendar_year", Change.subject_id == year)
    found: int | None = None
    for line in session.exec(lines.order_by(col(Change.id))):
        if line.verb in SETTLED:
            found = None
        elif line.verb in DAYS_CHANGED and found is None:
            found = line.id
    return found


def _first_hit(item: AgendaItem, zone: str, by_day: dict[date, DayImpact]) -> DayImpact | None:
    """Return the first lost day of an event, else its first day that is worked now."""
    days = [by_day[day] for day in days_of(Span(item.starts_at, item.ends_at), zone) if day in by_day]
    return next((day for day in days if day.is_lost), days[0] if days else None)


def _rows_of(calendar: WorkCalendar) -> list[DayRow]:
    off = [DayRow(day, DayKind.OFF, name) for day, name in calendar.holidays.items()]
    return off + [DayRow(day, DayKind.WORK, name) for day, name in calendar.make_up_days.items()]


def _worded(days: dict[date, str]) -> Iterable[DayRow]:
    """Yield the holidays and workdays of the log's words, ``off 春节; blackout 两会``."""
    for day, words in days.items():
        for part in filter(None, words.split("; ")):
            kind, _, name = part.partition(" ")
            if kind in (DayKind.OFF, DayKind.WORK):
                yield DayRow(day, DayKind(kind), Bilingual(name))

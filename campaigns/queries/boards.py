"""The first screen and the year wall, gathered in few statements and arranged by their read models."""

from datetime import date

from sqlmodel import Session

from campaigns.board import YearBoard, year_board
from campaigns.core.permissions import Actor
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import EventFilter
from campaigns.enums import DayKind
from campaigns.queries.clashes import with_clashes
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import get_counting
from campaigns.queries.obligations import list_obligations
from campaigns.queries.placements import get_work_calendar
from campaigns.wall import WallDay, YearWall, hang_wall


def get_board(session: Session, frame: Frame, actor: Actor, *, today: date) -> YearBoard:
    """Return the year board as the actor may see it; required counts are those of the whole programme."""
    calendar = get_work_calendar(session, frame.edition.year)
    counting = get_counting(session, frame, calendar, today=today)
    items = list_agenda(session, frame, actor, EventFilter(), organisers=counting.organiser_ids)
    obligations = list_obligations(session, frame, actor, calendar, today=today)
    return year_board(
        frame.edition,
        frame.board_activities,
        with_clashes(session, frame, items, actor, calendar=calendar),
        counting.progress,
        obligations,
        today,
        counting.headline_ids,
    )


def get_wall(session: Session, frame: Frame, actor: Actor | None, *, today: date) -> YearWall:
    """Return the year wall of everything the actor may see; actor None is the system itself."""
    calendar = get_work_calendar(session, frame.edition.year)
    counting = get_counting(session, frame, calendar, today=today)
    items = list_agenda(session, frame, actor, EventFilter(), organisers=counting.organiser_ids)
    obligations = list_obligations(session, frame, actor, calendar, today=today)
    return hang_wall(
        frame.edition,
        today,
        frame.board_activities,
        items,
        sorted(counting.progress.requirements, key=lambda line: line.id not in counting.headline_ids),
        obligations.lines,
        wall_days(calendar, frame.edition.year),
        is_provisional=not calendar.is_confirmed(frame.edition.year),
    )


def wall_days(calendar: WorkCalendar, year: int) -> tuple[WallDay, ...]:
    """Return the holidays, make-up workdays and blackouts of a year."""
    days = [
        *(WallDay(day, DayKind.OFF, name) for day, name in calendar.holidays.items()),
        *(WallDay(day, DayKind.WORK, name) for day, name in calendar.make_up_days.items()),
        *(WallDay(row.day, row.kind, row.name) for rows in calendar.blackout_rows.values() for row in rows),
    ]
    return tuple(sorted((day for day in days if day.on.year == year), key=lambda day: (day.on, day.kind)))

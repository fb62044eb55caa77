"""The calendar: month, week, day, year and list of one edition, readable before any script runs."""

from datetime import date

from flask import Blueprint, render_template, request

from campaigns.core.permissions import may_host_at_all
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.schedules import list_schedule
from webapp.auth import get_actor
from webapp.calendar_days import day_notes
from webapp.calendar_spans import cells_of, first_day, in_months, in_weeks, span_of
from webapp.calendar_words import settings_of, statuses, words_of
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.filters import Shown, read_day, read_shown

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/<int:year>/calendar")
def show(year: int) -> str:
    """Show the days around a day; scripts replace the month, week and day by one that can be dragged in."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    shown = read_shown(request.args, frame)
    current = today(frame.edition.zone)
    span = span_of(shown.view or "month", read_day(shown.date, first_day(year, current)))
    items = list_schedule(session, frame, actor, shown.filter(span.first, span.last), now=now())
    calendar = get_work_calendar(session, span.first.year, span.last.year)
    cells = cells_of(day_notes(calendar, span.first, span.last), items, span, frame.edition.zone)
    return render_template(
        "calendar/show.html",
        frame=frame,
        shown=shown,
        span=span,
        cells=cells,
        is_provisional=not calendar.is_confirmed(span.day.year),
        number=len({item.id for cell in cells if cell.is_meant for item in cell.items}),
        years=list_years(session),
        today=current,
        now=now(),
        may_add=may_host_at_all(actor),
        in_weeks=in_weeks,
        in_months=in_months,
        leads_to=leads_to,
        settings=settings_of(frame, shown, span, may_add=may_host_at_all(actor)),
        words=words_of(),
        statuses=statuses,
    )


def leads_to(shown: Shown, day: date, years: tuple[int, ...], **changes: str) -> str:
    """Return the address of a calendar page around a day, in the edition of its year; empty where there is none."""
    if day.year not in years:
        return ""
    return shown.address(f"/{day.year}/calendar", date=day.isoformat(), **changes)

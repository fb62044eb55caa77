"""Required counts: what is required, done, planned and missing, and the evidence behind every number."""

from flask import Blueprint, render_template

from campaigns.core.permissions import may_host_at_all
from campaigns.drafts import EventFilter
from campaigns.errors import NotFound
from campaigns.queries.events import list_agenda
from campaigns.queries.figures import list_figures
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.ledgers import get_progress
from campaigns.queries.placements import get_work_calendar
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session

blueprint = Blueprint("counts", __name__)


@blueprint.get("/<int:year>/counts")
def index(year: int) -> str:
    """Show every required count of a year."""
    session = get_session()
    frame = get_frame(session, year)
    calendar = get_work_calendar(session, year)
    progress = get_progress(session, frame, calendar, today=today(frame.edition.zone))
    return render_template("counts/index.html", frame=frame, progress=progress, years=list_years(session))


@blueprint.get("/<int:year>/counts/<code>")
def show(year: int, code: str) -> str:
    """Show one count with the events and figures behind it, as far as the actor may see them."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    calendar = get_work_calendar(session, year)
    progress = get_progress(session, frame, calendar, today=today(frame.edition.zone))
    line = next((line for line in progress.requirements if line.code == code), None)
    if line is None:
        raise NotFound("requirement", code)
    behind = frozenset({*line.held_event_ids, *line.planned_event_ids})
    return render_template(
        "counts/show.html",
        frame=frame,
        line=line,
        calendar=calendar,
        items=list_agenda(session, frame, actor, EventFilter(ids=behind)),
        figures=list_figures(session, frame, actor, ids=frozenset(line.figure_ids)),
        may_add=may_host_at_all(actor),
        now=now(),
    )

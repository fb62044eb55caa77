"""The activities of a year and the page of each: target and pace, events by state, documents, feed."""

from dataclasses import replace

from flask import Blueprint, render_template

from campaigns.core.permissions import may_host_at_all, may_plan, may_record_end
from campaigns.drafts import EventFilter
from campaigns.queries.activities import get_activity_detail
from campaigns.queries.boards import get_board
from campaigns.queries.clashes import with_clashes
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.ledgers import get_counting
from campaigns.queries.obligations import list_obligations
from campaigns.queries.placements import get_work_calendar
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.bulk import ACTS, hosts_of

blueprint = Blueprint("activities", __name__)


@blueprint.get("/<int:year>/activities")
def index(year: int) -> str:
    """List the campaigns and supporting activities with what is held and planned."""
    session = get_session()
    frame = get_frame(session, year)
    board = get_board(session, frame, get_actor(), today=today(frame.edition.zone))
    return render_template("activities/index.html", frame=frame, board=board, years=list_years(session))


@blueprint.get("/<int:year>/a/<code>")
def show(year: int, code: str) -> str:
    """Show one activity."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    detail = get_activity_detail(session, frame, code)
    calendar = get_work_calendar(session, year)
    day = today(frame.edition.zone)
    counting = get_counting(session, frame, calendar, today=day)
    due = list_obligations(session, frame, actor, calendar, today=day)
    items = list_agenda(
        session, frame, actor, EventFilter(activity_code=code), organisers=counting.organiser_ids
    )
    return render_template(
        "activities/show.html",
        frame=frame,
        detail=detail,
        lines=[line for line in counting.progress.requirements if line.activity == detail.activity],
        items=with_clashes(session, frame, items, actor, calendar=calendar),
        obligations=replace(due, lines=tuple(line for line in due.lines if line.activity.code == code)),
        home=frame.home_of(actor),
        may_add=may_host_at_all(actor),
        acts=ACTS,
        hosts=hosts_of(frame, actor),
        may_end=may_record_end(actor),
        may_plan=may_plan(actor),
        now=now(),
    )

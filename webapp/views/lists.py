"""The list of events: the calendar's filters with sorting and pages, and the same lines as a file."""

from flask import Blueprint, Response, render_template, request

from campaigns.core.bulk import CHANGEABLE
from campaigns.core.permissions import may_host_at_all
from campaigns.queries.events import venue_ref
from campaigns.queries.frames import get_frame
from campaigns.queries.schedules import list_schedule
from campaigns.queries.venues import list_venues
from webapp.auth import get_actor
from webapp.calendar_words import statuses
from webapp.clock import now
from webapp.db import get_session
from webapp.event_lists import arranged, as_csv, month_span
from webapp.forms.bulk import ACTS, hosts_of
from webapp.forms.filters import read_shown
from webapp.i18n import language
from webapp.listing import page_of

blueprint = Blueprint("lists", __name__)


@blueprint.get("/<int:year>/events")
def index(year: int) -> str:
    """Show one page of the events that the filters leave."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    shown = read_shown(request.args, frame)
    found = list_schedule(session, frame, actor, shown.filter(*month_span(shown, year)), now=now())
    items = arranged(found, shown.sort, frame, language())
    return render_template(
        "lists/index.html",
        frame=frame,
        shown=shown,
        page=page_of(items, shown.page),
        now=now(),
        statuses=statuses,
        may_add=may_host_at_all(actor),
        acts=ACTS,
        hosts=hosts_of(frame, actor),
        changeable=sum(item.status in CHANGEABLE for item in items),
        venues=[venue_ref(row) for row in list_venues(session)] if may_host_at_all(actor) else [],
    )


@blueprint.get("/<int:year>/events.csv")
def export(year: int) -> Response:
    """Send all lines that the filters leave as a spreadsheet file."""
    session = get_session()
    frame = get_frame(session, year)
    shown = read_shown(request.args, frame)
    found = list_schedule(session, frame, get_actor(), shown.filter(*month_span(shown, year)), now=now())
    text = as_csv(arranged(found, shown.sort, frame, language()), frame, language(), now())
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="events-{year}.csv"'
    return response

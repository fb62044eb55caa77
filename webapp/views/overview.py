"""The first screen: four cards of what needs a look, and the year board."""

from calendar import monthrange
from datetime import date

from flask import Blueprint, render_template

from campaigns.core.permissions import may_host_at_all, may_plan
from campaigns.drafts import EventFilter
from campaigns.errors import NotFound
from campaigns.queries.boards import get_board
from campaigns.queries.clashes import with_clashes
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import get_frame, list_years
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session

blueprint = Blueprint("overview", __name__)


@blueprint.get("/<int:year>")
def board(year: int) -> str:
    """Show a year's board."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    return render_template(
        "overview/board.html",
        frame=frame,
        board=get_board(session, frame, actor, today=today(frame.edition.zone)),
        years=list_years(session),
        may_add=may_host_at_all(actor),
        may_plan=may_plan(actor),
    )


@blueprint.get("/<int:year>/board/<code>/<int:month>")
def cell(year: int, code: str, month: int) -> str:
    """Show the events of one chip: what the board opens in place, and a page of its own without JavaScript."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    if not 1 <= month <= 12:
        raise NotFound("month", month)
    first_on = date(year, month, 1)
    wanted = EventFilter(
        activity_code=frame.activity(code).code,
        first_on=first_on,
        last_on=first_on.replace(day=monthrange(year, first_on.month)[1]),
    )
    return render_template(
        "overview/cell.html",
        frame=frame,
        activity=frame.activity(code),
        month=first_on.month,
        items=with_clashes(session, frame, list_agenda(session, frame, actor, wanted), actor),
        now=now(),
    )

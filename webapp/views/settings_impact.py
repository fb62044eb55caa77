"""What a change of the working calendar hits, with one-click ways out; nothing moves by itself."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.agenda import AgendaItem
from campaigns.core.relocating import span_on
from campaigns.core.spans import Span
from campaigns.drafts import Move
from campaigns.errors import NotFound
from campaigns.operations.events import move_event
from campaigns.queries.dossiers import get_event_to_change
from campaigns.queries.frames import get_frame
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.event_notices import announce_saved, warn_of
from webapp.forms.moves import VersionForm
from webapp.views.settings_calendar import YEAR, impact_since

blueprint = Blueprint("settings_impact", __name__)


@blueprint.get(f"{YEAR}/impact")
def show(year: int) -> str:
    """List the events on days that stand otherwise since a line of the log."""
    since = _since(request.args.get("since", ""))
    impact = impact_since(year, since) if since else None
    return render_template("settings_calendar/impact.html", year=year, since=since, impact=impact)


@blueprint.post(f"{YEAR}/impact/<int:event_id>")
def move(year: int, event_id: int) -> ResponseReturnValue:
    """Move one event to a working day beside its own; one that cannot go there stays, and the page says why."""
    session, actor, form = get_session(), get_actor(), VersionForm()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    if form.validate_on_submit():
        with form.reporting():
            wanted = _move(item, request.form.get("day", ""), frame.edition.zone, form.version.data)
            move_event(session, frame, event_id, wanted, actor=actor, now=now())
            session.commit()
            announce_saved(_("已改期。"), frame, event_id, item.activity.code)
    warn_of(form)
    since = _since(request.form.get("since", ""))
    return redirect(f"/settings/calendar/{year}/impact?since={since}", 303)


def _move(item: AgendaItem, text: str, zone: str, version: int) -> Move:
    """Return the move to the day of a button; raises NotFound for what no button of ours sends."""
    try:
        span = span_on(Span(item.starts_at, item.ends_at), date.fromisoformat(text), zone)
    except (OverflowError, ValueError):
        raise NotFound("date", text) from None
    return Move(starts_at=span.starts_at, ends_at=span.ends_at, version=version)


def _since(text: str) -> int:
    """Return the line of the log an address names, 0 for none; a key of our tables has at most nine digits here."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

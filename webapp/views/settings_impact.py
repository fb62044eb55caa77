"""What a change of the working calendar hits, with one-click ways out; nothing moves by itself."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from werkzeug.utils import redirect

from campaigns.core.wording import Bilingual
from campaigns.operations.calendar_moves import DayMove, DaysMoved, move_events_to_days
from campaigns.queries.changes import find_last_change_id
from campaigns.queries.frames import get_frame
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.event_notices import warn_of
from webapp.forms.page_form import PageForm
from webapp.notices import announce
from webapp.views.settings_calendar import YEAR, impact_since

blueprint = Blueprint("settings_impact", __name__)


@blueprint.get(f"{YEAR}/impact")
def show(year: int) -> str:
    """List the events on days that stand otherwise since a line of the log."""
    since = request.args.get("since", 0, type=int)
    impact = impact_since(year, since) if 0 < since < 2**31 else None
    return render_template("settings_calendar/impact.html", year=year, since=since, impact=impact)


@blueprint.post(f"{YEAR}/impact/move")
def move(year: int) -> ResponseReturnValue:
    """Move the named events to the named days; those that cannot go there stay, and the page says why."""
    session, form = get_session(), PageForm()
    frame = get_frame(session, year)
    if form.validate_on_submit():
        wanted = [one for text in request.form.get("move", "").split() for one in [_day_move(text)] if one]
        done = move_events_to_days(session, frame, wanted, actor=get_actor(), now=now())
        session.commit()
        _announce(year, done)
    warn_of(form)
    since = request.form.get("since", 0, type=int)
    return redirect(f"/settings/calendar/{year}/impact?since={since}", 303)


def _day_move(text: str) -> DayMove | None:
    """Read ``12:3:2027-02-04``: event, version and day; None for what no button of ours sends."""
    try:
        event_id, version, day = text.split(":")
        return DayMove(int(event_id), int(version), date.fromisoformat(day))
    except ValueError:
        return None


def _announce(year: int, done: DaysMoved) -> None:
    if done.moved:
        count = len(done.moved)
        only = find_last_change_id(get_session(), "event", done.moved[0]) if count == 1 else None
        words = ngettext("已挪动 %(num)s 场。", "已挪动 %(num)s 场。", count)
        announce(words, undo=f"/{year}/changes/{only}/undo" if only else "")
    for refusal in done.refused:
        sentence = Bilingual("“{title}”没有挪动：{why}", "“{title}” was not moved: {why}")
        announce(sentence.filled(title=refusal.title, why=refusal.message), is_warning=True)

"""Closing out: what waits to be recorded, the one form per event, and opening again with a reason."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.utils import redirect

from campaigns.agenda import AgendaItem
from campaigns.core.lifecycle import is_locked
from campaigns.operations.closeouts import close_out, reopen_event
from campaigns.queries.closeouts import Recorded, find_recorded
from campaigns.queries.dossiers import get_event_to_change, list_to_close_out
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.venues import list_audiences, list_measures
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.event_notices import announce_saved
from webapp.forms.closeouts import CloseoutForm, closeout_form, closeout_values
from webapp.forms.moves import ReasonForm

blueprint = Blueprint("closeouts", __name__)


@blueprint.get("/<int:year>/closeouts")
def index(year: int) -> str:
    """List the events that are over and wait for the actor to record them."""
    session = get_session()
    frame = get_frame(session, year)
    items = list_to_close_out(session, frame, get_actor(), now())
    return render_template("closeouts/index.html", frame=frame, items=items, now=now())


@blueprint.route("/<int:year>/e/<int:event_id>/closeout", methods=["GET", "POST"])
def edit(year: int, event_id: int) -> ResponseReturnValue:
    """Record what happened; a recorded event leads back to its page, where it can be opened again."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    if request.method == "GET" and is_locked(item.status):
        return redirect(f"/{year}/e/{event_id}", 303)
    recorded = find_recorded(session, event_id)
    form = _form(session, frame, item, recorded)
    if form.validate_on_submit():
        with form.reporting():
            close_out(
                session, frame, event_id, form.draft(), version=form.version.data, actor=actor, now=now()
            )
            session.commit()
            announce_saved(_("已登记。"), frame, event_id, item.activity.code, may_undo=False)
            return redirect(f"/{year}/e/{event_id}?next=closeout", 303)
    if recorded is not None and form.theirs:
        form.show_recorded(recorded)
    return render_template("closeouts/edit.html", frame=frame, form=form, item=item), form.status


@blueprint.route("/<int:year>/e/<int:event_id>/reopen", methods=["GET", "POST"])
def reopen(year: int, event_id: int) -> ResponseReturnValue:
    """Unlock a recorded event with a reason, and go on to its form."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    form = ReasonForm(data={"version": item.version})
    if form.validate_on_submit():
        with form.reporting():
            reopen_event(
                session, frame, event_id, form.reason.data, version=form.version.data, actor=actor, now=now()
            )
            session.commit()
            announce_saved(_("已重新打开。"), frame, event_id, item.activity.code, may_undo=False)
            return redirect(f"/{year}/e/{event_id}/closeout", 303)
    return render_template("closeouts/reopen.html", frame=frame, form=form, item=item), form.status


def _form(session: Session, frame: Frame, item: AgendaItem, recorded: Recorded | None) -> CloseoutForm:
    """Return the form of the event's activity; numbers recorded before are never left out of a correction."""
    measures = list_measures(session, frame.edition.id, activity_id=item.activity.id)
    if recorded is not None and set(recorded.by_measure) - {row.code for row in measures}:
        known = {row.id for row in measures}
        others = list_measures(session, frame.edition.id)
        measures += tuple(row for row in others if row.code in recorded.by_measure and row.id not in known)
    values = {"is_held": "yes", "version": item.version} | closeout_values(recorded)
    return closeout_form(list_audiences(session, frame.edition.id), measures, **values)

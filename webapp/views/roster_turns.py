"""Turns of a roster: filled by the rule after a look, changed one by one, taken back."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.permissions import may_keep_rosters
from campaigns.errors import Forbidden, NotFound
from campaigns.operations.roster_turns import decide_turn, fill_roster, undo_roster_change
from campaigns.queries.changes import find_last_change_id
from campaigns.queries.frames import get_frame
from campaigns.queries.rosters import preview_fill
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.event_notices import warn_of
from webapp.forms.page_form import PageForm
from webapp.forms.rosters import NEXT, FillForm, TurnForm
from webapp.notices import announce
from webapp.views.rosters import sheet_shown

blueprint = Blueprint("roster_turns", __name__)


@blueprint.route("/<int:year>/rosters/<int:roster_id>/fill", methods=["GET", "POST"])
def fill(year: int, roster_id: int) -> ResponseReturnValue:
    """Show what the rule gives the open slots; posting assigns exactly that."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    again, day, form = bool(request.args.get("again")), today(frame.edition.zone), FillForm()
    if not may_keep_rosters(actor):
        raise Forbidden
    if form.validate_on_submit():
        with form.reporting():
            count = fill_roster(session, frame, roster_id, again=again, shown=form.shown.data,
                                version=form.version.data, actor=actor, now=now(), today=day)  # fmt: skip
            session.commit()
            announce(_("已排 %(n)s 期。", n=count), undo=_undo(year, roster_id))
            return redirect(f"/{year}/rosters/{roster_id}", 303)
    sheet, found = preview_fill(session, frame, actor, roster_id, again=again, now=now(), today=day)
    # What the page shows now is what its button assigns, also after somebody else was faster.
    form.version.data, form.shown.data = sheet.version, found.shown
    form.version.raw_data = None
    page = render_template(
        "roster_turns/fill.html", frame=frame, sheet=sheet, fill=found, form=form, again=again
    )
    return page, form.status


@blueprint.route(
    "/<int:year>/rosters/<int:roster_id>/e/<int:event_id>/m/<int:member_id>", methods=["GET", "POST"]
)
def turn(year: int, roster_id: int, event_id: int, member_id: int) -> ResponseReturnValue:
    """Let a member skip one turn, swap it or hand it over, with a reason."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    sheet = sheet_shown(frame, roster_id)
    slot, member = sheet.slot(event_id), sheet.member(member_id)
    if slot is None or member is None:
        raise NotFound("event", event_id)
    if not may_keep_rosters(actor):
        raise Forbidden
    form = TurnForm(data={"version": sheet.version, "other": request.args.get("other", NEXT)})
    form.offer(sheet, slot, member_id)
    if form.validate_on_submit():
        with form.reporting():
            decide_turn(session, frame, roster_id, form.draft(event_id, member_id), version=form.version.data,
                        actor=actor, now=now())  # fmt: skip
            session.commit()
            announce(_("已调整第%(n)s期的嘉宾。", n=slot.number), undo=_undo(year, roster_id))
            return redirect(f"/{year}/rosters/{roster_id}", 303)
    page = render_template(
        "roster_turns/turn.html", frame=frame, sheet=sheet, slot=slot, member=member, form=form
    )
    return page, form.status


@blueprint.post("/<int:year>/rosters/<int:roster_id>/changes/<int:change_id>/undo")
def undo(year: int, roster_id: int, change_id: int) -> ResponseReturnValue:
    """Take one filling or decision back; what was changed since stands, and the page says so."""
    session, actor, form = get_session(), get_actor(), PageForm()
    frame = get_frame(session, year)
    if form.validate_on_submit():
        with form.reporting():
            undo_roster_change(session, frame, roster_id, change_id, actor=actor, now=now())
            session.commit()
            announce(_("已撤销。"))
    warn_of(form)
    return redirect(f"/{year}/rosters/{roster_id}", 303)


def _undo(year: int, roster_id: int) -> str:
    return (
        f"/{year}/rosters/{roster_id}/changes/{find_last_change_id(get_session(), 'roster', roster_id)}/undo"
    )

"""Rosters: the list, one with its slots and how fair it is, its settings, and who can bring which topic."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.permissions import may_keep_rosters
from campaigns.errors import Forbidden
from campaigns.operations.rosters import edit_roster, make_roster, set_competence
from campaigns.queries.changes import list_changes
from campaigns.queries.frames import Frame, get_frame, list_years
from campaigns.queries.rosters import get_roster, list_rosters
from campaigns.queries.venues import list_persons
from campaigns.rosters import RosterSheet
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.rosters import CompetenceForm, RosterForm, values_of_sheet
from webapp.notices import announce
from webapp.rosterlog import roster_lines

blueprint = Blueprint("rosters", __name__)


@blueprint.get("/<int:year>/rosters")
def index(year: int) -> str:
    """List the rosters of a year."""
    session = get_session()
    frame = get_frame(session, year)
    return render_template(
        "rosters/index.html",
        frame=frame,
        years=list_years(session),
        rosters=list_rosters(session, frame),
        may_keep=may_keep_rosters(get_actor()),
    )


@blueprint.get("/<int:year>/rosters/<int:roster_id>")
def show(year: int, roster_id: int) -> str:
    """Show who comes when, how fair it is, and what people have decided."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    may_keep = may_keep_rosters(actor)
    changes = list_changes(session, "roster", roster_id)
    return render_template(
        "rosters/show.html",
        frame=frame,
        sheet=sheet_shown(frame, roster_id),
        log=roster_lines(changes, may_keep=may_keep),
        own_id=actor.organisation_id,
        may_keep=may_keep,
    )


@blueprint.route("/<int:year>/rosters/new", methods=["GET", "POST"])
def new(year: int) -> ResponseReturnValue:
    """Make a roster."""
    frame = get_frame(get_session(), year)
    usual = {"version": 0, "activity": request.args.get("activity"), "rule": "least_recent"}
    return _edited(frame, RosterForm(data=usual), None)


@blueprint.route("/<int:year>/rosters/<int:roster_id>/edit", methods=["GET", "POST"])
def edit(year: int, roster_id: int) -> ResponseReturnValue:
    """Change a roster's settings, members and topics."""
    frame = get_frame(get_session(), year)
    sheet = sheet_shown(frame, roster_id)
    return _edited(frame, RosterForm(data=values_of_sheet(sheet)), sheet)


@blueprint.route("/<int:year>/rosters/<int:roster_id>/competence", methods=["GET", "POST"])
def competence(year: int, roster_id: int) -> ResponseReturnValue:
    """Tick which member can bring which topic."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    sheet = sheet_shown(frame, roster_id)
    form = CompetenceForm(data={"version": sheet.version})
    ticked = {(m.id, t.id) for m in sheet.members for t in sheet.topics if m.can_bring(t.id)}
    if form.is_submitted():
        ticked = {(m.id, t.id) for m in sheet.members for t in sheet.topics if f"{m.id}:{t.id}" in _ticks()}
    if form.validate_on_submit():
        able = {m.id: frozenset(t for id_, t in ticked if id_ == m.id) for m in sheet.members}
        with form.reporting():
            version = form.version.data
            set_competence(session, frame, roster_id, able, version=version, actor=actor, now=now())
            session.commit()
            announce(_("已保存：%(name)s", name=_("主题与专长")))
            return redirect(f"/{year}/rosters/{roster_id}", 303)
    page = render_template("rosters/competence.html", frame=frame, sheet=sheet, form=form, ticked=ticked)
    return page, form.status


def sheet_shown(frame: Frame, roster_id: int) -> RosterSheet:
    """Return a roster as the person signed in sees it now, or raise NotFound."""
    return get_roster(
        get_session(), frame, get_actor(), roster_id, now=now(), today=today(frame.edition.zone)
    )


def _ticks() -> frozenset[str]:
    return frozenset(request.form.getlist("able"))


def _edited(frame: Frame, form: RosterForm, sheet: RosterSheet | None) -> ResponseReturnValue:
    session, actor = get_session(), get_actor()
    if not may_keep_rosters(actor):
        raise Forbidden
    form.offer(frame, {row.id or 0: row.name for row in list_persons(session)}, sheet)
    if form.validate_on_submit():
        with form.reporting():
            if sheet is None:
                row = make_roster(session, frame, form.draft(None), actor=actor, now=now())
            else:
                row = edit_roster(session, frame, sheet.id, form.draft(sheet), version=form.version.data,
                                  actor=actor, now=now())  # fmt: skip
            session.commit()
            announce(_("已保存：%(name)s", name=row.name_zh))
            return redirect(f"/{frame.edition.year}/rosters/{row.id}", 303)
    return render_template("rosters/edit.html", frame=frame, form=form, sheet=sheet), form.status

"""Activities and required counts of an edition, edited."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.planning_rules import PlanningRule
from campaigns.operations.settings import edit_activity, edit_planning, edit_requirement
from campaigns.queries.changes import list_changes
from campaigns.queries.frames import get_frame
from campaigns.queries.settings import (
    get_activity_row,
    get_requirement_row,
    list_activity_rows,
    list_requirement_rows,
    measures_by_activity,
)
from campaigns.queries.venues import list_measures
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.planning_rules import PlanningForm
from webapp.forms.settings import ActivityForm, RequirementForm, asked_measures, posted_measures
from webapp.logwords import plain_lines
from webapp.notices import announce

blueprint = Blueprint("settings_activities", __name__)


@blueprint.get("/settings/<int:year>/activities")
def index(year: int) -> str:
    """List the activities of an edition."""
    session = get_session()
    frame = get_frame(session, year)
    return render_template(
        "settings_activities/index.html",
        year=year,
        rows=list_activity_rows(session, frame.edition.id),
        asked=measures_by_activity(session, frame.edition.id),
        measures={measure.id: measure for measure in list_measures(session, frame.edition.id)},
    )


@blueprint.route("/settings/<int:year>/activities/<code>", methods=["GET", "POST"])
def edit(year: int, code: str) -> ResponseReturnValue:
    """Change an activity."""
    session = get_session()
    frame = get_frame(session, year)
    row = get_activity_row(session, frame.edition.id, code)
    form = ActivityForm(data=row.model_dump())
    if form.validate_on_submit():
        with form.reporting():
            version = form.version.data
            edit_activity(
                session, row, form.values(), posted_measures(), version=version, actor=get_actor(), now=now()
            )
            session.commit()
            announce(_("已保存：%(name)s", name=form.short_zh.data))
            return redirect(f"/settings/{year}/activities", 303)
    measures = list_measures(session, frame.edition.id)
    standing = measures_by_activity(session, frame.edition.id).get(row.id or 0, ())
    asked = asked_measures(measures, standing)
    log = plain_lines(list_changes(session, "activity", row.id or 0))
    page = render_template(
        "settings_activities/edit.html", year=year, row=row, form=form, asked=asked, log=log
    )
    return page, form.status


@blueprint.route("/settings/<int:year>/activities/<code>/planning", methods=["GET", "POST"])
def planning(year: int, code: str) -> ResponseReturnValue:
    """Change how an activity is planned."""
    session = get_session()
    frame = get_frame(session, year)
    row = get_activity_row(session, frame.edition.id, code)
    standing = PlanningRule.model_validate(row.planning).model_dump()
    form = PlanningForm(data={**standing, "version": row.version})
    if form.validate_on_submit():
        with form.reporting():
            edit_planning(session, row, form.rule(), version=form.version.data, actor=get_actor(), now=now())
            session.commit()
            announce(_("已保存：%(name)s", name=row.short_zh))
            return redirect(f"/settings/{year}/activities/{code}", 303)
    return render_template("settings_activities/planning.html", year=year, row=row, form=form), form.status


@blueprint.get("/settings/<int:year>/counts")
def counts(year: int) -> str:
    """List the required counts of an edition."""
    session = get_session()
    frame = get_frame(session, year)
    rows = list_requirement_rows(session, frame.edition.id)
    return render_template("settings_activities/counts.html", year=year, frame=frame, rows=rows)


@blueprint.route("/settings/<int:year>/counts/<code>", methods=["GET", "POST"])
def count(year: int, code: str) -> ResponseReturnValue:
    """Change a required count; the words of the notice stand beside it and stay as they are."""
    session = get_session()
    frame = get_frame(session, year)
    row = get_requirement_row(session, frame.edition.id, code)
    form = RequirementForm(data=row.model_dump())
    if form.validate_on_submit():
        with form.reporting():
            edit_requirement(
                session, row, form.values(), version=form.version.data, actor=get_actor(), now=now()
            )
            session.commit()
            announce(_("已保存：%(name)s", name=code))
            return redirect(f"/settings/{year}/counts", 303)
    log = plain_lines(list_changes(session, "requirement", row.id or 0))
    page = render_template(
        "settings_activities/count.html", year=year, frame=frame, row=row, form=form, log=log
    )
    return page, form.status

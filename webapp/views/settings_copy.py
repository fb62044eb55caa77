"""Next year from this one: the copy of an edition, and what came of it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.operations.copying import copy_edition
from campaigns.queries.copies import get_copy_summary
from campaigns.queries.frames import list_years
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.settings import CopyForm
from webapp.notices import announce

blueprint = Blueprint("settings_copy", __name__)


@blueprint.route("/settings/editions/copy", methods=["GET", "POST"])
def copy() -> ResponseReturnValue:
    """Ask which year to copy to which; the year is refused where it has an edition already."""
    session, actor = get_session(), get_actor()
    years = list_years(session)
    source = request.args.get("from", type=int)
    source = source if source in years else max(years, default=None)
    form = CopyForm(data={"source": source, "year": (source or 0) + 1})
    form.source.choices = [(year, str(year)) for year in years]
    if form.validate_on_submit():
        with form.reporting():
            made = copy_edition(session, form.source.data or 0, form.year.data or 0, with_events=form.with_events.data,
                                actor=actor, actor_name=actor.name, now=now(),
                                creation_key=form.creation_key.data or "")  # fmt: skip
            session.commit()
            announce(_("%(year)s年度计划已建立。", year=made.to_year))
            return redirect(f"/settings/editions/{made.to_year}/copied", 303)
    return render_template("settings_copy/copy.html", form=form, years=years), form.status


@blueprint.get("/settings/editions/<int(min=1990, max=2199):year>/copied")
def result(year: int) -> str:
    """Show what a copy made, every date a holiday moved, and what was not carried over."""
    summary = get_copy_summary(get_session(), year)
    return render_template("settings_copy/result.html", year=year, summary=summary)

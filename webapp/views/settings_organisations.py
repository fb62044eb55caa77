"""Organisations with the names they bear and bore."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.enums import OrganisationKind
from campaigns.models.organisation import Organisation
from campaigns.operations.naming import save_organisation
from campaigns.queries.changes import list_changes
from campaigns.queries.organisations import OrganisationLine, get_organisation, list_organisations
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.organisations import OrganisationForm
from webapp.i18n import language
from webapp.logwords import plain_lines
from webapp.notices import announce

blueprint = Blueprint("settings_organisations", __name__)


@blueprint.get("/settings/organisations")
def index() -> str:
    """List all organisations under today's names."""
    lines = list_organisations(get_session())
    by_id = {line.row.id: line for line in lines}
    return render_template("settings_organisations/index.html", lines=lines, by_id=by_id, year=today().year)


@blueprint.route("/settings/organisations/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add an organisation."""
    lines = list_organisations(get_session())
    form = OrganisationForm(data={"version": 0, "is_active": True, "position": len(lines), "names": [{}]})
    return _page(form, Organisation(slug="", kind=OrganisationKind.DEPARTMENT), lines)


@blueprint.route("/settings/organisations/<slug>", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    """Change an organisation and its names; one empty row waits for another name."""
    session = get_session()
    line = get_organisation(session, slug)
    names = [*(asdict(name) for name in line.names), {}]
    form = OrganisationForm(data=line.row.model_dump() | {"names": names})
    return _page(form, line.row, list_organisations(session))


def _page(
    form: OrganisationForm, row: Organisation, lines: tuple[OrganisationLine, ...]
) -> ResponseReturnValue:
    session, year = get_session(), today().year
    form.parent_id.choices = [
        ("", "—"),
        *organisation_choices([line for line in lines if line.row.id != row.id], year),
    ]
    if form.validate_on_submit():
        with form.reporting():
            save_organisation(
                session,
                row,
                form.values(),
                form.spans(),
                version=form.seen_version,
                actor=get_actor(),
                now=now(),
            )
            session.commit()
            announce(_("已保存：%(name)s", name=form.spans()[0].name_zh))
            return redirect("/settings/organisations", 303)
    log = plain_lines(list_changes(session, "organisation", row.id)) if row.id else ()
    return render_template("settings_organisations/edit.html", row=row, form=form, log=log), form.status


def organisation_choices(lines: Any, year: int) -> list[tuple[str, str]]:
    """Return id and name of organisations as a select field takes them."""
    is_english = language() == "en"
    return [
        (str(line.row.id), (is_english and line.name_of(year).name_en) or line.name_of(year).name_zh)
        for line in lines
    ]

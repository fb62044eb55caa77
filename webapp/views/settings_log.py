"""The whole change log, newest first, and the editions there are."""

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.errors import PresetError
from campaigns.operations.editions import create_edition
from campaigns.operations.once import wait_for_own
from campaigns.presets.loader import load_preset, preset_titles
from campaigns.queries.changes import LogFilter, list_log, list_log_choices
from campaigns.queries.settings import is_just_made, list_editions
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.filters import find_day
from webapp.forms.settings import EditionForm
from webapp.i18n import local
from webapp.logwords import KINDS, plain_lines
from webapp.notices import announce

blueprint = Blueprint("settings_log", __name__)

PAGE, LAST_PAGE = 50, 100_000


@blueprint.get("/settings/changes")
def changes() -> str:
    """Show a page of the log; filters and page are in the address."""
    session, given = get_session(), request.args
    wanted = LogFilter(
        person=given.get("person", ""),
        kind=given.get("kind", ""),
        first_on=find_day(given.get("from", "")),
        last_on=find_day(given.get("to", "")),
    )
    page = min(max(1, given.get("page", 1, type=int)), LAST_PAGE)
    zone = current_app.extensions["settings"].zone
    rows, total = list_log(session, wanted, zone, page=page, size=PAGE)
    persons, kinds = list_log_choices(session)
    return render_template(
        "settings_log/changes.html",
        lines=plain_lines(rows),
        wanted=wanted,
        persons=persons,
        kinds=[(kind, KINDS.get(kind)) for kind in kinds],
        page=page,
        pages=max(1, -(-total // PAGE)),
        total=total,
    )


@blueprint.route("/settings/editions", methods=["GET", "POST"])
def editions() -> ResponseReturnValue:
    """List the editions, and make one from a preset and a year."""
    session, actor = get_session(), get_actor()
    form = EditionForm(data={"year": today().year + 1})
    titles = {name: local(title) for name, title in preset_titles().items()}
    form.preset.choices = list(titles.items())
    if form.validate_on_submit():
        with form.reporting():
            try:
                preset, year = load_preset(form.preset.data), form.year.data or 0
                wait_for_own(session, actor)
                if is_just_made(session, preset.slug, year, actor=actor, now=now()):
                    return redirect(f"/{year}", 303)
                create_edition(session, preset, year, actor=actor, actor_name=actor.name, now=now())
                session.commit()
                announce(_("%(year)s年度计划已建立。", year=year))
                return redirect(f"/{year}", 303)
            except PresetError as error:
                form.refuse(local(error.message), form.preset)
    rows = list_editions(session)
    return render_template("settings_log/editions.html", rows=rows, titles=titles, form=form), form.status

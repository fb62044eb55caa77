"""How hard each kind of clash is in an edition: it blocks, it warns, or it is ignored."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.placements import DEFAULT_AMOUNTS
from campaigns.enums import ClashKind
from campaigns.operations.clash_rules import save_clash_rules
from campaigns.queries.changes import list_changes
from campaigns.queries.frames import get_frame
from campaigns.queries.settings import get_edition_version
from webapp.auth import get_actor
from webapp.clash_words import MEANINGS, UNITS
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.clash_rules import ClashRulesForm
from webapp.logwords import plain_lines
from webapp.notices import announce

blueprint = Blueprint("settings_clashes", __name__)


@blueprint.route("/settings/<int:year>/clashes", methods=["GET", "POST"])
def edit(year: int) -> ResponseReturnValue:
    """Show and change the levels and numbers of all kinds at once."""
    session = get_session()
    frame = get_frame(session, year)
    edition_id = frame.edition.id
    form = ClashRulesForm(data=ClashRulesForm.standing(frame.clash_rules, get_edition_version(session, year)))
    if form.validate_on_submit():
        with form.reporting():
            levels, amounts, version = form.levels(), form.amounts(), form.version.data
            save_clash_rules(
                session, edition_id, levels, amounts, version=version, actor=get_actor(), now=now()
            )
            session.commit()
            announce(_("已保存。"))
            return redirect(f"/settings/{year}/clashes", 303)
    if form.theirs:
        session.rollback()
        form.show_theirs(get_frame(session, year).clash_rules)
    log = plain_lines(list_changes(session, "clash_rule", edition_id))
    kinds = [(kind, MEANINGS[kind], UNITS.get(kind), kind in DEFAULT_AMOUNTS) for kind in ClashKind]
    page = render_template("settings_clashes/edit.html", year=year, form=form, kinds=kinds, log=log)
    return page, form.status

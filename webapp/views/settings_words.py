"""Audience categories and measures of an edition: added, edited, put in order."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest
from werkzeug.utils import redirect

from campaigns.errors import NotFound
from campaigns.models.measure import Audience, Measure
from campaigns.operations.settings import move_named, save_named
from campaigns.queries.frames import get_frame
from campaigns.queries.settings import get_named_row
from campaigns.queries.venues import list_audiences, list_measures
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.settings import AudienceForm, MeasureForm
from webapp.notices import announce
from webapp.places import key_of

blueprint = Blueprint("settings_words", __name__)

MODELS: dict[str, Any] = {"audiences": (Audience, AudienceForm), "measures": (Measure, MeasureForm)}


@blueprint.get("/settings/<int:year>/words")
def index(year: int) -> str:
    """List both."""
    session = get_session()
    frame = get_frame(session, year)
    audiences, measures = list_audiences(session, frame.edition.id), list_measures(session, frame.edition.id)
    return render_template("settings_words/index.html", year=year, audiences=audiences, measures=measures)


@blueprint.route("/settings/<int:year>/<any(audiences, measures):kind>/<row_id>", methods=["GET", "POST"])
def edit(year: int, kind: str, row_id: str) -> ResponseReturnValue:
    """Change one, or add one under the address ``new``."""
    session = get_session()
    edition_id = get_frame(session, year).edition.id
    model, form_class = MODELS[kind]
    row = _row(model, edition_id, row_id)
    form = form_class(data=row.model_dump() if row.id else {"version": 0, "is_whole": True})
    if form.validate_on_submit():
        with form.reporting():
            save_named(session, row, form.values(), version=form.seen_version, actor=get_actor(), now=now())
            session.commit()
            announce(_("已保存：%(name)s", name=form.name_zh.data))
            return redirect(f"/settings/{year}/words#{kind}", 303)
    page = render_template(
        "settings_words/edit.html", year=year, kind=kind, is_new=row_id == "new", form=form
    )
    return page, form.status


@blueprint.post("/settings/<int:year>/<any(audiences, measures):kind>/<int:row_id>/move")
def move(year: int, kind: str, row_id: int) -> ResponseReturnValue:
    """Move one up or down."""
    session = get_session()
    row: Any = get_named_row(session, MODELS[kind][0], get_frame(session, year).edition.id, row_id)
    step = {"up": -1, "down": 1}.get(request.form.get("direction", ""))
    version = key_of(request.form.get("version", ""))
    if step is None or version is None:
        raise BadRequest
    move_named(session, row, step, version=version, actor=get_actor(), now=now())
    session.commit()
    return redirect(f"/settings/{year}/words#{kind}", 303)


def _row(model: Any, edition_id: int, row_id: str) -> Any:
    if row_id == "new":
        return model(edition_id=edition_id)
    key = key_of(row_id)
    if key is None:
        raise NotFound("row", row_id)
    return get_named_row(get_session(), model, edition_id, key)

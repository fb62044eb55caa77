"""Resources: places and persons with the days on which each is taken."""

import hashlib

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.permissions import may_administer
from campaigns.enums import VenueKind
from campaigns.labels import choices
from campaigns.models.venue import Venue
from campaigns.operations.settings import save_venue
from campaigns.queries.changes import list_changes
from campaigns.queries.frames import Frame, get_frame, list_years
from campaigns.queries.resources import list_person_lines, list_venue_lines
from campaigns.queries.venues import get_venue
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.organisations import VenueForm
from webapp.i18n import language, local
from webapp.listing import page_of, wanted_venues
from webapp.logwords import plain_lines
from webapp.notices import announce

blueprint = Blueprint("venues", __name__)


@blueprint.get("/<int:year>/venues")
def index(year: int) -> str:
    """List the places, by kind and district, with their year."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    lines = wanted_venues(
        list_venue_lines(session, frame, actor, today=today(frame.edition.zone)), request.args
    )
    return render_template(
        "venues/index.html",
        frame=frame,
        years=list_years(session),
        today=today(frame.edition.zone),
        may_edit=may_administer(actor),
        kinds=choices(VenueKind, language()),
        page=page_of(lines, request.args.get("page", 1, int)),
    )


@blueprint.get("/<int:year>/persons")
def persons(year: int) -> str:
    """List the persons with their year."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    lines = list_person_lines(session, frame, actor, today=today(frame.edition.zone))
    return render_template(
        "venues/persons.html",
        frame=frame,
        years=list_years(session),
        today=today(frame.edition.zone),
        page=page_of(lines, request.args.get("page", 1, int)),
    )


@blueprint.route("/<int:year>/venues/new", methods=["GET", "POST"])
def new(year: int) -> ResponseReturnValue:
    """Add a place; its short code follows from the form's key, so that a double click adds one."""
    frame = get_frame(get_session(), year)
    form = VenueForm(data={"version": 0, "is_active": True, "kind": request.args.get("kind")})
    key = hashlib.sha256((form.creation_key.data or "").encode()).hexdigest()[:12]
    return _page(frame, form, Venue(slug=f"v-{key}", kind=VenueKind.OTHER, name_zh=""))


@blueprint.route("/<int:year>/venues/<int:venue_id>", methods=["GET", "POST"])
def edit(year: int, venue_id: int) -> ResponseReturnValue:
    """Change a place."""
    row = get_venue(get_session(), venue_id)
    return _page(get_frame(get_session(), year), VenueForm(data=row.model_dump()), row)


def _page(frame: Frame, form: VenueForm, row: Venue) -> ResponseReturnValue:
    session, year = get_session(), frame.edition.year
    form.district_id.choices = [("", "—"), *((str(d.id), local(d.short)) for d in frame.districts)]
    if form.validate_on_submit():
        with form.reporting():
            save_venue(session, row, form.values(), version=form.seen_version, actor=get_actor(), now=now())
            session.commit()
            announce(_("已保存：%(name)s", name=form.name_zh.data))
            return redirect(f"/{year}/venues?kind={form.kind.data}", 303)
    log = plain_lines(list_changes(session, "venue", row.id)) if row.id else ()
    return render_template("venues/edit.html", frame=frame, form=form, row=row, log=log), form.status

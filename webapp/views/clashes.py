"""The clashes of a year as a list, and the buttons that clear one."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.utils import redirect

from campaigns.core.permissions import may_administer
from campaigns.core.wording import Bilingual
from campaigns.drafts import Move
from campaigns.enums import ClashKind, ClashLevel
from campaigns.labels import choices
from campaigns.operations.events import move_event
from campaigns.operations.relocations import relocate_event
from campaigns.queries.availability import get_person
from campaigns.queries.dossiers import get_event_to_change
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.remedies import ClashFilter, list_clashes
from campaigns.queries.venues import get_venue
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.event_notices import announce_saved, warn_of
from webapp.forms.remedies import PlaceForm, SlotForm, read_clash_filter
from webapp.i18n import language, local
from webapp.listing import page_of
from webapp.places import inner_place

blueprint = Blueprint("clashes", __name__)


@blueprint.get("/<int:year>/clashes")
def index(year: int) -> str:
    """List the events still to come that clash, each with what would clear it."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    wanted = read_clash_filter(request.args)
    found = list_clashes(session, frame, actor, wanted, now=now())
    page = page_of(found.lines, request.args.get("page", 1, int))
    return render_template(
        "clashes/index.html",
        frame=frame,
        years=list_years(session),
        may_administer=may_administer(actor),
        page=page,
        only=_owner_name(session, wanted),
        remedies=found.remedies(page.items, now=now()),
        kinds=choices(ClashKind, language()),
        levels=[one for one in choices(ClashLevel, language()) if one[0] != ClashLevel.IGNORED.value],
    )


def _owner_name(session: Session, wanted: ClashFilter) -> str:
    """Return the venue or person to which an address narrows the list."""
    if wanted.venue_id:
        venue = get_venue(session, wanted.venue_id)
        return local(Bilingual(venue.name_zh, venue.name_en))
    return get_person(session, wanted.person_id).name if wanted.person_id else ""


@blueprint.post("/<int:year>/clashes/<int:event_id>/time")
def move(year: int, event_id: int) -> ResponseReturnValue:
    """Give an event the time that was offered."""
    session, actor, form = get_session(), get_actor(), SlotForm()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    if form.validate_on_submit():
        with form.reporting():
            wanted = Move(starts_at=form.starts_at.data, ends_at=form.ends_at.data, version=form.version.data)
            move_event(session, frame, event_id, wanted, actor=actor, now=now())
            session.commit()
            announce_saved(_("已改期。"), frame, event_id, item.activity.code)
    warn_of(form)
    return redirect(inner_place(request.form.get("next") or f"/{year}/clashes"), 303)


@blueprint.post("/<int:year>/clashes/<int:event_id>/place")
def relocate(year: int, event_id: int) -> ResponseReturnValue:
    """Give an event the venue that was offered."""
    session, actor, form = get_session(), get_actor(), PlaceForm()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    if form.validate_on_submit():
        with form.reporting():
            version, venue_id = form.version.data, form.wanted_id
            relocate_event(session, frame, event_id, venue_id, version=version, actor=actor, now=now())
            session.commit()
            announce_saved(_("已换地点。"), frame, event_id, item.activity.code)
    warn_of(form)
    return redirect(inner_place(request.form.get("next") or f"/{year}/clashes"), 303)

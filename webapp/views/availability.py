"""When one venue is open and when one person is there."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.permissions import may_keep_hours, may_plan
from campaigns.core.spans import Span
from campaigns.enums import ClashKind
from campaigns.operations.availability import (
    Owner,
    add_closed_span,
    add_open_hours,
    put_back_availability,
    remove_availability,
)
from campaigns.queries.availability import get_person, list_availability
from campaigns.queries.changes import list_changes
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.remedies import ClashFilter, count_hit
from campaigns.queries.venues import get_venue
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.filters import WEEKDAYS_EN, WEEKDAYS_ZH
from webapp.forms.availability import ClosedForm, HoursForm
from webapp.forms.page_form import PageForm
from webapp.i18n import ENGLISH, language
from webapp.logwords import plain_lines
from webapp.notices import announce
from webapp.places import inner_place

blueprint = Blueprint("availability", __name__)


@blueprint.route("/<int:year>/venues/<int:venue_id>/hours", methods=["GET", "POST"])
def venue(year: int, venue_id: int) -> ResponseReturnValue:
    """Show when a venue is open, and add to it."""
    row = get_venue(get_session(), venue_id)
    name = row.name_en if language() == ENGLISH and row.name_en else row.name_zh
    return _page(get_frame(get_session(), year), Owner(venue_id=venue_id), name)


@blueprint.route("/<int:year>/persons/<int:person_id>", methods=["GET", "POST"])
def person(year: int, person_id: int) -> ResponseReturnValue:
    """Show when a person is there, and add to it."""
    row = get_person(get_session(), person_id)
    return _page(get_frame(get_session(), year), Owner(person_id=person_id), row.name)


@blueprint.post("/<int:year>/availability/<int:row_id>/remove")
def remove(year: int, row_id: int) -> ResponseReturnValue:
    """Take a row out; the notice puts it back."""
    session = get_session()
    change_id = remove_availability(session, row_id, actor=get_actor(), now=now())
    session.commit()
    announce(_("已删除。"), undo=f"/{year}/availability/changes/{change_id}/undo")
    return redirect(inner_place(request.form.get("back")), 303)


@blueprint.post("/<int:year>/availability/changes/<int:change_id>/undo")
def undo(year: int, change_id: int) -> ResponseReturnValue:
    """Put back what was taken out."""
    session = get_session()
    owner = put_back_availability(session, change_id, actor=get_actor(), now=now())
    session.commit()
    announce(_("已撤销。"))
    return redirect(address_of(year, owner), 303)


def address_of(year: int, owner: Owner) -> str:
    """Return the page of a venue's or a person's hours."""
    kind, id_ = owner.subject
    return f"/{year}/venues/{id_}/hours" if kind == "venue" else f"/{year}/persons/{id_}"


def _page(frame: Frame, owner: Owner, name: str) -> ResponseReturnValue:
    session, actor = get_session(), get_actor()
    hours = HoursForm() if "start" in request.form else HoursForm(formdata=None)
    closed = ClosedForm() if "starts_on" in request.form else ClosedForm(formdata=None)
    hours.offer()
    if _added(frame, owner, hours, closed):
        _announce_saved(frame, owner, closed)
        return redirect(address_of(frame.edition.year, owner), 303)
    kind, id_ = owner.subject
    page = render_template(
        "availability/show.html",
        frame=frame,
        name=name,
        kind=kind,
        hours=hours,
        closed=closed,
        rows=list_availability(session, venue_id=owner.venue_id, person_id=owner.person_id),
        weekdays=WEEKDAYS_EN if language() == ENGLISH else WEEKDAYS_ZH,
        may_edit=may_keep_hours(actor),
        back=address_of(frame.edition.year, owner),
        log=plain_lines(one for one in list_changes(session, kind, id_) if one.verb.startswith("hours_")),
    )
    return page, max(hours.status, closed.status)


def _announce_saved(frame: Frame, owner: Owner, closed: ClosedForm) -> None:
    """Say how many coming events a new closure or absence hits, with the ways to clear that."""
    kind = ClashKind.VENUE_CLOSED if owner.venue_id else ClashKind.PERSON_AWAY
    actor, year, hit = get_actor(), frame.edition.year, 0
    if "starts_on" in request.form:
        given = closed.span(frame.edition.zone)
        wanted = ClashFilter(kind, venue_id=owner.venue_id, person_id=owner.person_id)
        span = Span(given.starts_at, given.ends_at)
        hit = count_hit(get_session(), frame, actor, span, wanted, now=now())
    if not hit:
        announce(_("已保存。"))
        return
    name, id_ = owner.subject
    links = [(_("看冲突"), f"/{year}/clashes?kind={kind.value}&{name}={id_}")]
    if may_plan(actor):
        links.append((_("重新排"), f"/{year}/plan"))
    announce(_("已保存。这段时间有 %(n)s 场已经排好的活动受影响。", n=hit), is_warning=True, links=links)


def _added(frame: Frame, owner: Owner, hours: HoursForm, closed: ClosedForm) -> bool:
    """Add what was entered in one of the two forms and tell whether it was right."""
    form: PageForm = hours if "start" in request.form else closed
    if request.method != "POST" or not form.validate_on_submit():
        return False
    session, actor, is_added = get_session(), get_actor(), False
    with form.reporting():
        if form is hours:
            add_open_hours(session, owner, hours.hours(), actor=actor, now=now())
        else:
            add_closed_span(session, owner, closed.span(frame.edition.zone), actor=actor, now=now())
        session.commit()
        is_added = True
    if not is_added:
        session.rollback()
    return is_added

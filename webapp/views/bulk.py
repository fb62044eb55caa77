"""One change for many events: saved at once where nothing is lost, else shown first; and taken back whole."""

from urllib.parse import parse_qsl

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from werkzeug.utils import redirect

from campaigns.bulk import MOST, BulkDraft, BulkPreview
from campaigns.core.bulk import CHANGEABLE
from campaigns.core.permissions import Actor
from campaigns.operations.bulk import change_events, check_bulk
from campaigns.operations.bulk_undo import BulkUndone, undo_bulk
from campaigns.queries.bulk import preview_bulk
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.schedules import list_schedule
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.event_lists import month_span
from webapp.event_notices import warn_of
from webapp.forms.bulk import ACTS, BulkForm, versions_of
from webapp.forms.filters import read_shown
from webapp.forms.page_form import PageForm
from webapp.i18n import local
from webapp.notices import announce
from webapp.places import inner_place

blueprint = Blueprint("bulk", __name__)
MOST_NAMED = 5


@blueprint.post("/<int:year>/bulk")
def change(year: int) -> ResponseReturnValue:
    """Change the chosen events; what is lost, left out or would clash is shown before anything is saved."""
    session, actor, form = get_session(), get_actor(), BulkForm()
    frame = get_frame(session, year)
    form.offer(frame, actor)
    preview = None
    if form.validate_on_submit():
        draft = form.draft(_chosen(session, frame, actor, form))
        form.chosen.data = " ".join(f"{id_}.{version}" for id_, version in draft.versions.items())
        with form.reporting():
            preview = _shown(session, frame, draft, actor)
            if (form.has_seen(preview) or not preview.needs_a_look) and preview.hit:
                done, whole = change_events(session, frame, draft, actor=actor, now=now())
                session.commit()
                _announce(year, done, whole.id if whole else None)
                return redirect(_back(year, form.next.data), 303)
    back = _back(year, form.next.data)
    page = render_template("bulk/preview.html", frame=frame, form=form, preview=preview, acts=ACTS, back=back)
    return page, form.status


@blueprint.post("/<int:year>/bulk/<int:change_id>/undo")
def undo(year: int, change_id: int) -> ResponseReturnValue:
    """Put back what stands as the bulk change left it, and name the rest."""
    session, actor, form = get_session(), get_actor(), PageForm()
    frame = get_frame(session, year)
    with form.reporting():
        undone = undo_bulk(session, frame, change_id, actor=actor, now=now())
        session.commit()
        announce(_in_words(undone), is_warning=bool(undone.kept))
    warn_of(form)
    return redirect(_back(year, request.form.get("next")), 303)


def _chosen(session: Session, frame: Frame, actor: Actor, form: BulkForm) -> dict[int, int]:
    """Return the versions by id: those of a page that was shown, of ticked boxes, or of everything a filter leaves."""
    if form.chosen.data:
        return versions_of(form.chosen.data.split())
    if not form.everything.data:
        return versions_of(request.form.getlist("event"))
    shown = read_shown(MultiDict(parse_qsl(form.query.data or "")), frame)
    span = month_span(shown, frame.edition.year)
    found = list_schedule(session, frame, actor, shown.filter(*span), now=now())
    return {item.id: item.version for item in found[:MOST] if item.status in CHANGEABLE}


def _shown(session: Session, frame: Frame, draft: BulkDraft, actor: Actor) -> BulkPreview:
    check_bulk(draft)
    return preview_bulk(session, frame, draft, actor=actor)


def _announce(year: int, done: BulkPreview, change_id: int | None) -> None:
    words = _("%(act)s：已处理 %(count)s 场。", act=local(ACTS[done.act]), count=len(done.hit))
    if done.left:
        words += " " + _("%(count)s 场没有动。", count=len(done.left))
    announce(words, undo=f"/{year}/bulk/{change_id}/undo" if change_id else "")


def _in_words(undone: BulkUndone) -> str:
    words = _("已撤销，%(count)s 场恢复原样。", count=undone.count)
    if undone.kept:
        named = "；".join(f"{local(one.title)}（{local(one.why)}）" for one in undone.kept[:MOST_NAMED])
        words += " " + _("%(count)s 场没有撤销：%(named)s", count=len(undone.kept), named=named)
    return words


def _back(year: int, wanted: str | None) -> str:
    return inner_place(wanted) if wanted else f"/{year}/events"

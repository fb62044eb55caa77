"""A calendar file as availability of a venue or a person: read, shown, and written whole once it is confirmed."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from calendars.reading.apart import read_apart
from calendars.reading.reader import Reading
from campaigns.core.cleaning import on_one_line
from campaigns.core.imported import ImportPlan, plan_import
from campaigns.operations.availability import Owner
from campaigns.operations.availability_import import import_spans, undo_import
from campaigns.queries.availability import get_person, list_imported
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.venues import get_venue
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.availability_import import ConfirmForm, UploadForm, signed, without_names
from webapp.i18n import ENGLISH, language
from webapp.notices import announce
from webapp.views.availability import address_of

blueprint = Blueprint("availability_import", __name__)


@blueprint.route("/<int:year>/venues/<int:venue_id>/hours/import", methods=["GET", "POST"])
def venue(year: int, venue_id: int) -> ResponseReturnValue:
    """Read a file of when a venue is closed."""
    row = get_venue(get_session(), venue_id)
    name = row.name_en if language() == ENGLISH and row.name_en else row.name_zh
    return _page(get_frame(get_session(), year), Owner(venue_id=venue_id), name)


@blueprint.route("/<int:year>/persons/<int:person_id>/import", methods=["GET", "POST"])
def person(year: int, person_id: int) -> ResponseReturnValue:
    """Read a file of when a person is away."""
    row = get_person(get_session(), person_id)
    return _page(get_frame(get_session(), year), Owner(person_id=person_id), row.name)


@blueprint.post("/<int:year>/availability/imports/<int:change_id>/undo")
def undo(year: int, change_id: int) -> ResponseReturnValue:
    """Take back one import; what was touched since stays."""
    session = get_session()
    owner, kept = undo_import(session, change_id, actor=get_actor(), now=now())
    session.commit()
    words = _("已撤销；%(n)s 段后来又改过，没有动。", n=kept) if kept else _("已撤销。")
    announce(words, is_warning=bool(kept))
    return redirect(address_of(year, owner), 303)


def _page(frame: Frame, owner: Owner, name: str) -> ResponseReturnValue:
    is_confirming = "spans" in request.form
    upload = UploadForm(formdata=None) if is_confirming else UploadForm()
    confirm = ConfirmForm() if is_confirming else ConfirmForm(formdata=None)
    if request.method == "GET":
        upload.keeps_names.data = owner.venue_id is not None
    back = address_of(frame.edition.year, owner)
    if is_confirming and _is_written(frame, owner, confirm):
        return redirect(back, 303)
    shown = _reshown(owner, confirm) if is_confirming else _shown(frame, owner, upload, confirm)
    page = render_template(
        "availability/import.html",
        frame=frame,
        name=name,
        kind=owner.subject[0],
        upload=upload,
        confirm=confirm,
        reading=shown[0] if shown else None,
        plan=shown[1] if shown else None,
        back=back,
    )
    return page, max(upload.status, confirm.status)


def _shown(
    frame: Frame, owner: Owner, upload: UploadForm, confirm: ConfirmForm
) -> tuple[Reading, ImportPlan] | None:
    """Return what an uploaded file would do, and fill the form that confirms it."""
    if not upload.validate_on_submit():
        return None
    year, file = frame.edition.year, upload.file.data
    first_on = min(frame.edition.starts_on, date(year, 1, 1))
    last_on = max(frame.edition.ends_on, date(year, 12, 31))
    found = None
    # Reading takes up to a second, in which the transaction of this request would keep every writer of SQLite waiting.
    get_session().rollback()
    with upload.reporting():
        reading = read_apart(file.read(), zone=frame.edition.zone, first_on=first_on, last_on=last_on)
        if not upload.keeps_names.data:
            reading = without_names(reading)
        plan = plan_import(reading.spans, list_imported(get_session(), owner.venue_id, owner.person_id))
        confirm.spans.data = signed(
            reading.spans, owner, get_actor().account_id, on_one_line(file.filename or "")
        )
        confirm.seen.data = plan.digest
        found = reading, plan
    return found


def _is_written(frame: Frame, owner: Owner, confirm: ConfirmForm) -> bool:
    """Write what was confirmed and tell whether it was; twice writes once."""
    session, actor = get_session(), get_actor()
    if not confirm.validate_on_submit():
        return False
    is_written = False
    with confirm.reporting():
        spans, file_name = confirm.read(owner, actor.account_id)
        plan, change_id = import_spans(
            session, owner, spans, seen=confirm.seen.data or "", actor=actor, now=now(), file_name=file_name
        )
        session.commit()
        told = _(
            "已导入：新增 %(added)s 段，更改 %(changed)s 段。",
            added=len(plan.added),
            changed=len(plan.changed),
        )
        undo_at = f"/{frame.edition.year}/availability/imports/{change_id}/undo" if change_id else ""
        announce(told if change_id else _("没有要改的，都已经在了。"), undo=undo_at)
        is_written = True
    return is_written


def _reshown(owner: Owner, confirm: ConfirmForm) -> tuple[Reading, ImportPlan] | None:
    """Return what the same spans would do now, after somebody has changed something in between."""
    get_session().rollback()
    if confirm.errors or not confirm.general:
        return None
    found = None
    with ConfirmForm(formdata=None).reporting():
        spans, _file_name = confirm.read(owner, get_actor().account_id)
        plan = plan_import(spans, list_imported(get_session(), owner.venue_id, owner.person_id))
        confirm.seen.data = plan.digest
        found = Reading(spans), plan
    return found

"""A series that is there already: changed with what follows from it, one date put back, a change taken back whole."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from werkzeug.utils import redirect

from campaigns.core.permissions import Actor
from campaigns.drafts import SeriesChangeDraft, SeriesDraft
from campaigns.operations.series import put_back
from campaigns.operations.series_changes import change_series
from campaigns.operations.series_undo import undo_series_change
from campaigns.queries.choices import get_event_choices
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.series_changes import preview_change
from campaigns.queries.series_events import SeriesStanding, get_standing_to_change
from campaigns.queries.series_shown import further_series
from campaigns.series import SeriesChange
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.event_notices import warn_of
from webapp.forms.page_form import PageForm
from webapp.forms.series import (
    ALL,
    ChangeRuleForm,
    PutBackForm,
    SaveChangeForm,
    addresses,
    chosen_steps,
    decisions_of,
    put_back_occurrence,
    standing_values,
    ticked_steps,
)
from webapp.i18n import local
from webapp.notices import announce
from webapp.serieswords import SAID
from webapp.standings import count_sentence

blueprint = Blueprint("series_changes", __name__)


@blueprint.route("/<int:year>/series/<int:series_id>/change", methods=["GET", "POST"])
def change(year: int, series_id: int) -> ResponseReturnValue:
    """Show what another rule, time or place would do to each event; posting writes the ticked lines as shown."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    standing = get_standing_to_change(session, frame, actor, series_id, now=now())
    choices = get_event_choices(session, frame, actor)
    rule, save, preview = _rule_form(standing, request.args), SaveChangeForm(), None
    rule.offer_change(choices, standing, today(frame.edition.zone))
    if "every" not in request.args or rule.validate():
        draft = rule.draft(frame.edition.zone, frame.activities[standing.row.activity_id].code)
        preview = _preview(session, frame, standing, rule, draft, actor)
        if save.validate_on_submit() and save.agrees(preview, request.form.getlist("chosen")):
            if _saved(session, frame, draft, preview, save, actor):
                return redirect(f"/{year}/series/{series_id}", 303)
        elif request.method == "GET":
            save.show(preview)
    page = render_template(
        "series_changes/change.html", frame=frame, standing=standing, rule=rule, save=save, preview=preview,
        choices=choices, address=addresses(request.path, MultiDict(request.args)), said=SAID,
    )  # fmt: skip
    return page, max(rule.status, save.status)


@blueprint.post("/<int:year>/series/<int:series_id>/put-back")
def restore_date(year: int, series_id: int) -> ResponseReturnValue:
    """Schedule one date of the rule that has no event."""
    session, actor, form = get_session(), get_actor(), PutBackForm()
    frame = get_frame(session, year)
    standing = get_standing_to_change(session, frame, actor, series_id, now=now())
    if form.validate_on_submit():
        with form.reporting():
            series = further_series(frame, standing, form.place.data or "")
            draft = series.model_copy(
                update={"occurrences": (put_back_occurrence(form, standing, frame.edition.zone),)}
            )
            put_back(session, frame, series_id, draft, version=form.version.data, actor=actor, now=now())
            session.commit()
            announce(f"{_('已补上 1 场。')} {_standing(session, frame, standing)}".strip())
    return _back(form, f"/{year}/series/{series_id}")


@blueprint.post("/<int:year>/series/<int:series_id>/undo/<int:change_id>")
def undo(year: int, series_id: int, change_id: int) -> ResponseReturnValue:
    """Take back the newest change of a series whole."""
    session, actor, form = get_session(), get_actor(), PageForm()
    frame = get_frame(session, year)
    with form.reporting():
        undo_series_change(session, frame, series_id, change_id, actor=actor, now=now())
        session.commit()
        announce(_("已撤销对系列的修改，各场已恢复原样。"))
    return _back(form, f"/{year}/series/{series_id}")


def _back(form: PageForm, address: str) -> ResponseReturnValue:
    """Return to the series, with the reason where the button was refused."""
    if form.general or form.errors:
        get_session().rollback()
    warn_of(form)
    return redirect(address, 303)


def _rule_form(standing: SeriesStanding, args: MultiDict[str, str]) -> ChangeRuleForm:
    """Return the rule of the address, or the series as it stands, for all or from one of its events on."""
    if "every" in args:
        return ChangeRuleForm(args)
    since = standing.stands_for.get(args.get("event", 0, type=int))
    return ChangeRuleForm(None, data=standing_values(standing, since.isoformat() if since else ALL))


def _preview(
    session: Session,
    frame: Frame,
    standing: SeriesStanding,
    rule: ChangeRuleForm,
    draft: SeriesDraft,
    actor: Actor,
) -> SeriesChange:
    """Return what the address asks for; a form that was sent decides which lines are ticked."""
    zone = frame.edition.zone
    decided: dict[str, Any] = decisions_of(request.args, zone) | {
        "since": rule.since_on,
        "today": today(zone),
    }
    preview = preview_change(session, frame, standing, draft, actor=actor, **decided)
    if request.method == "GET":
        return preview
    decided |= ticked_steps(preview, request.form.getlist("chosen"))
    return preview_change(session, frame, standing, draft, actor=actor, **decided)


def _saved(
    session: Session,
    frame: Frame,
    draft: SeriesDraft,
    preview: SeriesChange,
    form: SaveChangeForm,
    actor: Actor,
) -> bool:
    """Save and tell whether it was; the form says what is wrong."""
    reason = (form.override_reason.data or "").strip()
    wanted = SeriesChangeDraft(
        wanted=draft.model_copy(update={"override_reason": reason}),
        steps=chosen_steps(preview),
        version=form.version.data,
    )
    with form.reporting():
        line = change_series(session, frame, preview.series_id, wanted, actor=actor, now=now())
        session.commit()
        done = _("系列已修改：%(count)s 场随之变动。", count=len(wanted.steps))
        undo = f"/{frame.edition.year}/series/{preview.series_id}/undo/{line}"
        standing = local(count_sentence(session, frame, draft.event.activity_code))
        announce(f"{done} {standing}".strip(), undo=undo)
    is_saved = form.status == 200
    if not is_saved:
        session.rollback()
    return is_saved


def _standing(session: Session, frame: Frame, standing: SeriesStanding) -> str:
    return local(count_sentence(session, frame, frame.activities[standing.row.activity_id].code))

"""Series: a rule with the preview of its dates, saved as events, shown, and taken back."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from werkzeug.utils import redirect

from campaigns.core.permissions import Actor
from campaigns.core.recurrence.words import rule_in_words
from campaigns.drafts import SeriesDraft
from campaigns.operations.series import cancel_rest, schedule_series
from campaigns.queries.choices import get_event_choices
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.series import preview_series
from campaigns.queries.series_shown import get_series
from campaigns.series import SeriesPreview
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.event_notices import warn_of
from webapp.forms.moves import VersionForm
from webapp.forms.series import (
    SaveSeriesForm,
    addresses,
    choice_of,
    chosen_occurrences,
    decisions_of,
    usual_rule,
)
from webapp.forms.series_rule import RuleForm
from webapp.i18n import local
from webapp.notices import announce
from webapp.serieswords import SAID
from webapp.standings import count_sentence

blueprint = Blueprint("series", __name__)


@blueprint.route("/<int:year>/series/new", methods=["GET", "POST"])
def new(year: int) -> ResponseReturnValue:
    """Show what a rule would make, all of it in the address; posting saves the ticked dates as shown."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    choices = get_event_choices(session, frame, actor)
    is_asked = "every" in request.args
    usual = {} if is_asked else usual_rule(choices, request.args, today(frame.edition.zone))
    rule = RuleForm(request.args if is_asked else None, data=usual)
    rule.offer(choices)
    save, preview = SaveSeriesForm(), None
    if is_asked and rule.validate():
        draft = rule.draft(frame.edition.zone)
        preview = _preview(session, frame, draft, actor)
        if save.validate_on_submit() and save.agrees(preview, request.form.getlist("chosen")):
            series_id = _saved(session, frame, draft, preview, save, actor)
            if series_id:
                return redirect(f"/{year}/series/{series_id}", 303)
    page = render_template(
        "series/new.html",
        frame=frame,
        rule=rule,
        save=save,
        preview=preview,
        choices=choices,
        address=addresses(request.path, MultiDict(request.args)),
    )
    return page, max(rule.status, save.status)


@blueprint.get("/<int:year>/series/<int:series_id>")
def show(year: int, series_id: int) -> str:
    """Show the rule of a series and what became of its dates."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    series = get_series(session, frame, actor, series_id, now=now())
    words = rule_in_words(series.rule)
    return render_template("series/show.html", frame=frame, series=series, words=words, said=SAID, now=now())


@blueprint.post("/<int:year>/series/<int:series_id>/cancel")
def cancel(year: int, series_id: int) -> ResponseReturnValue:
    """Cancel what is still to come and untouched."""
    session, actor, form = get_session(), get_actor(), VersionForm()
    frame = get_frame(session, year)
    if form.validate_on_submit():
        with form.reporting():
            count = cancel_rest(session, frame, series_id, version=form.version.data, actor=actor, now=now())
            session.commit()
            announce(_("已取消 %(count)s 场；改动过的和已过去的没有动。", count=count))
    warn_of(form)
    return redirect(f"/{year}/series/{series_id}", 303)


def _preview(session: Session, frame: Frame, draft: SeriesDraft, actor: Actor) -> SeriesPreview:
    """Return the preview of the address; a form that was sent decides which dates are ticked."""
    day = today(frame.edition.zone)
    decided: dict[str, Any] = decisions_of(request.args, frame.edition.zone)
    preview = preview_series(session, frame, draft, actor=actor, today=day, **decided)
    if request.method == "GET":
        return preview
    ticked = choice_of(preview.dates, request.form.getlist("chosen"))
    return preview_series(session, frame, draft, actor=actor, today=day, **(decided | ticked))


def _saved(
    session: Session,
    frame: Frame,
    draft: SeriesDraft,
    preview: SeriesPreview,
    form: SaveSeriesForm,
    actor: Actor,
) -> int | None:
    """Save and return the id of the series; None where the form now says what is wrong."""
    wanted = draft.model_copy(
        update={
            "occurrences": chosen_occurrences(preview),
            "override_reason": (form.override_reason.data or "").strip(),
            "creation_key": form.creation_key.data,
        }
    )
    series_id = None
    with form.reporting():
        made = schedule_series(session, frame, wanted, actor=actor, now=now())
        session.commit()
        series_id = made.id
        standing = local(count_sentence(session, frame, draft.event.activity_code))
        announce(f"{_('已新增 %(count)s 场。', count=len(wanted.occurrences))} {standing}".strip())
    if series_id is None:
        session.rollback()
    return series_id

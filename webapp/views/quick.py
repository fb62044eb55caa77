"""Quick add: one line read aloud piece by piece, then the event or the series it describes, ready to be saved."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from werkzeug.utils import redirect

from campaigns.core.permissions import Actor
from campaigns.core.quickadd.reading import Reading, read_line
from campaigns.queries.choices import EventChoices, get_event_choices
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.proposals import list_warnings, placement_of_draft
from campaigns.queries.vocabulary import vocabulary_of
from webapp.auth import get_actor
from webapp.clock import today
from webapp.db import get_session
from webapp.forms.events import NewEventForm
from webapp.forms.quick import event_fields, series_address
from webapp.i18n import local
from webapp.notices import announce

blueprint = Blueprint("quick", __name__)
LONGEST_SPAN_DAYS = 40


@blueprint.get("/<int:year>/quick")
def show(year: int) -> ResponseReturnValue:
    """Show an event filled in from the line; a rule with nothing missing goes on to its series preview."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    choices = get_event_choices(session, frame, actor)
    reading = _read(frame, choices)
    if reading.rule is not None and reading.is_complete:
        for sentence in reading.assumed:
            announce(local(sentence), is_warning=True)
        return redirect(series_address(reading, year))
    form = NewEventForm(data=event_fields(reading))
    form.offer(choices, actor)
    if reading.rule is None and reading.is_complete:
        _warn(session, frame, actor, form, choices)
    series = series_address(reading, year) if reading.rule is not None else ""
    return render_template(
        "quick/show.html", frame=frame, reading=reading, form=form, choices=choices, series=series
    )


@blueprint.get("/<int:year>/quick/preview")
def preview(year: int) -> str:
    """Show what a line is understood as while it is typed: a part of a page."""
    session = get_session()
    frame = get_frame(session, year)
    reading = _read(frame, get_event_choices(session, frame, get_actor()))
    return render_template("quick/_preview.html", frame=frame, reading=reading)


def _read(frame: Frame, choices: EventChoices) -> Reading:
    words = vocabulary_of(frame, choices)
    return read_line(request.args.get("text", ""), words, today=today(frame.edition.zone))


def _warn(session: Session, frame: Frame, actor: Actor, form: NewEventForm, choices: EventChoices) -> None:
    """Let the form show what speaks against the event, so that saving it once is enough."""
    draft = form.draft(choices, frame.edition.zone)
    placement = placement_of_draft(session, frame, draft, actor=actor)
    length = placement.ends_at - placement.starts_at
    if length.total_seconds() > 0 and length.days <= LONGEST_SPAN_DAYS:
        form.accepts(list_warnings(session, frame, placement, actor=actor))

"""The undo list of the day: what this person has changed today, each with the button that takes it back."""

from flask import Blueprint, render_template

from campaigns.core.spans import day_span
from campaigns.operations.undo import is_undoable
from campaigns.queries.frames import get_frame
from campaigns.queries.undoing import BULK, list_own_changes
from webapp.auth import get_actor
from webapp.changelog import VERBS, Wording, changed_values
from webapp.clock import today
from webapp.db import get_session
from webapp.forms.bulk import ACTS

blueprint = Blueprint("undo", __name__)


@blueprint.get("/<int:year>/undo")
def index(year: int) -> str:
    """List today's own changes, newest first."""
    session = get_session()
    frame = get_frame(session, year)
    day = today(frame.edition.zone)
    own = list_own_changes(session, frame, get_actor(), since=day_span(day, frame.edition.zone).starts_at)
    return render_template(
        "undo/index.html",
        frame=frame,
        day=day,
        changes=own.changes,
        wording=Wording(frame, own.venue_names),
        values=changed_values,
        verbs=VERBS,
        acts={f"bulk_{act}": words for act, words in ACTS.items()},
        is_undoable=is_undoable,
        bulk=BULK,
    )

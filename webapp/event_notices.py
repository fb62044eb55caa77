"""What a planner reads after saving an event: what was done, what the count is now, and the way back."""

from campaigns.queries.changes import find_last_change_id
from campaigns.queries.frames import Frame
from webapp.db import get_session
from webapp.forms.page_form import PageForm
from webapp.i18n import local
from webapp.notices import announce
from webapp.standings import count_sentence


def announce_saved(
    done: str, frame: Frame, event_id: int, activity_code: str, *, may_undo: bool = True
) -> None:
    """Show on the next page what was done and where the activity's count stands, with the undo of this change."""
    session = get_session()
    change_id = find_last_change_id(session, "event", event_id) if may_undo else None
    undo = f"/{frame.edition.year}/changes/{change_id}/undo" if change_id else ""
    announce(f"{done} {local(count_sentence(session, frame, activity_code))}".strip(), undo=undo)


def warn_of(form: PageForm) -> None:
    """Show on the next page why a button that has no page of its own was refused."""
    for sentence in form.general:
        announce(sentence, is_warning=True)
    for errors in form.errors.values():
        for sentence in errors:
            announce(str(sentence), is_warning=True)

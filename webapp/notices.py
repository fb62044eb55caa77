"""Short notices on the next page: what was done, and the button that takes it back."""

from collections.abc import Sequence

from flask import Flask, flash, get_flashed_messages

from campaigns.core.wording import Bilingual
from webapp.i18n import bilingual


def init_notices(app: Flask) -> None:
    """Offer the waiting notices to templates."""
    app.jinja_env.globals["waiting_notices"] = waiting_notices


def announce(
    text: str | Bilingual, *, undo: str = "", is_warning: bool = False, links: Sequence[tuple[str, str]] = ()
) -> None:
    """Show a sentence on the next page; ``undo`` is where its button posts to, ``links`` are words and addresses."""
    # A notice is kept in the signed cookie as JSON, so a mapping travels as well as a text.
    flash({"text": bilingual(text), "undo": undo, "is_warning": is_warning, "links": list(links)})  # type: ignore[arg-type]


def waiting_notices() -> list[dict[str, object]]:
    """Return and forget the notices that wait; a plain text flashed by a library is one too."""
    return [
        notice if isinstance(notice, dict) else {"text": str(notice), "undo": "", "is_warning": False}
        for notice in get_flashed_messages()
    ]

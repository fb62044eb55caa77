"""Identities of what calendars show: the same for ever, and never built from a title or a time.

An event and a due day carry the uid that was stored or computed with them; a feed is identified by its scope.
"""

from uuid import NAMESPACE_DNS, uuid5

from calendars.text import one_line
from campaigns.enums import FeedScope


def feed_uid(scope: FeedScope, key: str, *, edition_id: int, host: str) -> str:
    """Return the feed's UID (RFC 7986 5.3); ``key`` names what the scope is about, empty for the programme.

    ``host`` is the one public name of the installation. The secret address plays no part, so that a rotated
    address is still the same calendar.
    """
    return str(uuid5(uuid5(NAMESPACE_DNS, host), f"feed/{edition_id}/{scope.value}/{key}"))


def stored_uid(uid: str) -> str:
    """Return the uid of an event or a due day unchanged; raise ValueError where cleaning would change it."""
    if not uid or one_line(uid) != uid:
        raise ValueError(f"“{uid!r}” cannot be the UID of an event.")
    return uid

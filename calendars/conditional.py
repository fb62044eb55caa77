"""HTTP validation and headers of a feed, as plain values (RFC 9110 8.8, 13; RFC 9111)."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from calendars.feed import Feed

ENTITY_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
GZIP_MARK = "-gzip"


def answers_not_modified(
    etag: str, last_modified: datetime, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Tell whether the client already has this feed, so that 304 is the answer.

    If-None-Match, present in whatever form, decides alone (RFC 9110 13.2.2); tags are compared weakly
    (8.8.3.2). The mark of the gzipped form is ignored: both forms hold the same calendar.
    """
    if if_none_match is not None:
        return if_none_match.strip() == "*" or _opaque(etag) in {
            tag.removesuffix(GZIP_MARK) for tag in ENTITY_TAG.findall(if_none_match)
        }
    since = _instant(if_modified_since)
    return since is not None and last_modified.replace(microsecond=0) <= since


def feed_headers(
    feed: Feed, *, filename: str = "calendar.ics", gzipped: bytes | None = None
) -> dict[str, str]:
    """Return the headers of a 200 answer to GET or HEAD; ``gzipped`` is the compressed body, where sent."""
    headers = not_modified_headers(feed, is_gzipped=gzipped is not None)
    headers["Content-Type"] = "text/calendar; charset=utf-8"
    headers["Content-Length"] = str(len(feed.body if gzipped is None else gzipped))
    headers["Content-Disposition"] = f'inline; filename="{re.sub(r"[^A-Za-z0-9._-]", "-", filename)}"'
    headers["X-Content-Type-Options"] = "nosniff"
    if gzipped is not None:
        headers["Content-Encoding"] = "gzip"
    return headers


def not_modified_headers(feed: Feed, *, is_gzipped: bool = False) -> dict[str, str]:
    """Return the headers of a 304, which every 200 carries too; the gzipped form has its own strong tag."""
    etag = f'"{_opaque(feed.etag)}{GZIP_MARK}"' if is_gzipped else feed.etag
    return {
        "ETag": etag,
        "Last-Modified": format_datetime(feed.last_modified, usegmt=True),
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }


def _opaque(etag: str) -> str:
    return etag.removeprefix("W/").strip('"')


def _instant(http_date: str | None) -> datetime | None:
    """Return the instant of an HTTP date; a date that cannot be read is ignored, as RFC 9110 13.1.3 asks."""
    try:
        instant = parsedate_to_datetime(http_date or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)

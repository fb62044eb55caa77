"""Lists narrowed by what stands in the address, a page at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from campaigns.queries.resources import VenueLine

PAGE = 40


def wanted_venues(lines: Sequence[VenueLine], given: Mapping[str, str]) -> list[VenueLine]:
    """Return the places of a kind, a district, with a text in their name, in use this year; closed ones last."""
    text = given.get("q", "").strip().casefold()
    kept = [
        line
        for line in lines
        if given.get("kind", "") in ("", line.venue.kind)
        and given.get("district", "") in ("", str(line.venue.district_id))
        and (not given.get("used") or line.usage.bookings)
        and text in f"{line.venue.name_zh} {line.venue.name_en} {line.venue.street}".casefold()
    ]
    return sorted(kept, key=lambda line: not line.venue.is_active)


def page_of(lines: Sequence[Any], given: Mapping[str, str]) -> dict[str, Any]:
    """Return the lines of the page that the address names, and how many pages there are; pages count from 1."""
    pages = max(1, -(-len(lines) // PAGE))
    text = given.get("page", "1")
    page = min(max(1, int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1), pages)
    return {
        "lines": lines[(page - 1) * PAGE : page * PAGE],
        "page": page,
        "pages": pages,
        "total": len(lines),
    }

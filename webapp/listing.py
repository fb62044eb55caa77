"""Lists narrowed by what stands in the address, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from campaigns.queries.resources import VenueLine

Line = TypeVar("Line")
PAGE = 50


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


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """One page of a list of ``total`` lines; ``number`` counts from 1 and never lies beyond ``pages``."""

    number: int
    pages: int
    total: int
    items: Sequence[Line]


def page_of(lines: Sequence[Line], wanted: int) -> Page[Line]:
    """Return the wanted page, or the nearest one there is."""
    pages = max(1, -(-len(lines) // PAGE))
    number = min(max(wanted, 1), pages)
    return Page(number, pages, len(lines), lines[(number - 1) * PAGE : number * PAGE])

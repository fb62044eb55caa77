"""What calendar and list show, read from the address, which holds every choice and can be sent to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any
from urllib.parse import urlencode

from campaigns.core.reach import is_in_reach
from campaigns.drafts import EventFilter
from campaigns.enums import EventStatus
from campaigns.errors import NotFound
from campaigns.queries.events import AWAITING
from campaigns.queries.frames import Frame
from campaigns.queries.schedules import CLASHING

VIEWS = ("month", "week", "day", "year", "list")
STATUSES = (*(status.value for status in EventStatus), AWAITING, CLASHING)
SORTS = ("start", "-start", "title", "-title", "activity", "district", "host", "status")
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """The choices of one page; an empty one does not narrow. Unknown values answer as an address that leads nowhere."""

    activity: str = ""
    district: str = ""
    organisation: str = ""
    status: str = ""
    text: str = ""
    view: str = ""
    date: str = ""
    month: str = ""
    sort: str = ""
    page: int = 1

    def filter(self, first_on: Day | None = None, last_on: Day | None = None) -> EventFilter:
        """Return the filter of the queries for a span of local days, both inclusive."""
        return EventFilter(
            activity_code=self.activity,
            district_slug=self.district,
            organisation_slug=self.organisation,
            status=self.status,
            text=self.text,
            first_on=first_on,
            last_on=last_on,
        )

    def address(self, path: str, **changes: Any) -> str:
        """Return the address of a page with these choices, some of them changed; empty ones are left out."""
        changed = replace(self, **changes) if "page" in changes else replace(self, page=1, **changes)
        values = {name: getattr(changed, name) for name in self.__slots__}
        if changed.page == 1:
            values.pop("page")
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def is_narrowed(self) -> bool:
        """Tell whether any filter is set, so that the page can offer to lift them."""
        return any((self.activity, self.district, self.organisation, self.status, self.text, self.month))


def read_shown(arguments: Mapping[str, str], frame: Frame) -> Shown:
    """Return the choices of an address, or raise NotFound for one that names nothing of this edition."""
    given = {name: arguments.get(name, "").strip()[:LONGEST_TEXT] for name in Shown.__slots__}
    if given["activity"]:
        frame.activity(given["activity"])
    for name in ("district", "organisation"):
        if given[name]:
            frame.organisation(given[name])
    _check(given, "status", STATUSES)
    _check(given, "view", VIEWS)
    _check(given, "sort", SORTS)
    _check(given, "month", tuple(str(number) for number in range(1, 13)))
    page = given.pop("page") or "1"
    if not page.isdecimal() or not 1 <= int(page[:6]) < 100_000:
        raise NotFound("page", page)
    return Shown(**given, page=int(page))


def _check(given: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> None:
    if given[name] and given[name] not in allowed:
        raise NotFound(name, given[name])


def read_day(text: str, default: Day) -> Day:
    """Return the local day of an address, or raise NotFound."""
    day = find_day(text) if text else default
    if day is None:
        raise NotFound("date", text)
    return day


def find_day(text: str) -> Day | None:
    """Return the local day that a text of an address names, None for one that is no day or out of reach."""
    try:
        day = Day.fromisoformat(text)
    except ValueError:
        return None
    return day if is_in_reach(day) else None

"""A list of events, sorted, and as lines of a file that no spreadsheet takes for formulas."""

import csv
import io
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.agenda import AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.labels import label
from campaigns.queries.frames import Frame
from webapp.api.presenting import AWAITING, is_waiting
from webapp.forms.filters import Shown

# With these a cell begins a formula in one spreadsheet or another, full-width signs included.
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
COLUMNS = (
    Bilingual("活动", "Activity"),
    Bilingual("名称", "Title"),
    Bilingual("开始", "Start"),
    Bilingual("结束", "End"),
    Bilingual("地点", "Place"),
    Bilingual("市区", "District"),
    Bilingual("承办", "Host"),
    Bilingual("状态", "State"),
    Bilingual("冲突", "Clashes"),
)


def month_span(shown: Shown, year: int) -> tuple[date | None, date | None]:
    """Return the first and last day of the month that is asked for, or an open span."""
    if not shown.month:
        return None, None
    month = int(shown.month)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def arranged(items: Sequence[AgendaItem], sort: str, frame: Frame, language: str) -> tuple[AgendaItem, ...]:
    """Return the events by one column, with a minus in front descending, and by start among equals."""
    order = {activity.id: position for position, activity in enumerate(frame.activities.values())}
    places = {id_: position for position, id_ in enumerate(frame.organisations)}
    keys: dict[str, Callable[[AgendaItem], Any]] = {
        "start": lambda item: item.starts_at,
        "title": lambda item: item.title.in_language(language),
        "activity": lambda item: order[item.activity.id],
        "district": lambda item: places[item.district.id] if item.district else -1,
        "host": lambda item: places[item.host.id],
        "status": lambda item: list(type(item.status)).index(item.status),
    }
    by_start = sorted(items, key=lambda item: (item.starts_at, item.id))
    return tuple(sorted(by_start, key=keys[sort.lstrip("-") or "start"], reverse=sort.startswith("-")))


def as_csv(items: Sequence[AgendaItem], frame: Frame, language: str, now: datetime) -> str:
    """Return the lines with a heading; the mark in front tells spreadsheets that it is UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([words.in_language(language) for words in COLUMNS])
    tz = ZoneInfo(frame.edition.zone)
    for item in items:
        cells = (
            f"{item.activity.code} {item.activity.short.in_language(language)}",
            item.title.in_language(language),
            f"{item.starts_at.astimezone(tz):%Y-%m-%d %H:%M}",
            f"{item.ends_at.astimezone(tz):%Y-%m-%d %H:%M}",
            item.place_name.in_language(language),
            item.district.short.in_language(language) if item.district else "",
            item.host.short.in_language(language),
            (AWAITING if is_waiting(item, now) else label(item.status)).in_language(language),
            " ".join(clash.message.in_language(language) for clash in item.clashes),
        )
        writer.writerow([plain_cell(cell) for cell in cells])
    return "\ufeff" + file.getvalue()


def plain_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text

"""What a quick-add line says, as the fields of the event form and as the address of the series preview."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from campaigns.core.quickadd.pieces import Repeats
from campaigns.core.quickadd.reading import Reading


def event_fields(reading: Reading) -> dict[str, Any]:
    """Return what the form of an event begins with."""
    return {
        "activity": reading.activity or "",
        "day": reading.day,
        "start": reading.start,
        "ends_at": reading.end,
        "ends_on": reading.until if reading.rule is None and reading.until != reading.day else None,
        "is_all_day": reading.is_all_day,
        "place": reading.place,
        "host": reading.host or "",
        "district": reading.district or "",
    }


def series_address(reading: Reading, year: int) -> str:
    """Return the address of the preview of the rule; a rule without an end goes on to the end of the year."""
    rule = reading.rule
    if rule is None:
        raise ValueError("a line without a rule makes no series")
    until = reading.until or (date(year, 12, 31) if reading.count is None else None)
    values: list[tuple[str, Any]] = [
        ("activity", reading.activity or ""),
        ("every", rule.every),
        *(("weekday", day) for day in rule.weekdays),
        *_month_part(rule.repeats, rule.nth),
        ("start", f"{reading.start:%H:%M}" if reading.start else ""),
        ("end", f"{reading.end:%H:%M}" if reading.end else ""),
        ("starts", reading.starts_on or ""),
        ("count", reading.count or ""),
        ("until", until or ""),
        ("place", reading.place),
    ]
    return f"/{year}/series/new?{urlencode(values)}"


def _month_part(repeats: Repeats, nth: int) -> list[tuple[str, Any]]:
    """Return what the address says of a monthly rule; a weekly one is what it says by itself."""
    if repeats is Repeats.WEEKLY:
        return []
    return [("kind", repeats.value), ("month_day" if repeats is Repeats.MONTHLY_DAY else "nth", nth)]

"""A calendar file as closed spans: bytes in, frozen values out, or one refusal with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from calendars.reading.expansion import occurrences
from calendars.reading.limits import MOST_SPANS, MOST_YEARS
from calendars.reading.lines import read_blocks
from calendars.reading.refusal import Unusable
from calendars.reading.values import BusyEvent, Moment, read_event
from calendars.reading.zones import Zones
from campaigns.core.imported import ImportedSpan
from campaigns.core.spans import Span, day_span


class TimeUp(Exception):
    """Whoever runs the reader lets it work no longer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: busy spans, and how many of its entries take no time or lie outside the days asked for."""

    spans: tuple[ImportedSpan, ...]
    free: int = 0
    outside: int = 0


@dataclass(slots=True)
class _Series:
    """What a file says under one uid."""

    master: BusyEvent | None = None
    overrides: dict[datetime, BusyEvent] = field(default_factory=dict)


def read_calendar(content: bytes, *, zone: str, first_on: date, last_on: date) -> Reading:
    """Return what is busy on the days from first to last, inclusive; raise Unusable for what cannot be read.

    Floating times and whole days are those of ``zone``.
    """
    if not 0 <= (last_on - first_on).days <= 366 * MOST_YEARS:
        raise ValueError(
            f"a calendar is read for at most {MOST_YEARS} years, not from {first_on} to {last_on}"
        )
    within = Span(day_span(first_on, zone).starts_at, day_span(last_on, zone).ends_at)
    blocks = read_blocks(content)
    zones, home = Zones(blocks.zones), ZoneInfo(zone)
    everything: dict[str, _Series] = {}
    free = 0
    for block in blocks.events:
        with_line = block.number
        try:
            event = read_event(block, zones, home)
        except (TimeUp, MemoryError):
            raise _too_much(with_line) from None
        if event is None:
            free += 1
        else:
            _keep(everything.setdefault(event.uid, _Series()), event)
    return _collected(everything, within, home, free)


def _collected(everything: dict[str, _Series], within: Span, home: ZoneInfo, free: int) -> Reading:
    spans: list[ImportedSpan] = []
    outside = 0
    for series in everything.values():
        parts = [one for one in (series.master, *series.overrides.values()) if one is not None]
        try:
            found = list(_spans(series, within, home))
        except (TimeUp, MemoryError):
            raise _too_much(parts[0].line) from None
        busy = [one for one in parts if one.takes_time and one.length]
        free += len(parts) - len(busy)
        outside += 1 if busy and not found else 0
        spans += found
        if len(spans) > MOST_SPANS:
            raise Unusable(
                f"一共超过 {MOST_SPANS} 段时间，请分开导出。",
                f"There are more than {MOST_SPANS} times in all; export less at a time.",
                parts[0].line,
            )
    return Reading(tuple(sorted(spans, key=lambda one: (one.starts_at, one.ends_at, one.uid))), free, outside)


def _keep(series: _Series, event: BusyEvent) -> None:
    """Keep an event under its uid; a second of the same kind would leave open which one holds."""
    recurrence = event.recurrence
    same = series.master if recurrence is None else series.overrides.get(recurrence.at)
    if same is not None:
        raise Unusable(
            f"与第 {same.line} 行的日程 UID 相同。",
            f"It has the UID of the event at line {same.line}.",
            event.line,
        )
    if recurrence is None:
        series.master = event
    else:
        series.overrides[recurrence.at] = event


def _spans(series: _Series, within: Span, home: ZoneInfo) -> Iterator[ImportedSpan]:
    """Yield the occurrences of a rule but for those that are told on their own, and these where they were moved to."""
    master = series.master
    if master is not None and master.takes_time:
        repeats = bool(master.rules or master.added or series.overrides)
        for moment in occurrences(master, within):
            if moment.at not in series.overrides:
                yield from _span(master, moment, moment if repeats else None, within, home)
    for override in series.overrides.values():
        if override.takes_time:
            yield from _span(override, override.start, override.recurrence, within, home)


def _span(
    event: BusyEvent, start: Moment, recurrence: Moment | None, within: Span, home: ZoneInfo
) -> Iterator[ImportedSpan]:
    # A whole day ends at the next local midnight, however long that is.
    if start.is_day:
        ends_at = Moment(start.wall + event.length, start.zone).at
    else:
        ends_at = start.at + event.length
    if start.at < ends_at and Span(start.at, ends_at).overlaps(within):
        on = recurrence.seen_in(home).date() if recurrence else None
        yield ImportedSpan(event.uid, on, start.at, ends_at, event.name)


def _too_much(line: int) -> Unusable:
    return Unusable(
        "这个日程要算太久，请简化它的重复规则。", "This takes too long to work out; simplify its rule.", line
    )

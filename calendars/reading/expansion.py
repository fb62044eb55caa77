"""Every occurrence of a repeated event within a span, by python-dateutil's rules on the wall clock of its zone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from dateutil.rrule import rrulestr

from calendars.reading.limits import MOST_OCCURRENCES
from calendars.reading.refusal import Unusable
from calendars.reading.values import WRONG, BusyEvent, Moment
from campaigns.core.spans import Span

# From 1990 to 2099, daily: longer than any rule that means something.
MOST_STEPS = 41_000


def occurrences(event: BusyEvent, within: Span) -> tuple[Moment, ...]:
    """Return when an event begins, each once and in order, as far as it touches the span; its start always counts.

    RFC 5545 3.8.5: what EXDATE names is taken out last. A whole day among the exclusions takes out all of that day.
    """
    zone, is_day = event.start.zone, event.start.is_day
    instants = {moment.seen_in(zone) for moment in event.excluded if moment.is_day == is_day}
    days = {moment.wall.date() for moment in event.excluded if moment.is_day and not is_day}
    walls: set[datetime] = set()
    for wall in _walls(event, within):
        moment = Moment(wall, zone, is_day)
        if wall in instants or wall.date() in days or not _touches(moment, event.length, within):
            continue
        walls.add(wall)
        if len(walls) > MOST_OCCURRENCES:
            raise Unusable(
                f"日程重复超过 {MOST_OCCURRENCES} 次。",
                f"The event takes place more than {MOST_OCCURRENCES} times.",
                event.line,
            )
    return tuple(Moment(wall, zone, is_day) for wall in sorted(walls))


def _walls(event: BusyEvent, within: Span) -> Iterator[datetime]:
    zone = event.start.zone
    yield event.start.wall
    for moment in event.added:
        yield moment.seen_in(zone)
    # A day more, because the wall clock of the furthest zone is that much ahead of ours.
    last = (within.ends_at + timedelta(days=1)).astimezone(zone).replace(tzinfo=None)
    for line, parts, until in event.rules:
        yield from _ruled(event, line, parts, min(last, _end(until, event)) if until else last)


def _ruled(event: BusyEvent, line: int, parts: dict[str, str], last: datetime) -> Iterator[datetime]:
    try:
        rule = rrulestr(
            ";".join(f"{name}={value}" for name, value in parts.items()), dtstart=event.start.wall
        )
        for step, wall in enumerate(rule):
            if wall > last:
                return
            if step > MOST_STEPS:
                break
            yield wall
        else:
            return
    except Unusable:
        raise
    except WRONG:
        raise Unusable("看不懂重复规则。", "The rule cannot be read.", line) from None
    raise Unusable("重复规则太密。", "The rule repeats too often.", line)


def _end(until: Moment, event: BusyEvent) -> datetime:
    """Return the last wall clock of a rule; a day given for an event with times means all of that day."""
    if until.is_day:
        return until.wall + (timedelta() if event.start.is_day else timedelta(days=1, microseconds=-1))
    # Without Z it is the wall clock of the start: RFC 5545 3.3.10.
    return until.seen_in(event.start.zone) if until.zone is UTC else until.wall


def _touches(moment: Moment, length: timedelta, within: Span) -> bool:
    return moment.at < within.ends_at and moment.at + length > within.starts_at

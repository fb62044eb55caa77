"""The same event on another day: its times of the day and its length stay."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.core.spans import Span, local_day


def span_on(span: Span, day: date, zone: str) -> Span:
    """Return the span begun on another local day, both ends at the same times of the clock as before."""
    shift = day - local_day(span.starts_at, zone)
    return Span(_shifted(span.starts_at, shift, zone), _shifted(span.ends_at, shift, zone))


def _shifted(instant: datetime, shift: timedelta, zone: str) -> datetime:
    # Aware datetimes of one zone add by the clock on the wall, so that 9:00 stays 9:00 where clocks are changed.
    return instant.astimezone(ZoneInfo(zone)) + shift

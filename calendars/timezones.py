"""One static VTIMEZONE for a zone that keeps its offset while the feed is served."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneStandard

from calendars.text import Text


def zone_offset(zone: ZoneInfo, first_on: date, last_on: date) -> timedelta:
    """Return the one offset from UTC between two days, inclusive; raise ValueError if there is more than one.

    A zone with summer time would need rules that some readers ignore, so it is refused loudly instead.
    """
    midnight = datetime.combine(first_on, time(), UTC)
    offsets = {
        (midnight + timedelta(days=day)).astimezone(zone).utcoffset()
        for day in range((last_on - first_on).days + 2)
    }
    offset = offsets.pop() if len(offsets) == 1 else None
    if offset is None:
        raise ValueError(f"The zone {zone.key} changes its offset between {first_on} and {last_on}.")
    return offset


def static_timezone(zone: ZoneInfo, first_on: date, last_on: date) -> Timezone:
    """Return a VTIMEZONE with one STANDARD part that began in 1970 and never changes.

    icalendar's ``add_missing_timezones()`` would write the summer time of 1986-91 as RDATE, which Outlook
    ignores.
    """
    offset = zone_offset(zone, first_on, last_on)
    standard = TimezoneStandard()
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 RFC 5545 3.6.5 wants local time here.
    standard.add("TZNAME", Text(datetime.combine(first_on, time(12), zone).tzname() or zone.key))
    standard.add("TZOFFSETFROM", offset)
    standard.add("TZOFFSETTO", offset)
    timezone = Timezone()
    timezone.add("TZID", Text(zone.key))
    timezone.add_component(standard)
    return timezone

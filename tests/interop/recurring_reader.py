"""Prints the events of one calendar file as JSON, as recurring-ical-events understands them.

Runs in that reader's own environment, so it imports nothing of the product.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import recurring_ical_events


def moment(value: date) -> str:
    """Return an instant in UTC, or the day of an all-day event."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def text(event: icalendar.Event, name: str) -> str | None:
    """Return a property's text, None where it is absent."""
    return str(event[name]) if name in event else None


calendar = icalendar.Calendar.from_ical(Path(sys.argv[1]).read_bytes())
occurrences = recurring_ical_events.of(calendar).between((2000, 1, 1), (2040, 1, 1))
events = [
    {
        "uid": str(event["UID"]),
        "summary": text(event, "SUMMARY"),
        "description": text(event, "DESCRIPTION"),
        "location": text(event, "LOCATION"),
        "status": text(event, "STATUS"),
        "sequence": int(event["SEQUENCE"]),
        "is_date": not isinstance(event["DTSTART"].dt, datetime),
        "start": moment(event["DTSTART"].dt),
        "end": moment(event["DTEND"].dt),
    }
    for event in occurrences
]
sys.stdout.write(json.dumps(events))

"""The foreign readers read: what they understand of one small calendar is known."""

import subprocess
from pathlib import Path

import pytest

from tests.interop.environments import ical_js_parse, recurring_ical_events_python

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//campaigns//tests//EN
BEGIN:VEVENT
UID:first@example.org
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260301
DTEND;VALUE=DATE:20260302
SUMMARY:校园行
END:VEVENT
BEGIN:VEVENT
UID:second@example.org
DTSTAMP:20260101T000000Z
SEQUENCE:2
STATUS:CONFIRMED
DTSTART:20260305T010000Z
DTEND:20260305T030000Z
SUMMARY:社区行\\, 第二站
LOCATION:东山社区
END:VEVENT
END:VCALENDAR
"""

COUNT = """
import sys, icalendar, recurring_ical_events
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
print(len(recurring_ical_events.of(calendar).between((2026, 3, 1), (2026, 4, 1))))
"""


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "calendar.ics"
    path.write_bytes(CALENDAR.replace("\n", "\r\n").encode())
    return path


def test_ical_js_reads_days_instants_and_text(calendar: Path) -> None:
    common = {"description": None, "location": None, "status": None, "sequence": None}

    assert ical_js_parse(calendar) == [
        common
        | {"uid": "first@example.org", "summary": "校园行", "is_date": True}
        | {"start": "2026-03-01", "end": "2026-03-02"},
        common
        | {"uid": "second@example.org", "summary": "社区行, 第二站", "is_date": False}
        | {"start": "2026-03-05T01:00:00Z", "end": "2026-03-05T03:00:00Z"}
        | {"sequence": 2, "status": "CONFIRMED", "location": "东山社区"},
    ]


def test_ical_js_says_why_it_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "broken.ics").write_text("BEGIN:VCALENDAR\r\nno property\r\n", encoding="utf-8")

    with pytest.raises(ValueError, match="ical.js refused “broken.ics”"):
        ical_js_parse(tmp_path / "broken.ics")


def test_recurring_ical_events_runs_in_its_own_environment(calendar: Path) -> None:
    done = subprocess.run(
        [recurring_ical_events_python(), "-I", "-c", COUNT, calendar], capture_output=True, text=True
    )

    assert done.stdout == "2\n", done.stderr

"""A whole feed: compared with files, byte by byte, and with what it must never hold."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from calendars.feed import NEVER_CHANGED
from tests.calendars.agendas import (
    EDITION,
    REVISED_AT,
    agenda,
    deadline,
    event_page,
    feed,
    full_agenda,
    item,
    local,
)
from tests.calendars.feed_cases import CASES, case_bodies

ROOT = Path(__file__).parents[2]
WRITE_CASES = (
    "import sys; from tests.calendars.feed_cases import case_bodies; "
    "[sys.stdout.buffer.write(body) for body in case_bodies().values()]"
)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.ics")))
def test_feed_is_written_exactly_as_the_file(name: str) -> None:
    assert case_bodies()[name].decode() == (CASES / name).read_bytes().decode()


def test_every_case_has_its_file() -> None:
    assert sorted(case_bodies()) == sorted(path.name for path in CASES.glob("*.ics"))


@pytest.mark.parametrize(
    ("hash_seed", "server_zone"), [("0", "UTC"), ("1", "America/New_York"), ("77", "Asia/Tokyo")]
)
def test_feed_is_the_same_in_every_process_and_server_zone(hash_seed: str, server_zone: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": server_zone}

    written = subprocess.run(
        [sys.executable, "-c", WRITE_CASES], cwd=ROOT, env=environment, capture_output=True, check=True
    )

    assert written.stdout == b"".join(case_bodies().values())


def test_feed_has_crlf_no_blank_line_and_lines_of_75_octets() -> None:
    for body in case_bodies().values():
        lines = body.split(b"\r\n")
        assert lines.pop() == b""
        assert b"\n" not in b"".join(lines)
        assert b"\r" not in b"".join(lines)
        assert all(lines)
        assert max(map(len, lines)) <= 75
        assert [line.decode() for line in lines]


def test_empty_feed_still_has_its_one_time_zone() -> None:
    body = feed(agenda()).body

    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert b"BEGIN:VEVENT" not in body


def test_time_zone_comes_before_the_events_and_once() -> None:
    body = feed(full_agenda()).body

    assert body.count(b"BEGIN:VTIMEZONE") == 1
    assert body.index(b"END:VTIMEZONE") < body.index(b"BEGIN:VEVENT")


def test_one_event_that_cannot_be_written_never_spoils_the_feed() -> None:
    good = item(1)
    endless = item(2, ends_at=local(6, 9, 9))
    nameless = item(3, uid="")
    in_summer_time = item(
        4, starts_at=datetime(1988, 7, 1, tzinfo=UTC), ends_at=datetime(1988, 7, 1, 1, tzinfo=UTC)
    )
    bad_deadline = deadline(uid="two\nlines")

    written = feed(agenda(good, endless, nameless, in_summer_time, deadlines=(bad_deadline, deadline())))

    assert written.left_out == (2, 3, 4)
    assert written.left_out_deadlines == ("two\nlines",)
    calendar = Calendar.from_ical(written.body)
    assert [str(event["UID"]) for event in calendar.events] == [good.uid, deadline().uid]
    assert "另有 4 项无法写入日历" in str(calendar["DESCRIPTION"])


def test_event_whose_page_has_no_address_is_left_out() -> None:
    def broken_link(number: int) -> str:
        return "javascript:alert(1)" if number == 1 else event_page(number)

    written = feed(agenda(item(1), item(2)), link=broken_link)

    assert written.left_out == (1,)


def test_etag_changes_with_every_byte_and_only_then() -> None:
    first = feed(agenda(item()))
    renamed = feed(agenda(item(responsible="培训科")))

    assert feed(agenda(item())) == first
    assert renamed.etag != first.etag
    assert first.etag.startswith('"')
    assert first.etag.endswith('"')


def test_last_modified_is_the_newest_of_revisions_and_departures() -> None:
    later = REVISED_AT + timedelta(days=3, microseconds=5)

    assert feed(agenda(item(revised_at=later))).last_modified == REVISED_AT + timedelta(days=3)
    assert feed(agenda(item(), changed_at=later)).last_modified == REVISED_AT + timedelta(days=3)
    assert feed(agenda(changed_at=None)).last_modified == NEVER_CHANGED


def test_feed_names_no_person_and_no_reason_for_cancelling() -> None:
    cancelled = full_agenda().items[2]
    assert "张某" in cancelled.cancel_reason

    text = feed(full_agenda()).body.replace(b"\r\n ", b"").decode()

    assert "张某" not in text
    assert "ATTENDEE" not in text
    assert "ORGANIZER" not in text
    assert "METHOD" not in text
    assert "RRULE" not in text


def test_feed_of_one_activity_bears_its_colour() -> None:
    calendar = Calendar.from_ical(feed(agenda(item())).body)

    assert (str(calendar["COLOR"]), str(calendar["X-APPLE-CALENDAR-COLOR"])) == ("seagreen", "#2E8B57")


def test_feed_of_the_founding_year_keeps_its_instants() -> None:
    from_2009 = agenda(
        item(
            starts_at=local(10, 20, 9, year=2009),
            ends_at=local(10, 20, 11, year=2009),
            local_day=date(2009, 10, 20),
        )
    )

    event = Calendar.from_ical(feed(from_2009).body).events[0]

    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2009, 10, 20, 1, 0, tzinfo=UTC)


def test_zone_with_summer_time_is_refused_loudly() -> None:
    edition = replace(EDITION, zone="Europe/Berlin")

    with pytest.raises(ValueError, match="Europe/Berlin changes its offset"):
        feed(agenda(edition=edition))


def test_thousand_events_stay_below_the_size_that_google_refuses() -> None:
    thousand = agenda(*(item(number) for number in range(1, 1001)))

    assert len(feed(thousand).body) < 1_000_000

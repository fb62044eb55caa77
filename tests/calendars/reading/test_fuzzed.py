"""A damaged file is read or refused, and never anything else."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from calendars.reading.reader import read_calendar
from calendars.reading.refusal import Unusable
from tests.calendars.reading.files import YEAR, calendar, event

WHOLE = calendar(
    *event("RRULE:FREQ=WEEKLY;UNTIL=20260601;BYDAY=MO,-1FR", "EXDATE:20260309T090000", "SUMMARY:例会"),
    *event("RECURRENCE-ID:20260316T090000", start="DTSTART;TZID=Asia/Shanghai:20260317T090000"),
    *event("RDATE;VALUE=PERIOD:20260501T090000Z/PT1H", "DTEND;VALUE=DATE:20260504", uid="b",
           start="DTSTART;VALUE=DATE:20260501"),
)  # fmt: skip
PIECES = st.sampled_from(
    [b"", b";", b":", b",", b"=", b'"', b"\r\n", b"\r\n ", b"\xff", b"9", b"0", b"-", b"Z", b"P1D", b"BYSETPOS=-1;",
     b"BEGIN:VEVENT", b"END:VEVENT", b";TZID=x", b";VALUE=DATE", b"20260229", b"240000", b"\\"]
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 12), PIECES), max_size=4))
def test_a_damaged_file_is_read_or_refused(damages: list[tuple[int, int, bytes]]) -> None:
    content = WHOLE
    for at, length, piece in damages:
        content = content[:at] + piece + content[at + length :]

    with suppress(Unusable):
        read_calendar(content, **YEAR)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Unusable):
        read_calendar(b"BEGIN:VCALENDAR\r\n" + content + b"\r\nEND:VCALENDAR\r\n", **YEAR)

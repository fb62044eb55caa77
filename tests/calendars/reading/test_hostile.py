"""Hostile calendar files: each is refused with a sentence, by the child process and within its time."""

import subprocess
import sys
from pathlib import Path

import pytest

from calendars.reading.apart import ROOT, read_apart
from calendars.reading.limits import LARGEST_FILE
from calendars.reading.reader import read_calendar
from calendars.reading.refusal import Unusable
from tests.calendars.reading.files import YEAR, calendar, event

RULES = {
    "secondly": "FREQ=SECONDLY",
    "minutely": "FREQ=MINUTELY;COUNT=5",
    "hourly": "freq=hourly",
    "no frequency": "COUNT=3",
    "interval of nothing": "FREQ=DAILY;INTERVAL=0",
    "negative interval": "FREQ=DAILY;INTERVAL=-1",
    "full-width interval": "FREQ=DAILY;INTERVAL=１",
    "a thousand million": "FREQ=DAILY;COUNT=1000000000",
    "endless digits": f"FREQ=DAILY;COUNT={'9' * 5000}",
    "every second of the day": "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,1,2,3,4;BYSECOND=0,1,2,3,4",
    "many values": f"FREQ=YEARLY;BYYEARDAY={','.join(['1'] * 400)}",
    "never": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "no day of the week": "FREQ=WEEKLY;BYDAY=XX",
    "month thirteen": "FREQ=YEARLY;BYMONTH=x",
    "same part twice": "FREQ=DAILY;FREQ=SECONDLY",
    "an unknown part": "FREQ=DAILY;BYEASTER=1",
    "bad end": "FREQ=DAILY;UNTIL=tomorrow",
    "twice a day": "FREQ=DAILY;BYHOUR=1,2,3",
}
FILES = {
    "nothing": b"",
    "blanks": b" \r\n\r\n",
    "binary": bytes(range(256)) * 40,
    "a path": b"/etc/passwd",
    "a path in a calendar": b"/etc/hostname\r\n",
    "carriage returns alone": calendar(*event()).replace(b"\r\n", b"\r"),
    "UTF-16": calendar(*event()).decode().encode("utf-16"),
    "GBK": calendar(*event("SUMMARY:就业援助月")).decode().encode("gbk"),
    "not closed": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n",
    "closed twice": calendar(*event()) + b"END:VCALENDAR\r\n",
    "closed crosswise": calendar("BEGIN:VEVENT", "BEGIN:VALARM", "END:VEVENT", "END:VALARM"),
    "event in event": calendar("BEGIN:VEVENT", *event(), "END:VEVENT"),
    "event without calendar": "\r\n".join(event()).encode(),
    "deep": calendar(*["BEGIN:X-A"] * 10_000, *["END:X-A"] * 10_000),
    "three megabytes": calendar(*event(f"DESCRIPTION:{'x' * 3_000_000}")),
    "ten megabytes in a line": b"BEGIN:" + b"x" * 10_000_000,
    "a long line": calendar(*event(f"SUMMARY:{'x' * 1_900_000}")),
    "a long line of folds": calendar(*event("SUMMARY:x" + "\r\n x" * 400_000)),
    "three thousand events": calendar(*(line for n in range(3_000) for line in event(uid=str(n)))),
    "no uid": calendar(*event(uid="")),
    "a long uid": calendar(*event(uid="x" * 300)),
    "the same uid twice": calendar(*event(), *event()),
    "no start": calendar(*event(start="")),
    "two starts": calendar(*event("DTSTART:20260302T090000")),
    "end before start": calendar(*event("DTEND:20260301T080000")),
    "end of another kind": calendar(*event("DTEND;VALUE=DATE:20260301")),
    "negative length": calendar(*event("DURATION:-PT1H")),
    "a hundred years": calendar(*event("DTEND:20950301T080000")),
    "no length": calendar(*event("DURATION:always")),
    "the year 1": calendar(*event("RRULE:FREQ=YEARLY", start="DTSTART:00010101T000000Z")),
    "the year 9999": calendar(*event(start="DTSTART:99991231T235959")),
    "no date": calendar(*event(start="DTSTART:20261301T090000")),
    "half a date": calendar(*event(start="DTSTART:2026")),
    "a long zone": calendar(*event(start=f"DTSTART;TZID={'x' * 256}:20260301T090000")),
    "a zone of many parts": calendar(*event(start=f"DTSTART;TZID={'x/' * 60}y:20260301T090000")),
    "a zone that climbs": calendar(*event(start="DTSTART;TZID=../../../etc/passwd:20260301T090000")),
    "a zone that is a folder": calendar(*event(start="DTSTART;TZID=Asia:20260301T090000")),
    "a zone nobody knows": calendar(*event(start="DTSTART;TZID=Mars/Olympus:20260301T090000")),
    "a zone of every second": calendar(
        "BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800", "RRULE:FREQ=SECONDLY", "END:STANDARD", "END:VTIMEZONE",
        *event(start="DTSTART;TZID=Own:20260301T090000"),
    ),
    "an empty zone": calendar(
        "BEGIN:VTIMEZONE", "TZID:Own", "END:VTIMEZONE", *event(start="DTSTART;TZID=Own:20260301T090000")
    ),
    "many zones": calendar(*["BEGIN:VTIMEZONE", "END:VTIMEZONE"] * 60),
    "many rules": calendar(*event(*["RRULE:FREQ=DAILY;COUNT=1"] * 9)),
    "rules of more than two years together": calendar(
        *event("RRULE:FREQ=DAILY;BYHOUR=8", "RRULE:FREQ=DAILY;BYHOUR=9", "RRULE:FREQ=DAILY;BYHOUR=10")
    ),
    "many dates": calendar(*event(f"RDATE:{','.join(['20260301T100000'] * 800)}")),
    "many spans": calendar(
        *(line for n in range(30) for line in event("RRULE:FREQ=DAILY", uid=str(n)))
    ),
    "two hundred rules that never come": calendar(
        *(line for n in range(200) for line in event("RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", uid=str(n)))
    ),
    "a rule taken away": calendar(*event("EXRULE:FREQ=DAILY")),
    "all later ones": calendar(*event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260301T090000")),
    "no property": calendar(*event("just words")),
    "quotes left open": calendar(*event(start='DTSTART;TZID="Asia/Shanghai:20260301T090000')),
    **{
        f"rule: {name}": calendar(*event(f"RRULE:{rule}", start="DTSTART:20260101T090000"))
        for name, rule in RULES.items()
    },
}  # fmt: skip


# These are ended by the child's own limits; the rest is seen before anything is worked out.
ENDLESS = ("rule: never", "two hundred rules that never come")
SENT_APART = (*ENDLESS, "binary", "a path", "deep", "three megabytes", "a zone that climbs", "rule: secondly")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_both_languages(name: str) -> None:
    read = read_apart if name in SENT_APART else read_calendar

    with pytest.raises(Unusable) as refused:
        read(FILES[name], **YEAR)

    message = refused.value.problems[0].message
    assert refused.value.problems[0].field == "file"
    assert 0 < len(message.zh) < 160
    assert 0 < len(message.en) < 200
    assert message.zh.startswith(f"第 {refused.value.line} 行：") is (refused.value.line is not None)


def test_a_file_of_the_largest_size_and_most_events_is_read() -> None:
    filler = "DESCRIPTION:" + "x" * 800
    content = calendar(*(line for n in range(2_000) for line in event(filler, uid=str(n))))

    reading = read_apart(content, **YEAR)

    assert len(content) < LARGEST_FILE
    assert len(reading.spans) == 2_000


def test_the_line_is_that_of_an_editor() -> None:
    content = calendar("X-NOTE:one", " two", *event("RRULE:FREQ=SECONDLY"))

    with pytest.raises(Unusable) as refused:
        read_calendar(content, **YEAR)

    assert (refused.value.line, content.decode().split("\r\n")[9 - 1]) == (9, "RRULE:FREQ=SECONDLY")


def test_a_child_may_take_neither_much_memory_nor_write_a_file(tmp_path: Path) -> None:
    code = "import sys; from calendars.reading.__main__ import limit; limit();{act}; print('went through')"

    for act in ("bytearray(600 * 1024 * 1024)", "print('x', file=open(sys.argv[1], 'w'), flush=True)"):
        command = [sys.executable, "-c", code.format(act=act), str(tmp_path / "file")]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, env={}, check=False)
        assert (done.returncode != 0, done.stdout) == (True, b"")


def test_a_child_that_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(Unusable, match="too complicated"):
        read_apart(calendar(*event()), **YEAR)

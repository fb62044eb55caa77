"""What is busy: occurrences, exceptions, zones, whole days, and what takes no time."""

from datetime import UTC, date, datetime, timedelta

from calendars.reading.reader import Reading, read_calendar
from campaigns.core.imported import ImportedSpan
from tests.calendars.reading.files import YEAR, calendar, event

NINE = "DTSTART;TZID=Asia/Shanghai:20260302T090000"


def starts(*lines: str) -> list[str]:
    """Return the days and hours in Weihai on which the busy spans of a file begin."""
    reading = read_calendar(calendar(*lines), **YEAR)
    return [f"{one.starts_at + timedelta(hours=8):%m-%d %H:%M}" for one in reading.spans]


def test_a_single_event_is_one_span_without_a_day_of_a_rule() -> None:
    reading = read_calendar(calendar(*event("SUMMARY:会\\, 议\\n二", start=NINE)), **YEAR)

    nine = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert reading == Reading((ImportedSpan("one@test", None, nine, nine + timedelta(hours=1), "会, 议 二"),))


def test_an_occurrence_is_left_out_added_and_moved() -> None:
    master = event(
        "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Asia/Shanghai:20260309T090000", "RDATE:20260310T010000Z",
        start=NINE,
    )  # fmt: skip
    moved = event("RECURRENCE-ID:20260316T010000Z", start="DTSTART:20260318T140000")
    gone = event("RECURRENCE-ID:20260323T010000Z", "STATUS:CANCELLED", start="DTSTART:20260323T010000Z")

    reading = read_calendar(calendar(*moved, *master, *gone), **YEAR)

    assert [(one.recurrence_on, one.starts_at) for one in reading.spans] == [
        (date(2026, 3, 2), datetime(2026, 3, 2, 1, tzinfo=UTC)),
        (date(2026, 3, 10), datetime(2026, 3, 10, 1, tzinfo=UTC)),
        (date(2026, 3, 16), datetime(2026, 3, 18, 6, tzinfo=UTC)),
    ]


def test_free_and_cancelled_events_take_nothing() -> None:
    kinds = ("TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "DURATION:PT0S")
    lines = [line for n, kind in enumerate(kinds) for line in event(kind, uid=str(n))]

    assert read_calendar(calendar(*lines), **YEAR) == Reading((), free=4)


def test_a_whole_day_is_that_of_the_edition_s_zone_and_its_end_is_exclusive() -> None:
    reading = read_calendar(
        calendar(*event("DTEND;VALUE=DATE:20260504", start="DTSTART;VALUE=DATE:20260501")), **YEAR
    )

    span = reading.spans[0]
    assert (span.starts_at, span.ends_at) == (
        datetime(2026, 4, 30, 16, tzinfo=UTC),
        datetime(2026, 5, 3, 16, tzinfo=UTC),
    )


def test_only_what_touches_the_year_is_read() -> None:
    new_year = event("DURATION:PT2H", start="DTSTART:20251231T230000", uid="over")
    old = event(start="DTSTART:20241231T230000", uid="old")
    endless = event("RRULE:FREQ=YEARLY", start="DTSTART:20150601T080000", uid="endless")

    reading = read_calendar(calendar(*new_year, *old, *endless), **YEAR)

    assert [one.uid for one in reading.spans] == ["over", "endless"]
    assert reading.outside == 1


def test_summer_time_keeps_the_wall_clock_of_its_zone() -> None:
    lines = event("RRULE:FREQ=MONTHLY;COUNT=6", start="DTSTART;TZID=Europe/Berlin:20260115T090000")

    assert starts(*lines)[::5] == ["01-15 16:00", "06-15 15:00"]


def test_zones_of_windows_of_makers_and_of_the_file_are_known() -> None:
    own = ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T000000",
           "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "END:STANDARD", "END:VTIMEZONE"]  # fmt: skip
    names = (
        "China Standard Time",
        "/mozilla.org/20050126_1/Asia/Shanghai",
        "Customized Time Zone",
        '"Asia/Tokyo"',
    )
    lines = [line for n, name in enumerate(names)
             for line in event(uid=str(n), start=f"DTSTART;TZID={name}:20260302T090000")]  # fmt: skip

    assert starts(*own, *lines) == ["03-02 08:00", "03-02 08:00", "03-02 09:00", "03-02 09:00"]


def test_an_end_of_a_rule_is_inclusive_in_every_way_it_is_written() -> None:
    for until in ("20260304T010000Z", "20260304T090000", "20260304"):
        assert starts(*event(f"RRULE:FREQ=DAILY;UNTIL={until}", start=NINE)) == [
            "03-02 09:00", "03-03 09:00", "03-04 09:00",
        ]  # fmt: skip


def test_two_times_of_one_day_are_two_spans_of_that_day() -> None:
    lines = event("RRULE:FREQ=DAILY;COUNT=4;BYHOUR=9,14", "EXDATE;VALUE=DATE:20260303", start=NINE)

    assert starts(*lines) == ["03-02 09:00", "03-02 14:00"]


def test_a_file_as_programs_write_it_is_read() -> None:
    """With a BOM, plain line ends, folds within a character's neighbours, lower case, alarms and unknown parts."""
    content = (
        "\ufeffbegin:VCALENDAR\nX-WR-TIMEZONE:Asia/Shanghai\nBEGIN:VTODO\nUID:t\nEND:VTODO\nBEGIN:vevent\nuid:a\n"
        "DTSTART:20260302T010000Z\nDTEND:20260302T020000Z\nSUMMARY;LANGUAGE=zh:招\n 聘\x07会\nBEGIN:VALARM\n"
        "DURATION:PT5M\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR"
    )

    reading = read_calendar(content.encode(), **YEAR)

    assert [(one.uid, one.name) for one in reading.spans] == [("a", "招聘会")]


def test_a_private_event_gives_its_time_and_not_its_name() -> None:
    reading = read_calendar(calendar(*event("CLASS:PRIVATE", "SUMMARY:看病", start=NINE)), **YEAR)

    assert [one.name for one in reading.spans] == [""]


def test_a_free_occurrence_of_a_busy_rule_is_free_and_the_other_way_round() -> None:
    busy = event("RRULE:FREQ=DAILY;COUNT=2", start=NINE)
    free = event("RECURRENCE-ID:20260303T010000Z", "TRANSP:TRANSPARENT", start="DTSTART:20260303T010000Z")
    idle = event("RRULE:FREQ=DAILY;COUNT=2", "TRANSP:TRANSPARENT", start=NINE, uid="two")
    once = event("RECURRENCE-ID:20260303T010000Z", start="DTSTART:20260303T020000Z", uid="two")

    assert starts(*busy, *free, *idle, *once) == ["03-02 09:00", "03-03 10:00"]

"""The one static VTIMEZONE."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from calendars.timezones import static_timezone, zone_offset

YEAR_2026 = date(2026, 1, 1), date(2026, 12, 31)


def vtimezone(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode()


def test_shanghai_is_one_standard_time_since_1970() -> None:
    assert static_timezone(ZoneInfo("Asia/Shanghai"), *YEAR_2026).to_ical() == vtimezone(
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:CST",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_another_zone_without_summer_time_is_written_the_same_way() -> None:
    assert static_timezone(ZoneInfo("Asia/Kolkata"), *YEAR_2026).to_ical() == vtimezone(
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kolkata",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:IST",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


@pytest.mark.parametrize(
    ("zone", "span"),
    [
        ("Europe/Berlin", YEAR_2026),
        ("Asia/Shanghai", (date(1988, 1, 1), date(1988, 12, 31))),
        ("America/New_York", (date(2026, 3, 8), date(2026, 3, 8))),
    ],
)
def test_zone_that_changes_its_offset_in_the_span_is_refused(zone: str, span: tuple[date, date]) -> None:
    with pytest.raises(ValueError, match=f"{zone} changes its offset"):
        static_timezone(ZoneInfo(zone), *span)


def test_zone_is_accepted_for_the_part_of_the_year_in_which_it_rests() -> None:
    assert zone_offset(ZoneInfo("Europe/Berlin"), date(2026, 5, 1), date(2026, 9, 30)) == timedelta(hours=2)

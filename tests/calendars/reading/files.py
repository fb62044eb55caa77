"""Calendar files for tests, written line by line."""

from datetime import date

YEAR = {"zone": "Asia/Shanghai", "first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}


def event(*lines: str, uid: str = "one@test", start: str = "DTSTART:20260301T090000") -> list[str]:
    """Return the lines of an event of one hour; an empty uid or start leaves that line out."""
    named = [f"UID:{uid}"] if uid else []
    length = [] if any(line.startswith(("DTEND", "DURATION")) for line in lines) else ["DURATION:PT1H"]
    return ["BEGIN:VEVENT", *named, *([start] if start else []), *length, *lines, "END:VEVENT"]


def calendar(*lines: str) -> bytes:
    """Return a whole file."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()

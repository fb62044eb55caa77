"""The time zones that a calendar file names: by their usual name, by Windows', or as the file itself defines them."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from calendars.reading.limits import check_zone_name, checked_rule
from calendars.reading.lines import Block
from calendars.reading.refusal import Unusable, quoted

LONGEST_ZONE = 1_000


class Zones:
    """Finds a zone by the name that a property gives it; each is made once."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self._blocks = {_name(block): block for block in blocks}
        self._found: dict[str, tzinfo] = {}

    def find(self, name: str, line: int) -> tzinfo:
        """Return the zone, or refuse: a time in an unknown zone would be busy at the wrong hour."""
        if name not in self._found:
            check_zone_name(name, line)
            zone = _usual(name) or self._own(name) or _usual(WINDOWS_TO_OLSON.get(name, ""))
            if zone is None:
                raise Unusable(
                    f"不认识时区“{quoted(name)}”。", f"The time zone “{quoted(name)}” is unknown.", line
                )
            self._found[name] = zone
        return self._found[name]

    def _own(self, name: str) -> tzinfo | None:
        block = self._blocks.get(name)
        if block is None:
            return None
        if len(block.lines) > LONGEST_ZONE:
            raise Unusable("时区的定义太长。", "The definition of the zone is too long.", block.number)
        for line in block.lines:
            if line.name in ("RRULE", "EXRULE"):
                checked_rule(line.text.partition(":")[2], line.number)
        try:
            own = Timezone.from_ical("\r\n".join(line.text for line in block.lines).encode())
            zone = own.to_tz() if isinstance(own, Timezone) else None
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, OSError):
            raise Unusable("时区的定义有错。", "The definition of the zone is wrong.", block.number) from None
        return zone if isinstance(zone, tzinfo) else None


def _name(block: Block) -> str:
    return next((line.text.partition(":")[2].strip() for line in block.lines if line.name == "TZID"), "")


def _usual(name: str) -> tzinfo | None:
    """Return the zone of an IANA name, also where a maker has put its own words before it."""
    parts = name.strip("/").split("/")
    for count in (len(parts), 3, 2):
        try:
            return ZoneInfo("/".join(parts[-count:]))
        except (KeyError, ValueError, OSError):
            continue
    return None

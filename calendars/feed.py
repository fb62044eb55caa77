"""One scope of an edition as a whole feed, with what HTTP needs to validate it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.prop import vDuration, vUri

from calendars import words
from calendars.colours import colour_name
from calendars.text import Text, cleaned, one_line, plain_address
from calendars.timezones import static_timezone, zone_offset
from calendars.vevent import Rendering, deadline_of, event_of
from campaigns.agenda import Agenda, AgendaItem
from campaigns.core.wording import Bilingual

PRODUCT = "-//Campaigns//Calendar feeds//EN"
DEFAULT_COLOUR = "#0b57a4"
REFRESH_EVERY = timedelta(hours=1)
# RFC 9110 8.8.2.1 forbids an instant later than the answer, so a scope without any revision is very old.
NEVER_CHANGED = datetime(1970, 1, 1, tzinfo=UTC)
END = b"END:VCALENDAR\r\n"
# What a wrong value in one event can raise while it is written; anything else is a mistake in this package.
UNRENDERABLE = (ValueError, TypeError, LookupError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is served.

    ``etag`` is strong and in its quotes, ``last_modified`` UTC in whole seconds. ``left_out`` holds the ids
    of events that could not be written, ``left_out_deadlines`` the uids of such due days: log them.
    """

    body: bytes
    etag: str
    last_modified: datetime
    left_out: tuple[int, ...] = ()
    left_out_deadlines: tuple[str, ...] = ()


def write_feed(
    agenda: Agenda,
    *,
    uid: str,
    address: str,
    link: Callable[[int], str],
    language: str,
    alarm: timedelta | None = None,
    colour: str | None = None,
    page: str = "",
    deadlines_page: str = "",
    note: Bilingual | None = None,
) -> Feed:
    """Return the feed of an agenda; nothing in it depends on a clock, a process or a server's zone.

    ``uid`` comes from ``identity.feed_uid``; ``address`` is the feed's own address, empty for a file;
    ``link`` gives the page of an event; ``page`` and ``deadlines_page`` are the pages of the calendar and of
    the due days; ``note`` says what the feed does not show. Raises ValueError for a zone that changes its
    offset within the edition.
    """
    zone = ZoneInfo(agenda.edition.zone)
    span = agenda.edition.starts_on, agenda.edition.ends_on
    timezone = static_timezone(zone, *span).to_ical()
    rendering = Rendering(zone, zone_offset(zone, *span), language, alarm)
    events: list[bytes] = []
    left_out: list[int] = []
    left_out_deadlines: list[str] = []
    for item in agenda.items:
        try:
            events.append(event_of(item, rendering, link=link(item.id)).to_ical())
        except UNRENDERABLE:
            left_out.append(item.id)
    for deadline in agenda.deadlines:
        try:
            events.append(deadline_of(deadline, rendering, link=deadlines_page).to_ical())
        except UNRENDERABLE:
            left_out_deadlines.append(deadline.uid)
    missing = len(left_out) + len(left_out_deadlines)
    head = _head(
        agenda, language, uid=uid, colour=colour or _colour_of(agenda.items), note=note, missing=missing
    )
    _add_addresses(head, address=address, page=page)
    body = b"".join((head.to_ical().removesuffix(END), timezone, *events, END))
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    return Feed(body, etag, _last_modified(agenda), tuple(left_out), tuple(left_out_deadlines))


def _head(
    agenda: Agenda, language: str, *, uid: str, colour: str, note: Bilingual | None, missing: int
) -> Calendar:
    name = one_line(agenda.title.in_language(language))
    description = "\n".join(_description_lines(agenda, language, note, missing))
    head = Calendar()
    head.add("PRODID", Text(PRODUCT))
    head.add("VERSION", Text("2.0"))
    head.add("CALSCALE", Text("GREGORIAN"))
    head.add("UID", Text(uid))
    for property_name, value in (("NAME", name), ("DESCRIPTION", description)):
        if value:
            head.add(property_name, Text(value))
            head.add({"NAME": "X-WR-CALNAME", "DESCRIPTION": "X-WR-CALDESC"}[property_name], Text(value))
    head.add("X-WR-TIMEZONE", Text(agenda.edition.zone))
    # icalendar's own refresh_interval= leaves out the VALUE that RFC 7986 5.7 requires.
    head.add("REFRESH-INTERVAL", vDuration(REFRESH_EVERY), {"VALUE": "DURATION"})
    head.add("X-PUBLISHED-TTL", vDuration(REFRESH_EVERY))
    head.add("COLOR", Text(colour_name(colour)))
    head.add("X-APPLE-CALENDAR-COLOR", Text(colour.upper()))
    return head


def _description_lines(agenda: Agenda, language: str, note: Bilingual | None, missing: int) -> list[str]:
    edition = agenda.edition
    lines = [edition.programme]
    if edition.basis_number:
        lines.append(words.BASIS_LINE.filled(title=edition.basis_title, number=edition.basis_number))
    if note:
        lines.append(note)
    if missing:
        lines.append(words.LEFT_OUT_LINE.filled(count=missing))
    return [text for line in lines if (text := cleaned(line.in_language(language)))]


def _add_addresses(head: Calendar, *, address: str, page: str) -> None:
    if address:
        head.add("SOURCE", vUri(plain_address(address)), {"VALUE": "URI"})
    if page:
        head.add("URL", vUri(plain_address(page)))


def _colour_of(items: tuple[AgendaItem, ...]) -> str:
    """Return the one activity's colour, or the product's where there are several."""
    colours = {item.activity.colour for item in items}
    return colours.pop() if len(colours) == 1 else DEFAULT_COLOUR


def _last_modified(agenda: Agenda) -> datetime:
    revisions = [i.revised_at for i in agenda.items] + [d.revised_at for d in agenda.deadlines]
    newest = max([agenda.changed_at or NEVER_CHANGED, *(at for at in revisions if at.tzinfo)])
    return newest.astimezone(UTC).replace(microsecond=0)

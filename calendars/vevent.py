"""One planned event, or one due day, as the VEVENT that every feed shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event
from icalendar.prop import vCategory, vUri

from calendars import words
from calendars.identity import stored_uid
from calendars.text import Text, cleaned, one_line, plain_address
from campaigns.agenda import AgendaDeadline, AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus

# RFC 5545 3.8.6.3 counts from the midnight that begins an all-day event; 15 hours before is nine on the eve,
# whereas the minutes chosen for timed events would ring in the night.
EVE_AT_NINE = timedelta(hours=15)


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the events of one feed are written; ``offset`` is what the feed's VTIMEZONE says of ``zone``."""

    zone: ZoneInfo
    offset: timedelta
    language: str
    alarm: timedelta | None = None

    def say(self, text: Bilingual) -> str:
        """Return the text in the feed's language."""
        return text.in_language(self.language)

    def local(self, instant: datetime) -> datetime:
        """Return the instant on the zone's clock; raise ValueError where the feed's VTIMEZONE would lie."""
        if instant.tzinfo is None:
            raise ValueError(f"{instant} has no zone.")
        local = instant.astimezone(self.zone).replace(microsecond=0)
        if local.utcoffset() != self.offset:
            raise ValueError(f"{instant} lies where {self.zone.key} has another offset than the feed says.")
        return local


def event_of(item: AgendaItem, rendering: Rendering, *, link: str) -> Event:
    """Return the VEVENT of an event; raise ValueError if it cannot be written truthfully."""
    event = Event()
    _add_identity(event, item)
    is_free = item.is_cancelled or _is_over_several_days(item, rendering)
    if item.is_all_day:
        _add_days(event, *_days(item, rendering))
    else:
        _add_times(event, rendering.local(item.starts_at), rendering.local(item.ends_at))
    is_tentative = item.status in (EventStatus.DRAFT, EventStatus.PROPOSED)
    _add_standing(event, is_cancelled=item.is_cancelled, is_tentative=is_tentative, is_free=is_free)
    summary = summary_of(item, rendering)
    _add_text(event, "SUMMARY", summary)
    _add_text(event, "DESCRIPTION", description_of(item, rendering, link=link))
    if not item.is_departed:
        _add_text(event, "LOCATION", location_of(item, rendering))
    event.add("URL", vUri(plain_address(link)))
    kind = rendering.say(words.ACTIVITY_KIND[item.activity.kind])
    district = rendering.say(item.district.short) if item.district else ""
    _add_categories(event, kind, rendering.say(item.activity.short), district)
    if item.series_uid:
        event.add("RELATED-TO", Text(stored_uid(item.series_uid)))
    if rendering.alarm is not None and not item.is_cancelled:
        _add_alarm(event, EVE_AT_NINE if item.is_all_day else rendering.alarm, summary)
    return event


def deadline_of(deadline: AgendaDeadline, rendering: Rendering, *, link: str) -> Event:
    """Return the all-day, transparent VEVENT of a due day; an empty link is left out."""
    event = Event()
    _add_identity(event, deadline)
    _add_days(event, deadline.due_on, deadline.due_on + timedelta(days=1))
    _add_standing(event, is_cancelled=False, is_tentative=False, is_free=True)
    summary = one_line(rendering.say(words.DUE_TITLE.filled(title=deadline.title)))
    _add_text(event, "SUMMARY", summary)
    names = [rendering.say(organisation.short) for organisation in deadline.organisations]
    lines = _lines(
        rendering,
        (words.ACTIVITY_LINE, rendering.say(deadline.activity.name)),
        (words.RULE_LINE, rendering.say(deadline.rule)),
        (words.ORGANISATIONS_LINE, rendering.say(words.NAME_SEPARATOR).join(names)),
        (words.LINK_LINE, link),
    )
    _add_text(event, "DESCRIPTION", "\n".join(lines))
    if link:
        event.add("URL", vUri(plain_address(link)))
    kind = rendering.say(words.ACTIVITY_KIND[deadline.activity.kind])
    _add_categories(event, rendering.say(words.DUE), kind, rendering.say(deadline.activity.short))
    if rendering.alarm is not None:
        _add_alarm(event, EVE_AT_NINE, summary)
    return event


def summary_of(item: AgendaItem, rendering: Rendering) -> str:
    """Return one line that is useful alone: activity, title, place and district, none of them twice."""
    activity = one_line(rendering.say(item.activity.short))
    title = one_line(rendering.say(item.title)) or activity
    names_activity = activity in title or one_line(rendering.say(item.activity.name)) in title
    parts = [title] if names_activity else [activity, title]
    place = "" if item.is_departed else one_line(rendering.say(item.place_name))
    district = one_line(rendering.say(item.district.short)) if item.district else ""
    for part in (place, district):
        if part and not any(part in said for said in parts):
            parts.append(part)
    summary = words.PART_SEPARATOR.join(part for part in parts if part)
    if item.is_cancelled:
        return rendering.say(words.CANCELLED_TITLE.filled(title=summary))
    return summary


def description_of(item: AgendaItem, rendering: Rendering, *, link: str) -> str:
    """Return plain lines: activity, what, which function is responsible, materials, link; never a person.

    A reason for cancelling is left out, because it easily names one. A departed event says only that it left.
    """
    activity = (words.ACTIVITY_LINE, rendering.say(item.activity.name))
    page = (words.LINK_LINE, link)
    if item.is_departed:
        return "\n".join((rendering.say(words.DEPARTED_LINE), *_lines(rendering, activity, page)))
    content = (words.CONTENT_LINE, item.description)
    responsible = (words.RESPONSIBLE_LINE, item.responsible)
    materials = (words.MATERIALS_LINE, item.materials)
    return "\n".join(_lines(rendering, activity, content, responsible, materials, page))


def location_of(item: AgendaItem, rendering: Rendering) -> str:
    """Return the place with its address, where there is one."""
    name = one_line(rendering.say(item.place_name))
    address = one_line(item.venue.address) if item.venue else ""
    return rendering.say(words.ADDRESS_SEPARATOR).join(part for part in (name, address) if part)


def _lines(rendering: Rendering, *values: tuple[Bilingual, str]) -> list[str]:
    return [rendering.say(line.filled(value=cleaned(value))) for line, value in values if cleaned(value)]


def _days(item: AgendaItem, rendering: Rendering) -> tuple[date, date]:
    """Return the first local day and the day after the last."""
    start, end = rendering.local(item.starts_at), rendering.local(item.ends_at)
    return start.date(), end.date() if end.time() == time() else end.date() + timedelta(days=1)


def _is_over_several_days(item: AgendaItem, rendering: Rendering) -> bool:
    """Tell whether it is a window or an exhibition, which takes nobody's whole days."""
    if not item.is_all_day:
        return False
    first_on, after_on = _days(item, rendering)
    return after_on - first_on > timedelta(days=1)


def _add_identity(event: Event, subject: AgendaItem | AgendaDeadline) -> None:
    event.add("UID", Text(stored_uid(subject.uid)))
    event.add("SEQUENCE", subject.sequence)
    revised_at, created_at = _in_utc(subject.revised_at), _in_utc(subject.created_at)
    event.add("DTSTAMP", revised_at)
    event.add("LAST-MODIFIED", revised_at)
    event.add("CREATED", created_at)


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no zone.")
    return instant.astimezone(UTC).replace(microsecond=0)


def _add_times(event: Event, start: datetime, end: datetime) -> None:
    # RFC 5545 3.8.2.2: the end must be later than the start; readers disagree about what else would mean.
    if end <= start:
        raise ValueError(f"An event from {start} to {end} has no length.")
    event.add("DTSTART", start)
    event.add("DTEND", end)


def _add_days(event: Event, first_on: date, after_on: date) -> None:
    if after_on <= first_on:
        raise ValueError(f"An event from {first_on} to before {after_on} has no day.")
    event.add("DTSTART", first_on)
    event.add("DTEND", after_on)


def _add_standing(event: Event, *, is_cancelled: bool, is_tentative: bool, is_free: bool) -> None:
    busy = "TENTATIVE" if is_tentative else "BUSY"
    status = "CANCELLED" if is_cancelled else "TENTATIVE" if is_tentative else "CONFIRMED"
    event.add("STATUS", Text(status))
    event.add("TRANSP", Text("TRANSPARENT" if is_free else "OPAQUE"))
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", Text("FREE" if is_free else busy))


def _add_text(event: Event, name: str, value: str) -> None:
    text = Text(value)
    if text:
        event.add(name, text)


def _add_categories(event: Event, *names: str) -> None:
    categories = vCategory([])
    categories.cats = list(_distinct(Text(one_line(name)) for name in names))
    event.add("CATEGORIES", categories)


def _distinct(names: Iterable[Text]) -> Iterable[Text]:
    return dict.fromkeys(name for name in names if name)


def _add_alarm(event: Event, before: timedelta, summary: str) -> None:
    alarm = Alarm()
    alarm.add("ACTION", Text("DISPLAY"))
    alarm.add("TRIGGER", -before)
    alarm.add("DESCRIPTION", Text(summary))
    event.add_component(alarm)

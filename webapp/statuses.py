"""The state of an event in words, with the two that only the clock knows: under way and awaiting close-out."""

from datetime import date, datetime

from campaigns.agenda import AgendaItem
from campaigns.core.spans import Span, days_of
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus
from campaigns.labels import label
from webapp.i18n import local

UNDER_WAY = Bilingual("进行中", "Under way")
AWAITING = Bilingual("待登记", "Awaits close-out")
PLANNED = frozenset({EventStatus.CONFIRMED, EventStatus.PROPOSED})
TONES = {
    EventStatus.DRAFT: "grey",
    EventStatus.PROPOSED: "grey",
    EventStatus.CONFIRMED: "blue",
    EventStatus.CANCELLED: "grey",
    EventStatus.HELD: "green",
    EventStatus.NOT_HELD: "red",
}


def awaits_closeout(item: AgendaItem, now: datetime) -> bool:
    """Tell whether the event is over and nobody has recorded what happened."""
    return item.status in PLANNED and item.ends_at <= now


def is_under_way(item: AgendaItem, now: datetime) -> bool:
    """Tell whether the event is being held at this moment."""
    return item.status in PLANNED and item.starts_at <= now < item.ends_at


def status_words(item: AgendaItem, now: datetime) -> str:
    """Return the state of an event at an instant, in the current language."""
    if awaits_closeout(item, now):
        return local(AWAITING)
    return local(UNDER_WAY if is_under_way(item, now) else label(item.status))


def status_tone(item: AgendaItem, now: datetime) -> str:
    """Return the tone of the badge that carries the words."""
    if awaits_closeout(item, now):
        return "amber"
    return "green" if is_under_way(item, now) else TONES[item.status]


def last_day(item: AgendaItem, zone: str) -> date:
    """Return the last local day of an event; its end is exclusive."""
    return days_of(Span(item.starts_at, item.ends_at), zone)[-1]


EVENT_FILTERS = (last_day, status_tone, status_words)

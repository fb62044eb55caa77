"""Which days a feed shows, and when an event entered or left them.

Days are local to the edition's zone; ``today`` is given, never read from a clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from campaigns.agenda import Agenda, AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.references import EditionRef

DAYS_BACK = 180
MONTHS_AHEAD = 18
CANCELLED_DAYS = 90

MOVING_NOTE = Bilingual(
    f"本日历显示最近 {DAYS_BACK} 天和今后 {MONTHS_AHEAD} 个月的安排；取消的活动保留 {CANCELLED_DAYS} 天。",
    f"Shows the last {DAYS_BACK} days and the next {MONTHS_AHEAD} months; "
    f"cancelled events stay {CANCELLED_DAYS} days.",
)
WHOLE_YEAR_NOTE = Bilingual("本日历显示全年的安排。", "Shows the whole year.")


@dataclass(frozen=True, slots=True)
class FeedWindow:
    """The days a feed shows, both inclusive; ``note`` says so to the subscriber without naming a date.

    A note with dates would change every midnight and make every client fetch an unchanged calendar.
    """

    first_on: date
    last_on: date
    is_moving: bool
    note: Bilingual


def feed_window(edition: EditionRef, *, today: date) -> FeedWindow:
    """Return the moving window for the living year's edition, the whole year for any other."""
    if edition.year != today.year:
        first_on = min(edition.starts_on, date(edition.year, 1, 1))
        last_on = max(edition.ends_on, date(edition.year, 12, 31))
        return FeedWindow(first_on, last_on, False, WHOLE_YEAR_NOTE)
    ahead = today + relativedelta(months=MONTHS_AHEAD)
    return FeedWindow(today - timedelta(days=DAYS_BACK), ahead, True, MOVING_NOTE)


def within_window(agenda: Agenda, window: FeedWindow, *, today: date) -> Agenda:
    """Return the agenda with only what the window shows, without what was cancelled long ago.

    ``changed_at`` is raised to the last local midnight at which something entered or left, so that
    Last-Modified grows when the window moves; it never goes back as the days pass.
    """
    zone = ZoneInfo(agenda.edition.zone)
    items = tuple(i for i in agenda.items if _shows(window, *_item_days(i, zone)) and not _is_gone(i, today))
    deadlines = tuple(d for d in agenda.deadlines if _shows(window, d.due_on, d.due_on))
    turns = [turn for turn in _turns(agenda, window, zone) if turn <= today]
    midnights = [datetime.combine(turn, time(), zone).astimezone(UTC) for turn in turns]
    changed_at = max([at for at in (agenda.changed_at, *midnights) if at], default=None)
    return replace(agenda, items=items, deadlines=deadlines, changed_at=changed_at)


def _turns(agenda: Agenda, window: FeedWindow, zone: ZoneInfo) -> Iterator[date]:
    """Yield the days on which something enters or leaves, past and future."""
    for item in agenda.items:
        if item.is_cancelled:
            yield item.local_day + timedelta(days=CANCELLED_DAYS + 1)
    spans = [_item_days(item, zone) for item in agenda.items] + [
        (d.due_on, d.due_on) for d in agenda.deadlines
    ]
    if window.is_moving:
        for first_on, last_on in spans:
            yield _entry_on(first_on)
            yield last_on + timedelta(days=DAYS_BACK + 1)
    elif spans:
        # When the edition's year ends, what the moving window had let go comes back.
        yield date(agenda.edition.year + 1, 1, 1)


def _entry_on(day: date) -> date:
    """Return the first today whose window reaches the day; unequal months make it a short search."""
    today = day - relativedelta(months=MONTHS_AHEAD)
    while today + relativedelta(months=MONTHS_AHEAD) < day:
        today += timedelta(days=1)
    return today


def _shows(window: FeedWindow, first_on: date, last_on: date) -> bool:
    return first_on <= window.last_on and last_on >= window.first_on


def _is_gone(item: AgendaItem, today: date) -> bool:
    return item.is_cancelled and today > item.local_day + timedelta(days=CANCELLED_DAYS)


def _item_days(item: AgendaItem, zone: ZoneInfo) -> tuple[date, date]:
    """Return the first and the last local day; the end is exclusive: midnight belongs to the day before."""
    last = (item.ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    return item.local_day, max(item.local_day, last)

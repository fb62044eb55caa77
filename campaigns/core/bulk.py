"""One change for many events: what it makes of each, or why it leaves one as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventStatus

OPEN = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED})
CHANGEABLE = OPEN | {EventStatus.CONFIRMED}


class BulkAct(StrEnum):
    """What is done to every chosen event."""

    SHIFT = "shift"
    WORKDAY = "workday"
    PLACE = "place"
    HOST = "host"
    RESPONSIBLE = "responsible"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    PIN = "pin"
    UNPIN = "unpin"


# A pinned event keeps its time and place, and goes only when somebody goes to its page and says so.
HELD_BY_PIN = frozenset({BulkAct.SHIFT, BulkAct.WORKDAY, BulkAct.PLACE, BulkAct.CANCEL})
# After these the event stands somewhere else, or stands firmer: its clashes are looked at again.
PLACES = frozenset({BulkAct.SHIFT, BulkAct.WORKDAY, BulkAct.PLACE})
CLOSED = Bilingual("已登记，内容已锁定", "closed out and locked")
CANCELLED = Bilingual("已取消", "cancelled")
PINNED = Bilingual("已固定，要改请先取消固定", "pinned; unpin it first")
ALREADY = Bilingual("本来就是这样，不用改", "already so")
ON_WORKDAY = Bilingual("已在工作日", "already on a working day")
OTHER_YEAR = Bilingual("会移到别的年份", "would go into another year")
FOREIGN = Bilingual("不在您能修改的范围内", "not yours to change")
FOREIGN_HOST = Bilingual("您不能把它交给这个单位", "you cannot give it to that organisation")
CHANGED = Bilingual("您选中之后别人修改过", "somebody changed it after you chose it")


class Standing(Protocol):
    """What of an event a bulk change looks at."""

    status: EventStatus
    is_pinned: bool
    is_all_day: bool
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class BulkWish:
    """A change for many events; ``values`` are the columns it sets on each, where they are the same for all."""

    act: BulkAct
    values: Mapping[str, Any]
    days: int = 0


def decide(
    event: Standing, wish: BulkWish, calendar: WorkCalendar, *, year: int, zone: str
) -> dict[str, Any] | Bilingual:
    """Return the columns that change with their new values, or why the event is left as it is."""
    if event.status in (EventStatus.HELD, EventStatus.NOT_HELD):
        return CLOSED
    if event.status is EventStatus.CANCELLED:
        return CANCELLED
    if event.is_pinned and wish.act in HELD_BY_PIN:
        return PINNED
    if wish.act is BulkAct.CONFIRM and event.status not in OPEN:
        return ALREADY
    if wish.act in (BulkAct.SHIFT, BulkAct.WORKDAY):
        return _moved(event, wish, calendar, year, zone)
    changed = {name: value for name, value in wish.values.items() if getattr(event, name) != value}
    return changed or ALREADY


def _moved(
    event: Standing, wish: BulkWish, calendar: WorkCalendar, year: int, zone: str
) -> dict[str, Any] | Bilingual:
    """Move by whole local days: the hour on the wall stays."""
    day, days = local_day(event.starts_at, zone), wish.days
    if wish.act is BulkAct.WORKDAY:
        days = (calendar.next_workday_on_or_after(day) - day).days
        if days == 0:
            return ON_WORKDAY
    if (day + timedelta(days=days)).year != year:
        return OTHER_YEAR
    tz = ZoneInfo(zone)
    return {
        "starts_at": event.starts_at.astimezone(tz) + timedelta(days=days),
        "ends_at": event.ends_at.astimezone(tz) + timedelta(days=days),
        "local_day": day + timedelta(days=days),
    }

"""Read models as the shapes of API v1."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.agenda import AgendaItem
from campaigns.core.lifecycle import check_editable
from campaigns.core.permissions import Actor, may_change_event
from campaigns.core.placements import Clash
from campaigns.core.spans import Span, days_of
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus
from campaigns.errors import Problem
from campaigns.labels import label
from campaigns.queries.dossiers import stake_of_item
from webapp.api.schemas import DayShown, EventShown, FieldProblem, Text, Warning
from webapp.calendar_days import DayNote

AWAITING = Bilingual("待登记", "To close out")
STILL_ON = (EventStatus.CONFIRMED, EventStatus.PROPOSED)


def text(words: Bilingual) -> Text:
    """Return both languages, the English one never empty."""
    return Text(zh=words.zh, en=words.en or words.zh)


@dataclass(frozen=True)
class Presenter:
    """Shows events to one person at one moment, in the zone of their edition."""

    actor: Actor
    zone: str
    now: datetime

    def event(self, item: AgendaItem) -> EventShown:
        """Return an event as the API shows it."""
        tz = ZoneInfo(self.zone)
        days = days_of(Span(item.starts_at, item.ends_at), self.zone)
        is_awaiting = is_waiting(item, self.now)
        return EventShown(
            id=item.id,
            version=item.version,
            activity=item.activity.code,
            activity_name=text(item.activity.short),
            colour=item.activity.colour,
            title=text(item.title),
            place=text(item.place_name),
            host=text(item.host.short),
            district=item.district.slug if item.district else "",
            starts_at=item.starts_at.astimezone(tz),
            ends_at=item.ends_at.astimezone(tz),
            is_all_day=item.is_all_day,
            first_on=days[0],
            until_on=days[-1] + timedelta(days=1),
            status=item.status,
            status_name=text(AWAITING if is_awaiting else label(item.status)),
            is_awaiting=is_awaiting,
            is_cancelled=item.is_cancelled,
            level=item.level,
            may_move=may_change_event(self.actor, stake_of_item(item)) and not check_editable(item.status),
            clashes=warnings(item.clashes),
        )


def is_waiting(item: AgendaItem, now: datetime) -> bool:
    """Tell whether an event is over and not closed out."""
    return item.ends_at <= now and item.status in STILL_ON


def warnings(clashes: Iterable[Clash]) -> list[Warning]:
    """Return clashes with their levels."""
    return [
        Warning(
            kind=clash.kind,
            level=clash.level,
            message=text(clash.message),
            other_id=clash.other_id,
        )
        for clash in clashes
    ]


def day(note: DayNote) -> DayShown:
    """Return a day's note."""
    return DayShown(
        on=note.on,
        kind=note.kind,
        mark=text(note.mark),
        name=text(note.name),
        lunar=text(note.lunar),
        lunar_long=text(note.lunar_long),
        blackouts=[text(name) for name in note.blackouts],
    )


def problems(found: Iterable[Problem]) -> list[FieldProblem]:
    """Return problems beside their fields."""
    return [
        FieldProblem(field=one.field, zh=one.message.zh, en=one.message.en or one.message.zh) for one in found
    ]

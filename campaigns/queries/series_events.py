"""The row of a series with its events as they stand, for everything that shows or changes it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, exists, select

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor
from campaigns.core.recurrence.changes import Ground, Manner
from campaigns.core.recurrence.standing import Protection, SeriesEvent, dates_stood_for, protection_of
from campaigns.core.recurrence.texts import read_rule
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import EventFilter
from campaigns.errors import Forbidden, NotFound
from campaigns.models.event import Event, Series
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.sight import changeable_events, visible_events
from campaigns.series import SeriesTexts


@dataclass(frozen=True)
class SeriesStanding:
    """A series with the events of it that the actor may see, in order of start, and what each is to its series.

    ``stands_for`` is the date of the rule for each event, or its own day of old where the rule has none for it.
    """

    row: Series
    manner: Manner
    ground: Ground
    items: tuple[AgendaItem, ...]
    events: dict[int, SeriesEvent]
    stands_for: dict[int, date]

    @property
    def may_change(self) -> bool:
        """Tell whether any of the events is the actor's to change."""
        return any(event.protection is not Protection.NOT_YOURS for event in self.events.values())


def get_series_row(
    session: Session, frame: Frame, actor: Actor, series_id: int, *, locked: bool = False
) -> Series:
    """Return a series of which the actor may see an event, or raise NotFound."""
    seen = exists().where(col(Event.series_id) == col(Series.id), visible_events(actor))
    statement = select(Series).where(Series.id == series_id, Series.edition_id == frame.edition.id, seen)
    if locked:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound("series", series_id)
    return row


def get_standing(
    session: Session, frame: Frame, actor: Actor, series_id: int, *, now: datetime
) -> SeriesStanding:
    """Return a series as it stands, in four statements, or raise NotFound."""
    row = get_series_row(session, frame, actor, series_id)
    belongs = col(Event.series_id) == series_id
    items = list_agenda(session, frame, actor, EventFilter(), also=belongs, organisers={})
    shown = {item.id: item for item in items}
    statement = select(Event, changeable_events(actor).label("may")).where(belongs)
    events = {
        event.id or 0: standing_of(event, frame.edition.zone, may_change=bool(may), now=now)
        for event, may in session.exec(statement)
        if event.id in shown
    }
    manner = manner_of(row, frame.activities[row.activity_id].default_minutes)
    ground = ground_of(frame, row.activity_id, get_work_calendar(session, frame.edition.year))
    own_days = {id_: event.original_on for id_, event in events.items()}
    stood = dates_stood_for(ground.dates_of(manner.rule), manner.rule, events.values())
    return SeriesStanding(row, manner, ground, items, events, own_days | stood)


def get_standing_to_change(
    session: Session, frame: Frame, actor: Actor, series_id: int, *, now: datetime
) -> SeriesStanding:
    """Return a series of which the actor may change an event; raises NotFound or Forbidden."""
    standing = get_standing(session, frame, actor, series_id, now=now)
    if not standing.may_change:
        raise Forbidden
    return standing


def standing_of(event: Event, zone: str, *, may_change: bool, now: datetime) -> SeriesEvent:
    """Return an event's row as its series sees it."""
    starts_at = event.starts_at.astimezone(ZoneInfo(zone))
    protection = protection_of(
        event.status,
        event.version,
        event.series_version,
        is_pinned=event.is_pinned,
        starts_at=event.starts_at,
        now=now,
    )
    return SeriesEvent(
        id=event.id or 0,
        version=event.version,
        original_on=event.original_on or event.local_day,
        on=event.local_day,
        start=starts_at.time(),
        length=event.ends_at - event.starts_at,
        protection=protection if may_change else Protection.NOT_YOURS,
    )


def manner_of(row: Series, usual_minutes: int) -> Manner:
    """Return what a series says of days and times; an old row without a length has the activity's."""
    start, minutes = row.defaults.get("start", ""), row.defaults.get("minutes", "")
    return Manner(
        read_rule(row.rule, row.starts_on),
        row.holiday_policy,
        time.fromisoformat(start) if start else time(9),
        timedelta(minutes=int(minutes) if minutes.isdecimal() else usual_minutes),
    )


def texts_of(row: Series) -> SeriesTexts:
    """Return what the series says of all its events in words; empty is what each event has."""
    return SeriesTexts(*(row.defaults.get(name, "") for name in ("place", "title", "responsible")))


def ground_of(frame: Frame, activity_id: int, calendar: WorkCalendar) -> Ground:
    """Return what the dates of a series are decided on."""
    activity = frame.activities[activity_id]
    window = (activity.window_start_on, activity.window_end_on)
    return Ground(calendar, frame.edition.ends_on, window)


def series_values(row: Series) -> dict[str, Any]:
    """Return what the log keeps of a series: its columns and its defaults by name."""
    names = ("activity_id", "host_id", "title_zh", "rule", "starts_on", "ends_on", "holiday_policy")
    return {name: getattr(row, name) for name in names} | dict(row.defaults)


def coming_dates(standing: SeriesStanding, today: date) -> tuple[date, ...]:
    """Return the days from which a change of "this and following" can go, ascending."""
    days = {standing.stands_for[event.id] for event in standing.events.values() if event.on >= today}
    return tuple(sorted(days))

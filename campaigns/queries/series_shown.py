"""A series as its page shows it: its events, and the dates that have none, which can be put back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.core.recurrence.changes import missing_dates
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft, SeriesDraft
from campaigns.models.change import Change
from campaigns.queries.frames import Frame
from campaigns.queries.series import propose
from campaigns.queries.series_changes import draft_of_series
from campaigns.queries.series_events import SeriesStanding, get_standing, texts_of
from campaigns.series import ProposedDate, SeriesLine, SeriesShown


def get_series(session: Session, frame: Frame, actor: Actor, series_id: int, *, now: datetime) -> SeriesShown:
    """Return a series as its page shows it, or raise NotFound."""
    standing = get_standing(session, frame, actor, series_id, now=now)
    row = standing.row
    lines = [
        SeriesLine(
            standing.stands_for[item.id],
            item,
            standing.events[item.id].protection,
            is_over=item.ends_at <= now,
            original_on=standing.events[item.id].original_on,
        )
        for item in standing.items
    ]
    today = local_day(now, frame.edition.zone)
    lines += [
        SeriesLine(one.fate.original_on, missing=one)
        for one in list_missing(session, frame, standing, actor=actor, today=today)
    ]
    return SeriesShown(
        id=series_id,
        version=row.version,
        activity=frame.activities[row.activity_id],
        title=Bilingual(row.title_zh),
        rule=standing.manner.rule,
        holiday_policy=row.holiday_policy,
        start=standing.manner.start,
        length=standing.manner.length,
        texts=texts_of(row),
        lines=tuple(sorted(lines, key=lambda line: (_day(line), line.item.id if line.item else 0))),
        cancellable=sum(event.protection is None for event in standing.events.values()),
        may_change=standing.may_change,
        undo_id=_undo_id(session, series_id) if standing.may_change else None,
    )


def list_missing(
    session: Session, frame: Frame, standing: SeriesStanding, *, actor: Actor, today: date
) -> tuple[ProposedDate, ...]:
    """Return the coming dates of a series that have no event, each as it could be put back."""
    manner, ground = standing.manner, standing.ground
    days = missing_dates(manner.rule, standing.events.values(), ground)
    found = [fate for day, fate in ground.fates_of(manner).items() if day in days and day >= today]
    wanted = further_series(frame, standing)
    return propose(session, frame, wanted, found, ground.calendar, ways={}, actor=actor)


def further_series(frame: Frame, standing: SeriesStanding, place: str = "") -> SeriesDraft:
    """Return a series as it makes its events; ``place`` is for one that leaves the place to each event."""
    texts, manner = texts_of(standing.row), standing.manner
    starts_at = datetime.combine(manner.rule.starts_on, manner.start, ZoneInfo(frame.edition.zone))
    event = EventDraft(
        activity_code=frame.activities[standing.row.activity_id].code,
        starts_at=starts_at,
        ends_at=starts_at + manner.length,
        place=texts.place or place,
        title_zh=texts.title,
        responsible=texts.responsible,
    )
    return SeriesDraft(
        rule=manner.rule,
        holiday_policy=manner.holiday_policy,
        event=draft_of_series(frame, standing.row, event),
        occurrences=(),
    )


def _day(line: SeriesLine) -> date:
    return line.item.local_day if line.item else line.stands_for


def _undo_id(session: Session, series_id: int) -> int | None:
    """Return the newest line about the whole series, where it is one that can be taken back."""
    statement = select(Change).where(Change.subject_kind == "series", Change.subject_id == series_id)
    last = session.exec(statement.order_by(col(Change.id).desc()).limit(1)).first()
    return last.id if last is not None and last.verb != "undone" and "event_lines" in last.after else None

"""A series of four Tuesdays in June, what a planner sends to change it, and what then stands."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.core.recurrence.rules import Rule, WeeklyRule
from campaigns.drafts import EventDraft, Occurrence, SeriesChangeDraft, SeriesDraft, SeriesStep
from campaigns.models.event import Event
from campaigns.operations.series import schedule_series
from campaigns.operations.series_changes import change_series
from campaigns.queries.series_changes import preview_change
from campaigns.queries.series_events import get_standing_to_change
from campaigns.series import SeriesChange
from tests.campaigns.world import NOW, TODAY, World

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, HOURS, WEEK = date(2026, 6, 9), timedelta(hours=2), timedelta(weeks=1)
TUESDAYS = WeeklyRule(1, frozenset({1}), FIRST, count=4)
THURSDAYS = WeeklyRule(1, frozenset({3}), FIRST, count=4)


def wanted(rule: Rule = TUESDAYS, start: time = time(9), **values: object) -> SeriesDraft:
    """Return a series as a planner's form says it."""
    own = {name: values.pop(name) for name in ("place", "title_zh", "responsible") if name in values}
    starts_at = datetime.combine(rule.starts_on, start, ZONE)
    usual: dict[str, object] = {
        "activity_code": "S2",
        "starts_at": starts_at,
        "ends_at": starts_at + HOURS,
        "place": "古陌社区",
    }
    series: dict[str, object] = {"rule": rule, "event": EventDraft(**(usual | own)), "occurrences": ()}
    return SeriesDraft(**(series | values))


def lay(session: Session, world: World) -> int:
    """Return a series of four Tuesdays in June."""
    days = [FIRST + n * WEEK for n in range(4)]
    at = [datetime.combine(day, time(9), ZONE) for day in days]
    chosen = tuple(
        Occurrence(original_on=day, starts_at=start, ends_at=start + HOURS)
        for day, start in zip(days, at, strict=True)
    )
    draft = wanted().model_copy(update={"occurrences": chosen})
    made = schedule_series(session, world.frame, draft, actor=world.city, now=NOW).id or 0
    session.commit()
    return made


def shown(
    session: Session, world: World, series_id: int, draft: SeriesDraft, since: date | None = None
) -> SeriesChange:
    standing = get_standing_to_change(session, world.frame, world.city, series_id, now=NOW)
    return preview_change(session, world.frame, standing, draft, since=since, actor=world.city, today=TODAY)


def change(change_shown: SeriesChange, draft: SeriesDraft) -> SeriesChangeDraft:
    """Return what saving a preview sends."""
    steps = tuple(
        SeriesStep(
            kind=one.step.kind,
            original_on=one.step.day,
            event_id=one.step.event.id if one.step.event else None,
            version=one.step.event.version if one.step.event else None,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in change_shown.chosen
    )
    return SeriesChangeDraft(wanted=draft, steps=steps, version=change_shown.version)


def save(
    session: Session, world: World, series_id: int, draft: SeriesDraft, since: date | None = None
) -> SeriesChange:
    preview = shown(session, world, series_id, draft, since)
    change_series(session, world.frame, series_id, change(preview, draft), actor=world.city, now=NOW)
    session.commit()
    return preview


def events(session: Session) -> list[Event]:
    rows = select(Event).where(col(Event.series_id).is_not(None))
    return list(session.exec(rows.order_by(col(Event.id))))


def told(session: Session) -> list[str]:
    return [f"{row.starts_at.astimezone(ZONE):%m-%d %H:%M} {row.status}" for row in events(session)]

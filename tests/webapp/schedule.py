"""Events for the tests of calendar, list and API."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World


def add_event(
    engine: Engine,
    world: World,
    title: str,
    starts_at: datetime,
    *,
    place: str = "",
    hours: int = 2,
    activity: str = "S2",
    actor: Actor | None = None,
    status: EventStatus = EventStatus.CONFIRMED,
    reason: str = "",
) -> int:
    """Add an event, by default of Huancui, and return its id."""
    draft = EventDraft(
        activity_code=activity,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        place=place,
        title_zh=title,
        status=status,
        override_reason=reason,
    )
    with Session(engine) as session:
        row = schedule_event(session, world.frame, draft, actor=actor or world.huancui, now=NOW)
        session.commit()
        return row.id or 0


def at(month: int, day: int, hour: int = 9) -> datetime:
    """Return an hour of the local clock in Weihai, in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)

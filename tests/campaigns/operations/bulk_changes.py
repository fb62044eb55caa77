"""What the tests of bulk changes share: planned events, drafts for them, and changes that are committed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from campaigns.bulk import BulkDraft, BulkPreview
from campaigns.core.bulk import BulkAct
from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft
from campaigns.models.event import Event
from campaigns.operations.bulk import change_events
from campaigns.operations.bulk_undo import BulkUndone, undo_bulk
from campaigns.operations.events import schedule_event
from tests.campaigns.world import NOW, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
Plan = Callable[..., Event]


def planning(session: Session, world: World) -> Plan:
    """Return what adds an event of Huancui, a week later each time."""
    made: list[Event] = []

    def add(**values: object) -> Event:
        actor = values.pop("actor", world.huancui)
        assert isinstance(actor, Actor)
        usual = {"activity_code": "S2", "starts_at": NINE + len(made) * WEEK, "place": "古陌社区"}
        draft = EventDraft(**{**usual, **values})
        made.append(schedule_event(session, world.frame, draft, actor=actor, now=NOW))
        session.commit()
        return made[-1]

    return add


def draft_for(rows: list[Event], act: BulkAct, **values: object) -> BulkDraft:
    return BulkDraft(act=act, versions={row.id or 0: row.version for row in rows}, **values)


def change(
    session: Session, world: World, draft: BulkDraft, actor: Actor | None = None
) -> tuple[BulkPreview, int]:
    preview, whole = change_events(session, world.frame, draft, actor=actor or world.huancui, now=NOW)
    session.commit()
    return preview, whole.id or 0 if whole else 0


def undo(session: Session, world: World, change_id: int, actor: Actor | None = None) -> BulkUndone:
    undone = undo_bulk(session, world.frame, change_id, actor=actor or world.huancui, now=NOW)
    session.commit()
    return undone


def told(preview: BulkPreview) -> list[str]:
    return [line.left.zh if line.left else "" for line in preview.lines]

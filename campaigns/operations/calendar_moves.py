"""Events that a changed calendar hits are moved to a working day, each by itself, and only when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.core.relocating import span_on
from campaigns.core.spans import Span
from campaigns.core.wording import Bilingual
from campaigns.drafts import Move
from campaigns.errors import CampaignsError
from campaigns.operations.events import move_event
from campaigns.queries.events import get_event
from campaigns.queries.frames import Frame


@dataclass(frozen=True, slots=True)
class DayMove:
    """An event as somebody saw it, and the day it is to be held on."""

    event_id: int
    version: int
    day: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that stays where it is, and why."""

    title: Bilingual
    message: Bilingual


@dataclass(frozen=True, slots=True)
class DaysMoved:
    """What a round of moves did."""

    moved: tuple[int, ...]
    refused: tuple[Refusal, ...]


def move_events_to_days(
    session: Session, frame: Frame, wanted: Sequence[DayMove], *, actor: Actor, now: datetime
) -> DaysMoved:
    """Move events to other days at their own time of day; one that cannot go there stays and is named.

    One taken place must not keep eleven other events on a holiday, so this is not all or nothing.
    """
    moved, refused = [], []
    for one in wanted:
        item = get_event(session, frame, actor, one.event_id)
        span = span_on(Span(item.starts_at, item.ends_at), one.day, frame.edition.zone)
        move = Move(starts_at=span.starts_at, ends_at=span.ends_at, version=one.version)
        try:
            with session.begin_nested():
                move_event(session, frame, one.event_id, move, actor=actor, now=now)
        except CampaignsError as refusal:
            refused.append(Refusal(item.title, refusal.message))
        else:
            moved.append(one.event_id)
    return DaysMoved(tuple(moved), tuple(refused))

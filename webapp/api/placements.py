"""What speaks against a placement, asked before an event is saved and told after it was moved."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.placements import Placement
from campaigns.drafts import EventDraft, Move
from campaigns.queries.events import get_event
from campaigns.queries.frames import Frame
from campaigns.queries.proposals import (
    list_warnings,
    moved_placement,
    placement_of_draft,
    placement_of_item,
)
from webapp.api.schemas import PlacementBody
from webapp.auth import get_actor
from webapp.db import get_session


def list_placement_warnings(frame: Frame, body: PlacementBody) -> tuple[Clash, ...]:
    """Return the warnings about an event that is about to be placed; an impossible span has none."""
    if body.is_move and body.event_id and body.ends_at is not None:
        return _warnings_of_move(frame, body, body.ends_at)
    draft = EventDraft(
        activity_code=body.activity_code,
        starts_at=_aware(body.starts_at, frame.edition.zone),
        ends_at=_aware(body.ends_at, frame.edition.zone) if body.ends_at else None,
        is_all_day=body.is_all_day,
        place=body.place,
        person_ids=body.person_ids,
        host_slug=body.host or None,
        district_slug=body.district or None,
        level=body.level,
        team_slugs=body.team_slugs,
        expected_people=body.expected_people,
        is_headline=body.is_headline,
        status=body.status,
    )
    placement = placement_of_draft(get_session(), frame, draft, actor=get_actor(), event_id=body.event_id)
    return _warnings(frame, placement)


def _warnings_of_move(frame: Frame, body: PlacementBody, ends_at: datetime) -> tuple[Clash, ...]:
    item = get_event(get_session(), frame, get_actor(), body.event_id)
    zone = frame.edition.zone
    move = Move(starts_at=_aware(body.starts_at, zone), ends_at=_aware(ends_at, zone), version=item.version)
    placement = moved_placement(get_session(), frame, item, move)
    return _warnings(frame, replace(placement, is_all_day=body.is_all_day))


def warnings_of_event(frame: Frame, item: AgendaItem) -> tuple[Clash, ...]:
    """Return the warnings about an event as it stands."""
    return _warnings(frame, placement_of_item(get_session(), frame, item))


def _warnings(frame: Frame, placement: Placement) -> tuple[Clash, ...]:
    if placement.ends_at <= placement.starts_at or (placement.ends_at - placement.starts_at).days > 400:
        return ()
    return list_warnings(get_session(), frame, placement, actor=get_actor())


def _aware(moment: datetime, zone: str) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))

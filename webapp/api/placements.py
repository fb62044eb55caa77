"""What speaks against a placement, asked before an event is saved and told after it was moved."""

from datetime import datetime
from zoneinfo import ZoneInfo

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.clashes import Placement
from campaigns.drafts import EventDraft
from campaigns.queries.frames import Frame
from campaigns.queries.proposals import list_warnings, placement_of_draft, placement_of_item
from webapp.api.schemas import PlacementBody
from webapp.auth import get_actor
from webapp.db import get_session


def list_placement_warnings(frame: Frame, body: PlacementBody) -> tuple[Clash, ...]:
    """Return the warnings about an event that is about to be placed; an impossible span has none."""
    draft = EventDraft(
        activity_code=body.activity_code,
        starts_at=_aware(body.starts_at, frame.edition.zone),
        ends_at=_aware(body.ends_at, frame.edition.zone) if body.ends_at else None,
        is_all_day=body.is_all_day,
        place=body.place,
        person_ids=body.person_ids,
    )
    placement = placement_of_draft(get_session(), frame, draft, actor=get_actor(), event_id=body.event_id)
    return _warnings(frame, placement)


def warnings_of_event(frame: Frame, item: AgendaItem) -> tuple[Clash, ...]:
    """Return the warnings about an event as it stands."""
    return _warnings(frame, placement_of_item(get_session(), frame, item))


def _warnings(frame: Frame, placement: Placement) -> tuple[Clash, ...]:
    if placement.ends_at <= placement.starts_at or (placement.ends_at - placement.starts_at).days > 400:
        return ()
    return list_warnings(get_session(), frame, placement, actor=get_actor())


def _aware(moment: datetime, zone: str) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))

"""What a planner leaves open is decided here, by the activity, the venue and the planner's organisation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.core.spans import Span, check_span
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft
from campaigns.enums import EventLevel, EventStatus, OrganisationKind
from campaigns.errors import Problem, Rejected
from campaigns.models.activity import Activity
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.venues import find_venue_by_name


@dataclass(frozen=True)
class Completed:
    """A draft with everything the activity, the venue and the actor decide filled in."""

    activity: Activity
    venue: Venue | None
    ends_at: datetime
    title_zh: str
    host_id: int
    district_id: int | None
    level: EventLevel


def complete(
    session: Session, frame: Frame, draft: EventDraft, actor: Actor, *, current: Event | None = None
) -> Completed:
    """Return what the draft leaves open, decided by the activity, the venue and the actor's organisation."""
    activity = session.get_one(Activity, frame.activity(draft.activity_code).id)
    venue = find_venue_by_name(session, draft.place)
    host_id = (
        frame.organisation(draft.host_slug).id if draft.host_slug else current.host_id if current else None
    )
    if host_id is None:
        host_id = frame.home_of(actor).id
    level = draft.level or (current.level if current else default_level(frame, activity, host_id))
    district_id = frame.organisation(draft.district_slug).id if draft.district_slug else None
    if district_id is None and venue is not None:
        district_id = venue.district_id
    if district_id is None and frame.organisations[host_id].kind is OrganisationKind.DISTRICT:
        district_id = host_id
    return Completed(
        activity=activity,
        venue=venue,
        ends_at=draft.ends_at or draft.starts_at + timedelta(minutes=activity.default_minutes),
        title_zh=draft.title_zh or default_title(activity, draft.place),
        host_id=host_id,
        district_id=district_id,
        level=level,
    )


def default_level(frame: Frame, activity: Activity, host_id: int) -> EventLevel:
    """Return the district level for a district's event, else the activity's own."""
    if frame.organisations[host_id].kind is OrganisationKind.DISTRICT:
        return EventLevel.DISTRICT
    return activity.default_level


def default_title(activity: Activity, place: str) -> str:
    """Return the activity's short name with the place."""
    return f"{activity.short_zh}（{place}）" if place else activity.short_zh


def check_draft(draft: EventDraft, completed: Completed) -> None:
    """Raise Rejected with everything wrong about a draft at once."""
    problems = check_span(Span(draft.starts_at, completed.ends_at))
    if draft.status not in (EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED):
        message = Bilingual(
            "新的状态只能是草拟、待审或已定。", "The status may be draft, proposed or confirmed."
        )
        problems = [*problems, Problem("status", message)]
    if problems:
        raise Rejected(*problems)

"""What a planner leaves open is decided here, by the activity, the venue and the planner's organisation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from campaigns.core.permissions import Actor, may_place_in
from campaigns.core.spans import Span, check_span, local_day
from campaigns.core.titles import completed_title, own_title, title_elsewhere
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft
from campaigns.enums import EventLevel, EventStatus, OrganisationKind
from campaigns.errors import Problem, Rejected
from campaigns.models.activity import Activity
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.venues import find_venue_by_name, place_name

ELSEWHERE = Bilingual(
    "地点不在这个市区。请选本市区，或先选该市区的场地。",
    "The place is not in this district. Choose your own, or a venue that lies there.",
)


@dataclass(frozen=True)
class Completed:
    """A draft with everything the activity, the venue and the actor decide filled in."""

    activity: Activity
    venue: Venue | None
    ends_at: datetime
    title_zh: str
    title_en: str
    host_id: int
    district_id: int | None
    level: EventLevel


def complete(
    session: Session, frame: Frame, draft: EventDraft, actor: Actor, *, current: Event | None = None
) -> Completed:
    """Return what the draft leaves open, decided by the activity, the venue and the actor's organisation."""
    activity = session.get_one(Activity, frame.activity(draft.activity_code).id)
    venue = session.get(Venue, draft.venue_id) if draft.venue_id else find_venue_by_name(session, draft.place)
    host_id = (
        frame.organisation(draft.host_slug).id if draft.host_slug else current.host_id if current else None
    )
    if host_id is None:
        host_id = frame.home_of(actor).id
    level = draft.level or (current.level if current else default_level(frame, activity, host_id))
    district_id = frame.organisation(draft.district_slug).id if draft.district_slug else None
    is_kept = current is not None and current.district_id == district_id
    if not is_kept and not may_place_in(actor, district_id, venue.district_id if venue else None):
        raise Rejected(Problem("district", ELSEWHERE))
    if district_id is None and venue is not None:
        district_id = venue.district_id
    if district_id is None and frame.organisations[host_id].kind is OrganisationKind.DISTRICT:
        district_id = host_id
    title = completed_title(
        _own_title(session, draft, current),
        Bilingual(activity.short_zh, activity.short_en),
        place_name(venue, draft.place),
    )
    return Completed(
        activity=activity,
        venue=venue,
        ends_at=draft.ends_at or draft.starts_at + timedelta(minutes=activity.default_minutes),
        title_zh=title.zh,
        title_en=title.en,
        host_id=host_id,
        district_id=district_id,
        level=level,
    )


def _own_title(session: Session, draft: EventDraft, current: Event | None) -> Bilingual:
    """Return the title a planner gave, without one that was made from the place: it follows a new place."""
    given = Bilingual(draft.title_zh, draft.title_en)
    return given if current is None else own_title(given, *_surroundings(session, current))


def title_at(session: Session, row: Event, venue: Venue | None) -> Bilingual:
    """Return what an event is called at another venue; a title that was made from its place follows."""
    short, old = _surroundings(session, row)
    return title_elsewhere(Bilingual(row.title_zh, row.title_en), short, old, place_name(venue, ""))


def _surroundings(session: Session, row: Event) -> tuple[Bilingual, Bilingual]:
    """Return the short name of an event's activity and the name of its place."""
    activity = session.get_one(Activity, row.activity_id)
    venue = session.get(Venue, row.venue_id) if row.venue_id else None
    return Bilingual(activity.short_zh, activity.short_en), place_name(venue, row.place)


def default_level(frame: Frame, activity: Activity, host_id: int) -> EventLevel:
    """Return the district level for a district's event, else the activity's own."""
    if frame.organisations[host_id].kind is OrganisationKind.DISTRICT:
        return EventLevel.DISTRICT
    return activity.default_level


def outside_year(frame: Frame, span: Span) -> list[Problem]:
    """Return why an event that begins in another year does not belong here: nothing of this year would count it."""
    year = frame.edition.year
    if local_day(span.starts_at, frame.edition.zone).year == year:
        return []
    message = Bilingual(
        f"日期要在 {year} 年之内；其他年份的活动请在那一年的计划里新增。",
        f"The day must lie in {year}; add events of another year to that year's plan.",
    )
    return [Problem("day", message)]


def check_draft(frame: Frame, draft: EventDraft, completed: Completed) -> None:
    """Raise Rejected with everything wrong about a draft at once."""
    span = Span(draft.starts_at, completed.ends_at)
    problems = [*check_span(span), *outside_year(frame, span)]
    if draft.status not in (EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED):
        message = Bilingual(
            "新的状态只能是草拟、待审或已定。", "The status may be draft, proposed or confirmed."
        )
        problems = [*problems, Problem("status", message)]
    if problems:
        raise Rejected(*problems)

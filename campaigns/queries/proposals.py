"""What a planner should know before an event is placed where and when they want it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.clashes import find_clashes
from campaigns.core.permissions import Actor
from campaigns.core.placements import TAKES_NOTHING, ClashRules, Placement
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft, Move
from campaigns.enums import ClashKind, EventLevel, OrganisationKind
from campaigns.models.assignment import Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.events import LONGEST
from campaigns.queries.frames import Frame
from campaigns.queries.placements import list_placements, people_of, placement_of
from campaigns.queries.placements import without_hidden as without_hidden
from campaigns.queries.surroundings import get_surroundings
from campaigns.queries.venues import find_venue_by_name


def placement_of_draft(
    session: Session, frame: Frame, draft: EventDraft, *, actor: Actor | None = None, event_id: int = 0
) -> Placement:
    """Return a draft as the clash rules see it; ``event_id`` is 0 for an event that does not exist yet.

    Without a host in the draft, the actor's own organisation is meant.
    """
    activity = frame.activity(draft.activity_code)
    venue = _venue(session, draft)
    host = frame.organisation(draft.host_slug) if draft.host_slug else frame.home_of(actor) if actor else None
    is_district = host is not None and host.kind is OrganisationKind.DISTRICT
    district_id = frame.organisation(draft.district_slug).id if draft.district_slug else None
    district_id = district_id or (venue.district_id if venue else None)
    district_id = district_id or (host.id if host and is_district else None)
    return Placement(
        id=event_id,
        title=Bilingual(draft.title_zh or activity.short.zh, draft.title_en or activity.short.en),
        starts_at=draft.starts_at,
        ends_at=draft.ends_at or draft.starts_at + timedelta(minutes=activity.default_minutes),
        is_all_day=draft.is_all_day,
        venue_id=venue.id if venue else None,
        venue_name=Bilingual(venue.name_zh, venue.name_en) if venue else Bilingual(draft.place),
        persons=_names(session, draft.person_ids),
        teams=_teams(session, frame, draft, event_id),
        status=draft.status,
        activity_code=activity.code,
        window_start_on=activity.window_start_on,
        window_end_on=activity.window_end_on,
        weekend_is_usual=activity.weekend_is_usual,
        venue_kind=venue.kind if venue else None,
        capacity=venue.capacity if venue else None,
        expected_people=draft.expected_people,
        is_headline=bool(draft.is_headline),
        level=draft.level or (EventLevel.DISTRICT if is_district else activity.default_level),
        host_id=host.id if host else None,
        district_id=district_id,
        district_name=frame.organisations[district_id].short if district_id else Bilingual(""),
    )


def _venue(session: Session, draft: EventDraft) -> Venue | None:
    if draft.venue_id:
        return session.get(Venue, draft.venue_id)
    return find_venue_by_name(session, draft.place)


def _teams(session: Session, frame: Frame, draft: EventDraft, event_id: int) -> dict[int, Bilingual]:
    """Return the teams of a draft; one that does not speak of them leaves those of the event."""
    if draft.team_slugs is None:
        return people_of(session, frame, event_id)[1] if event_id else {}
    teams = [frame.organisation(slug) for slug in draft.team_slugs]
    return {team.id: team.short for team in teams}


def placement_of_item(session: Session, frame: Frame, item: AgendaItem) -> Placement:
    """Return an event that has been read already as the clash rules see it, in one statement."""
    return placement_of(item, *people_of(session, frame, item.id))


def moved_placement(session: Session, frame: Frame, item: AgendaItem, move: Move) -> Placement:
    """Return an event as the clash rules would see it after a move, in one statement."""
    standing = placement_of_item(session, frame, item)
    return replace(standing, starts_at=move.starts_at, ends_at=move.ends_at)


def list_warnings(
    session: Session,
    frame: Frame,
    placement: Placement,
    *,
    actor: Actor,
    rules: ClashRules | None = None,
) -> tuple[Clash, ...]:
    """Return everything that speaks against a placement, in three statements at most.

    An event that the actor may not see still takes its place, but is neither named nor linked. ``rules`` are the
    edition's own unless others are given.
    """
    if rules is None:
        rules = frame.clash_rules
    around = get_surroundings(session, frame, placement.span, rules)
    others = list_placements(session, frame, actor, *_concerning(placement, rules, frame.edition.zone))
    found = find_clashes([placement, *others], around, of={placement.id})
    return tuple(map(without_hidden, found.get(placement.id, ())))


def list_bookings(
    session: Session, frame: Frame, sample: Placement, planned: Sequence[Placement], *, actor: Actor
) -> list[Placement]:
    """Return what takes the place of a series on any of its days, in one statement; the hidden under negative ids."""
    if sample.venue_id is None or not planned:
        return []
    first, last = min(one.starts_at for one in planned), max(one.ends_at for one in planned)
    around = replace(sample, starts_at=first - timedelta(days=1), ends_at=last + timedelta(days=1))
    return list_placements(
        session, frame, actor, *_taking(around), _overlaps(around), col(Event.venue_id) == sample.venue_id
    )


def _names(session: Session, person_ids: tuple[int, ...]) -> dict[int, str]:
    if not person_ids:
        return {}
    found = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(person_ids)))
    return {person_id or 0: name for person_id, name in found}


def _taking(placement: Placement) -> tuple[ColumnElement[bool], ...]:
    return (col(Event.status).not_in(TAKES_NOTHING), col(Event.id) != placement.id)


def _overlaps(placement: Placement) -> ColumnElement[bool]:
    return and_(
        col(Event.starts_at) < placement.ends_at,
        col(Event.ends_at) > placement.starts_at,
        col(Event.starts_at) > placement.starts_at - LONGEST,
    )


def _concerning(placement: Placement, rules: ClashRules, zone: str) -> tuple[ColumnElement[bool], ...]:
    """Return the clauses for what any rule compares a placement with: its time, its day, its community's turn."""
    day = local_day(placement.starts_at, zone)
    kept = [_overlaps(placement)]
    if rules.heeds(ClashKind.SATURATION) and placement.district_id is not None:
        kept.append(and_(col(Event.local_day) == day, col(Event.district_id) == placement.district_id))
    if rules.heeds(ClashKind.HEADLINE) and placement.is_city_headline:
        kept.append(and_(col(Event.local_day) == day, col(Event.is_headline)))
    if rules.heeds(ClashKind.TOO_SOON) and placement.venue_id is not None:
        turn = timedelta(days=rules.amount(ClashKind.TOO_SOON))
        same = col(Event.venue_id) == placement.venue_id
        kept.append(and_(same, col(Event.local_day).between(day - turn, day + turn)))
    return (*_taking(placement), or_(*kept))

"""What a planner should know before an event is placed where and when they want it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.clashes import TAKES_NOTHING, Placement
from campaigns.core.permissions import Actor
from campaigns.core.spans import days_of
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft, Move
from campaigns.models.activity import Activity
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.events import LONGEST
from campaigns.queries.frames import Frame
from campaigns.queries.placements import get_work_calendar, placement_of, warnings_about
from campaigns.queries.sight import is_seen_by, shown_title
from campaigns.queries.venues import find_venue_by_name


def placement_of_draft(session: Session, frame: Frame, draft: EventDraft, *, event_id: int = 0) -> Placement:
    """Return a draft as the clash rules see it; ``event_id`` is 0 for an event that does not exist yet."""
    activity = frame.activity(draft.activity_code)
    venue = find_venue_by_name(session, draft.place)
    return Placement(
        id=event_id,
        title=Bilingual(draft.title_zh or activity.short.zh, draft.title_en or activity.short.en),
        starts_at=draft.starts_at,
        ends_at=draft.ends_at or draft.starts_at + _usual_length(session, activity.id),
        is_all_day=draft.is_all_day,
        venue_id=venue.id if venue else None,
        venue_name=Bilingual(venue.name_zh, venue.name_en) if venue else Bilingual(draft.place),
        persons=_names(session, draft.person_ids),
        status=draft.status,
        activity_code=activity.code,
        window_start_on=activity.window_start_on,
        window_end_on=activity.window_end_on,
        weekend_is_usual=activity.weekend_is_usual,
    )


def _usual_length(session: Session, activity_id: int) -> timedelta:
    """Return how long an activity's events usually take."""
    return timedelta(minutes=session.get_one(Activity, activity_id).default_minutes)


def moved_placement(session: Session, item: AgendaItem, move: Move) -> Placement:
    """Return an event as the clash rules would see it after a move, in one statement."""
    persons = session.exec(
        select(Person.id, Person.name)
        .join(Assignment, col(Assignment.person_id) == col(Person.id))
        .where(Assignment.event_id == item.id)
    )
    names = {person_id or 0: name for person_id, name in persons}
    return replace(placement_of(item, names), starts_at=move.starts_at, ends_at=move.ends_at)


def list_warnings(session: Session, frame: Frame, placement: Placement, *, actor: Actor) -> tuple[Clash, ...]:
    """Return everything that speaks against a placement, in three statements.

    An event that the actor may not see still takes its place, but is neither named nor linked.
    """
    days = days_of(placement.span, frame.edition.zone)
    calendar = get_work_calendar(session, days[0].year, days[-1].year)
    others = _others(session, placement, actor)
    found = warnings_about(placement, others, calendar, frame.edition.zone)
    return tuple(without_hidden(clash) for clash in found)


def list_bookings(
    session: Session, sample: Placement, planned: Sequence[Placement], *, actor: Actor
) -> list[Placement]:
    """Return what takes the place of a series on any of its days, in one statement; the hidden under negative ids."""
    if sample.venue_id is None or not planned:
        return []
    first, last = min(one.starts_at for one in planned), max(one.ends_at for one in planned)
    around = replace(
        sample, starts_at=first - timedelta(days=1), ends_at=last + timedelta(days=1), persons={}
    )
    return _others(session, around, actor, venue_id=sample.venue_id)


def _names(session: Session, person_ids: tuple[int, ...]) -> dict[int, str]:
    if not person_ids:
        return {}
    found = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(person_ids)))
    return {person_id or 0: name for person_id, name in found}


def _others(
    session: Session, placement: Placement, actor: Actor, *, venue_id: int | None = None
) -> list[Placement]:
    """Return what takes a venue or a person at that time; the hidden ones under a negative id."""
    overlapping = (
        col(Event.starts_at) < placement.ends_at,
        col(Event.ends_at) > placement.starts_at,
        col(Event.starts_at) > placement.starts_at - LONGEST,
        col(Event.status).not_in(TAKES_NOTHING),
        col(Event.id) != placement.id,
    )
    persons = _persons(session, overlapping) if placement.persons else {}
    rows = select(Event, Venue, is_seen_by(actor)).join(Venue, isouter=True).where(*overlapping)
    if venue_id is not None:
        rows = rows.where(Event.venue_id == venue_id)
    return [
        Placement(
            id=(row.id or 0) if is_seen else -(row.id or 0),
            title=shown_title(Bilingual(row.title_zh, row.title_en), is_seen=is_seen),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_all_day=row.is_all_day,
            venue_id=row.venue_id,
            venue_name=Bilingual(venue.name_zh, venue.name_en) if venue else Bilingual(row.place),
            persons=persons.get(row.id or 0, {}),
        )
        for row, venue, is_seen in session.exec(rows.order_by(col(Event.id)))
    ]


def _persons(session: Session, overlapping: tuple[ColumnElement[bool], ...]) -> dict[int, dict[int, str]]:
    statement = (
        select(Assignment.event_id, Person.id, Person.name)
        .join(Person, col(Person.id) == col(Assignment.person_id))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(*overlapping)
    )
    found: dict[int, dict[int, str]] = {}
    for event_id, person_id, name in session.exec(statement):
        found.setdefault(event_id, {})[person_id or 0] = name
    return found


def without_hidden(clash: Clash) -> Clash:
    """Return a clash without the number of an event that the actor may not see."""
    is_hidden = clash.other_id is not None and clash.other_id < 0
    return replace(clash, other_id=None) if is_hidden else clash

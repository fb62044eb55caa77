"""What planning an edition reads: activities with their rules, events as they stand, places, people and days."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, and_, col, func, select

from campaigns.core.demand.facts import ActivityFacts, PlaceFacts, PlanningFacts, StandingEvent
from campaigns.core.planner.tasks import HALVES, Slot
from campaigns.core.planning_rules import PlanningRule
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import AssignmentRole, AvailabilityKind, EventStatus, OrganisationKind
from campaigns.models.activity import Activity
from campaigns.models.assignment import Assignment, Person
from campaigns.models.availability import Availability
from campaigns.models.event import Event
from campaigns.models.organisation import Organisation
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import list_requirements
from campaigns.queries.placements import get_work_calendar

FIXED = frozenset({EventStatus.HELD, EventStatus.NOT_HELD, EventStatus.CANCELLED})
# Half-days as spans of local minutes, for what is closed or away during a part of a day.
SPANS = dict(zip(HALVES, ((480, 720), (810, 1050), (1110, 1290)), strict=True))


@dataclass(frozen=True, slots=True)
class _People:
    experts: dict[int, Bilingual]
    teams: dict[int, tuple[int, ...]]
    far_ids: frozenset[int]


def get_planning_facts(session: Session, frame: Frame, *, today: date, now: datetime) -> PlanningFacts:
    """Return everything that planning the edition reads, in a constant number of statements."""
    people = _people(session)
    places, last_visits = _places(session, frame)
    closed_venues, away_experts = _closures(session, frame)
    return PlanningFacts(
        edition=frame.edition,
        activities=_activities(session, frame),
        requirements=tuple(list_requirements(session, frame)),
        events=_events(session, frame, now),
        calendar=get_work_calendar(session, frame.edition.starts_on.year, frame.edition.ends_on.year),
        today=today,
        districts=frame.districts,
        coordinating_id=frame.coordinating_id,
        places=places,
        last_visits=last_visits,
        experts=people.experts,
        teams=people.teams,
        far_ids=people.far_ids,
        closed_venues=closed_venues,
        away_experts=away_experts,
        names={id_: organisation.short for id_, organisation in frame.organisations.items()},
    )


def get_need_facts(
    session: Session, frame: Frame, calendar: WorkCalendar, *, today: date, now: datetime
) -> PlanningFacts:
    """Return as much as tells how many events are needed and which stand, without places and people."""
    return PlanningFacts(
        edition=frame.edition,
        activities=_activities(session, frame),
        requirements=tuple(list_requirements(session, frame)),
        events=tuple(_standing(row, frame, now, (), None) for row in _event_rows(session, frame)),
        calendar=calendar,
        today=today,
        districts=frame.districts,
        coordinating_id=frame.coordinating_id,
    )


def _activities(session: Session, frame: Frame) -> tuple[ActivityFacts, ...]:
    rows = session.exec(
        select(Activity).where(Activity.edition_id == frame.edition.id).order_by(col(Activity.position))
    )
    return tuple(
        ActivityFacts(
            ref=frame.activities[row.id or 0],
            rule=PlanningRule.model_validate(row.planning),
            start_minute=_minute(time.fromisoformat(row.default_start)),
            minutes=row.default_minutes,
            level=row.default_level,
            venue_kind=row.venue_kind,
        )
        for row in rows
    )


def _events(session: Session, frame: Frame, now: datetime) -> tuple[StandingEvent, ...]:
    persons, teams = _assigned(session, frame)
    return tuple(
        _standing(row, frame, now, persons.get(row.id or 0, ()), teams.get(row.id or 0))
        for row in _event_rows(session, frame)
    )


def _event_rows(session: Session, frame: Frame) -> Sequence[Event]:
    own = select(Event).where(Event.edition_id == frame.edition.id)
    return session.exec(own.order_by(col(Event.starts_at), col(Event.id))).all()


def _standing(
    row: Event, frame: Frame, now: datetime, person_ids: tuple[int, ...], team_id: int | None
) -> StandingEvent:
    zone = ZoneInfo(frame.edition.zone)
    start = row.starts_at.astimezone(zone)
    last = (row.ends_at - timedelta(microseconds=1)).astimezone(zone)
    return StandingEvent(
        id=row.id or 0,
        version=row.version,
        activity_code=frame.activities[row.activity_id].code,
        level=row.level,
        status=row.status,
        host_id=row.host_id,
        district_id=row.district_id,
        title=Bilingual(row.title_zh, row.title_en),
        day=row.local_day,
        last_day=max(row.local_day, last.date()),
        start_minute=_minute(start.time()),
        minutes=int((row.ends_at - row.starts_at).total_seconds()) // 60,
        venue_id=row.venue_id,
        team_id=team_id,
        person_ids=person_ids,
        is_fixed=row.status in FIXED or row.is_pinned or row.starts_at <= now,
        is_headline=row.is_headline,
    )


def _assigned(session: Session, frame: Frame) -> tuple[dict[int, tuple[int, ...]], dict[int, int]]:
    """Return the persons and the team of each event of the edition."""
    statement = (
        select(Assignment)
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(Event.edition_id == frame.edition.id)
        .order_by(col(Assignment.event_id), col(Assignment.position), col(Assignment.id))
    )
    persons: dict[int, list[int]] = defaultdict(list)
    teams: dict[int, int] = {}
    for row in session.exec(statement):
        if row.person_id is not None:
            persons[row.event_id].append(row.person_id)
        elif row.role is AssignmentRole.STAFF and row.organisation_id is not None:
            teams.setdefault(row.event_id, row.organisation_id)
    return {id_: tuple(dict.fromkeys(found)) for id_, found in persons.items()}, teams


def _places(session: Session, frame: Frame) -> tuple[tuple[PlaceFacts, ...], dict[int, date]]:
    """Return the places, and the last day before the edition on which each was used."""
    used = and_(
        col(Event.venue_id) == col(Venue.id),
        col(Event.local_day) < frame.edition.starts_on,
        col(Event.status).not_in([EventStatus.CANCELLED, EventStatus.NOT_HELD]),
    )
    statement = (
        select(Venue, func.max(Event.local_day))
        .join(Event, used, isouter=True)
        .where(col(Venue.is_active))
        .group_by(col(Venue.id))
        .order_by(col(Venue.id))
    )
    rows = session.exec(statement).all()
    places = tuple(
        PlaceFacts(row.id or 0, row.kind, Bilingual(row.name_zh, row.name_en), row.district_id)
        for row, _ in rows
    )
    return places, {row.id or 0: day for row, day in rows if day is not None}


def _people(session: Session) -> _People:
    """Return the experts of the corps, the teams by the organisation that sends them, and the far districts."""
    statement = (
        select(Organisation, Person.id, Person.name)
        .join(
            Person,
            and_(col(Person.organisation_id) == col(Organisation.id), col(Person.is_active)),
            isouter=True,
        )
        .where(col(Organisation.is_active))
        .order_by(col(Organisation.position), col(Person.id))
    )
    rows = session.exec(statement).all()
    organisations = {row.id or 0: row for row, _, _ in rows}.values()
    experts = sorted(
        (person_id, name) for row, person_id, name in rows if row.kind is OrganisationKind.CORPS and person_id
    )
    teams: dict[int, list[int]] = defaultdict(list)
    for row in organisations:
        if row.kind is OrganisationKind.TEAM and row.parent_id is not None:
            teams[row.parent_id].append(row.id or 0)
    return _People(
        experts={id_: Bilingual(name) for id_, name in experts},
        teams={id_: tuple(found) for id_, found in teams.items()},
        far_ids=frozenset(row.id or 0 for row in organisations if row.is_far),
    )


def _closures(
    session: Session, frame: Frame
) -> tuple[frozenset[tuple[int, Slot]], frozenset[tuple[int, date]]]:
    """Return the half-days on which places are closed, and the days on which experts are away."""
    rows = session.exec(select(Availability).order_by(col(Availability.id))).all()
    zone = ZoneInfo(frame.edition.zone)
    closed: set[tuple[int, Slot]] = set()
    away: set[tuple[int, date]] = set()
    for row in rows:
        if row.kind is not AvailabilityKind.CLOSED or row.starts_at is None or row.ends_at is None:
            continue
        for slot in _slots_within(row.starts_at, row.ends_at, zone, frame):
            if row.venue_id is not None:
                closed.add((row.venue_id, slot))
            elif row.person_id is not None:
                away.add((row.person_id, slot.day))
    closed |= set(_outside_open_hours(rows, frame))
    return frozenset(closed), frozenset(away)


def _slots_within(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, frame: Frame) -> Iterator[Slot]:
    """Yield the half-days that a span touches, within the edition."""
    day = max(starts_at.astimezone(zone).date(), frame.edition.starts_on)
    last = min(ends_at.astimezone(zone).date(), frame.edition.ends_on)
    while day <= last:
        midnight = datetime.combine(day, time(), zone)
        for half, (first, until) in SPANS.items():
            starts, ends = midnight + timedelta(minutes=first), midnight + timedelta(minutes=until)
            if starts.astimezone(UTC) < ends_at and ends.astimezone(UTC) > starts_at:
                yield Slot(day, half)
        day += timedelta(days=1)


def _outside_open_hours(rows: Sequence[Availability], frame: Frame) -> Iterator[tuple[int, Slot]]:
    """Yield the half-days in which a place with open hours is not open throughout."""
    hours: dict[int, list[Availability]] = defaultdict(list)
    for row in rows:
        if row.kind is AvailabilityKind.OPEN and row.venue_id is not None:
            hours[row.venue_id].append(row)
    days = [
        frame.edition.starts_on + timedelta(days=n)
        for n in range((frame.edition.ends_on - frame.edition.starts_on).days + 1)
    ]
    for venue_id, own in hours.items():
        for day in days:
            for half, (first, until) in SPANS.items():
                if not any(_is_open(row, day, first, until) for row in own):
                    yield venue_id, Slot(day, half)


def _is_open(row: Availability, day: date, first: int, until: int) -> bool:
    in_season = (row.first_on is None or row.first_on <= day) and (row.last_on is None or day <= row.last_on)
    # An event takes two hours of a half-day or so: a place that opens within it is open for planning.
    overlap = min(until, row.end_minute or 0) - max(first, row.start_minute or 0)
    return row.weekday == day.weekday() and in_season and overlap >= (until - first) // 2


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute

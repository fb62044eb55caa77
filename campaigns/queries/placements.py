"""What the clash rules need to know: events with who and what they take, and the calendar of workdays."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.clashes import find_clashes
from campaigns.core.permissions import Actor
from campaigns.core.placements import Placement, Surroundings
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar, YearStatus
from campaigns.enums import OrganisationKind
from campaigns.models.activity import Activity
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.queries.frames import Frame
from campaigns.queries.sight import is_seen_by, shown_title
from campaigns.references import ActivityRef, VenueRef

People = tuple[dict[int, str], dict[int, Bilingual]]
_IN_ORDER = (col(Assignment.position), col(Assignment.id))


def get_work_calendar(session: Session, first_year: int, last_year: int | None = None) -> WorkCalendar:
    """Return the calendar of a span of years, with what is known of each year's standing, in one statement."""
    last = last_year or first_year
    statement = (
        select(CalendarYear, CalendarDay)
        .join(
            CalendarDay,
            col(CalendarDay.day).between(date(first_year, 1, 1), date(last, 12, 31)),
            isouter=True,
        )
        .where(col(CalendarYear.year).between(first_year, last))
    )
    years: dict[int, YearStatus] = {}
    days: dict[int, DayRow] = {}
    for year, row in session.exec(statement):
        years[year.year] = YearStatus(year.year, year.is_confirmed, year.source)
        if row is not None:
            codes = frozenset(filter(None, row.activity_codes.split(",")))
            days[row.id or 0] = DayRow(row.day, row.kind, Bilingual(row.name_zh, row.name_en), codes)
    return WorkCalendar.of(list(days.values()), list(years.values()))


def people_of(session: Session, frame: Frame, event_id: int) -> People:
    """Return the names of an event's persons and the short names of its teams by id."""
    statement = (
        select(Assignment, Person.name)
        .join(Person, col(Person.id) == col(Assignment.person_id), isouter=True)
        .where(Assignment.event_id == event_id)
        .order_by(*_IN_ORDER)
    )
    people: People = ({}, {})
    for assignment, name in session.exec(statement):
        _add(people, frame, assignment, name)
    return people


def list_placements(
    session: Session, frame: Frame, actor: Actor | None, *wanted: ColumnElement[bool]
) -> list[Placement]:
    """Return events of any edition as the clash rules see them, in one statement.

    What the actor may not see takes its place too, without its name and under its negative id; actor None is the
    system itself.
    """
    is_seen = is_seen_by(actor) if actor is not None else true().label("is_seen")
    statement = (
        select(Event, Venue, Activity, Assignment)
        .add_columns(col(Person.name), is_seen)
        .join(Activity, col(Activity.id) == col(Event.activity_id))
        .join(Venue, col(Venue.id) == col(Event.venue_id), isouter=True)
        .join(Assignment, col(Assignment.event_id) == col(Event.id), isouter=True)
        .join(Person, col(Person.id) == col(Assignment.person_id), isouter=True)
        .where(*wanted)
        .order_by(col(Event.id), *_IN_ORDER)
    )
    people: dict[int, People] = defaultdict(lambda: ({}, {}))
    events: dict[int, tuple[Event, Venue | None, Activity, bool]] = {}
    for row, venue, activity, assignment, name, seen in session.execute(statement):
        events[row.id] = (row, venue, activity, bool(seen))
        if assignment is not None:
            _add(people[row.id], frame, assignment, name)
    return [
        placement_of_row(frame, row, venue, activity, people[id_], is_seen=seen)
        for id_, (row, venue, activity, seen) in events.items()
    ]


def _add(people: People, frame: Frame, assignment: Assignment, name: str | None) -> None:
    persons, teams = people
    if assignment.person_id is not None:
        persons[assignment.person_id] = name or ""
    organisation = frame.organisations.get(assignment.organisation_id or 0)
    if organisation is not None and organisation.kind is OrganisationKind.TEAM:
        teams[organisation.id] = organisation.short


def placement_of_row(
    frame: Frame,
    row: Event,
    venue: Venue | None,
    activity: Activity | ActivityRef,
    people: People,
    *,
    is_seen: bool = True,
) -> Placement:
    """Return an event's row as the clash rules see it."""
    district = frame.organisations.get(row.district_id or 0)
    return Placement(
        id=(row.id or 0) if is_seen else -(row.id or 0),
        title=shown_title(Bilingual(row.title_zh, row.title_en), is_seen=is_seen),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        venue_id=row.venue_id,
        venue_name=Bilingual(venue.name_zh, venue.name_en) if venue else Bilingual(row.place),
        persons=people[0],
        teams=people[1],
        status=row.status,
        activity_code=activity.code,
        window_start_on=activity.window_start_on,
        window_end_on=activity.window_end_on,
        weekend_is_usual=activity.weekend_is_usual,
        venue_kind=venue.kind if venue else None,
        capacity=venue.capacity if venue else None,
        expected_people=row.expected_people,
        is_headline=row.is_headline,
        level=row.level,
        host_id=row.host_id,
        district_id=row.district_id,
        district_name=district.short if district else Bilingual(""),
    )


def placement_of(item: AgendaItem, persons: dict[int, str], teams: dict[int, Bilingual]) -> Placement:
    """Return an event that has been read already as the clash rules see it."""
    venue: VenueRef | None = item.venue
    return Placement(
        id=item.id,
        title=item.title,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        is_all_day=item.is_all_day,
        venue_id=venue.id if venue else None,
        venue_name=item.place_name,
        persons=persons,
        teams=teams,
        status=item.status,
        activity_code=item.activity.code,
        window_start_on=item.activity.window_start_on,
        window_end_on=item.activity.window_end_on,
        weekend_is_usual=item.activity.weekend_is_usual,
        venue_kind=venue.kind if venue else None,
        capacity=venue.capacity if venue else None,
        expected_people=item.expected_people,
        is_headline=item.is_headline,
        level=item.level,
        host_id=item.host.id,
        district_id=item.district.id if item.district else None,
        district_name=item.district.short if item.district else Bilingual(""),
    )


def warnings_about(
    placement: Placement, others: Iterable[Placement], calendar: WorkCalendar, zone: str
) -> tuple[Clash, ...]:
    """Return everything a planner should know before placing an event, by the usual rules."""
    around = Surroundings(zone, calendar)
    near = (other for other in others if other.id != placement.id)
    return find_clashes([placement, *near], around, of={placement.id}).get(placement.id, ())


def without_hidden(clash: Clash) -> Clash:
    """Return a clash without the number of an event that the actor may not see."""
    is_hidden = clash.other_id is not None and clash.other_id < 0
    return clash if not is_hidden else Clash(clash.kind, clash.message, None, clash.level)

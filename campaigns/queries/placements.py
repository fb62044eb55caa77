"""What the clash rules need to know: who and what is taken when, and the calendar of workdays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.clashes import Placement, day_warnings, find_clashes
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar, YearStatus
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.queries.frames import Frame


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


def persons_by_event(session: Session, edition_id: int) -> dict[int, dict[int, str]]:
    """Return for each event of an edition the assigned persons' names by id."""
    statement = (
        select(Assignment.event_id, Person.id, Person.name)
        .join(Person, col(Person.id) == col(Assignment.person_id))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(Event.edition_id == edition_id)
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for event_id, person_id, name in session.exec(statement):
        found[event_id][person_id or 0] = name
    return found


def placement_of(item: AgendaItem, persons: dict[int, str]) -> Placement:
    """Return an event as the clash rules see it."""
    return Placement(
        id=item.id,
        title=item.title,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        is_all_day=item.is_all_day,
        venue_id=item.venue.id if item.venue else None,
        venue_name=item.place_name,
        persons=persons,
        status=item.status,
        activity_code=item.activity.code,
        window_start_on=item.activity.window_start_on,
        window_end_on=item.activity.window_end_on,
        weekend_is_usual=item.activity.weekend_is_usual,
    )


def double_bookings(
    session: Session, frame: Frame, items: Sequence[AgendaItem]
) -> dict[int, tuple[Clash, ...]]:
    """Return the clashes of venue and person among events, by event."""
    persons = persons_by_event(session, frame.edition.id)
    return find_clashes([placement_of(item, persons.get(item.id, {})) for item in items], frame.edition.zone)


def warnings_about(
    placement: Placement, others: Iterable[Placement], calendar: WorkCalendar, zone: str
) -> tuple[Clash, ...]:
    """Return everything a planner should know before placing an event: double bookings first, then its day."""
    taken = find_clashes([placement, *(other for other in others if other.id != placement.id)], zone)
    return (*taken.get(placement.id, ()), *day_warnings(placement, calendar, zone))

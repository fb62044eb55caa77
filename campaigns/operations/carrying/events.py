"""Events of a copied year as drafts: series laid anew on its calendar, and single events on the same weekday."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from campaigns.core.days import day_in_words
from campaigns.core.next_year import MovedDate, name_in, same_nth_weekday
from campaigns.core.relocating import span_on
from campaigns.core.spans import Span, local_day
from campaigns.core.titles import made_title
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventStatus
from campaigns.models.activity import Activity
from campaigns.models.event import Event, EventOrganiser
from campaigns.models.venue import Venue
from campaigns.operations.carrying.state import Carrying, cloned, rows_of
from campaigns.operations.changes import record, values_of
from campaigns.operations.events import LOGGED
from campaigns.queries.venues import place_name

HELD_OR_PLANNED = frozenset({EventStatus.PROPOSED, EventStatus.CONFIRMED, EventStatus.HELD})


@dataclass
class Laying:
    """The events of a copy while they are laid, with the places that are taken already."""

    carrying: Carrying
    before: WorkCalendar
    after: WorkCalendar
    events: list[Event]
    activities: dict[int, Activity]
    venues: dict[int, Venue]
    organisers: dict[int, list[int]]
    taken: dict[int, list[Span]] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        """Return the zone of the edition."""
        return self.carrying.target.zone

    def of_series(self, series_id: int | None) -> list[Event]:
        """Return the events of a series that were not cancelled, in order of start."""
        gone = (EventStatus.CANCELLED, EventStatus.NOT_HELD)
        return [row for row in self.events if row.series_id == series_id and row.status not in gone]


def begin_laying(carrying: Carrying, before: WorkCalendar, after: WorkCalendar) -> Laying:
    """Read what laying events needs, in a constant number of statements."""
    session = carrying.session
    activities = rows_of(session, Activity, carrying.source.id)
    return Laying(
        carrying,
        before,
        after,
        events=rows_of(session, Event, carrying.source.id, col(Event.starts_at)),
        activities={row.id or 0: row for row in activities},
        venues={row.id or 0: row for row in session.exec(select(Venue))},
        organisers=_organisers(session, carrying.source.id or 0),
    )


def carry_single_events(laying: Laying) -> None:
    """Carry the events that belong to no series to the same weekday of the same month, as drafts."""
    carrying, number = laying.carrying, 0
    for row in laying.of_series(None):
        if row.status not in HELD_OR_PLANNED or row.host_id not in carrying.organisations:
            continue
        wanted = same_nth_weekday(row.local_day, carrying.target.year)
        day = _workday_for(laying, row, wanted)
        made = lay_event(laying, row, day, venue_id=row.venue_id)
        if day != wanted:
            reason = laying.after.name_of(wanted) or Bilingual("周末", "weekend")
            carrying.moved.append(MovedDate(Bilingual(made.title_zh, made.title_en), wanted, day, reason))
        number += 1
    carrying.count("events", number)


def lay_event(
    laying: Laying,
    row: Event,
    day: date,
    *,
    venue_id: int | None,
    series_id: int | None = None,
    original_on: date | None = None,
) -> Event:
    """Add a draft like an event of the copied year on a day; a place that is taken then stays open and is named."""
    carrying = laying.carrying
    span = span_on(Span(row.starts_at, row.ends_at), day, laying.zone)
    place_id = venue_id if venue_id is not None and _is_free(laying, venue_id, span) else None
    own = _own_columns(laying, row, venue_id=place_id, has_lost_place=place_id != venue_id)
    moment = carrying.now.replace(microsecond=0)
    made = cloned(
        row,
        **own,
        uid=f"{uuid.uuid4()}@campaigns",
        edition_id=carrying.target_id,
        activity_id=carrying.activities[row.activity_id],
        series_id=series_id,
        original_on=original_on,
        series_version=1 if series_id else None,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        local_day=local_day(span.starts_at, laying.zone),
        year=day.year,
        created_at=moment,
        revised_at=moment,
    )
    if place_id is not None:
        laying.taken.setdefault(place_id, []).append(span)
    elif venue_id is not None:
        _say_taken(laying, made, venue_id, day)
    _save(laying, row, made)
    return made


def _own_columns(
    laying: Laying, row: Event, *, venue_id: int | None, has_lost_place: bool
) -> dict[str, object]:
    """Return what a copied event does not share with its model: its state, its people, and a title from its place."""
    carrying = laying.carrying
    years = carrying.source.year, carrying.target.year
    place = "" if has_lost_place or venue_id else row.place
    title = Bilingual(name_in(row.title_zh, *years), name_in(row.title_en, *years))
    activity = laying.activities[row.activity_id]
    old_venue = laying.venues.get(row.venue_id or 0)
    short = Bilingual(activity.short_zh, activity.short_en)
    if row.title_zh == made_title(short, place_name(old_venue, row.place)).zh:
        title = made_title(short, place_name(laying.venues.get(venue_id or 0), place))
    return {
        "host_id": carrying.organisations[row.host_id],
        "district_id": carrying.organisations.get(row.district_id) if row.district_id else None,
        "venue_id": venue_id,
        "place": place,
        "title_zh": title.zh,
        "title_en": title.en,
        "status": EventStatus.DRAFT,
        "is_pinned": False,
        "cancel_reason": "",
        "clash_override": "",
        "sequence": 0,
        "creation_key": None,
    }


def _save(laying: Laying, row: Event, made: Event) -> None:
    carrying = laying.carrying
    carrying.session.add(made)
    carrying.session.flush()
    acting = [carrying.organisations.get(id_) for id_ in laying.organisers.get(row.id or 0, [])]
    for organisation_id in sorted({id_ for id_ in acting if id_} - {made.host_id}):
        carrying.session.add(EventOrganiser(event_id=made.id or 0, organisation_id=organisation_id))
    record(carrying.session, actor=carrying.actor, actor_name=carrying.actor_name, subject_kind="event",
           subject_id=made.id or 0, verb="scheduled", now=carrying.now, after=values_of(made, LOGGED),
           reason=f"复制自{carrying.source.year}年")  # fmt: skip


def _workday_for(laying: Laying, row: Event, wanted: date) -> date:
    """Return the day itself, or for one that is off, or not worked as its model's was, a working day of the year."""
    is_kept = laying.after.is_workday(wanted) or not laying.before.is_workday(row.local_day)
    if is_kept and not laying.after.is_off(wanted):
        return wanted
    later = laying.after.next_workday_on_or_after(wanted)
    return later if later.year == wanted.year else laying.after.last_workday_on_or_before(wanted)


def _is_free(laying: Laying, venue_id: int, span: Span) -> bool:
    venue = laying.venues[venue_id]
    return venue.is_active and not any(span.overlaps(other) for other in laying.taken.get(venue_id, []))


def _say_taken(laying: Laying, made: Event, venue_id: int, day: date) -> None:
    venue, when = laying.venues[venue_id], day_in_words(day)
    why = ("那时已有安排", "is taken then") if venue.is_active else ("已停用", "is closed")
    laying.carrying.leave_out(
        f"{when.zh}“{made.title_zh}”的场地空着：“{venue.name_zh}”{why[0]}。",
        f"“{made.title_en or made.title_zh}” on {when.en} has no place: “{venue.name_en or venue.name_zh}” {why[1]}.",
    )


def _organisers(session: Session, edition_id: int) -> dict[int, list[int]]:
    statement = (
        select(EventOrganiser)
        .join(Event, col(Event.id) == col(EventOrganiser.event_id))
        .where(Event.edition_id == edition_id)
    )
    found: dict[int, list[int]] = {}
    for row in session.exec(statement):
        found.setdefault(row.event_id, []).append(row.organisation_id)
    return found

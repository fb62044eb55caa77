"""What the demonstration stands on: an edition's rows, its working days, and what is already taken."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.enums import DayKind, VenueKind
from campaigns.models.activity import Activity
from campaigns.models.assignment import Person
from campaigns.models.measure import Audience, Measure
from campaigns.models.organisation import Organisation
from campaigns.models.programme import Edition
from campaigns.models.venue import Venue
from campaigns.models.workday import CalendarDay
from campaigns.sampling.guests import Guests, guests_of

DISTRICTS = ("hc", "wd", "rc", "rs", "gq", "jq", "gyxq")
FRIDAY = 4


@dataclass
class Ground:
    """An edition with its rows by code; ``chance`` is seeded, so the same year and day give the same events."""

    edition: Edition
    today: date
    now: datetime
    chance: random.Random
    activities: dict[str, Activity]
    measures: dict[str, int]
    audiences: dict[str, int]
    organisations: dict[str, int]
    venues: dict[str, Venue]
    experts: list[Person]
    off: set[date]
    make_up: set[date]
    communities: dict[str, list[Venue]]
    guests: Guests
    taken: set[tuple[object, date]] = field(default_factory=set)
    turns: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    serial: int = 0

    def is_workday(self, day: date) -> bool:
        return day in self.make_up or (day.weekday() <= FRIDAY and day not in self.off)

    def day(self, month: int, day: int) -> date:
        """Return a day of the edition's year."""
        return date(self.edition.year, month, day)

    def workday(self, day: date, *, taken_by: object = None) -> date:
        """Return the first working day on or after a day on which ``taken_by`` is free, within the year."""
        last = date(day.year, 12, 31)
        found = day
        while found < last and (not self.is_workday(found) or (taken_by, found) in self.taken):
            found += timedelta(days=1)
        self.taken.add((taken_by, found))
        return found

    def instant(self, day: date, clock: str) -> datetime:
        """Return the UTC instant of a local clock time."""
        zone = ZoneInfo(self.edition.zone)
        return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)

    def next_community(self, district: str) -> Venue:
        """Return the district's communities in turn: none twice before all have had one."""
        self.turns[district] += 1
        places = self.communities[district]
        return places[(self.turns[district] * 5) % len(places)]

    def next_expert(self, day: date) -> Person:
        """Return an expert who is free on a day, in turn."""
        for _ in self.experts:
            self.turns["experts"] += 1
            expert = self.experts[self.turns["experts"] % len(self.experts)]
            if (expert.name, day) not in self.taken:
                break
        self.taken.add((expert.name, day))
        return expert

    def uid(self, kind: str) -> str:
        """Return an opaque identity that is the same in every filling and says nothing about the event."""
        self.serial += 1
        return f"{uuid5(NAMESPACE_URL, f'sample:{self.edition.year}:{kind}:{self.serial}')}@campaigns"


def ground_of(
    session: Session, edition: Edition, experts: list[Person], *, today: date, now: datetime
) -> Ground:
    """Return the ground of an edition."""
    organisations = {row.slug: row.id or 0 for row in session.exec(select(Organisation))}
    days = session.exec(
        select(CalendarDay).where(
            col(CalendarDay.day).between(date(edition.year, 1, 1), date(edition.year, 12, 31))
        )
    ).all()
    venues = {row.slug: row for row in session.exec(select(Venue).order_by(col(Venue.slug)))}
    by_id = {id_: slug for slug, id_ in organisations.items()}
    communities: dict[str, list[Venue]] = defaultdict(list)
    for venue in venues.values():
        if venue.kind is VenueKind.COMMUNITY:
            communities[by_id[venue.district_id or 0]].append(venue)
    return Ground(
        edition=edition,
        today=today,
        now=now,
        chance=random.Random(f"{edition.year}:{today}"),
        activities={
            row.code: row for row in session.exec(select(Activity).where(Activity.edition_id == edition.id))
        },
        measures={
            row.code: row.id or 0
            for row in session.exec(select(Measure).where(Measure.edition_id == edition.id))
        },
        audiences={
            row.code: row.id or 0
            for row in session.exec(select(Audience).where(Audience.edition_id == edition.id))
        },
        organisations=organisations,
        venues=venues,
        experts=experts,
        off={row.day for row in days if row.kind is DayKind.OFF},
        make_up={row.day for row in days if row.kind is DayKind.WORK},
        communities=communities,
        guests=guests_of(session, edition),
    )

"""A planned event of the demonstration before it becomes rows."""

from dataclasses import dataclass, field
from datetime import date

from campaigns.enums import EventLevel, EventStatus
from campaigns.models.assignment import Person
from campaigns.models.venue import Venue
from campaigns.sampling.ground import Ground

COORDINATOR = "ldbz"


@dataclass
class Plan:
    """One event; ``status`` is decided by its day unless given, ``clock`` and ``minutes`` by its activity.

    ``guests`` are organisations of the roster with the topic each brings.
    """

    code: str
    day: date
    venue: Venue | None
    host: str = COORDINATOR
    district: str | None = None
    level: EventLevel = EventLevel.CITY
    label_zh: str = ""
    label_en: str = ""
    clock: str = ""
    minutes: int = 0
    status: EventStatus | None = None
    cancel_reason: str = ""
    original_on: date | None = None
    is_awaiting: bool = False
    experts: list[Person] = field(default_factory=list)
    guests: list[tuple[str, str]] = field(default_factory=list)
    organisers: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    bases: int = 0

    @property
    def place_zh(self) -> str:
        return self.label_zh or (self.venue.name_zh if self.venue else "")

    @property
    def place_en(self) -> str:
        return self.label_en or ((self.venue.name_en or self.venue.name_zh) if self.venue else "")


def city_event(ground: Ground, code: str, day: date, venue_slug: str, district: str | None = None) -> Plan:
    """Return an event of the city on the first working day on which its place is free."""
    free = ground.workday(day, taken_by=venue_slug)
    plan = Plan(code, free, ground.venues[venue_slug], district=district)
    plan.experts = [ground.next_expert(free)]
    return plan


def district_event(ground: Ground, code: str, day: date, district: str, venue_slug: str) -> Plan:
    """Return an event of a district on the first working day on which its place is free."""
    free = ground.workday(day, taken_by=venue_slug)
    return Plan(code, free, ground.venues[venue_slug], district, district, EventLevel.DISTRICT)

"""What the demand is worked out from: activities with their rules, events as they stand, places, people and days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from campaigns.core.ledger import RequirementFacts
from campaigns.core.planner.tasks import Slot
from campaigns.core.planning_rules import PlanningRule
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventLevel, EventStatus, HalfDay, VenueKind
from campaigns.references import ActivityRef, EditionRef, OrganisationRef

NOON, DUSK = 12 * 60, 17 * 60 + 30
# When a half-day begins that is not the activity's usual one, in minutes of the day.
USUAL_STARTS: Mapping[HalfDay, int] = {
    HalfDay.MORNING: 9 * 60,
    HalfDay.AFTERNOON: 14 * 60 + 30,
    HalfDay.EVENING: 19 * 60,
}
LONGEST_HALF = 4 * 60


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity with how it is planned; ``start_minute`` is a minute of the local day, ``minutes`` a length."""

    ref: ActivityRef
    rule: PlanningRule
    start_minute: int
    minutes: int
    level: EventLevel
    venue_kind: VenueKind | None = None

    @property
    def halves(self) -> int:
        """Return how many half-days an event takes."""
        return 1 if self.minutes <= LONGEST_HALF else 2

    def start_in(self, half: HalfDay) -> int:
        """Return the minute of the day at which an event of this half-day begins."""
        return self.start_minute if half_of(self.start_minute) is half else USUAL_STARTS[half]


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """An event as it stands today, in local time; ``is_fixed`` ones (held, over, pinned) never move."""

    id: int
    version: int
    activity_code: str
    level: EventLevel
    status: EventStatus
    host_id: int
    district_id: int | None
    title: Bilingual
    day: date
    last_day: date
    start_minute: int
    minutes: int
    venue_id: int | None = None
    team_id: int | None = None
    person_ids: tuple[int, ...] = ()
    is_fixed: bool = False
    is_headline: bool = False

    @property
    def slot(self) -> Slot:
        """Return the half-day on which it begins."""
        return Slot(self.day, half_of(self.start_minute))


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A venue that planning may use."""

    id: int
    kind: VenueKind
    name: Bilingual
    district_id: int | None


@dataclass(frozen=True)
class PlanningFacts:
    """Everything that planning one edition reads, on one day.

    ``last_visits`` gives the last day on which a place was used before the edition, ``teams`` the teams an
    organisation sends, ``names`` those of all organisations, ``closed_venues`` and ``away_experts`` what is not to
    be had.
    """

    edition: EditionRef
    activities: tuple[ActivityFacts, ...]
    requirements: tuple[RequirementFacts, ...]
    events: tuple[StandingEvent, ...]
    calendar: WorkCalendar
    today: date
    districts: tuple[OrganisationRef, ...]
    coordinating_id: int
    places: tuple[PlaceFacts, ...] = ()
    last_visits: Mapping[int, date] = field(default_factory=dict)
    experts: Mapping[int, Bilingual] = field(default_factory=dict)
    teams: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    far_ids: frozenset[int] = frozenset()
    closed_venues: frozenset[tuple[int, Slot]] = frozenset()
    away_experts: frozenset[tuple[int, date]] = frozenset()
    names: Mapping[int, Bilingual] = field(default_factory=dict)

    @property
    def expert_ids(self) -> tuple[int, ...]:
        """Return the experts in a stable order."""
        return tuple(self.experts)


def half_of(minute: int) -> HalfDay:
    """Return the half-day of a minute of the day: morning to noon, afternoon to half past five, then evening."""
    if minute < NOON:
        return HalfDay.MORNING
    return HalfDay.AFTERNOON if minute < DUSK else HalfDay.EVENING

"""An event as the clash rules see it, the rules' levels and numbers, and what lies around: calendar and open hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from campaigns.core.opening import Opening
from campaigns.core.spans import Span
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import ClashKind, ClashLevel, EventLevel, EventStatus, VenueKind

TAKES_NOTHING = frozenset({EventStatus.CANCELLED, EventStatus.NOT_HELD})
# What is held or cancelled is over: nobody can act on a warning about it. What was held still took its place.
NEVER_WARNS = TAKES_NOTHING | {EventStatus.HELD}
DOUBLE_BOOKINGS = frozenset({ClashKind.VENUE, ClashKind.PERSON, ClashKind.TEAM})
# An event cannot be held where the door is shut, nor with somebody who is not there.
IMPOSSIBLE = DOUBLE_BOOKINGS | {ClashKind.VENUE_CLOSED, ClashKind.PERSON_AWAY}
DEFAULT_LEVELS: Mapping[ClashKind, ClashLevel] = {
    kind: ClashLevel.BLOCKS if kind in IMPOSSIBLE else ClashLevel.WARNS for kind in ClashKind
}
# Events of a district in a day; days until a community's next turn.
DEFAULT_AMOUNTS: Mapping[ClashKind, int] = {ClashKind.SATURATION: 4, ClashKind.TOO_SOON: 30}


@dataclass(frozen=True, slots=True)
class Clash:
    """One computed warning about an event; ``other_id`` is the event it clashes with, where there is one."""

    kind: ClashKind
    message: Bilingual
    other_id: int | None = None
    level: ClashLevel = ClashLevel.WARNS


@dataclass(frozen=True, slots=True)
class Placement:
    """An event as the clash rules see it; the window is inclusive, either end may be open.

    ``district_name`` is the short name of the district it counts for; ``teams`` are the organisations that go there.
    """

    id: int
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    venue_id: int | None
    venue_name: Bilingual
    persons: Mapping[int, str] = field(default_factory=dict)
    status: EventStatus = EventStatus.CONFIRMED
    activity_code: str = ""
    window_start_on: date | None = None
    window_end_on: date | None = None
    weekend_is_usual: bool = False
    teams: Mapping[int, Bilingual] = field(default_factory=dict)
    venue_kind: VenueKind | None = None
    capacity: int | None = None
    expected_people: int | None = None
    is_headline: bool = False
    level: EventLevel = EventLevel.CITY
    host_id: int | None = None
    district_id: int | None = None
    district_name: Bilingual = Bilingual("")

    @property
    def span(self) -> Span:
        """Return the time the event takes."""
        return Span(self.starts_at, self.ends_at)

    @property
    def is_city_headline(self) -> bool:
        """Tell whether the city holds it as a headline event."""
        return self.is_headline and self.level is EventLevel.CITY


@dataclass(frozen=True, slots=True)
class ClashRules:
    """The levels and numbers an edition gives the kinds of clashes, over the usual ones."""

    levels: Mapping[ClashKind, ClashLevel] = field(default_factory=dict)
    amounts: Mapping[ClashKind, int] = field(default_factory=dict)

    def level(self, kind: ClashKind) -> ClashLevel:
        """Return how hard a kind is."""
        return self.levels.get(kind, DEFAULT_LEVELS[kind])

    def amount(self, kind: ClashKind) -> int:
        """Return a kind's number; only saturation and too soon have one."""
        return self.amounts.get(kind, DEFAULT_AMOUNTS[kind])

    def heeds(self, *kinds: ClashKind) -> bool:
        """Tell whether any of these kinds is not ignored."""
        return any(self.level(kind) is not ClashLevel.IGNORED for kind in kinds)

    def graded(self, clashes: Iterable[Clash]) -> tuple[Clash, ...]:
        """Return clashes with their levels, in the order of kinds, without those that are ignored."""
        heeded = [replace(one, level=self.level(one.kind)) for one in clashes if self.heeds(one.kind)]
        order = list(ClashKind)
        return tuple(sorted(heeded, key=lambda one: (order.index(one.kind), one.other_id or 0)))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules ask besides the events: zone, calendar, levels, and the hours of venues and persons by id."""

    zone: str
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    rules: ClashRules = field(default_factory=ClashRules)
    venues: Mapping[int, Opening] = field(default_factory=dict)
    persons: Mapping[int, Opening] = field(default_factory=dict)

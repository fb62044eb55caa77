"""What counting reads: required counts as stored, events with their tallies, figures, and the day it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import Comparison, Counted, CountLevel, EventLevel, EventStatus, Period
from campaigns.references import ActivityRef, EditionRef, OrganisationRef

UNCLOSED = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED})


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """A required count as stored; ``allocations`` gives parts of the target by organisation."""

    id: int
    code: str
    version: int
    activity: ActivityRef | None
    text: Bilingual
    reading: Bilingual
    unit: Bilingual
    counted: Counted
    comparison: Comparison
    target: Decimal
    target_max: Decimal | None
    period: Period
    month: int | None
    level: CountLevel
    measure: str | None = None
    whole_measure: str | None = None
    allocations: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event as counting sees it; ``tallies`` holds its measures by code, and only a held event's count.

    ``organiser_ids`` are the host and all further organisers.
    """

    id: int
    activity_code: str
    level: EventLevel
    status: EventStatus
    local_day: date
    district_id: int | None = None
    organiser_ids: frozenset[int] = frozenset()
    tallies: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_held(self) -> bool:
        """Tell whether the event was closed out as held."""
        return self.status is EventStatus.HELD

    @property
    def is_planned(self) -> bool:
        """Tell whether the event is still to come or waits for its close-out."""
        return self.status in UNCLOSED


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """An increment that an organisation reported for a period, both days inclusive."""

    id: int
    measure: str
    organisation_id: int
    district_id: int | None
    amount: Decimal
    period_start_on: date
    period_end_on: date


@dataclass(frozen=True)
class Ledger:
    """Everything of one edition that counts, on one day."""

    edition: EditionRef
    districts: tuple[OrganisationRef, ...]
    events: tuple[EventFacts, ...]
    figures: tuple[FigureFacts, ...]
    calendar: WorkCalendar
    today: date

    @cached_property
    def district_ids(self) -> frozenset[int]:
        """Return the ids of the districts, so that a host that is none is not credited as one."""
        return frozenset(district.id for district in self.districts)

    @cached_property
    def distinct_events(self) -> tuple[EventFacts, ...]:
        """Return each event once: a joint event is one event, however often a query returns it."""
        return tuple({event.id: event for event in self.events}.values())

    @cached_property
    def distinct_figures(self) -> tuple[FigureFacts, ...]:
        """Return each figure once."""
        return tuple({figure.id: figure for figure in self.figures}.values())

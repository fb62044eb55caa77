"""The events and figures that speak for one required count, and their sums in all and by district."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from campaigns.core.ledger import EventFacts, FigureFacts, Ledger, RequirementFacts
from campaigns.core.pace import ZERO, Days
from campaigns.enums import Counted, CountLevel, EventLevel
from campaigns.progress import DistrictShare

HUNDRED, TENTH = Decimal(100), Decimal("0.1")
SUMS = frozenset({Counted.MEASURE, Counted.SHARE, Counted.DISTRICTS_BY_MEASURE})
LEVELS = {CountLevel.CITY: EventLevel.CITY, CountLevel.DISTRICT: EventLevel.DISTRICT}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The events of the counted days that one requirement looks at, in order of day."""

    requirement: RequirementFacts
    ledger: Ledger
    days: Days
    events: tuple[EventFacts, ...]

    @property
    def held(self) -> tuple[EventFacts, ...]:
        """Return the events that were closed out as held."""
        return tuple(event for event in self.events if event.is_held)

    @property
    def planned(self) -> tuple[EventFacts, ...]:
        """Return the events still to come or waiting for their close-out."""
        return tuple(event for event in self.events if event.is_planned)


@dataclass(frozen=True, slots=True)
class Sum:
    """A measure over close-outs and figures; the parts of districts may exceed the whole by joint events."""

    from_events: Decimal
    from_figures: Decimal
    per_district: Mapping[int, Decimal]
    events: tuple[EventFacts, ...]
    figures: tuple[FigureFacts, ...]

    @property
    def amount(self) -> Decimal:
        """Return both sources together."""
        return self.from_events + self.from_figures


def gather(requirement: RequirementFacts, ledger: Ledger, days: Days) -> Evidence:
    """Return the events that a requirement looks at.

    A sum takes events of every level: a person placed by a district is a person placed in the city.
    """
    level = None if requirement.counted in SUMS else LEVELS.get(requirement.level)
    code = requirement.activity.code if requirement.activity else None
    events = (
        event
        for event in ledger.distinct_events
        if event.local_day in days and code in (None, event.activity_code) and level in (None, event.level)
    )
    ordered = sorted(events, key=lambda event: (event.local_day, event.id))
    return Evidence(requirement, ledger, days, tuple(ordered))


def credited(evidence: Evidence, events: Iterable[EventFacts]) -> dict[int, Decimal]:
    """Return the number of events by district; a joint event credits every organiser."""
    numbers: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for event in events:
        for id_ in _credits(event, evidence.ledger):
            numbers[id_] += 1
    return dict(numbers)


def sum_of(evidence: Evidence, measure: str | None) -> Sum:
    """Return the sum of one measure; figures count when their period touches the counted days."""
    events = tuple(event for event in evidence.held if event.tallies.get(measure or "", ZERO))
    figures = tuple(
        figure
        for figure in evidence.ledger.distinct_figures
        if figure.measure == measure
        and figure.period_start_on <= evidence.days.last
        and figure.period_end_on >= evidence.days.first
    )
    per_district: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for event in events:
        for id_ in _credits(event, evidence.ledger):
            per_district[id_] += event.tallies[measure or ""]
    for figure in figures:
        for district_id in evidence.ledger.district_ids & {figure.district_id, figure.organisation_id}:
            per_district[district_id] += figure.amount
    return Sum(
        from_events=sum((event.tallies[measure or ""] for event in events), ZERO),
        from_figures=sum((figure.amount for figure in figures), ZERO),
        per_district=dict(per_district),
        events=events,
        figures=figures,
    )


def targets_by_district(evidence: Evidence) -> dict[int, Decimal]:
    """Return what each district owes: its allocation, or the requirement's target."""
    requirement = evidence.requirement
    return {
        district.id: requirement.allocations.get(district.id, requirement.target)
        for district in evidence.ledger.districts
    }


def shares_of(
    evidence: Evidence, done: Mapping[int, Decimal], each: Decimal | None = None
) -> tuple[DistrictShare, ...]:
    """Return every district with what it has done; ``each`` is the target where all have the same."""
    requirement = evidence.requirement
    own = (
        targets_by_district(evidence) if requirement.level is CountLevel.DISTRICT else requirement.allocations
    )
    return tuple(
        DistrictShare(
            district, done.get(district.id, ZERO), each if each is not None else own.get(district.id)
        )
        for district in evidence.ledger.districts
    )


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """Return a percentage to one place, rounded down so that 100 means all; 0 where there is no whole."""
    return (HUNDRED * part / whole).quantize(TENTH, ROUND_DOWN) if whole else ZERO


def _credits(event: EventFacts, ledger: Ledger) -> frozenset[int]:
    """Return the districts an event is credited to: its place and its organisers, each once."""
    own = event.organiser_ids if event.district_id is None else event.organiser_ids | {event.district_id}
    return own & ledger.district_ids

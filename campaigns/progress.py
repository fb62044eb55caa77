"""The read model of required counts: required, done, planned, missing, expected, and the evidence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.core.spans import Week as Week
from campaigns.core.wording import Bilingual
from campaigns.enums import Comparison, Counted, CountLevel, Period, Standing
from campaigns.references import ActivityRef, EditionRef, OrganisationRef

EVENTS = Bilingual("场", "events")


# What planned events can reach; the others wait for numbers that are reported.
REACHED_BY_EVENTS = frozenset({Counted.EVENTS, Counted.WEEKS, Counted.DISTRICTS_BY_EVENT})
REACHED_BY_FIGURES = frozenset({Counted.MEASURE, Counted.SHARE, Counted.DISTRICTS_BY_MEASURE})


@dataclass(frozen=True, slots=True)
class DistrictShare:
    """What one organisation has done towards a count."""

    organisation: OrganisationRef
    done: Decimal
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RequirementProgress:
    """One required count as it stands on ``Progress.today``.

    ``done`` = ``from_events`` + ``from_figures`` where the count is a sum. ``planned`` is what draft,
    proposed and confirmed events that are not closed out would add; ``missing`` = max(0, target - done -
    planned). ``expected`` is the whole number that should be done by today: ceil(target x elapsed / period
    - 1/2), the period being ``starts_on`` to ``ends_on``. ``whole`` is a share's denominator. A weekly count
    has the number of required weeks as its target; a count of each event has its held events as ``whole``
    and those within limits as ``done``.
    """

    id: int
    code: str
    version: int
    activity: ActivityRef | None
    text: Bilingual
    reading: Bilingual
    unit: Bilingual
    counted: Counted
    comparison: Comparison
    period: Period
    level: CountLevel
    starts_on: date
    ends_on: date
    target: Decimal
    target_max: Decimal | None
    done: Decimal
    planned: Decimal
    missing: Decimal
    expected: Decimal
    standing: Standing
    plan_reaches: bool
    from_events: Decimal = Decimal(0)
    from_figures: Decimal = Decimal(0)
    whole: Decimal | None = None
    held_event_ids: tuple[int, ...] = ()
    planned_event_ids: tuple[int, ...] = ()
    figure_ids: tuple[int, ...] = ()
    missed_weeks: tuple[Week, ...] = ()
    open_weeks: tuple[Week, ...] = ()
    exempt_weeks: tuple[Week, ...] = ()
    by_district: tuple[DistrictShare, ...] = ()

    @property
    def goal(self) -> Decimal:
        """Return what ``done`` is measured against: the held events where each is counted, else the target."""
        return self.whole or Decimal(0) if self.counted is Counted.PER_EVENT else self.target

    @property
    def done_unit(self) -> Bilingual:
        """Return the unit of ``done`` and ``goal``."""
        return EVENTS if self.counted is Counted.PER_EVENT else self.unit

    @property
    def waits_for_figures(self) -> bool:
        """Tell whether only reported numbers can reach the count, which no plan can promise."""
        return not self.plan_reaches and self.counted in REACHED_BY_FIGURES

    @property
    def behind(self) -> Decimal:
        """Return how much is missing against the expected pace, never negative."""
        return max(Decimal(0), self.expected - self.done)


@dataclass(frozen=True, slots=True)
class Progress:
    """All required counts of an edition on one day."""

    edition: EditionRef
    today: date
    requirements: tuple[RequirementProgress, ...]

"""The read model of an activity summary (活动总结): every number that the document prints, and the typed texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from campaigns.core.wording import Bilingual
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef, EditionRef, OrganisationRef


@dataclass(frozen=True, slots=True)
class Audience:
    """A category of people that a close-out counts, in the order of the statistics table."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Measure:
    """Something an activity counts besides people: leaflets (份), consultations (人次), signatures (人)."""

    code: str
    name: Bilingual
    unit: Bilingual


@dataclass(frozen=True, slots=True)
class CloseoutFacts:
    """What one close-out recorded; ``by_audience`` and ``by_measure`` are keyed by code.

    ``people`` counts persons (人) and ``visits`` counts attendances (人次): they are never added to each other.
    ``text`` is the coordinator's own sentence about the event.
    """

    event_id: int
    is_held: bool
    people: int = 0
    visits: int = 0
    by_audience: Mapping[str, Decimal] = field(default_factory=dict)
    by_measure: Mapping[str, Decimal] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class SummaryTexts:
    """What only a person can judge, typed into the draft; an empty text prints as a prompt to fill in.

    A blank line begins a new paragraph. ``contact`` is a function such as 联系人A with a telephone number, never
    required and never a private person's name.
    """

    main_practices: str = ""
    problems: str = ""
    next_steps: str = ""
    contact: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class AudienceLine:
    """People of one category; ``share`` is a percentage of all people with one decimal, None when nobody came."""

    audience: Audience
    people: Decimal
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The sum of one measure over the held events."""

    measure: Measure
    amount: Decimal


@dataclass(frozen=True, slots=True)
class EventRow:
    """One held event as a row of the statistics table.

    ``by_audience`` and ``by_measure`` follow the order of the summary's own tuples, so that a row needs no look-up.
    ``is_joint`` marks an event of several organisers, counted once however many of them report it.
    """

    event_id: int
    held_on: date
    title: Bilingual
    place: Bilingual
    host: OrganisationRef
    district: OrganisationRef | None
    people: int
    visits: int
    by_audience: tuple[Decimal, ...]
    by_measure: tuple[Decimal, ...]
    is_joint: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """The held events of one district; ``organisation`` is None for city events that belong to no district."""

    organisation: OrganisationRef | None
    events: int
    people: int
    visits: int


@dataclass(frozen=True, slots=True)
class MonthNumbers:
    """One month of the edition for the chart: ``planned`` events are still ahead, people are those of held ones."""

    year: int
    month: int
    held: int
    planned: int
    people: int


@dataclass(frozen=True, slots=True)
class ActivitySummary:
    """One activity of one organisation and edition, as it is submitted.

    ``first_on`` and ``last_on`` are the days of the first and last held event, both inclusive, None without one.
    ``held`` + ``planned`` + ``cancelled`` = all events: cancelled includes "not held", planned includes events that
    are over but not closed out, of which ``awaiting`` are counted separately. ``by_measure`` has only measures that
    are not zero; ``unclassified`` people came but were put into no category.
    """

    edition: EditionRef
    activity: ActivityRef
    organisation: OrganisationRef
    recipient: OrganisationRef | None
    first_on: date | None
    last_on: date | None
    held: int
    planned: int
    awaiting: int
    cancelled: int
    people: int
    visits: int
    unclassified: Decimal
    by_audience: tuple[AudienceLine, ...]
    by_measure: tuple[MeasureLine, ...]
    rows: tuple[EventRow, ...]
    districts: tuple[DistrictRow, ...]
    requirements: tuple[RequirementProgress, ...]
    months: tuple[MonthNumbers, ...]
    largest: EventRow | None
    texts: SummaryTexts
    signed_on: date

    @property
    def average_people(self) -> Decimal | None:
        """Return the people of a held event on average, to the whole person; None without a held event."""
        return (Decimal(self.people) / self.held).quantize(Decimal(1)) if self.held else None

    @property
    def places(self) -> int:
        """Return at how many different places events were held."""
        return len({row.place for row in self.rows})

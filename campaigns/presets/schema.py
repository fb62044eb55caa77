"""What a preset file may hold: strict shapes of programmes, cities and working calendars."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from campaigns.core.planning_rules import PlanningRule
from campaigns.enums import (
    ActivityKind,
    Comparison,
    Counted,
    CountLevel,
    DeadlineAnchor,
    EventLevel,
    OrganisationKind,
    OrganisationRole,
    Period,
    RosterRule,
    VenueKind,
)
from campaigns.presets.shapes import Code, EveryYear, Reading, Strict, Text, Year


class NameSpec(Strict):
    """A name and code from ``since`` to ``until``, both years inclusive."""

    name: Text
    short: Text
    code: str = ""
    since: Year | None = None
    until: Year | None = None
    is_verified: bool = True


class Merger(Strict):
    """From a year on another organisation acts in its place."""

    slug: Code
    since: Year


class OrganisationSpec(Strict):
    """One organisation with its names through the years; ``parent`` is who sends a team."""

    slug: Code
    kind: OrganisationKind
    names: Annotated[tuple[NameSpec, ...], Field(min_length=1)]
    is_coordinating: bool = False
    is_far: bool = False
    parent: Code | None = None
    merged_into: Merger | None = None


class CommunitiesSpec(Strict):
    """A table of communities beside the city's file, and which organisation each district's word means."""

    file: str
    districts: dict[str, Code]


class VenueSpec(Strict):
    """One place."""

    slug: Code
    kind: VenueKind
    name: Text
    district: Code
    category: str = ""
    capacity: Annotated[int, Field(ge=1)] | None = None
    since: Year | None = None


class City(Strict):
    """A city's organisations and places, shared by its programmes."""

    organisations: Annotated[tuple[OrganisationSpec, ...], Field(min_length=1)]
    communities: CommunitiesSpec
    venues: tuple[VenueSpec, ...] = ()


class Community(Strict):
    """One residents' committee."""

    code: Code
    district: Code
    street: str
    name: str


class Basis(Strict):
    """The official document that a programme rests on."""

    title: Text
    number: str
    dated_on: date = Field(alias="dated")


class ProgrammeSpec(Strict):
    """The programme; ``starts_on`` gives years that do not begin on 1 January."""

    slug: Code
    name: Text
    theme: Text
    slogan: str = ""
    basis: Basis
    zone: str = "Asia/Shanghai"
    starts_on: dict[Year, date] = Field(default_factory=dict)
    readings: tuple[Reading, ...] = ()


class AudienceSpec(Strict):
    """Somebody an activity is for; only counted ones are categories of a close-out."""

    code: Code
    name: Text
    is_focus: bool = False
    is_counted: bool = False


class MeasureSpec(Strict):
    """A quantity with its unit."""

    code: Code
    name: Text
    unit: Text
    is_whole: bool = True
    is_typed: bool = False


class Window(Strict):
    """First and last day, inclusive: exact for some years, month and day for every other."""

    quote: str = ""
    exact: dict[Year, tuple[date, date]] = Field(default_factory=dict)
    other: tuple[EveryYear, EveryYear] | None = None
    reading: Reading | None = None


class TakingPart(Strict):
    """Organisations, by slug or by the name of a role list, in one role."""

    role: OrganisationRole
    of: Code | tuple[Code, ...]
    is_inferred: bool = False


class ActivitySpec(Strict):
    """One campaign, supporting activity or duty."""

    code: Code
    kind: ActivityKind
    name: Text
    short: Text
    scope: Text | None = None
    purpose: Text
    is_inferred: bool = False
    audiences: tuple[Code, ...] = ()
    methods: tuple[Text, ...] = ()
    evidence: tuple[str, ...] = ()
    window: Window | None = None
    measures: tuple[Code, ...] = ()
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
    default_start: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "09:00"
    default_minutes: Annotated[int, Field(ge=5, le=40 * 24 * 60)] = 120
    default_level: EventLevel = EventLevel.CITY
    venue_kind: VenueKind | None = None
    weekend_is_usual: bool = False
    planning: PlanningRule | None = None
    organisations: tuple[TakingPart, ...] = ()


class RequirementSpec(Strict):
    """One required count; ``years`` limits it to some editions."""

    code: Code
    activity: Code | None = None
    years: tuple[Year, ...] = ()
    text: Text
    quote: str = ""
    reading: Reading | None = None
    counted: Counted
    comparison: Comparison = Comparison.AT_LEAST
    measure: Code | None = None
    whole_measure: Code | None = None
    target: Annotated[Decimal, Field(ge=0)]
    target_max: Decimal | None = None
    unit: Text
    period: Period
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    level: CountLevel
    is_headline: bool = False


class DeadlineSpec(Strict):
    """One deadline rule and the activities under it."""

    code: Code
    applies: tuple[Code, ...]
    is_inferred: bool = False
    what: Text
    rule: Text
    quote: str = ""
    anchor: DeadlineAnchor
    add_days: Annotated[int, Field(ge=0)] = 0
    fixed: EveryYear | None = None
    stale_after_days: Annotated[int, Field(ge=1)] | None = None


class OwedSpec(Strict):
    """Who owes the summaries of every activity to whom."""

    by: Code | tuple[Code, ...]
    to: Code
    is_inferred: bool = False


class RosterTopicSpec(Strict):
    """A topic, and which members can bring it; none named means all."""

    name: Text
    by: tuple[Code, ...] = ()


class RosterSpec(Strict):
    """Organisations that take turns at the events of an activity; ``per_slot`` is the fewest and the most."""

    activity: Code
    name: Text
    members: Code | tuple[Code, ...]
    rule: RosterRule = RosterRule.LEAST_RECENT
    per_slot: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] = (1, 2)
    topics_max: Annotated[int, Field(ge=1)] = 2
    min_gap: Annotated[int, Field(ge=0)] = 0
    topics: tuple[RosterTopicSpec, ...] = ()


class Programme(Strict):
    """A whole preset file."""

    name: Text
    city: Code
    programme: ProgrammeSpec
    roles: dict[Code, tuple[Code, ...]]
    audiences: tuple[AudienceSpec, ...] = ()
    measures: tuple[MeasureSpec, ...] = ()
    activities: Annotated[tuple[ActivitySpec, ...], Field(min_length=1)]
    requirements: tuple[RequirementSpec, ...] = ()
    deadlines: tuple[DeadlineSpec, ...] = ()
    owed: tuple[OwedSpec, ...] = ()
    rosters: tuple[RosterSpec, ...] = ()


class DaysOff(Strict):
    """A holiday or blackout of one or more days, both inclusive."""

    zh: str
    en: str
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    activities: tuple[Code, ...] = ()


class CalendarYearSpec(Strict):
    """One year's calendar; ``workdays`` is the sum that the rows must give."""

    source: Text
    holidays: tuple[DaysOff, ...]
    work: tuple[date, ...]
    blackouts: tuple[DaysOff, ...] = ()
    workdays: int


class Calendars(Strict):
    """The file of working calendars."""

    kind: Literal["calendars"] = "calendars"
    years: dict[Year, CalendarYearSpec]

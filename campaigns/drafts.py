"""Validated input: whatever enters, by form, API or file, becomes one of these frozen models."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from campaigns.core.cleaning import cleaned, on_one_line
from campaigns.core.recurrence.changes import StepKind
from campaigns.core.recurrence.rules import MOST_DATES, Rule
from campaigns.enums import EventLevel, EventStatus, HolidayPolicy, RosterRule, RosterTurnKind, Visibility

Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(on_one_line)]
Paragraphs = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(cleaned)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2)]


class Draft(BaseModel):
    """The family's root: frozen, and deaf to fields nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EventDraft(Draft):
    """What a planner says of an event; None means "as the activity has it".

    ``starts_at`` and ``ends_at`` are aware instants, the end exclusive. ``place`` is a venue's name or free text;
    ``venue_id`` says which, where several places bear the name.
    ``override_reason`` says why a double booking is meant.
    """

    activity_code: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    is_all_day: bool = False
    place: Line = ""
    venue_id: int | None = None
    title_zh: Line = ""
    title_en: Line = ""
    host_slug: str | None = None
    district_slug: str | None = None
    level: EventLevel | None = None
    status: EventStatus = EventStatus.CONFIRMED
    visibility: Visibility = Visibility.INTERNAL
    organiser_slugs: tuple[str, ...] = ()
    person_ids: tuple[int, ...] = ()
    team_slugs: tuple[str, ...] | None = None
    expected_people: int | None = Field(default=None, ge=1, le=1_000_000)
    is_headline: bool | None = None
    description: Paragraphs = ""
    materials: Line = ""
    responsible: Line = ""
    override_reason: Line = ""
    creation_key: str | None = None


class Occurrence(Draft):
    """One chosen date of a series: the rule's day, and the aware instants at which it is really to be held."""

    original_on: date
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class SeriesDraft(Draft):
    """A rule with the dates a planner has chosen from its preview, and what all its events have in common.

    ``event`` describes every event; its times, override reason and creation key are taken per date and series.
    """

    rule: Rule
    holiday_policy: HolidayPolicy = HolidayPolicy.SKIP
    event: EventDraft
    occurrences: tuple[Occurrence, ...] = Field(max_length=MOST_DATES)
    override_reason: Line = ""
    creation_key: str | None = None


class EventFilter(Draft):
    """Which events to show; empty fields do not narrow. ``first_on`` and ``last_on`` are local days, inclusive."""

    activity_code: str = ""
    district_slug: str = ""
    organisation_slug: str = ""
    status: str = ""
    text: str = ""
    first_on: date | None = None
    last_on: date | None = None
    ids: frozenset[int] | None = None


class CloseoutDraft(Draft):
    """What happened: people (人) by audience, visits (人次), the activity's measures by code, and text."""

    is_held: bool
    people: int = Field(default=0, ge=0, le=10_000_000)
    visits: int | None = Field(default=None, ge=0, le=10_000_000)
    by_audience: Mapping[str, Amount] = Field(default_factory=dict)
    by_measure: Mapping[str, Amount] = Field(default_factory=dict)
    text: Paragraphs = ""
    not_held_reason: Line = ""


class FigureDraft(Draft):
    """An increment that an organisation reports for a period, both days inclusive, with its source.

    ``is_further`` says that it comes on top of one already reported for days of the same period.
    """

    organisation_slug: str
    measure_code: str
    period_start_on: date
    period_end_on: date
    amount: Decimal = Field(max_digits=16, decimal_places=2)
    source: Line
    is_further: bool = False
    creation_key: str | None = None


class ReportTexts(Draft):
    """The judgement in a summary, typed by a person."""

    main_practices: Paragraphs = ""
    problems: Paragraphs = ""
    next_steps: Paragraphs = ""


class Move(Draft):
    """A new time for an event; ``version`` is the one the planner saw."""

    starts_at: datetime
    ends_at: datetime
    version: int
    is_all_day: bool | None = None
    override_reason: Line = ""


class RosterMemberDraft(Draft):
    """One line of a roster: a member of it, or an organisation or a person to add."""

    id: int | None = None
    organisation_id: int | None = None
    person_id: int | None = None
    weight: int = Field(default=1, ge=1, le=20)
    joined_on: date | None = None
    left_on: date | None = None


class RosterTopicDraft(Draft):
    """One topic of a roster; without ``id`` a new one."""

    id: int | None = None
    name_zh: Line
    name_en: Line = ""


class RosterDraft(Draft):
    """A roster with its members and topics in order; who is left out leaves the list."""

    activity_code: str
    name_zh: Line
    name_en: Line = ""
    rule: RosterRule = RosterRule.LEAST_RECENT
    per_slot_min: int = Field(default=1, ge=1, le=20)
    per_slot_max: int = Field(default=2, ge=1, le=20)
    topics_max: int = Field(default=2, ge=1, le=20)
    min_gap: int = Field(default=0, ge=0, le=60)
    members: tuple[RosterMemberDraft, ...] = Field(default=(), max_length=200)
    topics: tuple[RosterTopicDraft, ...] = Field(default=(), max_length=60)


class TurnDraft(Draft):
    """What a person decides about a member's turn, and why; a swap also names the other event."""

    kind: RosterTurnKind
    event_id: int
    member_id: int
    other_event_id: int | None = None
    other_id: int | None = None
    reason: Line


class SeriesStep(Draft):
    """One line of a series' change as the planner saw it: what to do to which version of which event."""

    kind: StepKind
    original_on: date
    event_id: int | None = None
    version: int | None = None
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


class SeriesChangeDraft(Draft):
    """What a series is to become, with the chosen lines of what that does; ``version`` is the series' one seen."""

    wanted: SeriesDraft
    steps: tuple[SeriesStep, ...]
    version: int

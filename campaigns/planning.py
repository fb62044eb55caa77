"""The read model of a proposal: what was asked, what the planner found, and each line a person may accept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from campaigns.core.planner.tasks import CostTerm, Obstacle, Plan, Weights
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventLevel, EventStatus, HalfDay, PlanStatus
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef, EditionRef, OrganisationRef


class PlanRequest(BaseModel):
    """What a person asks of the planner: which activities, how hard to try, and how much each wish counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    codes: tuple[str, ...] = Field(min_length=1)
    seed: int = Field(default=0, ge=0, le=1_000_000)
    budget: int = Field(default=100, ge=0, le=1000)
    months: int = Field(default=4, ge=0, le=20)
    days: int = Field(default=1, ge=0, le=20)
    experts: int = Field(default=2, ge=0, le=20)
    move_day: int = Field(default=12, ge=0, le=20)
    move_details: int = Field(default=6, ge=0, le=20)
    journeys: int = Field(default=2, ge=0, le=20)

    @property
    def weights(self) -> Weights:
        """Return the weights as the planner takes them."""
        return Weights(**{name: getattr(self, name) for name in Weights.__dataclass_fields__})


class LineKind(StrEnum):
    """What accepting a line does."""

    NEW = "new"
    MOVED = "moved"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One placed task; ``event_id`` and ``version`` are those of an event that stands already.

    The instants are UTC, ends exclusive; what begins with ``was_`` is where the event stood when the plan was made.
    """

    key: str
    kind: LineKind
    activity_code: str
    level: EventLevel
    host_id: int
    district_id: int | None
    label: Bilingual
    half: HalfDay
    starts_at: datetime
    ends_at: datetime
    venue_id: int | None = None
    team_id: int | None = None
    person_ids: tuple[int, ...] = ()
    event_id: int | None = None
    version: int | None = None
    was_starts_at: datetime | None = None
    was_venue_id: int | None = None
    was_person_ids: tuple[int, ...] = ()
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class OpenTask:
    """What a task is that found no place: of which activity, and how it is called."""

    activity_code: str
    label: Bilingual


@dataclass(frozen=True)
class PlanResult:
    """What a run found, as it is stored with it; ``applied`` gives the event that each accepted line became."""

    plan: Plan
    lines: tuple[PlanLine, ...]
    open_tasks: Mapping[str, OpenTask] = field(default_factory=dict)
    applied: Mapping[str, int] = field(default_factory=dict)

    @property
    def pending(self) -> tuple[PlanLine, ...]:
        """Return the lines that would change something and are not accepted yet."""
        return tuple(
            line for line in self.lines if line.kind is not LineKind.KEPT and line.key not in self.applied
        )

    def label(self, key: str) -> Bilingual:
        """Return what a task is called; one that the run never met has no name."""
        known = {line.key: line.label for line in self.lines}
        known |= {key: task.label for key, task in self.open_tasks.items()}
        return known.get(key, Bilingual(""))


PLAN_RESULT = TypeAdapter(PlanResult)


@dataclass(frozen=True, slots=True)
class RunShown:
    """A run as lists and pages show it; ``progress`` is 0 to 100."""

    id: int
    version: int
    status: PlanStatus
    progress: int
    message: str
    who: str
    request: PlanRequest
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def words(self) -> Bilingual:
        """Return the sentence that the run ended with; the row keeps English on a second line."""
        zh, _line, en = self.message.partition("\n")
        return Bilingual(zh, en)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will come of the run."""
        return self.status not in (PlanStatus.WAITING, PlanStatus.RUNNING)

    @property
    def has_proposal(self) -> bool:
        """Tell whether the run has found something; one that was stopped before it began has not."""
        is_cut = self.status is PlanStatus.STOPPED and self.started_at is not None
        return is_cut or self.status in (PlanStatus.DONE, PlanStatus.APPLIED)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with its names; ``event_id`` is set where the event stands or the line was accepted.

    ``status`` is that of the event now; None where there is none, or where it was cancelled.
    """

    line: PlanLine
    activity: ActivityRef
    host: OrganisationRef
    place: Bilingual
    was_place: Bilingual
    people: tuple[str, ...]
    team: Bilingual
    is_applied: bool
    event_id: int | None
    was_people: tuple[str, ...] = ()
    status: EventStatus | None = None

    @property
    def is_at_once(self) -> bool:
        """Tell whether accepting the line changes an event that is no draft any more."""
        return self.is_open and self.event_id is not None and self.status is not EventStatus.DRAFT

    @property
    def is_still_draft(self) -> bool:
        """Tell whether the line was accepted and its event is not published yet."""
        return self.is_applied and self.status is EventStatus.DRAFT

    @property
    def is_open(self) -> bool:
        """Tell whether the line can still be accepted."""
        return self.line.kind is not LineKind.KEPT and not self.is_applied


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A task that found no place (未排), with the reasons."""

    key: str
    activity: ActivityRef
    label: Bilingual
    reasons: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class CountForeseen:
    """A required count as it stands, and as it would with the whole proposal."""

    before: RequirementProgress
    after: RequirementProgress


@dataclass(frozen=True, slots=True)
class MonthCell:
    """How many events an activity has in a month today, and would have; all without cancelled ones.

    ``held`` are those of today that were held; the others are still planned.
    """

    month: int
    today: int
    proposed: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class ActivityMonths:
    """An activity's twelve months in today's plan and in the proposal."""

    activity: ActivityRef
    cells: tuple[MonthCell, ...]


@dataclass(frozen=True)
class Proposal:
    """Everything a page shows of a finished run."""

    edition: EditionRef
    run: RunShown
    lines: tuple[LineShown, ...]
    open_needs: tuple[OpenNeed, ...]
    obstacles: tuple[Obstacle, ...]
    counts: tuple[CountForeseen, ...]
    months: tuple[ActivityMonths, ...]
    cost: Mapping[CostTerm, int]
    bound: int
    calendar: WorkCalendar
    reported: int = 0  # how many required counts are reached by what is reported, and by no plan

    @property
    def new(self) -> tuple[LineShown, ...]:
        """Return the lines that add an event."""
        return self._of(LineKind.NEW)

    @property
    def moved(self) -> tuple[LineShown, ...]:
        """Return the lines that change an event."""
        return self._of(LineKind.MOVED)

    @property
    def kept(self) -> tuple[LineShown, ...]:
        """Return the lines that leave an event where it is."""
        return self._of(LineKind.KEPT)

    @property
    def acceptable(self) -> tuple[LineShown, ...]:
        """Return the lines that can still be accepted."""
        return tuple(one for one in self.lines if one.is_open)

    @property
    def total(self) -> int:
        """Return the soft cost of all terms together."""
        return sum(self.cost.values())

    def reached(self, *, after: bool) -> int:
        """Return how many of the counts that events can reach are reached by the plan, today or with the proposal."""
        return sum((one.after if after else one.before).plan_reaches for one in self.counts)

    def _of(self, kind: LineKind) -> tuple[LineShown, ...]:
        return tuple(one for one in self.lines if one.line.kind is kind)


def label_of(activity: ActivityRef, place: Bilingual) -> Bilingual:
    """Return what a line is called: the activity's short name with the place."""
    if not place.zh:
        return activity.short
    english = f"{activity.short.en or activity.short.zh} ({place.en or place.zh})"
    return Bilingual(f"{activity.short.zh}（{place.zh}）", english)

"""What the planner is given and what it gives back: tasks with their slots, and a plan with what stays open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from campaigns.core.wording import Bilingual
from campaigns.enums import HalfDay


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A half-day; halves are ordered as the day goes by ``HALVES``, never by their names."""

    day: date
    half: HalfDay


HALVES: tuple[HalfDay, ...] = (HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.EVENING)


@dataclass(frozen=True, slots=True)
class FilterStep:
    """One filter of a task's trail: what it is, and how many days are left after it."""

    name: Bilingual
    days_left: int


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a task stands: its first half-day, its place, the team that goes and the experts who come."""

    slot: Slot
    venue_id: int | None = None
    team_id: int | None = None
    expert_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One required occurrence.

    ``key`` is stable between runs. ``slots`` are all half-days on which it may begin, after the filters of its
    ``trail``; it takes ``halves`` half-days in a row. ``venue_ids`` are its places, best first, none where no place is
    planned; ``team_ids`` the teams that could go, none where no team is planned. It needs ``experts`` of
    ``expert_ids``. Tasks of one ``chain`` are held in the order of ``link``, at least ``chain_gap`` days apart.
    ``dislikes`` is what single days cost this task alone. A locked task stands at ``current`` whatever the rules say;
    any other may leave it at a cost.
    """

    key: str
    activity_code: str
    label: Bilingual
    organisation_id: int
    slots: tuple[Slot, ...]
    district_id: int | None = None
    trail: tuple[FilterStep, ...] = ()
    halves: int = 1
    venue_ids: tuple[int, ...] = ()
    team_ids: tuple[int, ...] = ()
    experts: int = 0
    expert_ids: tuple[int, ...] = ()
    is_headline: bool = False
    chain: str = ""
    link: int = 0
    chain_gap: int = 1
    dislikes: Mapping[date, int] = field(default_factory=dict)
    current: Placing | None = None
    is_locked: bool = False


class CostTerm(StrEnum):
    """The soft wishes, each with its own weight."""

    MONTHS = "months"  # every month of an organisation as full as the others
    DAYS = "days"  # no make-up weekends, Mondays, Fridays and edges of holidays
    EXPERTS = "experts"  # no expert much more often than the others
    MOVES = "moves"  # what stands today stays
    JOURNEYS = "journeys"  # a far district once a day per team


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each wish counts, 0 to 20; moving a day costs more than changing place or people."""

    months: int = 4
    days: int = 1
    experts: int = 2
    move_day: int = 12
    move_details: int = 6
    journeys: int = 2


@dataclass(frozen=True, slots=True)
class Assignment:
    """The whole question.

    ``closed_venues`` are half-days on which a place is not to be had, ``away_experts`` days on which an expert is not,
    beside what locked tasks take. ``day_costs`` is what a day costs any task (1 to 4). ``far_ids`` are districts to
    which a team travels once a day at most. The names serve the sentences; where one is missing, they stay general.
    """

    tasks: tuple[Task, ...]
    closed_venues: frozenset[tuple[int, Slot]] = frozenset()
    away_experts: frozenset[tuple[int, date]] = frozenset()
    day_costs: Mapping[date, int] = field(default_factory=dict)
    far_ids: frozenset[int] = frozenset()
    weights: Weights = Weights()
    team_names: Mapping[int, Bilingual] = field(default_factory=dict)
    venue_names: Mapping[int, Bilingual] = field(default_factory=dict)
    expert_names: Mapping[int, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why tasks cannot all be placed, in a sentence; found before the search, so it holds for every plan."""

    message: Bilingual
    task_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A task that stays open (未排), with its trail's end, the bound it breaks or the tasks that block it."""

    key: str
    reasons: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer; ``cost`` is the soft cost by term, weights applied, and ``bound`` is a sum no plan can go below.

    ``is_stopped`` tells that the search was stopped early; what is placed then still keeps every hard rule.
    """

    placings: Mapping[str, Placing]
    unplaced: tuple[Unplaced, ...]
    obstacles: tuple[Obstacle, ...]
    cost: Mapping[CostTerm, int]
    bound: int
    is_stopped: bool = False

    @property
    def total(self) -> int:
        """Return the soft cost of all terms together."""
        return sum(self.cost.values())

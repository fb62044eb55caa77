"""The question in integers: half-days are numbers, and whatever can be taken once is one number per half-day or day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from campaigns.core.planner.grid import PARTS, Grid, days_within, grid_of
from campaigns.core.planner.tasks import Assignment, Placing, Task, Weights

NONE = -1
# What a key of ``closed`` is owned by where no task stands.
CLOSED = -1

# Where a task stands: first half-day, team, place and experts, each a base number or NONE.
Seat = tuple[int, int, int, tuple[int, ...]]


@dataclass(slots=True, eq=False)
class Job:
    """A task in integers; ``starts`` are its half-days and ``costs`` what each costs whatever the others do."""

    index: int
    task: Task
    halves: int
    organisation: int
    starts: tuple[int, ...] = ()
    costs: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()
    venues: tuple[int, ...] = ()
    pool: tuple[int, ...] = ()
    experts: int = 0
    is_headline: bool = False
    district: int = NONE
    chain: int = NONE
    link: int = 0
    offset: int = 0
    home: Seat | None = None
    is_locked: bool = False


@dataclass(slots=True, eq=False)
class Compiled:
    """All tasks in integers.

    A team, a place or an expert is a base number: base + half-day (for an expert base + day) is the key of one
    taking. Base 0 is the city's headline. ``chains`` hold the tasks that are not locked, in the order of their links.
    """

    grid: Grid
    weights: Weights
    months: list[int]
    jobs: list[Job]
    chains: list[list[int]]
    organisations: int
    closed: set[int]
    bases: dict[tuple[str, int], int]
    names: dict[int, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = {base: name for name, base in self.bases.items()}

    def base(self, kind: str, number: int | None) -> int:
        """Return the base number of a team, a place or an expert, a new one where it was not met before."""
        if number is None:
            return NONE
        if (kind, number) not in self.bases:
            base = (len(self.bases) + 1) * self.grid.size
            self.bases[kind, number] = base
            self.names[base] = (kind, number)
        return self.bases[kind, number]

    def number(self, base: int) -> int | None:
        """Return the outside number of a team, a place or an expert."""
        return None if base == NONE else self.names[base][1]


def keys_of(job: Job, seat: Seat) -> Iterator[int]:
    """Give the keys of all that a task takes."""
    first, team, venue, crew = seat
    span = range(first, first + job.halves)
    if job.is_headline:
        yield from days_within(first, job.halves)
    for base in (team, venue):
        if base != NONE:
            yield from (base + half for half in span)
    for expert in crew:
        yield from (expert + day for day in days_within(first, job.halves))


def placing_of(compiled: Compiled, seat: Seat) -> Placing:
    """Return a seat as the outside says it."""
    first, team, venue, crew = seat
    return Placing(
        compiled.grid.slot(first),
        venue_id=compiled.number(venue),
        team_id=compiled.number(team),
        expert_ids=tuple(number for expert in crew if (number := compiled.number(expert)) is not None),
    )


def compile_problem(problem: Assignment) -> Compiled:
    """Turn the question into integers, refusing what is no question: a key given twice, a lock on nothing."""
    if len({task.key for task in problem.tasks}) < len(problem.tasks):
        raise ValueError("two tasks have one key")
    homeless = [task.key for task in problem.tasks if task.is_locked and task.current is None]
    if homeless:
        raise ValueError(f"locked tasks stand nowhere: {homeless}")
    grid = grid_of(problem)
    compiled = Compiled(grid, problem.weights, grid.months(), [], [], 0, set(), {})
    organisations: dict[int, int] = {}
    districts = {number: place for place, number in enumerate(sorted(problem.far_ids))}
    for index, task in enumerate(problem.tasks):
        organisation = organisations.setdefault(task.organisation_id, len(organisations))
        compiled.jobs.append(_job(compiled, index, task, organisation, districts))
    compiled.organisations = len(organisations)
    _price(compiled, problem)
    for venue, slot in problem.closed_venues:
        if ("venue", venue) in compiled.bases and 0 <= (number := grid.number(slot)) < grid.size:
            compiled.closed.add(compiled.bases["venue", venue] + number)
    for expert, day in problem.away_experts:
        if ("expert", expert) in compiled.bases and 0 <= (
            number := grid.day_number(day)
        ) < grid.size // PARTS:
            compiled.closed.add(compiled.bases["expert", expert] + number)
    _link(compiled)
    return compiled


def _job(compiled: Compiled, index: int, task: Task, organisation: int, districts: dict[int, int]) -> Job:
    base = compiled.base
    home = task.current
    job = Job(index, task, task.halves, organisation, is_headline=task.is_headline, is_locked=task.is_locked)
    job.experts = task.experts
    job.district = districts.get(task.district_id, NONE) if task.district_id is not None else NONE
    job.teams = tuple(base("team", number) for number in task.team_ids)
    job.venues = tuple(base("venue", number) for number in task.venue_ids)
    job.pool = tuple(base("expert", number) for number in dict.fromkeys(task.expert_ids))
    if home is not None:
        crew = tuple(sorted(base("expert", number) for number in home.expert_ids))
        team, venue = base("team", home.team_id), base("venue", home.venue_id)
        job.home = (compiled.grid.number(home.slot), team, venue, crew)
        # Who goes and where it is today are asked first, so that a re-planned task keeps them where it can.
        job.teams = tuple(sorted(job.teams, key=lambda found: found != team))
        job.venues = tuple(sorted(job.venues, key=lambda found: found != venue))
    return job


def _price(compiled: Compiled, problem: Assignment) -> None:
    """Give each job its half-days with their own cost: what the day costs, and leaving the day it stands on."""
    grid, weights = compiled.grid, compiled.weights
    day_costs = [0] * (grid.size // PARTS)
    for day, cost in problem.day_costs.items():
        if 0 <= (number := grid.day_number(day)) < len(day_costs):
            day_costs[number] = weights.days * cost
    numbers: dict[int, tuple[int, ...]] = {}
    prices: dict[tuple[int, ...], tuple[int, ...]] = {}
    for job in compiled.jobs:
        task = job.task
        if id(task.slots) not in numbers:
            numbers[id(task.slots)] = tuple(sorted({grid.number(slot) for slot in task.slots}))
        job.starts = numbers[id(task.slots)]
        costs = [day_costs[start // PARTS] for start in job.starts]
        if task.dislikes:
            dislikes = {grid.day_number(day): weights.days * cost for day, cost in task.dislikes.items()}
            costs = [
                cost + dislikes.get(start // PARTS, 0) for cost, start in zip(costs, job.starts, strict=True)
            ]
        if job.home is not None:
            home, move = job.home[0] // PARTS, weights.move_day
            costs = [
                cost + (move if start // PARTS != home else 0)
                for cost, start in zip(costs, job.starts, strict=True)
            ]
        # Tasks alike share one tuple: a city has ten thousand candidates and few different prices.
        job.costs = prices.setdefault(tuple(costs), tuple(costs))


def _link(compiled: Compiled) -> None:
    """Put the tasks of each chain in order; ``offset`` is the least number of days since its first."""
    chains: dict[str, list[Job]] = defaultdict(list)
    for job in compiled.jobs:
        if job.task.chain and not job.is_locked:
            chains[job.task.chain].append(job)
    for jobs in chains.values():
        jobs.sort(key=lambda job: (job.task.link, job.task.key))
        number = len(compiled.chains)
        compiled.chains.append([job.index for job in jobs])
        offset = 0
        for link, job in enumerate(jobs):
            offset += job.task.chain_gap if link else 0
            job.chain, job.link, job.offset = number, link, offset

"""Finds, before any search, why tasks cannot all be placed: empty trails, chains without room, too few half-days."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from campaigns.core.days import day_in_words
from campaigns.core.planner.blocks import Blocks
from campaigns.core.planner.domains import earliest_starts, least_after
from campaigns.core.planner.grid import PARTS, days_within
from campaigns.core.planner.halls import Shortage, shortages
from campaigns.core.planner.jobs import Compiled, Job
from campaigns.core.planner.sentences import (
    NAMED,
    after_trail,
    counted,
    day_beside,
    days_in_words,
    listed,
    quoted,
)
from campaigns.core.planner.tasks import Assignment, Obstacle
from campaigns.core.wording import Bilingual


@dataclass(frozen=True, slots=True)
class Finding:
    """An obstacle, the jobs it is about, and how many of them stay open at least, whatever is planned.

    A task that has no half-day at all is not searched for.
    """

    obstacle: Obstacle
    jobs: frozenset[int]
    least_open: int
    is_searched: bool = True


def find_obstacles(problem: Assignment, compiled: Compiled, blocks: Blocks) -> list[Finding]:
    """Return why tasks cannot all be placed; ``compiled`` has its starts filtered, ``blocks`` knows the others."""
    found = list(_empty(compiled, blocks))
    found += _short_chains(compiled)
    taken = blocks.state.taken
    for resource in RESOURCES:
        found += _short_resource(problem, compiled, taken, resource)
    return found


def least_open(findings: Sequence[Finding], dropped: frozenset[int]) -> int:
    """Return how many tasks stay open at least beside those dropped, which are not searched for.

    Each obstacle counts that shares no task with those before it.
    """
    counted_jobs: set[int] = set()
    total = 0
    for finding in findings:
        if counted_jobs.isdisjoint(finding.jobs):
            counted_jobs |= finding.jobs
            total += max(0, finding.least_open - len(finding.jobs & dropped))
    return total


def _finding(jobs: Sequence[Job], message: Bilingual, least: int = 1) -> Finding:
    keys = tuple(job.task.key for job in jobs)
    return Finding(Obstacle(message, keys), frozenset(job.index for job in jobs), least)


def _empty(compiled: Compiled, blocks: Blocks) -> Iterator[Finding]:
    for job in compiled.jobs:
        if job.starts or job.is_locked:
            continue
        if not job.task.slots:
            end = Bilingual("剩0天", "0 days left")
        else:
            end = blocks.summary(job)
        label, words = job.task.label, after_trail(job.task, end)
        message = Bilingual(f"{label.zh}：{words.zh}", f"{label.in_language('en')}: {words.en}")
        yield replace(_finding([job], message), is_searched=False)


def _short_chains(compiled: Compiled) -> Iterator[Finding]:
    for chain in compiled.chains:
        earliest = earliest_starts(compiled, chain)
        if len(earliest) == len(chain):
            continue
        stuck = len(earliest)
        # What comes before a task that begins on its own first half-day does not press on those after it.
        free = [link for link in range(stuck) if earliest[link] == compiled.jobs[chain[link]].starts[0]]
        jobs = [compiled.jobs[index] for index in chain[free[-1] : stuck + 1]]
        lowest, day = least_after(compiled, chain, earliest)
        grid, job = compiled.grid, jobs[-1]
        first = grid.day(max(lowest // PARTS, day))
        places = sorted(
            (one.task.link, one.task.key) for one in compiled.jobs if one.task.chain == job.task.chain
        )
        number = places.index((job.task.link, job.task.key)) + 1
        last = grid.day(job.starts[-1] // PARTS)
        since, until = day_beside(first, last), day_in_words(last)
        yield _finding(
            jobs,
            Bilingual(
                f"{job.task.label.zh}：第{number}场最早只能从{since.zh}起，它可选的日子到{until.zh}为止",
                f"{job.task.label.in_language('en')}: no. {number} can begin on {since.en} at the earliest, "
                f"its days end on {until.en}",
            ),
        )


@dataclass(frozen=True, slots=True)
class Resource:
    """What tasks take one of at a time: how a demand finds its keys, and how its keys are spoken of."""

    kind: str
    bases: Callable[[Job], Sequence[int]]
    count: Callable[[Job], int]
    is_daily: bool


RESOURCES = (
    Resource("headline", lambda job: (0,) if job.is_headline else (), lambda job: 1, True),
    Resource("team", lambda job: job.teams, lambda job: 1, False),
    Resource("venue", lambda job: job.venues, lambda job: 1, False),
    Resource("expert", lambda job: job.pool if job.experts else (), lambda job: job.experts, True),
)


def _short_resource(
    problem: Assignment, compiled: Compiled, taken: dict[int, int], resource: Resource
) -> Iterator[Finding]:
    demands: list[tuple[Job, int]] = []
    for job in compiled.jobs:
        if job.is_locked or not job.starts or not resource.bases(job):
            continue
        # Of what a task takes several times, the first day or half-day is the only one sure to exist for each start.
        longest = min(len(days_within(start, job.halves)) for start in job.starts)
        parts = longest if resource.is_daily else job.halves
        demands += [(job, part) for part in range(parts) for _ in range(resource.count(job))]
    known: dict[tuple[tuple[int, ...], tuple[int, ...], int], list[int]] = {}

    def wanted(number: int) -> Sequence[int]:
        job, part = demands[number]
        bases = tuple(resource.bases(job))
        key = (job.starts, bases, part)
        if key not in known:
            steps = [start // PARTS if resource.is_daily else start for start in job.starts]
            places = dict.fromkeys(base + step + part for step in steps for base in bases)
            known[key] = [place for place in places if place not in taken]
        return known[key]

    for shortage in shortages(len(demands), wanted):
        yield _shortage_finding(problem, compiled, demands, shortage, resource)


def _shortage_finding(
    problem: Assignment,
    compiled: Compiled,
    demands: list[tuple[Job, int]],
    shortage: Shortage,
    resource: Resource,
) -> Finding:
    wants: dict[int, int] = {}
    for demand in shortage.demands:
        index = demands[demand][0].index
        wants[index] = wants.get(index, 0) + 1
    jobs = [compiled.jobs[index] for index in sorted(wants)]
    least, covered = 0, 0
    for want in sorted(wants.values(), reverse=True):
        if covered >= shortage.short:
            break
        least, covered = least + 1, covered + want
    size = compiled.grid.size
    numbers = {thing % size if resource.is_daily else thing % size // PARTS for thing in shortage.things}
    names = names_of(problem, compiled, sorted({thing // size * size for thing in shortage.things}))
    first, last = compiled.grid.day(min(numbers)), compiled.grid.day(max(numbers))
    count = len(jobs) if len(shortage.demands) == len(jobs) else None
    message = _shortage_words(resource, jobs, shortage, days_in_words(first, last), names, count is None)
    return _finding(jobs, message, least)


def _shortage_words(
    resource: Resource,
    jobs: Sequence[Job],
    shortage: Shortage,
    when: Bilingual,
    names: Bilingual,
    is_several: bool,
) -> Bilingual:
    many, there, short = len(jobs), len(shortage.things), shortage.short
    who_zh = f"（{names.zh}）" if names.zh else ""
    who_en = f" ({names.en})" if names.en else ""
    labels = [job.task.label for job in jobs]
    which = quoted(labels)
    if many <= NAMED:
        events_zh, events_en = f"{which.zh}这{many}场", which.en
    elif names.zh:
        events_zh, events_en = f"{many}场", counted(many, "event")
    else:
        # Where nothing else tells one shortage from another, its first event does.
        events_zh = f"“{labels[0].zh}”等{many}场"
        events_en = f"“{labels[0].in_language('en')}” and {many - 1} more"
    if resource.kind == "headline":
        return Bilingual(
            f"{events_zh}重点活动一天只能一场，只能落在{when.zh}的{there}天里，至少差{short}天",
            f"{events_en}: headline events, one a day, only have {counted(there, 'day')} within {when.en}, "
            f"at least {short} too few",
        )
    if resource.kind == "expert":
        wanted = len(shortage.demands)
        return Bilingual(
            f"{events_zh}共需专家{wanted}人次，{when.zh}只有{there}人次{who_zh}，至少差{short}人次",
            f"{events_en} ask for {counted(wanted, 'expert-day')}, {when.en} has only {there}{who_en}, "
            f"at least {short} too few",
        )
    need_zh = f"共要{len(shortage.demands)}个半天，" if is_several else ""
    need_en = f" need {counted(len(shortage.demands), 'half-day')} and" if is_several else ""
    return Bilingual(
        f"{events_zh}{need_zh}只能落在{when.zh}的{there}个半天里{who_zh}，至少差{short}个半天",
        f"{events_en}{need_en} only have {counted(there, 'half-day')} within {when.en}{who_en}, "
        f"at least {short} too few",
    )


def names_of(problem: Assignment, compiled: Compiled, bases: Sequence[int]) -> Bilingual:
    """Return the names of some teams, places or experts; nothing where one has none, or they are too many."""
    tables = {"team": problem.team_names, "venue": problem.venue_names, "expert": problem.expert_names}
    named = [compiled.names[base] for base in bases if base in compiled.names]
    names = [tables[kind].get(number) for kind, number in named]
    known = [name for name in names if name is not None]
    return listed(known) if known and len(known) == len(bases) and len(known) <= 3 else Bilingual("")

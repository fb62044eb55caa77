"""Finds a seat for every task: the most constrained first, then those left over push others off and queue again.

Müller's iterative forward search (University timetabling, 2005): a task without a free half-day takes the one that
pushes off the least, what was pushed off queues again, and a task does not come back to a half-day it just had.
"""

from collections import defaultdict, deque
from random import Random

from campaigns.core.planner.grid import days_within
from campaigns.core.planner.jobs import NONE, Job, Seat
from campaigns.core.planner.progress import Progress
from campaigns.core.planner.state import State, follows

# How long a task keeps off a half-day it was pushed off, in steps; the least that lets short circles die.
TABU_STEPS = 12
# Half-days looked at without one more task placed, after which the rest is given up: every one of the question so
# often, and seconds at most, whatever the size.
LOOKS, MOST_LOOKS = 300, 400_000
# How often, until patience ends, a third of the tasks is lifted to begin again from elsewhere.
SHAKES = 20
IMPOSSIBLE = 1 << 30


def wishes(state: State) -> list[int]:
    """Return for each job the start it has today, or would have if its kind were spread evenly over its days.

    Tasks of one kind and window stand at equal distances, those with windows of their own at the same place in each.
    """
    kinds: dict[tuple[object, ...], list[Job]] = defaultdict(list)
    for job in state.compiled.jobs:
        slots = job.task.slots
        if slots:
            ends = (len(slots), slots[0], slots[-1])
            kinds[(job.task.activity_code, job.organisation, job.chain, *ends)].append(job)
    found = [0] * len(state.compiled.jobs)
    for jobs in kinds.values():
        jobs.sort(key=lambda job: (job.link, job.task.key))
        # The golden section keeps the organisations' series apart, where else all would choose the same days.
        phase = (500 + 618 * jobs[0].organisation) % 1000
        for number, job in enumerate(jobs):
            if job.home is not None:
                found[job.index] = job.home[0]
            elif job.starts:
                place = (1000 * number + phase) * len(job.starts) // (1000 * len(jobs))
                found[job.index] = job.starts[place]
    return found


def in_order(jobs: list[Job]) -> list[Job]:
    """Return the jobs to be placed: first what stands today, then the most constrained."""
    asked = [job for job in jobs if not job.is_locked and job.starts]
    return sorted(
        asked,
        key=lambda job: (
            job.home is None or job.home[0] not in job.starts,
            len(job.starts)
            * max(len(job.teams), 1)
            * max(len(job.venues), 1)
            // (1 + job.experts + job.halves),
            job.link,
            job.task.key,
        ),
    )


def place_best(state: State, job: Job, wish: int) -> bool:
    """Seat a job where nothing is in its way at the least cost, nearest to its wish; False where there is no place.

    What stands today stays on its half-day where it can: while half the plan is open, months look emptier than they
    will be, so that leaving would seem cheap.
    """
    best: tuple[int, int, int, Seat] | None = None
    if job.home is not None and job.home[0] in job.starts:
        seat = state.fits(job, job.home[0])
        if seat is not None:
            state.put(job, job.starts.index(job.home[0]), seat)
            return True
    for at, start in enumerate(job.starts):
        if best is not None and job.costs[at] > best[0]:
            continue
        seat = state.fits(job, start)
        if seat is None:
            continue
        cost, far = state.cost_of(job, at, seat), abs(start - wish)
        if best is None or (cost, far) < best[:2]:
            best = (cost, far, at, seat)
    if best is None:
        return False
    state.put(job, best[2], best[3])
    return True


class ForwardSearch:
    """The queue of open tasks, what each was pushed off how often, and where it may not come back yet."""

    def __init__(self, state: State, rng: Random) -> None:
        self.state, self.rng = state, rng
        self.wishes = wishes(state)
        self.pushed = [0] * len(state.compiled.jobs)
        self.tabu: dict[tuple[int, int], int] = {}
        self.step = 0

    def run(self, progress: Progress, least_open: int) -> None:
        """Place all that can be placed, until no more than ``least_open`` are left or steps no longer help."""
        jobs = in_order(self.state.compiled.jobs)
        queue: deque[Job] = deque()
        progress.stage(15)
        for number, job in enumerate(jobs):
            if not progress.goes_on(number, len(jobs)):
                return
            if not place_best(self.state, job, self.wishes[job.index]):
                queue.append(job)
        progress.stage(35)
        self.repair(queue, progress, least_open)

    def repair(self, queue: deque[Job], progress: Progress, least_open: int) -> None:
        """Let the open tasks push others off; what had fewest open tasks is kept."""
        first = best = len(queue)
        patience = min(LOOKS * sum(len(job.starts) for job in self.state.compiled.jobs), MOST_LOOKS)
        kept, since, rest = standing(self.state), 0, patience // SHAKES
        while queue and best > least_open and since < patience:
            if not progress.goes_on(first - best, first):
                break
            self.step += 1
            job = queue.popleft()
            since += len(job.starts)
            if not place_best(self.state, job, self.wishes[job.index]):
                queue.extend(self.push(job))
            if len(queue) < best:
                best, since, rest, kept = len(queue), 0, patience // SHAKES, standing(self.state)
            elif since > rest:
                rest += patience // SHAKES
                self.shake(queue)
        if len(queue) > best:
            restore(self.state, kept)

    def shake(self, queue: deque[Job]) -> None:
        """Lift a third of the tasks that do not stand as today and forget who pushed whom: a way out of circles."""
        state = self.state
        for job in state.compiled.jobs:
            seat = state.seats[job.index]
            if seat is not None and not job.is_locked and seat != job.home and self.rng.random() < 1 / 3:
                state.lift(job)
                queue.append(job)
        self.rng.shuffle(queue)
        self.pushed = [0] * len(self.pushed)
        self.tabu.clear()

    def push(self, job: Job) -> list[Job]:
        """Seat a job where it pushes off the least, and give back who is open now."""
        best: tuple[int, int, float, int, Seat, set[int]] | None = None
        for at, start in enumerate(job.starts):
            if self.tabu.get((job.index, at), 0) > self.step:
                continue
            weight, seat, owners = self.conflicts(job, start)
            if weight >= IMPOSSIBLE or (best is not None and weight > best[0]):
                continue
            found = (weight, job.costs[at], self.rng.random(), at, seat, owners)
            if best is None or found[:3] < best[:3]:
                best = found
        if best is None:
            return [job]
        _, _, _, at, seat, owners = best
        open_now = [self.state.compiled.jobs[owner] for owner in sorted(owners)]
        for other in open_now:
            self.tabu[other.index, self.state.at[other.index]] = (
                self.step + TABU_STEPS + self.rng.randrange(TABU_STEPS)
            )
            self.pushed[other.index] += 1
            self.state.lift(other)
        self.state.put(job, at, seat)
        return open_now

    def weigh(self, owners: set[int]) -> int:
        """Return what pushing off some costs: each once, more the oftener it was, never what cannot move."""
        weight = 0
        for owner in owners:
            if owner < 0 or self.state.compiled.jobs[owner].is_locked:
                return IMPOSSIBLE
            weight += 1 + self.pushed[owner]
            home = self.state.compiled.jobs[owner].home
            weight += 3 if home is not None and self.state.seats[owner] == home else 0
        return weight

    def conflicts(self, job: Job, first: int) -> tuple[int, Seat, set[int]]:
        """Return the seat at a half-day that pushes off the least, its weight and whom it pushes off."""
        taken, owners = self.state.taken, set[int]()
        span, days = range(first, first + job.halves), days_within(first, job.halves)
        if job.is_headline:
            owners |= {taken[day] for day in days if day in taken}
        if job.chain != NONE:
            owners |= self.out_of_order(job, first)
        chosen = [NONE, NONE]
        for number, bases in enumerate((job.teams, job.venues)):
            if bases:
                options = [({taken[base + h] for h in span if base + h in taken}, base) for base in bases]
                weighed = [(self.weigh(pushed), self.rng.random(), pushed, base) for pushed, base in options]
                _, _, pushed, chosen[number] = min(weighed, key=lambda option: option[:2])
                owners |= pushed
        crew: tuple[int, ...] = ()
        if job.experts:
            each = [({taken[one + d] for d in days if one + d in taken}, one) for one in job.pool]
            each.sort(key=lambda option: (self.weigh(option[0] - owners), self.state.loads[option[1]]))
            for pushed, _ in each[: job.experts]:
                owners |= pushed
            crew = tuple(sorted(one for _, one in each[: job.experts]))
        return self.weigh(owners), (first, chosen[0], chosen[1], crew), owners

    def out_of_order(self, job: Job, first: int) -> set[int]:
        """Return those of the chain that stand too near or on the wrong side of a half-day."""
        chain, jobs, seats = self.state.compiled.chains[job.chain], self.state.compiled.jobs, self.state.seats
        found: set[int] = set()
        for link, index in enumerate(chain):
            seat = seats[index]
            if seat is None or link == job.link:
                continue
            pair = (
                (jobs[index], seat[0], job, first) if link < job.link else (job, first, jobs[index], seat[0])
            )
            if not follows(*pair):
                found.add(index)
        return found


def standing(state: State) -> list[tuple[int, Seat | None]]:
    """Return where all stand now."""
    return list(zip(state.at, state.seats, strict=True))


def restore(state: State, kept: list[tuple[int, Seat | None]]) -> None:
    """Seat all that are not locked as they stood in a snapshot."""
    changed = [job for job in state.compiled.jobs if state.seats[job.index] != kept[job.index][1]]
    for job in changed:
        if state.seats[job.index] is not None:
            state.lift(job)
    for job in changed:
        at, seat = kept[job.index]
        if seat is not None:
            state.put(job, at, seat)

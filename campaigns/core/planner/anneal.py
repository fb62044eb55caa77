"""Makes a plan cheaper by moving one task at a time, at first also where it costs a little more."""

from math import log
from random import Random

from campaigns.core.planner.grid import PARTS
from campaigns.core.planner.jobs import NONE, Job
from campaigns.core.planner.progress import Progress
from campaigns.core.planner.search import restore, standing
from campaigns.core.planner.state import State

# The temperature falls from one to the other: at first a plan may become dearer by a few Mondays, at last by nothing.
HOT, COLD = 3.0, 0.15
# The temperature falls, the progress is told and the best is kept once in so many parts of the way.
PARTS_OF_WAY = 60
# Passes of the last descent; each looks at every half-day of every task.
PASSES = 4


def anneal(
    state: State, rng: Random, progress: Progress, wishes: list[int], *, budget: int, spare: int
) -> None:
    """Try ``budget`` moves for each task, then only improving ones; what is left is the cheapest plan met.

    ``spare`` is how much the plan lies above the bound: once that is saved, nothing is moved any more for nothing.
    """
    movable = [job for job in state.compiled.jobs if state.at[job.index] != NONE]
    moves = budget * len(movable)
    if not moves or spare <= 0:
        return
    progress.stage(95)
    kept, cost, best = standing(state), 0, 0
    for part in range(PARTS_OF_WAY):
        if not progress.goes_on(part, PARTS_OF_WAY):
            break
        heat = HOT * (COLD / HOT) ** (part / (PARTS_OF_WAY - 1))
        share = moves * (part + 1) // PARTS_OF_WAY - moves * part // PARTS_OF_WAY
        cost += wander(state, movable, rng, heat, share)
        if cost < best:
            best, kept = cost, standing(state)
            if best <= -spare:
                break
    if cost > best:
        restore(state, kept)
    progress.stage(100)
    for number in range(PASSES):
        if not progress.goes_on(number, PASSES) or not descend(state, movable, wishes):
            break


def wander(state: State, movable: list[Job], rng: Random, heat: float, moves: int) -> int:
    """Make random moves, the dearer the rarer (Metropolis), and return by how much the cost changed."""
    months, at_all, random = state.compiled.months, state.at, rng.random
    weight, count, changed = state.compiled.weights.months, len(movable), 0
    for _ in range(moves):
        job = movable[int(random() * count)]
        at = int(random() * len(job.starts))
        here = at_all[job.index]
        limit = -heat * log(1.0 - random())
        start = job.starts[at]
        delta = job.costs[at] - job.costs[here]
        before, after = months[job.starts[here] // PARTS], months[start // PARTS]
        if before != after:
            full = state.months[job.organisation]
            delta += weight * (full[after] - full[before] + 1)
        if is_simple(job):
            if at != here and delta <= limit and (seat := state.fits(job, start)) is not None:
                state.lift(job)
                state.put(job, at, seat)
                changed += delta
            continue
        old = state.lift(job)
        delta -= state.extras(job, old)
        if delta <= limit and (seat := state.fits(job, start)) is not None:
            delta += state.extras(job, seat)
            if delta <= limit:
                state.put(job, at, seat)
                changed += delta
                continue
        state.put(job, here, old)
    return changed


def is_simple(job: Job) -> bool:
    """Tell whether a job costs nothing beside its half-day and its month."""
    return not job.experts and job.home is None and job.district == NONE


def descend(state: State, movable: list[Job], wishes: list[int]) -> bool:
    """Move every task to where it is cheapest, nearest to its wish among equals, and tell whether any was moved."""
    is_changed = False
    for job in movable:
        here, wish = state.at[job.index], wishes[job.index]
        old = state.lift(job)
        best, far = state.cost_of(job, here, old), abs(old[0] - wish)
        at_best, seat_best = here, old
        for at, start in enumerate(job.starts):
            if job.costs[at] > best:
                continue
            seat = state.fits(job, start)
            if seat is None:
                continue
            cost = state.cost_of(job, at, seat)
            if cost < best or (cost == best and abs(start - wish) < far):
                best, far, at_best, seat_best = cost, abs(start - wish), at, seat
        state.put(job, at_best, seat_best)
        is_changed = is_changed or at_best != here or seat_best != old
    return is_changed

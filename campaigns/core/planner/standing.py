"""Sees at the end that nothing which stands today is lost for what is new beside it."""

from dataclasses import dataclass

from campaigns.core.planner.domains import is_apart, linked
from campaigns.core.planner.jobs import NONE, Compiled, Job, Seat, keys_of
from campaigns.core.planner.search import in_order, place_best
from campaigns.core.planner.state import State


@dataclass(frozen=True, slots=True)
class Width:
    """The half-days and the chains of a question before any was taken away for the search."""

    starts: tuple[tuple[int, ...], ...]
    costs: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]


def width_of(compiled: Compiled) -> Width:
    """Return what the search may narrow."""
    jobs = compiled.jobs
    chains = tuple(tuple(chain) for chain in compiled.chains)
    return Width(tuple(job.starts for job in jobs), tuple(job.costs for job in jobs), chains)


def complete(state: State, width: Width, wishes: list[int], *, is_stopped: bool) -> None:
    """Give the question its width back, what stands its half-day, and what is open any room that is left."""
    compiled = state.compiled
    for job, starts, costs in zip(compiled.jobs, width.starts, width.costs, strict=True):
        seat = state.seats[job.index]
        job.starts, job.costs = starts, costs
        if seat is not None and not job.is_locked:
            state.at[job.index] = starts.index(seat[0])
    reclaim(state, width)
    if not is_stopped:
        place_open(state, width, wishes)


def reclaim(state: State, width: Width) -> None:
    """Seat what stands today and was left over where it stands, lifting whatever does not itself stand as today.

    Each step brings one more task home and lifts none that is there, so it ends; and tasks that can all stand where
    they are today all stand at the end.
    """
    jobs = state.compiled.jobs
    waiting = [job for job in in_order(jobs) if state.seats[job.index] is None and _can_stay(job)]
    while waiting:
        job = waiting.pop(0)
        home = job.home
        if home is None or state.seats[job.index] is not None:
            continue
        owners = _in_the_way(state, width, job, home)
        if any(owner < 0 or jobs[owner].is_locked or _is_home(state, jobs[owner]) for owner in owners):
            continue
        for owner in sorted(owners):
            state.lift(jobs[owner])
            if _can_stay(jobs[owner]):
                waiting.append(jobs[owner])
        state.put(job, job.starts.index(home[0]), home)


def _can_stay(job: Job) -> bool:
    """Tell whether a job stands today on a half-day, at a place and with people of its own."""
    if job.home is None or job.home[0] not in job.starts:
        return False
    _, team, venue, crew = job.home
    has_team, has_venue = (team in (job.teams or (NONE,))), (venue in (job.venues or (NONE,)))
    return has_team and has_venue and len(set(crew)) == job.experts and set(crew) <= set(job.pool)


def _is_home(state: State, job: Job) -> bool:
    return state.seats[job.index] == job.home


def _in_the_way(state: State, width: Width, job: Job, home: Seat) -> set[int]:
    """Return who takes what a job takes today, or stands too near or on the wrong side of it in its chain."""
    found = {state.taken[key] for key in keys_of(job, home) if key in state.taken}
    chain = width.chains[job.chain] if job.chain != NONE else ()
    is_after = False
    for index in chain:
        other, seat = state.compiled.jobs[index], state.seats[index]
        if other is job:
            is_after = True
        elif seat is not None and is_after:
            if not is_apart(home[0], job.halves, seat[0], other.task.chain_gap):
                found.add(index)
        elif seat is not None and not is_apart(seat[0], other.halves, home[0], job.task.chain_gap):
            found.add(index)
    return found


def place_open(state: State, width: Width, wishes: list[int]) -> None:
    """Seat what is still open where it can stand, at last also where it takes the room of others of its chain.

    In a chain too long for its days, the earliest half-day takes the least of the days that are left to the rest.
    """
    compiled = state.compiled
    for number, full in enumerate(width.chains):
        compiled.chains[number] = linked(compiled, list(full))
    for job in in_order(compiled.jobs):
        if state.seats[job.index] is None:
            place_best(state, job, wishes[job.index])
    for number, full in enumerate(width.chains):
        unseated = [index for index in full if state.seats[index] is None]
        for index in sorted(unseated, key=lambda one: compiled.jobs[one].home is None):
            near = [one for one in full if one == index or state.seats[one] is not None]
            compiled.chains[number] = linked(compiled, near)
            place_first(state, compiled.jobs[index])


def place_first(state: State, job: Job) -> None:
    """Seat a job at its earliest half-day where nothing is in its way, if there is one."""
    for at, start in enumerate(job.starts):
        seat = state.fits(job, start)
        if seat is not None:
            state.put(job, at, seat)
            return

"""The planner's door: plan a year, explain what cannot be, and answer why something stands here and not there."""

from collections.abc import Callable
from random import Random

from campaigns.core.planner.anneal import anneal
from campaigns.core.planner.bound import lower_bound
from campaigns.core.planner.costs import cost_by_term
from campaigns.core.planner.domains import filter_starts, narrow_chains
from campaigns.core.planner.jobs import NONE, Compiled, Seat, compile_problem
from campaigns.core.planner.progress import Progress
from campaigns.core.planner.search import ForwardSearch, in_order, place_best
from campaigns.core.planner.state import State
from campaigns.core.planner.tasks import Assignment, Placing, Plan, Unplaced


def plan(
    problem: Assignment,
    *,
    seed: int = 0,
    budget: int = 100,
    report: Callable[[int], bool] | None = None,
) -> Plan:
    """Place all tasks that can be placed, at little cost.

    ``budget`` is how many moves are tried for each task to make the plan cheaper (0 tries none). ``report`` is told
    the per cent done and returns False to stop; a stopped plan keeps every hard rule too. The same question, seed and
    budget give the same plan, on every machine.
    """
    progress = Progress(report)
    progress.stage(5)
    compiled = compile_problem(problem)
    filter_starts(compiled)
    narrow_chains(compiled)
    state = State(compiled)
    if progress.goes_on(1, 1):
        rng = Random(seed)
        search = ForwardSearch(state, rng)
        search.run(progress, 0)
        if not progress.is_stopped:
            anneal(state, rng, progress, budget)
            for job in in_order(compiled.jobs):
                if state.seats[job.index] is None:
                    place_best(state, job, search.wishes[job.index])
    progress.goes_on(1, 1)
    placings = {
        job.task.key: placing(compiled, seat)
        for job, seat in zip(compiled.jobs, state.seats, strict=True)
        if seat is not None
    }
    return Plan(
        placings=placings,
        unplaced=tuple(Unplaced(task.key, ()) for task in problem.tasks if task.key not in placings),
        obstacles=(),
        cost=cost_by_term(problem, placings),
        bound=lower_bound(problem, placings),
        is_stopped=progress.is_stopped,
    )


def placing(compiled: Compiled, seat: Seat) -> Placing:
    """Return a seat as the outside says it."""
    first, team, venue, crew = seat
    return Placing(
        compiled.grid.slot(first),
        venue_id=None if venue == NONE else compiled.names[venue][1],
        team_id=None if team == NONE else compiled.names[team][1],
        expert_ids=tuple(compiled.names[expert][1] for expert in crew),
    )

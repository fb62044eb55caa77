"""The planner's door: plan a year, explain what cannot be, and answer why something stands here and not there."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from campaigns.core.planner.anneal import anneal
from campaigns.core.planner.answer import Answers
from campaigns.core.planner.blocks import Blocks
from campaigns.core.planner.bound import lower_bound
from campaigns.core.planner.costs import cost_by_term
from campaigns.core.planner.domains import filter_starts, narrow_chains
from campaigns.core.planner.explain import Finding, find_obstacles, least_open
from campaigns.core.planner.jobs import Compiled, compile_problem, placing_of
from campaigns.core.planner.progress import Progress
from campaigns.core.planner.search import ForwardSearch
from campaigns.core.planner.shortening import shorten_chains
from campaigns.core.planner.standing import complete, width_of
from campaigns.core.planner.state import State
from campaigns.core.planner.tasks import Assignment, Obstacle, Placing, Plan, Slot, Unplaced
from campaigns.core.wording import Bilingual


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
    findings = _findings(problem, compiled)
    width = width_of(compiled)
    dropped = shorten_chains(compiled)
    narrow_chains(compiled)
    state = State(compiled)
    search = ForwardSearch(state, Random(seed))
    if progress.goes_on(1, 1):
        search.run(progress, least_open([one for one in findings if one.is_searched], dropped))
        if not progress.is_stopped:
            before = _placings(state)
            spare = sum(cost_by_term(problem, before).values()) - lower_bound(problem, before)
            anneal(state, search.rng, progress, search.wishes, budget=budget, spare=spare)
    is_stopped = progress.is_stopped
    complete(state, width, search.wishes, is_stopped=is_stopped)
    progress.stage(100)
    progress.goes_on(1, 1)
    placings = _placings(state)
    found = Plan(
        placings=placings,
        unplaced=(),
        obstacles=tuple(finding.obstacle for finding in findings),
        cost=cost_by_term(problem, placings),
        bound=lower_bound(problem, placings),
        is_stopped=is_stopped,
    )
    return replace(found, unplaced=_unplaced(problem, found))


def explain(problem: Assignment) -> tuple[Obstacle, ...]:
    """Return why tasks cannot all be placed, before any search: each obstacle holds for every plan."""
    return tuple(finding.obstacle for finding in _findings(problem, compile_problem(problem)))


def why_here(problem: Assignment, plan: Plan, key: str) -> tuple[Bilingual, ...]:
    """Say why a task stands where it does, or why it stands nowhere."""
    return Answers(problem, plan).why_here(key)


def why_not(problem: Assignment, plan: Plan, key: str, slot: Slot) -> tuple[Bilingual, ...]:
    """Say each hard rule that a half-day would break for a task, or else what it would cost more."""
    return Answers(problem, plan).why_not(key, slot)


def _placings(state: State) -> dict[str, Placing]:
    seated = zip(state.compiled.jobs, state.seats, strict=True)
    return {job.task.key: placing_of(state.compiled, seat) for job, seat in seated if seat is not None}


def _findings(problem: Assignment, compiled: Compiled) -> list[Finding]:
    filter_starts(compiled)
    return find_obstacles(problem, compiled, Blocks(compiled, State(compiled)))


def _unplaced(problem: Assignment, plan: Plan) -> tuple[Unplaced, ...]:
    keys = [task.key for task in problem.tasks if task.key not in plan.placings]
    if not keys:
        return ()
    answers = Answers(problem, plan)
    return tuple(Unplaced(key, answers.blockers(key)) for key in keys)

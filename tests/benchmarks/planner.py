"""What planning a year costs: ``python -m tests.benchmarks.planner [--cities 10] [--tight 200]``.

Each question is planned as the product does it and, beside it in the same run, by greedy placing alone and by greedy
placing begun again in random orders for the same time. A cost stands as a ratio to the lower bound, which no plan
can go below; a plan with open tasks has none. Every plan is checked by the tests' own verifier. With
``--solver PYTHON``, an interpreter that has OR-Tools, its constraint solver answers the question of one city too.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from campaigns.core.planner.bound import lower_bound
from campaigns.core.planner.costs import cost_by_term
from campaigns.core.planner.domains import filter_starts, narrow_chains
from campaigns.core.planner.jobs import compile_problem, placing_of
from campaigns.core.planner.planning import plan
from campaigns.core.planner.search import in_order, place_best, wishes
from campaigns.core.planner.state import State
from campaigns.core.planner.tasks import Assignment, Placing, Plan, Unplaced
from tests.campaigns.core.planner.factories import real_size
from tests.campaigns.core.planner.questions import planted_question
from tests.campaigns.core.planner.verifying import broken_rules

Way = Callable[[Assignment], Plan]


def placed_greedily(problem: Assignment, rng: Random | None = None) -> Plan:
    """Place each task once where it is cheapest, the most constrained first or in a random order."""
    compiled = compile_problem(problem)
    filter_starts(compiled)
    narrow_chains(compiled)
    state = State(compiled)
    wished, jobs = wishes(state), in_order(compiled.jobs)
    if rng is not None:
        rng.shuffle(jobs)
    for job in jobs:
        place_best(state, job, wished[job.index])
    placings: dict[str, Placing] = {
        job.task.key: placing_of(compiled, seat)
        for job, seat in zip(compiled.jobs, state.seats, strict=True)
        if seat is not None
    }
    opened = tuple(Unplaced(one.key, ()) for one in problem.tasks if one.key not in placings)
    return Plan(placings, opened, (), cost_by_term(problem, placings), lower_bound(problem, placings))


def begun_again(seconds: float) -> Way:
    """Return greedy placing in random orders, the best plan found in so many seconds of one core."""

    def way(problem: Assignment) -> Plan:
        rng, end = Random(0), time.process_time() + seconds
        best = placed_greedily(problem)
        while time.process_time() < end:
            found = placed_greedily(problem, rng)
            best = min(best, found, key=lambda one: (len(one.unplaced), one.total))
        return best

    return way


def measured(name: str, problem: Assignment, way: Way) -> tuple[Plan, float]:
    """Print one line of the table, and return the plan and its seconds of one core."""
    begun = time.process_time()
    found = way(problem)
    seconds = time.process_time() - begun
    tracemalloc.start()
    # A second time for its memory, as watching that makes it slow; begun again, greedy takes no more than once.
    placed_greedily(problem) if "again and again" in name else way(problem)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    broken = len(broken_rules(problem, found))
    ratio = f"{found.total / found.bound:.3f}" if found.bound else "-"
    sys.stdout.write(
        f"{name:<38} {len(problem.tasks):>6} {seconds:>7.2f} {peak:>6.1f} {len(found.unplaced):>5} {broken:>7} "
        f"{found.total:>7} {found.bound:>6} {ratio:>7}\n"
    )
    sys.stdout.flush()
    return found, seconds


def solved(problem: Assignment, python: str, seconds: int) -> None:
    """Print what a constraint solver makes of the question, whose journeys it is spared."""
    compiled = compile_problem(problem)
    filter_starts(compiled)
    narrow_chains(compiled)
    plain = (
        "starts",
        "costs",
        "halves",
        "organisation",
        "teams",
        "venues",
        "pool",
        "experts",
        "is_headline",
        "offset",
    )
    question = {
        "jobs": [{name: getattr(job, name) for name in plain} for job in compiled.jobs],
        "chains": compiled.chains,
        "months": compiled.months,
        "weights": asdict(compiled.weights),
        "seconds": seconds,
        "workers": 2,
    }
    done = subprocess.run(
        [python, Path(__file__).with_name("planner_solver.py")],
        input=json.dumps(question),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    taken = f"{answer['processor']:.0f} s of processor, {answer['megabytes']:.0f} MB"
    name = f"   OR-Tools CP-SAT, 2 workers, {seconds} s ({taken})"
    if answer["seats"] is None:
        sys.stdout.write(f"{name}: no plan\n")
        return
    placings = {
        job.task.key: placing_of(compiled, (start, team, venue, tuple(crew)))
        for job, (start, team, venue, crew) in zip(compiled.jobs, answer["seats"], strict=True)
    }
    found = Plan(placings, (), (), cost_by_term(problem, placings), lower_bound(problem, placings))
    sys.stdout.write(
        f"{name}: first plan after {answer['first']:.1f} s, cost {found.total}, ratio {found.total / found.bound:.3f}, "
        f"{len(broken_rules(problem, found))} rules broken, {answer['status'].lower()}\n"
    )


def disturbed(problem: Assignment, before: Plan) -> tuple[Assignment, set[str]]:
    """Return the question after an expert fell ill for two months and two days were lost, and the events hit."""
    expert = next(one.expert_ids[0] for one in before.placings.values() if one.expert_ids)
    ill = {date(2026, 5, 1) + timedelta(days=n) for n in range(61)}
    lost = {date(2026, 7, 1), date(2026, 7, 2)}
    tasks = tuple(
        replace(
            one,
            current=before.placings[one.key],
            slots=tuple(slot for slot in one.slots if slot.day not in lost),
        )
        for one in problem.tasks
    )
    hit = {
        key
        for key, placing in before.placings.items()
        if placing.slot.day in lost or (expert in placing.expert_ids and placing.slot.day in ill)
    }
    return replace(problem, tasks=tasks, away_experts=frozenset((expert, day) for day in ill)), hit


def tight(count: int) -> None:
    """Print how many tight questions that have a plan were planned whole."""
    begun = time.process_time()
    whole = greedy = 0
    for seed in range(count):
        problem = planted_question(seed)
        found = plan(problem, budget=0)
        whole += not found.unplaced and not broken_rules(problem, found)
        greedy += not placed_greedily(problem).unplaced
    seconds = time.process_time() - begun
    sys.stdout.write(
        f"\ntight questions planned whole: {whole} of {count}; greedy alone {greedy} ({seconds:.1f} s)\n"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cities", type=int, default=10, help="of the large question")
    parser.add_argument("--tight", type=int, default=200, help="how many tight questions")
    parser.add_argument("--solver", help="a Python that has ortools")
    parser.add_argument("--solver-seconds", type=int, default=60, help="how long the solver may take")
    asked = parser.parse_args()
    heads = f"{'seconds':>7} {'MB':>6} {'open':>5} {'broken':>7} {'cost':>7} {'bound':>6} {'ratio':>7}"
    sys.stdout.write(f"{'':<38} {'tasks':>6} {heads}\n")
    for cities in (1, asked.cities):
        problem = real_size(cities)
        name = "one city" if cities == 1 else f"{cities} cities"
        found, seconds = measured(name, problem, plan)
        measured(f"{name}, greedy alone", problem, placed_greedily)
        measured(f"{name}, greedy again and again", problem, begun_again(seconds))
        if asked.solver and cities == 1:
            solved(problem, asked.solver, asked.solver_seconds)
        changed, hit = disturbed(problem, found)
        after, _ = measured(f"{name}, planned again", changed, plan)
        moved = {key for key, placing in after.placings.items() if placing != found.placings[key]}
        sys.stdout.write(
            f"   an expert ill, two days lost: {len(hit)} events hit, {len(moved & hit)} of them and "
            f"{len(moved - hit)} others changed\n"
        )
    tight(asked.tight)
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sys.stdout.write(f"the whole process, with its questions: {whole:.0f} MB\n")


if __name__ == "__main__":
    main()

"""The bound against the best of all plans of tiny questions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.core.planner.bound import lower_bound
from campaigns.core.planner.costs import cost_by_term
from campaigns.core.planner.planning import plan
from campaigns.core.planner.tasks import Assignment
from tests.campaigns.core.planner.factories import day, slots, task
from tests.campaigns.core.planner.questions import random_question
from tests.campaigns.core.planner.verifying import all_plans

seeds = st.integers(0, 10**6)


@given(seeds)
@settings(max_examples=settings.default.max_examples // 2)
def test_no_plan_of_all_tasks_costs_less_than_the_bound(seed: int) -> None:
    problem = random_question(seed, most=4, days=4)
    keys = {one.key for one in problem.tasks}

    costs = [sum(cost_by_term(problem, placings).values()) for placings in all_plans(problem, keys)]

    assert not costs or lower_bound(problem, keys) <= min(costs)


@given(seeds)
@settings(max_examples=settings.default.max_examples // 2)
def test_what_can_be_planned_whole_is(seed: int) -> None:
    problem = random_question(seed, most=4, days=4)
    keys = {one.key for one in problem.tasks}

    found = plan(problem)

    if next(all_plans(problem, keys), None) is not None:
        assert found.unplaced == ()


def test_the_bound_weighs_a_cheap_day_against_a_full_month() -> None:
    """Four tasks of one organisation, June free and July 1 each: two and two is even, three and one costs no more."""
    where = slots(*range(28, 33))
    dislikes = {day(30): 1, day(31): 1, day(32): 1}
    tasks = tuple(task(f"t{n}", where, dislikes=dislikes) for n in range(4))

    assert lower_bound(Assignment(tasks), {one.key for one in tasks}) == 2


def test_the_bound_knows_that_some_experts_must_come_oftener() -> None:
    tasks = tuple(task(f"t{n}", slots(n), experts=1, expert_ids=(8,)) for n in range(3))
    other = task("other", slots(3), expert_ids=(9,))

    # Three for one and none for the other are 9, an even split is 5; half of what lies between, twice its weight.
    assert lower_bound(Assignment((*tasks, other)), {one.key for one in tasks}) == 4

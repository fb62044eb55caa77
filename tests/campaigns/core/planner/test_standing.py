"""What stands today is never lost for what is new, and of a chain too long for its days all that fits is placed."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.planner.planning import plan
from campaigns.core.planner.tasks import Assignment, Placing, Slot
from tests.campaigns.core.planner.factories import AM, day, slots, task
from tests.campaigns.core.planner.questions import random_question
from tests.campaigns.core.planner.verifying import broken_rules

seeds = st.integers(0, 10**6)


def half_applied(seed: int) -> Assignment:
    """Return a question of which a part was planned and entered, so that it stands; the rest is new beside it."""
    rng, problem = Random(seed), random_question(seed)
    part = tuple(one for one in problem.tasks if one.is_locked or rng.random() < 0.6)
    before = plan(replace(problem, tasks=part), budget=0).placings
    tasks = tuple(
        one if one.is_locked else replace(one, current=before.get(one.key)) for one in problem.tasks
    )
    return replace(problem, tasks=tasks)


@given(seeds)
def test_what_stands_without_breaking_a_rule_is_never_left_over(seed: int) -> None:
    problem = half_applied(seed)

    found = plan(problem, seed=seed, budget=5)

    standing = {one.key for one in problem.tasks if one.current is not None}
    assert (standing - found.placings.keys(), broken_rules(problem, found)) == (set(), [])


def test_a_standing_chain_stays_though_there_is_no_room_for_new_links_within_it() -> None:
    stands = [Placing(Slot(day(14 * n), AM)) for n in range(3)]
    standing = [
        task(f"e{n}", slots(14 * n), chain="c", link=2 * n, chain_gap=14, current=one)
        for n, one in enumerate(stands)
    ]
    new = [task(f"n{n}", slots(14 * n + 7), chain="c", link=2 * n + 1, chain_gap=14) for n in range(2)]

    found = plan(Assignment((*standing, *new)))

    assert found.placings == {f"e{n}": one for n, one in enumerate(stands)}
    assert [one.key for one in found.unplaced] == ["n0", "n1"]


@pytest.mark.parametrize(("asked", "gap", "placed"), [(23, 1, 22), (100, 1, 22), (6, 7, 4)])
def test_of_a_chain_too_long_as_many_are_placed_as_fit_and_the_last_stay_open(
    asked: int, gap: int, placed: int
) -> None:
    where = slots(*range(22))
    tasks = tuple(task(f"t{n:03}", where, chain="c", link=n, chain_gap=gap) for n in range(asked))

    found = plan(Assignment(tasks))

    assert sorted(found.placings) == [f"t{n:03}" for n in range(placed)]

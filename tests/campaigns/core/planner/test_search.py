"""How tasks are spread where it costs nothing: evenly, and not every organisation on the same days."""

from datetime import date

from campaigns.core.planner.planning import plan
from campaigns.core.planner.tasks import Assignment, Placing, Slot
from tests.campaigns.core.planner.factories import AM, day, slots, task


def days_of(problem: Assignment) -> dict[str, date]:
    return {key: placing.slot.day for key, placing in plan(problem, seed=3).placings.items()}


def test_a_plan_as_cheap_as_can_be_is_spread_evenly_and_left_so() -> None:
    tasks = tuple(task(f"t{n}", slots(*range(20))) for n in range(4))

    assert days_of(Assignment(tasks)) == {"t0": day(2), "t1": day(7), "t2": day(12), "t3": day(17)}


def test_tasks_with_windows_of_their_own_stand_at_the_same_place_in_each() -> None:
    tasks = tuple(task(f"t{n}", slots(*range(10 * n, 10 * n + 5)), chain="c", link=n) for n in range(3))

    assert days_of(Assignment(tasks)) == {"t0": day(2), "t1": day(12), "t2": day(22)}


def test_organisations_with_the_same_days_are_kept_apart() -> None:
    where = slots(*range(20))
    tasks = tuple(task(f"{one}-{n}", where, organisation_id=one) for one in (1, 2, 3) for n in range(2))

    assert len(set(days_of(Assignment(tasks)).values())) == 6


def test_what_must_leave_its_day_goes_to_the_nearest_of_equals() -> None:
    current = Placing(Slot(day(9), AM))
    asked = task("hit", slots(0, 7, 12, 20), current=current)

    assert days_of(Assignment((asked,))) == {"hit": day(7)}

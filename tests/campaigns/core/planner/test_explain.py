"""What is said before any search: true sentences, short ones, and none where a plan exists."""

from dataclasses import replace
from datetime import timedelta
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.planner.planning import explain, plan
from campaigns.core.planner.tasks import Assignment, FilterStep, Obstacle, Placing, Slot
from campaigns.core.wording import Bilingual
from tests.campaigns.core.planner.factories import AM, PM, day, real_size, slots, task
from tests.campaigns.core.planner.questions import random_question
from tests.campaigns.core.planner.verifying import all_plans, options

TRAIL = (
    FilterStep(Bilingual("窗口", "window"), 30),
    FilterStep(Bilingual("工作日", "workdays"), 21),
    FilterStep(Bilingual("避开高考", "no exams"), 0),
)


def can_try_all(problem: Assignment, keys: set[str]) -> bool:
    """Tell whether trying every plan of some tasks takes a moment only, as it does for most."""
    return prod(len(options(problem, one)) for one in problem.tasks if one.key in keys) <= 20_000


def test_a_year_that_can_be_planned_has_no_obstacle() -> None:
    assert explain(real_size()) == ()


def test_an_empty_trail_is_told_filter_by_filter() -> None:
    asked = task("talk", (), label=Bilingual("讲座", "Talk"), trail=TRAIL)

    assert explain(Assignment((asked,))) == (
        Obstacle(
            Bilingual(
                "讲座：窗口30天 → 工作日21天 → 避开高考0天；剩0天",
                "Talk: window 30 days → workdays 21 days → no exams 0 days; 0 days left",
            ),
            ("talk",),
        ),
    )


def test_a_task_whose_hall_is_closed_and_whose_expert_is_away_has_nothing_left() -> None:
    asked = task("talk", slots(0, 1, 2), venue_ids=(5,), experts=1, expert_ids=(8,))
    closed = frozenset({(5, Slot(day(0), AM)), (5, Slot(day(1), AM))})

    (found,) = explain(
        Assignment((asked,), closed_venues=closed, away_experts=frozenset({(8, day(1)), (8, day(2))}))
    )

    assert found.message.zh == "talk：可选半天3个：没有空着的场地2个、有空的专家不够2个；剩0个"


def test_a_chain_without_room_says_from_when_its_task_could_be_held() -> None:
    tasks = tuple(task(f"t{n}", slots(*range(28)), chain="c", link=n, chain_gap=7) for n in range(5))

    (found,) = explain(Assignment(tasks))

    assert found == Obstacle(
        Bilingual(
            "t4：第5场最早只能从6月29日起，它可选的日子到6月28日为止",
            "t4: no. 5 can begin on 29 June at the earliest, its days end on 28 June",
        ),
        ("t0", "t1", "t2", "t3", "t4"),
    )


def test_a_chain_blames_only_the_tasks_that_press() -> None:
    early = task("early", slots(0), chain="c", link=0)
    late = task("late", slots(10), chain="c", link=1)
    stuck = task("stuck", slots(5, 12), chain="c", link=2, chain_gap=7)

    (found,) = explain(Assignment((early, late, stuck)))

    assert found.task_keys == ("late", "stuck")


def test_too_few_half_days_of_a_team_are_counted() -> None:
    where = slots(*range(10, 16), halves=(AM, PM))
    tasks = tuple(task(f"t{n:02}", where, team_ids=(7,)) for n in range(13))
    elsewhere = task("free", slots(*range(10, 20)), team_ids=(7,))

    (found,) = explain(Assignment((*tasks, elsewhere), team_names={7: Bilingual("一队", "Team 1")}))

    assert found == Obstacle(
        Bilingual(
            "13场只能落在6月11日–16日的12个半天里（一队），至少差1个半天",
            "13 events only have 12 half-days within 11–16 June (Team 1), at least 1 too few",
        ),
        tuple(f"t{n:02}" for n in range(13)),
    )


def test_what_a_locked_task_takes_is_not_counted() -> None:
    locked = task("locked", (), current=Placing(Slot(day(0), AM), venue_id=5), is_locked=True)
    tasks = tuple(task(key, slots(0, 1), venue_ids=(5,)) for key in "ab")

    (found,) = explain(Assignment((locked, *tasks)))

    assert found.message.zh == "“a”、“b”这2场只能落在6月2日的1个半天里，至少差1个半天"


def test_long_events_count_with_all_their_half_days() -> None:
    tasks = tuple(task(key, slots(0, halves=(AM, PM)), halves=2, venue_ids=(5,)) for key in "ab")

    (found,) = explain(Assignment(tasks))

    assert found.message.zh == "“a”、“b”这2场共要4个半天，只能落在6月1日的3个半天里，至少差1个半天"


def test_headlines_need_a_day_each() -> None:
    tasks = tuple(task(key, slots(0, 1, halves=(AM, PM)), is_headline=True) for key in "abcd")

    (found,) = explain(Assignment(tasks))

    assert found.message == Bilingual(
        "“a”等4场重点活动一天只能一场，只能落在6月1日–2日的2天里，至少差2天",
        "“a” and 3 more: headline events, one a day, only have 2 days within 1–2 June, at least 2 too few",
    )


def test_experts_are_counted_by_days() -> None:
    tasks = tuple(task(key, slots(0, halves=(AM, PM)), experts=2, expert_ids=(7, 8, 9)) for key in "ab")

    (found,) = explain(Assignment(tasks))

    assert found.message.zh == "“a”、“b”这2场共需专家4人次，6月1日只有3人次，至少差1人次"


def test_a_shortage_ends_the_search_at_what_is_sure_to_stay_open() -> None:
    """The search stops at once when only as many are open as no plan can place: here one of three hundred."""
    tasks = tuple(task(f"t{n:03}", slots(*range(299)), team_ids=(7,)) for n in range(300))
    told: list[int] = []

    found = plan(Assignment(tasks), budget=0, report=lambda percent: not told.append(percent))

    assert (len(found.unplaced), len(told) < 50) == (1, True)


@given(st.integers(0, 10**6))
def test_an_obstacle_is_never_claimed_where_its_tasks_have_a_plan(seed: int) -> None:
    problem = random_question(seed, most=5, days=4)

    for obstacle in explain(problem):
        if can_try_all(problem, set(obstacle.task_keys)):
            assert next(all_plans(problem, set(obstacle.task_keys)), None) is None


@given(st.integers(0, 10**6))
def test_an_obstacle_is_never_claimed_in_crowded_weeks_either(seed: int) -> None:
    problem = random_question(seed, most=5, days=4)
    tasks = tuple(replace(one, team_ids=(11,), venue_ids=(21,), is_headline=True) for one in problem.tasks)
    crowded = replace(problem, tasks=tasks)

    for obstacle in explain(crowded):
        if can_try_all(crowded, set(obstacle.task_keys)):
            assert next(all_plans(crowded, set(obstacle.task_keys)), None) is None


def test_days_far_apart_are_no_nearer_for_crossing_a_year() -> None:
    far = tuple(Slot(day(0) + timedelta(days=200 * n), AM) for n in range(2))

    assert explain(Assignment(tuple(task(f"t{n}", far, is_headline=True) for n in range(2)))) == ()


def test_a_day_of_the_next_year_is_told_with_its_year() -> None:
    tasks = tuple(task(f"t{n}", slots(200 + n), chain="c", link=n, chain_gap=60) for n in range(2))

    (found,) = explain(Assignment(tasks))

    assert found.message.zh == "t1：第2场最早只能从2027年2月16日起，它可选的日子到12月19日为止"

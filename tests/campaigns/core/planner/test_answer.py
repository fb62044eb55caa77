"""The answers about one task: why here, why not there, why nowhere."""

from campaigns.core.planner.planning import plan, why_here, why_not
from campaigns.core.planner.tasks import Assignment, FilterStep, Placing, Plan, Slot, Task
from campaigns.core.wording import Bilingual
from tests.campaigns.core.planner.factories import AM, NIGHT, PM, day, slots, task

TRAIL = (FilterStep(Bilingual("窗口", "window"), 30), FilterStep(Bilingual("工作日", "workdays"), 21))


def stands(key: str, slot: Slot, **values: object) -> Task:
    """Return a locked task, which is in the way of others."""
    label = Bilingual(f"{key}会", f"{key} meeting")
    team, venue, experts = values.pop("team", None), values.pop("venue", None), values.pop("crew", ())
    current = Placing(slot, venue_id=venue, team_id=team, expert_ids=experts)
    return task(key, (), label=label, current=current, is_locked=True, **values)


def asked_about(*others: Task, **values: object) -> tuple[Assignment, Plan]:
    asked = task("talk", slots(0, 1, 2, halves=(AM, PM)), trail=TRAIL, dislikes={day(2): 3}, **values)
    problem = Assignment((asked, *others), day_costs={day(1): 2})
    return problem, plan(problem)


def test_why_here_tells_what_was_left_and_what_the_others_cost() -> None:
    problem, found = asked_about()

    assert why_here(problem, found, "talk") == (
        Bilingual(
            "窗口30天 → 工作日21天；可选半天6个",
            "window 30 days → workdays 21 days; 6 half-days to choose from",
        ),
        Bilingual("其余5个半天：4个多花2–3分、1个一样好", "The other 5: 4 cost 2–3 more, 1 are as good"),
        Bilingual("没有更省却被挡住的半天", "No cheaper half-day is blocked"),
    )


def test_why_here_names_what_blocks_the_better_half_days() -> None:
    team = {"team": 7}
    problem, found = asked_about(
        stands("a", Slot(day(0), AM), **team), stands("b", Slot(day(0), PM), **team), team_ids=(7,)
    )

    assert [one.zh for one in why_here(problem, found, "talk")[1:]] == [
        "其余5个半天：2个多花1分、1个一样好、2个排不下",
        "6月1日上午更省，但没有空着的队伍：“a会”",
        "6月1日下午更省，但没有空着的队伍：“b会”",
    ]


def test_why_here_of_a_locked_task_says_that_it_is_locked() -> None:
    problem, found = asked_about(stands("a", Slot(day(0), AM)))

    assert why_here(problem, found, "a")[0].zh == "已锁定，不参与排期"


def test_why_not_tells_the_price_of_a_free_half_day() -> None:
    problem, found = asked_about()

    assert why_not(problem, found, "talk", Slot(day(1), PM)) == (
        Bilingual("排得下，但多花2分（合适的日子+2）", "It is free, but costs 2 more (good days +2)"),
    )


def test_why_not_of_the_very_half_day_says_that_it_stands_there() -> None:
    problem, found = asked_about()
    slot = found.placings["talk"].slot

    assert why_not(problem, found, "talk", slot)[0].en == f"It stands on 1 June, {slot.half.value}"


def test_why_not_outside_the_filters_tells_the_trail() -> None:
    problem, found = asked_about()

    assert why_not(problem, found, "talk", Slot(day(5), NIGHT))[0].zh == (
        "窗口30天 → 工作日21天；6月6日晚间不在其中"
    )


def test_why_not_names_every_broken_rule_and_who_is_in_the_way() -> None:
    slot = Slot(day(1), AM)
    problem, found = asked_about(
        stands("a", slot, team=7, is_headline=True),
        stands("b", Slot(day(1), PM), crew=(8,)),
        stands("c", Slot(day(1), NIGHT), chain="c", link=1, chain_gap=7),
        team_ids=(7,),
        is_headline=True,
        experts=1,
        expert_ids=(8,),
        chain="c",
    )

    assert why_not(problem, found, "talk", slot) == (
        Bilingual("当天已有重点活动：“a会”", "a headline event that day: “a meeting”"),
        Bilingual("没有空着的队伍：“a会”", "no team free: “a meeting”"),
        Bilingual("有空的专家不够：“b会”", "too few experts free: “b meeting”"),
        Bilingual("须在“c会”（6月2日）之前至少7天", "must be at least 7 days before “c meeting” (2 June)"),
    )


def test_why_not_tells_closed_halls_and_absent_experts_from_taken_ones() -> None:
    slot = Slot(day(0), AM)
    asked = task("talk", slots(0, 1), venue_ids=(5, 6), experts=1, expert_ids=(8,))
    problem = Assignment(
        (asked, stands("a", slot, venue=6)),
        closed_venues=frozenset({(5, slot)}),
        away_experts=frozenset({(8, day(0))}),
    )

    assert [one.zh for one in why_not(problem, plan(problem), "talk", slot)] == [
        "没有空着的场地：“a会”，1处不开放",
        "有空的专家不够：1位不在",
    ]


def test_an_open_task_is_answered_with_its_blockers() -> None:
    problem, found = asked_about(
        *(stands(f"{n}{half}", Slot(day(n), half), team=7) for n in range(3) for half in (AM, PM)),
        team_ids=(7,),
    )

    assert [one.zh for one in why_here(problem, found, "talk")] == [
        "talk：窗口30天 → 工作日21天；可选半天6个：没有空着的队伍6个；剩0个",
        "6月1日上午：没有空着的队伍：“0morning会”",
        "6月1日下午：没有空着的队伍：“0afternoon会”",
        "6月2日上午：没有空着的队伍：“1morning会”",
    ]

"""Needs become tasks: the trail of their days, their places, and what stands already."""

from dataclasses import replace
from datetime import date

from campaigns.core.demand.needs import needs_of
from campaigns.core.demand.tasks import demand_of
from campaigns.core.demand.trails import left_out
from campaigns.core.planner.planning import plan
from campaigns.core.planner.tasks import FilterStep, Placing, Slot, Task, Weights
from campaigns.core.planning_rules import PlanningRule
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar
from campaigns.enums import Counted, DayKind, EventStatus, HalfDay, Period, VenueChoice, VenueKind
from tests.campaigns.core.demand.factories import HUANCUI, RONGCHENG, activity, event, facts, requirement

JUNE = (date(2026, 6, 1), date(2026, 6, 30))
MORNING = HalfDay.MORNING


def tasks(of: object, *codes: str) -> dict[str, Task]:
    demand = demand_of(of, codes, Weights())  # type: ignore[arg-type]
    return {task.key: task for task in demand.assignment.tasks}


def test_the_trail_tells_what_each_filter_leaves() -> None:
    fair = activity("C1", window=JUNE)

    task = tasks(facts(fair, requirements=[requirement(fair, Counted.EVENTS, 1)]), "C1")["C1:city:1"]

    assert task.trail == (
        FilterStep(Bilingual("窗口", "the window"), 30),
        FilterStep(Bilingual("工作日", "working days"), 22),
        FilterStep(Bilingual("避开高考", "without exams"), 19),
    )
    assert len(task.slots) == 19


def test_weekends_count_where_they_are_usual_and_holidays_never() -> None:
    days = (date(2026, 2, 13), date(2026, 2, 24))
    fair = activity("C1", window=days, weekend_is_usual=True)

    task = tasks(facts(fair, requirements=[requirement(fair, Counted.EVENTS, 1)]), "C1")["C1:city:1"]

    assert [slot.day for slot in task.slots] == [date(2026, 2, 13), date(2026, 2, 14), date(2026, 2, 24)]


def test_what_is_over_is_not_planned_and_the_trail_says_so() -> None:
    fair = activity("C1", window=JUNE)

    late = facts(fair, requirements=[requirement(fair, Counted.EVENTS, 1)], today=date(2026, 8, 1))
    task = tasks(late, "C1")["C1:city:1"]

    assert task.slots == ()
    assert task.trail[-1] == FilterStep(Bilingual("今天以后", "after today"), 0)


def test_a_steady_activity_gives_each_event_its_part_of_the_year() -> None:
    show = activity("S6", PlanningRule(city_events=4, is_steady=True, halves=(HalfDay.EVENING,)))

    found = tasks(facts(show), "S6")

    assert [(task.slots[0].day.month, task.slots[-1].day.month, task.link) for task in found.values()] == [
        (1, 4, 0), (4, 7, 1), (7, 10, 2), (10, 12, 3),
    ]  # fmt: skip


def test_a_standing_event_keeps_its_part_of_the_year() -> None:
    show = activity("S6", PlanningRule(city_events=2, is_steady=True))
    standing = event(9, "S6", date(2026, 3, 4))

    found = tasks(facts(show, events=[standing]), "S6")

    assert found["e9"].link == 0
    assert found["S6:city:2"].link == 1
    assert found["S6:city:2"].slots[0].day > date(2026, 6, 20)


def test_weekly_visits_go_round_by_district_share_and_least_recently_visited() -> None:
    visits = activity("S2", PlanningRule(venue=VenueChoice.ROTATE), venue_kind=VenueKind.COMMUNITY)
    weekly = requirement(visits, Counted.WEEKS, 1, period=Period.WEEK)

    found = tasks(
        facts(visits, requirements=[weekly], last_visits={11: date(2025, 5, 1), 12: date(2025, 2, 1)}), "S2"
    )

    chosen = [task.venue_ids[0] for task in found.values()]
    assert chosen.count(21) == 13
    assert chosen[:4] == [13, 12, 21, 11]
    assert [task.district_id for task in found.values()][:3] == [HUANCUI, HUANCUI, RONGCHENG]


def test_an_event_that_stands_may_move_within_its_days_and_a_fixed_one_may_not() -> None:
    talks = activity("S3", PlanningRule(months=(4,)))
    free = event(1, "S3", date(2026, 4, 1), venue_id=31)
    held = event(2, "S3", date(2026, 3, 2), status=EventStatus.HELD, is_fixed=True)

    found = tasks(facts(talks, events=[free, held]), "S3")

    assert found["e1"].current == Placing(Slot(date(2026, 4, 1), MORNING), 31, None, ())
    assert len(found["e1"].slots) == 22
    assert (found["e2"].is_locked, found["e2"].slots) == (True, (Slot(date(2026, 3, 2), MORNING),))


def test_events_that_stand_closer_than_the_rule_may_stay_and_a_new_one_keeps_its_distance() -> None:
    talks = activity("S3", PlanningRule(city_events=3, min_gap_days=14))
    standing = [event(1, "S3", date(2026, 4, 1)), event(2, "S3", date(2026, 4, 2))]

    found = tasks(facts(talks, events=standing), "S3")

    assert [(key, task.link, task.chain_gap) for key, task in found.items()] == [
        ("e1", 0, 14), ("e2", 1, 1), ("S3:city:3", 2, 14),
    ]  # fmt: skip


def test_events_with_an_open_need_between_them_may_stay_as_close_as_they_stand() -> None:
    talks = activity("S3", PlanningRule(city_events=3, min_gap_days=120))
    standing = [event(1, "S3", date(2026, 5, 20)), event(2, "S3", date(2026, 9, 1))]

    found = tasks(facts(talks, events=standing), "S3")

    assert [(key, task.chain_gap) for key, task in found.items()] == [
        ("e1", 120), ("S3:city:3", 120), ("e2", 104),
    ]  # fmt: skip


def test_activities_that_are_not_asked_for_stay_where_they_are() -> None:
    talks, visits = activity("S3"), activity("S2")
    standing = event(1, "S2", date(2026, 4, 1), venue_id=11)

    found = tasks(facts(talks, visits, events=[standing]), "S3")

    assert found["e1"].is_locked


def test_an_organiser_without_teams_is_not_planned_twice_in_a_half_day() -> None:
    visits = activity("S2", PlanningRule(district_events=1), window=(date(2026, 3, 3), date(2026, 3, 4)))
    other = event(1, "S7", date(2026, 3, 3), host_id=HUANCUI, district_id=HUANCUI)

    found = tasks(facts(visits, events=[other]), "S2")

    assert found["S2:hc:1"].slots == (Slot(date(2026, 3, 4), MORNING),)
    assert found["S2:hc:1"].trail[-1].days_left == 1
    assert len(found["S2:rc:1"].slots) == 2


def test_an_organiser_is_busy_in_every_half_day_of_its_event() -> None:
    afternoons = PlanningRule(city_events=1, halves=(HalfDay.AFTERNOON,))
    talks = activity("S3", afternoons, window=(date(2026, 3, 3), date(2026, 3, 6)))
    all_day = replace(event(1, "S7", date(2026, 3, 3)), minutes=480)
    two_days = replace(event(2, "S7", date(2026, 3, 4)), last_day=date(2026, 3, 5))

    found = tasks(facts(talks, events=[all_day, two_days]), "S3")

    assert found["S3:city:1"].slots == (Slot(date(2026, 3, 6), HalfDay.AFTERNOON),)


def test_only_the_event_that_a_new_blackout_hits_leaves_its_day() -> None:
    talks = activity("S3", PlanningRule(city_events=2))
    events = [event(1, "S3", date(2026, 6, 2), venue_id=31), event(2, "S3", date(2026, 9, 2), venue_id=31)]
    typhoon = DayRow(date(2026, 9, 2), DayKind.BLACKOUT, Bilingual("台风", "typhoon"))

    demand = demand_of(
        replace(facts(talks, events=events), calendar=WorkCalendar.of([typhoon])), {"S3"}, Weights()
    )
    found = plan(demand.assignment, budget=0)

    assert found.placings["e1"] == Placing(Slot(date(2026, 6, 2), MORNING), 31)
    assert found.placings["e2"].slot.day != date(2026, 9, 2)


def test_an_event_on_a_weekend_that_somebody_chose_may_stay() -> None:
    talks = activity("S3", PlanningRule(city_events=1))

    found = tasks(facts(talks, events=[event(1, "S3", date(2026, 6, 6))]), "S3")

    assert Slot(date(2026, 6, 6), MORNING) in found["e1"].slots


def test_an_event_of_several_days_is_left_to_a_person() -> None:
    fair = activity("C1")
    standing = replace(event(1, "C1", date(2026, 3, 4), venue_id=31), last_day=date(2026, 3, 6))

    found = tasks(facts(fair, events=[standing]), "C1")

    assert found["e1"].is_locked


def test_visits_are_planned_before_any_community_is_entered() -> None:
    visits = activity(
        "S2", PlanningRule(city_events=2, venue=VenueChoice.ROTATE), venue_kind=VenueKind.COMMUNITY
    )

    found = tasks(facts(visits, places=()), "S2")

    assert [task.venue_ids for task in found.values()] == [(), ()]


def test_a_day_that_was_left_out_says_at_which_step() -> None:
    fair = activity("C1", PlanningRule(months=(2, 6)), window=(date(2026, 2, 1), date(2026, 6, 30)))
    known = facts(fair, requirements=[requirement(fair, Counted.EVENTS, 1)])
    [need] = needs_of(known, fair)

    said = {
        day: sentence.zh if (sentence := left_out(known, fair, need, day)) else ""
        for day in (date(2026, 7, 1), date(2026, 2, 16), date(2026, 6, 6), date(2026, 6, 8), date(2026, 3, 3))
    }

    assert said == {
        date(2026, 7, 1): "7月1日不能排（窗口是2月1日到6月30日）。",
        date(2026, 2, 16): "2月16日不能排（春节放假）。",
        date(2026, 6, 6): "6月6日不能排（不是工作日）。",
        date(2026, 6, 8): "6月8日不能排（高考）。",
        date(2026, 3, 3): "3月3日不能排（只在2、6月）。",
    }
    assert left_out(known, fair, need, date(2026, 6, 2)) is None

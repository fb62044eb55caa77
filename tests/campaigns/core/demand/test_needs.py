"""What an activity needs: the larger of its counts and its wish, with standing events as answers."""

from collections import Counter
from dataclasses import replace
from datetime import date

from campaigns.core.demand.needs import Need, needs_of
from campaigns.core.pace import Days
from campaigns.core.planning_rules import PlanningRule
from campaigns.enums import Counted, CountLevel, EventStatus, Period
from tests.campaigns.core.demand.factories import (
    CITY,
    HUANCUI,
    RONGCHENG,
    activity,
    event,
    facts,
    requirement,
)


def keys(needs: tuple[Need, ...]) -> list[str]:
    return [need.key for need in needs]


def test_a_count_of_events_needs_that_many_of_the_city() -> None:
    talks = activity("S3")

    needs = needs_of(facts(talks, requirements=[requirement(talks, Counted.EVENTS, 3)]), talks)

    assert keys(needs) == ["S3:city:1", "S3:city:2", "S3:city:3"]
    assert {need.host_id for need in needs} == {CITY}


def test_a_wish_above_the_count_is_planned_too() -> None:
    talks = activity("S3", PlanningRule(city_events=4, district_events=1))

    needs = needs_of(facts(talks, requirements=[requirement(talks, Counted.EVENTS, 3)]), talks)

    assert keys(needs) == ["S3:city:1", "S3:city:2", "S3:city:3", "S3:city:4", "S3:hc:1", "S3:rc:1"]


def test_every_week_with_a_working_day_needs_a_visit_within_it() -> None:
    visits = activity("S2")
    weekly = requirement(visits, Counted.WEEKS, 1, period=Period.WEEK)

    needs = needs_of(facts(visits, requirements=[weekly]), visits)

    # 2026 touches 53 ISO weeks; the eighth, 16 to 22 February, is holiday from Monday to Sunday.
    assert len(needs) == 52
    assert "S2:city:2026-W08" not in keys(needs)
    assert needs[0].days == Days(date(2026, 1, 1), date(2026, 1, 4))


def test_every_district_needs_a_stop() -> None:
    roadshow = activity("S1")
    everywhere = requirement(roadshow, Counted.DISTRICTS_BY_EVENT, 2, period=Period.WINDOW)

    needs = needs_of(facts(roadshow, requirements=[everywhere]), roadshow)

    assert [(need.key, need.district_id) for need in needs] == [
        ("S1:city:hc", HUANCUI),
        ("S1:city:rc", RONGCHENG),
    ]


def test_a_month_bounds_the_days_of_its_count() -> None:
    show = activity("S8")
    october = requirement(show, Counted.EVENTS, 1, period=Period.MONTH, month=10)

    [need] = needs_of(facts(show, requirements=[october]), show)

    assert need.days == Days(date(2026, 10, 1), date(2026, 10, 31))


def test_a_count_over_everybody_is_shared_out_where_districts_hold_events() -> None:
    promotion = activity("W1", PlanningRule(city_events=1, district_events=2))
    in_all = requirement(promotion, Counted.EVENTS, 8, level=CountLevel.PROGRAMME)

    needs = needs_of(facts(promotion, requirements=[in_all]), promotion)

    assert Counter(need.host_id for need in needs) == {CITY: 1, HUANCUI: 4, RONGCHENG: 3}


def test_a_count_over_everybody_falls_to_the_city_where_districts_hold_none() -> None:
    promotion = activity("W1")
    in_all = requirement(promotion, Counted.EVENTS, 3, level=CountLevel.PROGRAMME)

    needs = needs_of(facts(promotion, requirements=[in_all]), promotion)

    assert Counter(need.host_id for need in needs) == {CITY: 3}


def test_a_count_of_each_district_binds_every_district() -> None:
    visits = activity("S2")
    each = requirement(visits, Counted.EVENTS, 2, level=CountLevel.DISTRICT)

    needs = needs_of(facts(visits, requirements=[each]), visits)

    assert Counter(need.host_id for need in needs) == {HUANCUI: 2, RONGCHENG: 2}


def test_a_sum_demands_no_event() -> None:
    loans = activity("C3")

    assert needs_of(facts(loans, requirements=[requirement(loans, Counted.MEASURE, 1000)]), loans) == ()


def test_a_standing_event_answers_the_week_it_lies_in() -> None:
    visits = activity("S2")
    weekly = requirement(visits, Counted.WEEKS, 1, period=Period.WEEK)
    standing = event(7, "S2", date(2026, 3, 4), district_id=HUANCUI)

    needs = needs_of(facts(visits, requirements=[weekly], events=[standing]), visits)

    assert [(need.key, need.days) for need in needs if need.event] == [
        ("e7", Days(date(2026, 3, 2), date(2026, 3, 8)))
    ]
    assert len(needs) == 52


def test_an_event_beyond_what_is_needed_stands_for_itself() -> None:
    talks = activity("S3")
    standing = [event(n, "S3", date(2026, 4, n)) for n in (1, 2)]

    needs = needs_of(
        facts(talks, requirements=[requirement(talks, Counted.EVENTS, 1)], events=standing), talks
    )

    assert keys(needs) == ["e1", "e2"]


def test_a_cancelled_event_answers_nothing() -> None:
    talks = activity("S3")
    cancelled = event(1, "S3", date(2026, 4, 1), status=EventStatus.CANCELLED)

    needs = needs_of(
        facts(talks, requirements=[requirement(talks, Counted.EVENTS, 1)], events=[cancelled]), talks
    )

    assert keys(needs) == ["S3:city:1"]


def test_an_event_of_a_district_answers_its_district_alone() -> None:
    visits = activity("S2", PlanningRule(district_events=1))
    standing = event(5, "S2", date(2026, 4, 1), host_id=RONGCHENG, district_id=RONGCHENG)

    needs = needs_of(facts(visits, events=[standing]), visits)

    assert keys(needs) == ["S2:hc:1", "e5"]


def test_counts_of_two_months_stand_beside_each_other() -> None:
    show = activity("S8")
    months = [requirement(show, Counted.EVENTS, 1, period=Period.MONTH, month=month) for month in (9, 10)]

    needs = needs_of(facts(show, requirements=months), show)

    assert [(need.key, need.days.first.month) for need in needs] == [("S8:city:1", 9), ("S8:city:2", 10)]


def test_what_a_narrow_count_asks_for_counts_towards_a_wide_one() -> None:
    visits = activity("S2")
    weekly = requirement(visits, Counted.WEEKS, 1, period=Period.WEEK)
    yearly = requirement(visits, Counted.EVENTS, 54)

    needs = needs_of(facts(visits, requirements=[yearly, weekly]), visits)

    assert len(needs) == 54
    assert [need.key for need in needs if "W" not in need.key] == ["S2:city:1", "S2:city:2"]


def test_a_city_without_districts_holds_a_count_over_everybody_itself() -> None:
    promotion = activity("W1", PlanningRule(district_events=2))
    in_all = requirement(promotion, Counted.EVENTS, 3, level=CountLevel.PROGRAMME)

    needs = needs_of(replace(facts(promotion, requirements=[in_all]), districts=()), promotion)

    assert Counter(need.host_id for need in needs) == {CITY: 3}

"""Required counts: each kind, each reading, and what must hold for any ledger."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.counting import COUNTERS, count, progress_of
from campaigns.core.ledger import EventFacts
from campaigns.enums import Comparison, Counted, CountLevel, EventLevel, EventStatus, Period, Standing
from campaigns.progress import DistrictShare, Progress, RequirementProgress
from tests.campaigns.core.ledgers import (
    DISTRICTS,
    HUANCUI,
    WENDENG,
    activity,
    edition,
    event,
    figure,
    ledger,
    requirement,
)

CONFIRMED, DRAFT, CANCELLED = EventStatus.CONFIRMED, EventStatus.DRAFT, EventStatus.CANCELLED


def day(month: int, number: int = 15) -> date:
    return date(2026, month, number)


def numbers(found: RequirementProgress) -> tuple[int, int, int, int, Standing]:
    return int(found.done), int(found.planned), int(found.missing), int(found.expected), found.standing


def test_every_kind_has_a_counter() -> None:
    assert set(COUNTERS) == set(Counted)


def test_campus_talks_of_the_city_with_all_their_evidence() -> None:
    book = ledger(
        event(1, day(3), district=HUANCUI),
        event(2, day(4), EventStatus.NOT_HELD),
        event(3, day(5), CANCELLED),
        event(4, day(5), level=EventLevel.DISTRICT, district=WENDENG),
        event(5, day(6), code="S2"),
        event(6, day(6), CONFIRMED),
        event(7, day(10), DRAFT),
        today=day(7, 2),
    )

    found = count(requirement(), book)

    asked = requirement()
    assert found == RequirementProgress(
        id=1,
        code="Q09",
        version=1,
        activity=asked.activity,
        text=asked.text,
        reading=asked.reading,
        unit=asked.unit,
        counted=Counted.EVENTS,
        comparison=Comparison.AT_LEAST,
        period=Period.YEAR,
        level=CountLevel.CITY,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        target=Decimal(5),
        target_max=None,
        done=Decimal(1),
        planned=Decimal(2),
        missing=Decimal(2),
        expected=Decimal(2),
        standing=Standing.BEHIND,
        plan_reaches=False,
        from_events=Decimal(1),
        held_event_ids=(1,),
        planned_event_ids=(6, 7),
        by_district=(DistrictShare(DISTRICTS[0], Decimal(1)), DistrictShare(DISTRICTS[1], Decimal(0))),
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 2, 6), 0),
        (date(2026, 2, 7), 1),
        (date(2026, 12, 31), 5),
        (date(2027, 1, 1), 5),
    ],
)
def test_the_pace_is_the_nearest_whole_number(today: date, expected: int) -> None:
    assert int(count(requirement(), ledger(today=today)).expected) == expected


def test_a_campaign_of_june_is_due_in_june_and_an_event_in_july_still_counts() -> None:
    june = requirement(target="1", activity=activity("C1", day(6, 1), day(6, 30)))

    before = count(june, ledger(today=day(7, 2)))
    after = count(june, ledger(event(1, day(7, 3), code="C1"), today=day(7, 4)))

    assert (before.starts_on, before.ends_on, before.standing) == (day(6, 1), day(6, 30), Standing.BEHIND)
    assert after.standing is Standing.REACHED


def test_standings_through_a_year() -> None:
    one = ledger(event(1, day(3)), today=day(1, 2))

    standings = [
        count(requirement(target=target), replace(one, today=today)).standing
        for target, today in [("5", day(1, 2)), ("5", day(9)), ("5", date(2027, 1, 1)), ("1", day(3, 16))]
    ]

    assert standings == [Standing.ON_PACE, Standing.BEHIND, Standing.MISSED, Standing.REACHED]
    assert count(requirement(), ledger(today=day(1, 2))).standing is Standing.NOT_STARTED


def test_after_the_year_only_a_waiting_close_out_can_still_save_a_count() -> None:
    book = ledger(event(1, day(12), CONFIRMED), today=date(2027, 1, 2))

    assert count(requirement(target="1"), book).standing is Standing.BEHIND
    assert count(requirement(target="2"), book).standing is Standing.MISSED


def test_the_exhibition_counts_in_october_only() -> None:
    asked = requirement(target="1", month=10, comparison=Comparison.EQUAL)
    book = ledger(event(1, day(9)), event(2, day(10)), today=day(11))

    found = count(asked, book)

    assert (found.starts_on, found.ends_on, found.held_event_ids) == (day(10, 1), day(10, 31), (2,))
    assert found.standing is Standing.REACHED


def test_the_weeks_of_2009_are_29() -> None:
    asked = requirement(Counted.WEEKS, "1", activity=activity("S2"), period=Period.WEEK)
    book = ledger(
        event(1, date(2009, 6, 16), code="S2"),
        event(2, date(2009, 6, 18), code="S2"),
        event(3, date(2009, 7, 7), CONFIRMED, code="S2"),
        of=edition(2009, starts_on=date(2009, 6, 10)),
        today=date(2009, 6, 30),
    )

    found = count(asked, book)

    assert int(found.target) == 29
    assert numbers(found) == (1, 1, 27, 2, Standing.BEHIND)
    assert [week.iso_week for week in found.missed_weeks] == [26]
    assert [week.iso_week for week in found.open_weeks] == [27, *range(29, 54)]
    assert found.exempt_weeks == ()


def test_the_weeks_of_2026_are_52_and_the_spring_festival_is_exempt() -> None:
    asked = requirement(Counted.WEEKS, "1", activity=activity("S2"), period=Period.WEEK)

    found = count(asked, ledger(today=day(1, 1)))

    assert int(found.target) == 52
    assert [week.iso_week for week in found.exempt_weeks] == [8]


def test_a_measure_adds_close_outs_of_every_level_and_figures_and_keeps_both_apart() -> None:
    asked = requirement(Counted.MEASURE, "1000", measure="placed")
    book = ledger(
        event(1, day(6), level=EventLevel.DISTRICT, district=HUANCUI, tallies={"placed": 30, "visits": 500}),
        event(2, day(6), CONFIRMED, tallies={"placed": 99}),
        today=day(7),
        figures=(
            figure(1, "placed", 200, day(6, 1), day(6, 30), WENDENG),
            figure(2, "jobs", 7, day(6, 1), day(6, 30)),
        ),
    )

    found = count(asked, book)

    assert (found.done, found.from_events, found.from_figures) == (Decimal(230), Decimal(30), Decimal(200))
    assert (found.held_event_ids, found.figure_ids) == ((1,), (1,))
    assert [share.done for share in found.by_district] == [Decimal(30), Decimal(200)]
    assert found.missing == Decimal(770)


def test_a_count_of_the_whole_programme_takes_figures_of_its_year_only() -> None:
    asked = requirement(Counted.MEASURE, "6000", activity=None, measure="founders")
    book = ledger(
        today=day(2),
        figures=(
            figure(1, "founders", 400, date(2025, 12, 1), date(2025, 12, 31)),
            figure(2, "founders", 300, date(2026, 1, 1), date(2026, 1, 31)),
        ),
    )

    assert count(asked, book).done == Decimal(300)


def test_a_share_without_a_whole_has_no_figures() -> None:
    asked = requirement(Counted.SHARE, "100", measure="recommended", whole_measure="willing")

    found = count(asked, ledger(today=day(7)))

    assert (found.standing, found.whole, found.done) == (Standing.NO_FIGURES, Decimal(0), Decimal(0))


def test_a_share_is_rounded_down_so_that_a_hundred_means_all() -> None:
    asked = requirement(Counted.SHARE, "100", measure="recommended", whole_measure="willing")
    book = ledger(
        event(1, day(6), district=HUANCUI, tallies={"recommended": 2999, "willing": 3000}),
        today=date(2027, 1, 1),
    )

    found = count(asked, book)

    assert (found.done, found.whole, found.missing) == (Decimal("99.9"), Decimal(3000), Decimal("0.1"))
    assert found.standing is Standing.MISSED
    assert found.by_district == (DistrictShare(DISTRICTS[0], Decimal("99.9"), Decimal(100)),)


def test_an_episode_has_one_or_two_topics() -> None:
    asked = requirement(
        Counted.PER_EVENT, "1", target_max=Decimal(2), comparison=Comparison.BETWEEN, measure="topics"
    )
    good = ledger(event(1, day(5), tallies={"topics": 2}), event(2, day(9), CONFIRMED), today=day(6))
    bad = ledger(
        event(1, day(5), tallies={"topics": 3}), event(2, day(6), tallies={"topics": 1}), today=day(7)
    )

    assert numbers(count(asked, good)) == (1, 1, 0, 1, Standing.ON_PACE)
    assert count(asked, good).plan_reaches
    assert numbers(count(asked, bad)) == (1, 0, 1, 2, Standing.BEHIND)
    assert count(asked, ledger(today=day(7))).standing is Standing.NOT_STARTED
    assert count(asked, replace(good, today=date(2027, 1, 1))).standing is Standing.REACHED


def test_a_district_is_toured_once_however_often_one_comes() -> None:
    asked = requirement(Counted.DISTRICTS_BY_EVENT, "2")
    book = ledger(
        event(1, day(6, 1), district=HUANCUI),
        event(2, day(6, 2), district=HUANCUI, organisers=(WENDENG,)),
        event(3, day(8), CONFIRMED, district=WENDENG),
        event(4, day(8), CONFIRMED, district=HUANCUI),
        event(5, day(8), district=99),
        today=day(7),
    )

    found = count(asked, book)

    assert numbers(found) == (1, 1, 0, 1, Standing.ON_PACE)
    assert found.plan_reaches
    assert [share.done for share in found.by_district] == [Decimal(1), Decimal(0)]


def test_a_district_that_reported_a_website_has_one() -> None:
    asked = requirement(Counted.DISTRICTS_BY_MEASURE, "2", measure="website", level=CountLevel.DISTRICT)
    book = ledger(today=day(7), figures=(figure(1, "website", 3, day(6, 1), day(6, 30)),))

    found = count(asked, book)

    assert (found.done, found.missing, found.figure_ids) == (Decimal(1), Decimal(1), (1,))


def test_each_district_by_itself_owes_its_own_part() -> None:
    asked = requirement(target="2", level=CountLevel.DISTRICT, allocations={WENDENG: Decimal(1)})
    busy = [event(n, day(3, n), level=EventLevel.DISTRICT, district=HUANCUI) for n in range(1, 6)]
    book = ledger(*busy, event(9, day(9), level=EventLevel.CITY, district=WENDENG), today=day(12))

    found = count(asked, book)

    assert (found.target, found.done, found.missing) == (Decimal(3), Decimal(2), Decimal(1))
    assert found.by_district == (
        DistrictShare(DISTRICTS[0], Decimal(5), Decimal(2)),
        DistrictShare(DISTRICTS[1], Decimal(0), Decimal(1)),
    )


def test_each_district_by_itself_owes_a_measure() -> None:
    asked = requirement(Counted.MEASURE, "10", level=CountLevel.DISTRICT, measure="founders", activity=None)
    book = ledger(today=day(12), figures=(figure(1, "founders", 25, day(6, 1), day(6, 30)),))

    found = count(asked, book)

    assert (found.target, found.done, found.missing) == (Decimal(20), Decimal(10), Decimal(10))


def test_more_than_the_upper_limit_misses_a_range() -> None:
    asked = requirement(target="1", target_max=Decimal(2), comparison=Comparison.BETWEEN)
    book = ledger(*(event(n, day(3, n)) for n in range(1, 4)), today=day(6))

    assert count(asked, book).standing is Standing.MISSED


def test_a_joint_event_is_counted_once_and_credits_every_organiser() -> None:
    joint = event(1, day(6), organisers=(HUANCUI, WENDENG), tallies={"leaflets": 100})

    events = count(requirement(level=CountLevel.PROGRAMME), ledger(joint, joint, today=day(7)))
    leaflets = count(requirement(Counted.MEASURE, measure="leaflets"), ledger(joint, joint, today=day(7)))

    assert (events.done, [share.done for share in events.by_district]) == (
        Decimal(1),
        [Decimal(1), Decimal(1)],
    )
    assert leaflets.done == Decimal(100)


def test_a_campaign_that_ends_late_counts_to_its_recorded_end() -> None:
    late = activity("C1", day(6, 1), day(6, 30), actual_end_on=day(7, 5))
    asked = requirement(target="1", activity=late, period=Period.WINDOW)

    found = count(asked, ledger(event(1, day(7, 3), code="C1"), event(2, day(7, 9), code="C1"), today=day(8)))

    assert (found.ends_on, found.held_event_ids) == (day(7, 5), (1,))


def test_the_progress_of_an_edition_keeps_the_order_of_its_counts() -> None:
    book = ledger(today=day(7))
    asked = [requirement(code="Q02"), requirement(code="Q01")]

    assert progress_of(asked, book) == Progress(
        book.edition, day(7), tuple(count(one, book) for one in asked)
    )


days = st.dates(date(2025, 12, 1), date(2027, 1, 31))
events_of_a_year = st.lists(
    st.builds(
        EventFacts,
        id=st.integers(1, 30),
        activity_code=st.sampled_from(["S3", "S2"]),
        level=st.sampled_from(EventLevel),
        status=st.sampled_from(EventStatus),
        local_day=days,
        district_id=st.sampled_from([None, HUANCUI, WENDENG]),
        organiser_ids=st.frozensets(st.sampled_from([1, HUANCUI, WENDENG]), min_size=1),
        tallies=st.dictionaries(
            st.sampled_from(["a", "b"]), st.decimals(0, 50, places=0, allow_nan=False, allow_infinity=False)
        ),
    ),
    max_size=25,
    unique_by=lambda event: event.id,
)
any_requirement = st.builds(
    lambda counted, target, level, period: requirement(
        counted, str(target), level=level, period=period, measure="a", whole_measure="b"
    ),
    st.sampled_from(Counted),
    st.integers(1, 8),
    st.sampled_from(CountLevel),
    st.sampled_from(Period),
)


@given(any_requirement, events_of_a_year, days)
def test_nothing_is_negative_and_what_is_missing_is_what_the_plan_lacks(
    asked: object, events: list[EventFacts], today: date
) -> None:
    found = count(asked, ledger(*events, today=today))  # type: ignore[arg-type]

    assert min(found.done, found.planned, found.missing, found.expected, found.behind) >= 0
    if found.counted is not Counted.PER_EVENT:
        assert found.missing == max(Decimal(0), found.target - found.done - found.planned)
    assert set(found.held_event_ids).isdisjoint(found.planned_event_ids)


@given(any_requirement, events_of_a_year, days)
def test_an_event_given_twice_changes_nothing(asked: object, events: list[EventFacts], today: date) -> None:
    once = count(asked, ledger(*events, today=today))  # type: ignore[arg-type]
    twice = count(asked, ledger(*events, *events, today=today))  # type: ignore[arg-type]

    assert once == twice


@given(any_requirement, events_of_a_year, st.data())
def test_closing_out_one_more_event_never_lowers_what_is_done(
    asked: object, events: list[EventFacts], data: st.DataObject
) -> None:
    planned = [event for event in events if event.is_planned]
    if not planned or asked.counted is Counted.SHARE:  # type: ignore[attr-defined]
        return
    closed = replace(data.draw(st.sampled_from(planned)), status=EventStatus.HELD)
    after = [closed if event.id == closed.id else event for event in events]

    before_count, after_count = (
        count(asked, ledger(*some, today=day(7)))  # type: ignore[arg-type]
        for some in (events, after)
    )

    assert after_count.done >= before_count.done


@given(any_requirement, events_of_a_year, days, st.integers(0, 60))
def test_what_is_expected_never_falls_as_time_passes(
    asked: object, events: list[EventFacts], today: date, later: int
) -> None:
    now = count(asked, ledger(*events, today=today))  # type: ignore[arg-type]
    then = count(asked, ledger(*events, today=today + timedelta(days=later)))  # type: ignore[arg-type]

    assert then.expected >= now.expected


@given(events_of_a_year, days)
def test_every_required_week_is_in_exactly_one_state(events: list[EventFacts], today: date) -> None:
    asked = requirement(Counted.WEEKS, "1", period=Period.WEEK)

    found = count(asked, ledger(*events, today=today))

    states = int(found.done + found.planned) + len(found.missed_weeks) + len(found.open_weeks)
    assert states == int(found.target) == 52

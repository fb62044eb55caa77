"""Required counts: each kind, each reading, and what must hold for any ledger."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from campaigns.core.counting import COUNTERS, count, progress_of
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


def test_a_joint_event_is_counted_once_and_credits_every_organiser() -> None:
    joint = event(1, day(6), organisers=(HUANCUI, WENDENG), tallies={"leaflets": 100})

    events = count(requirement(level=CountLevel.PROGRAMME), ledger(joint, joint, today=day(7)))
    leaflets = count(requirement(Counted.MEASURE, measure="leaflets"), ledger(joint, joint, today=day(7)))

    assert (events.done, [share.done for share in events.by_district]) == (
        Decimal(1),
        [Decimal(1), Decimal(1)],
    )
    assert leaflets.done == Decimal(100)


def test_the_progress_of_an_edition_keeps_the_order_of_its_counts() -> None:
    book = ledger(today=day(7))
    asked = [requirement(code="Q02"), requirement(code="Q01")]

    assert progress_of(asked, book) == Progress(
        book.edition, day(7), tuple(count(one, book) for one in asked)
    )

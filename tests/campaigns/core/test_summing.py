"""Totals of an activity summary: every event once, parts beside wholes, planned never among held."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.summing import percentage, summarise
from campaigns.enums import EventStatus
from campaigns.summary import ActivitySummary, CloseoutFacts, SummaryTexts
from tests.reports.samples import (
    AUDIENCES,
    BUREAU,
    CAMPUS_TALKS,
    DISTRICTS,
    EDITION,
    MEASURES,
    TALKS,
    summary,
)


def summed(items, closeouts, signed_on=date(2026, 12, 20)) -> ActivitySummary:  # type: ignore[no-untyped-def]
    return summarise(
        EDITION,
        CAMPUS_TALKS,
        BUREAU,
        None,
        items,
        closeouts,
        AUDIENCES,
        MEASURES,
        (),
        SummaryTexts(),
        signed_on,
    )


def test_totals_are_those_of_the_held_events() -> None:
    found = summary()

    assert (found.held, found.planned, found.awaiting, found.cancelled) == (7, 2, 2, 1)
    assert (found.first_on, found.last_on) == (date(2026, 3, 18), date(2026, 10, 15))
    assert (found.people, found.visits, found.unclassified) == (1564, 1800, Decimal(4))
    assert [(line.audience.code, line.people, line.share) for line in found.by_audience] == [
        ("graduates", Decimal(930), Decimal("59.5")),
        ("unemployed", Decimal(270), Decimal("17.3")),
        ("returned", Decimal(180), Decimal("11.5")),
        ("lost_rural", Decimal(120), Decimal("7.7")),
        ("other", Decimal(60), Decimal("3.8")),
    ]


def test_measures_that_are_zero_are_left_out_of_table_and_rows() -> None:
    found = summary()

    assert [line.measure.code for line in found.by_measure] == [
        "consultations",
        "leaflets",
        "boards",
        "projects",
        "intentions",
    ]
    assert {len(row.by_measure) for row in found.rows} == {5}


def test_joint_event_that_comes_twice_counts_once() -> None:
    talk = replace(TALKS[3], status=EventStatus.HELD)
    facts = {talk.id: CloseoutFacts(talk.id, is_held=True, people=100)}

    found = summed((talk, talk), facts)

    assert (found.held, found.people, found.rows[0].is_joint) == (1, 100, True)


def test_close_out_decides_against_the_status() -> None:
    talk = TALKS[0]

    assert summed((talk,), {talk.id: CloseoutFacts(talk.id, is_held=False)}).cancelled == 1
    confirmed = replace(talk, status=EventStatus.CONFIRMED)
    assert summed((confirmed,), {talk.id: CloseoutFacts(talk.id, is_held=True, people=9)}).people == 9


def test_tombstone_is_not_counted() -> None:
    found = summed((replace(TALKS[0], is_departed=True),), {})

    assert (found.held, found.planned, found.cancelled, found.first_on) == (0, 0, 0, None)


def test_districts_add_up_and_the_city_stands_last() -> None:
    talks = (TALKS[0], replace(TALKS[1], district=None), TALKS[2])
    facts = {talk.id: CloseoutFacts(talk.id, is_held=True, people=10 + talk.id, visits=3) for talk in talks}

    found = summed(talks, facts)

    assert [(row.organisation, row.events, row.people, row.visits) for row in found.districts] == [
        (DISTRICTS[4], 2, 22, 6),
        (None, 1, 11, 3),
    ]


def test_every_month_of_the_edition_is_there() -> None:
    months = summary().months

    assert [month.month for month in months] == list(range(1, 13))
    assert [month.held for month in months] == [0, 0, 1, 2, 2, 0, 0, 0, 1, 1, 0, 0]
    assert [month.planned for month in months] == [0] * 10 + [1, 1]


def test_months_that_are_still_to_come_are_not_shown_empty() -> None:
    held = {TALKS[0].id: CloseoutFacts(TALKS[0].id, is_held=True, people=100)}

    found = summed((TALKS[0],), held, signed_on=date(2026, 4, 30))

    assert [month.month for month in found.months] == [1, 2, 3, 4]


@given(st.lists(st.integers(0, 5000), min_size=10, max_size=10))
def test_rows_districts_and_months_have_the_same_total(people: list[int]) -> None:
    facts = {
        talk.id: CloseoutFacts(talk.id, is_held=True, people=n) for talk, n in zip(TALKS, people, strict=True)
    }

    found = summed(TALKS, facts)

    assert found.people == sum(people)
    assert (
        found.people
        == sum(row.people for row in found.districts)
        == sum(month.people for month in found.months)
    )


def test_percentage_rounds_halves_up_and_has_no_value_of_nothing() -> None:
    assert percentage(Decimal(1), Decimal(16)) == Decimal("6.3")
    assert percentage(Decimal(1), Decimal(0)) is None

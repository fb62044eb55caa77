"""The days that count, the pace they set, and how a count stands on a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from campaigns.core.counting import count
from campaigns.enums import Comparison, EventStatus, Period, Standing
from tests.campaigns.core.ledgers import activity, event, ledger, requirement

CONFIRMED = EventStatus.CONFIRMED


def day(month: int, number: int = 15) -> date:
    return date(2026, month, number)


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


def test_more_than_the_upper_limit_misses_a_range() -> None:
    asked = requirement(target="1", target_max=Decimal(2), comparison=Comparison.BETWEEN)
    book = ledger(*(event(n, day(3, n)) for n in range(1, 4)), today=day(6))

    assert count(asked, book).standing is Standing.MISSED


def test_a_campaign_that_ends_late_counts_to_its_recorded_end() -> None:
    late = activity("C1", day(6, 1), day(6, 30), actual_end_on=day(7, 5))
    asked = requirement(target="1", activity=late, period=Period.WINDOW)

    found = count(asked, ledger(event(1, day(7, 3), code="C1"), event(2, day(7, 9), code="C1"), today=day(8)))

    assert (found.ends_on, found.held_event_ids) == (day(7, 5), (1,))

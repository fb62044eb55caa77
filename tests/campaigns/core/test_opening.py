"""Open hours and closed spans, alone and as warnings about events."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from campaigns.core.clashes import find_clashes
from campaigns.core.opening import OUTSIDE_HOURS, ClosedSpan, OpenHours, Opening, check_hours
from campaigns.core.placements import Clash, Placement, Surroundings
from campaigns.core.spans import Span
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, ClashLevel
from tests.campaigns.core.test_clashes import ZONE, at, placed
from tests.campaigns.core.years import calendar_for

NINE_TO_FIVE = tuple(OpenHours(weekday, 9 * 60, 17 * 60) for weekday in range(5))


@pytest.mark.parametrize(
    ("start", "hours", "is_open"),
    [
        (at(3, 9), 8, True),
        (at(3, 9), 8.5, False),
        (at(3, 8), 2, False),
        (at(6, 9), 2, False),  # a Saturday
        (at(3, 9), 32, False),  # over the night
    ],
)
def test_what_lies_outside_the_weekly_hours_is_closed(start: datetime, hours: float, is_open: bool) -> None:
    span = Span(start, start + timedelta(hours=hours))

    assert Opening(NINE_TO_FIVE).why_closed(span, ZONE) == (None if is_open else OUTSIDE_HOURS)


def test_hours_that_touch_count_as_one_and_a_gap_is_closed() -> None:
    morning, afternoon, late = OpenHours(2, 480, 720), OpenHours(2, 720, 1080), OpenHours(2, 780, 1080)
    span = Span(at(3, 11), at(3, 14))

    assert Opening((afternoon, morning)).why_closed(span, ZONE) is None
    assert Opening((late, morning)).why_closed(span, ZONE) == OUTSIDE_HOURS


def test_hours_hold_within_their_days_only() -> None:
    summer = OpenHours(2, 480, 1080, date(2026, 6, 10), date(2026, 6, 17))

    found = [Opening((summer,)).why_closed(Span(at(day, 9), at(day, 10)), ZONE) for day in (3, 10, 17, 24)]

    assert found == [OUTSIDE_HOURS, None, None, OUTSIDE_HOURS]


def test_an_all_day_event_asks_for_a_day_with_open_hours() -> None:
    opening = Opening(NINE_TO_FIVE)

    assert opening.why_closed(Span(at(3, 0), at(4, 0)), ZONE, is_all_day=True) is None
    assert opening.why_closed(Span(at(5, 0), at(7, 0)), ZONE, is_all_day=True) == OUTSIDE_HOURS


def test_without_anything_known_everything_is_open() -> None:
    assert Opening().why_closed(Span(at(3, 0), at(9, 0)), ZONE) is None


def test_a_closed_venue_and_an_absent_person_are_named_with_their_reason() -> None:
    repair = ClosedSpan(at(3, 0), at(5, 0), "维修")
    around = Surroundings(
        ZONE,
        calendar_for(2026),
        venues={1: Opening(closed=(repair,))},
        persons={7: Opening(closed=(repair,))},
    )
    event: Placement = placed(1, at(4, 9), persons={7: "专家01", 8: "专家02"})
    after: Placement = placed(2, at(5, 9), persons={7: "专家01"})

    assert find_clashes([event, after], around) == {
        1: (
            Clash(
                ClashKind.VENUE_CLOSED,
                Bilingual("“市民广场”那时不开放：维修。", "Citizens' Square is closed then: 维修."),
                level=ClashLevel.BLOCKS,
            ),
            Clash(
                ClashKind.PERSON_AWAY,
                Bilingual("专家01那时不在：维修。", "专家01 is away then: 维修."),
                level=ClashLevel.BLOCKS,
            ),
        )
    }


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, []),
        ({"end_minute": 480}, ["end"]),
        ({"end_minute": 1441}, ["end"]),
        ({"first_on": date(2026, 6, 2), "last_on": date(2026, 6, 1)}, ["last_on"]),
    ],
)
def test_wrong_hours_are_told_apart(values: dict[str, Any], fields: list[str]) -> None:
    hours = OpenHours(**({"weekday": 0, "start_minute": 480, "end_minute": 1080} | values))

    assert [problem.field for problem in check_hours(hours)] == fields


def test_seconds_beyond_closing_time_are_outside() -> None:
    late = Span(datetime(2026, 6, 3, 8, tzinfo=UTC), datetime(2026, 6, 3, 9, 0, 30, tzinfo=UTC))

    assert Opening(NINE_TO_FIVE).why_closed(late, ZONE) == OUTSIDE_HOURS

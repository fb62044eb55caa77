"""The next free slot and the free venue: whatever is offered has no clash left."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.clashes import find_clashes
from campaigns.core.opening import ClosedSpan, OpenHours, Opening
from campaigns.core.placements import Placement, Surroundings
from campaigns.core.remedies import VenueChoice, free_venues, next_free_slot
from campaigns.core.spans import Span
from campaigns.core.wording import Bilingual
from campaigns.enums import VenueKind
from tests.campaigns.core.test_clashes import ZONE, at, placed
from tests.campaigns.core.years import calendar_for

AROUND = Surroundings(ZONE, calendar_for(2026))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_nearest_later_hour_of_the_day_comes_first() -> None:
    event, other = placed(1, at(3, 9)), placed(2, at(3, 9))

    assert next_free_slot(event, [other], AROUND, not_before=LONG_AGO) == Span(at(3, 11), at(3, 13))


def test_a_full_day_gives_way_to_the_next_workday_at_the_usual_time() -> None:
    friday, full = placed(1, at(5, 9)), placed(2, at(5, 0), 24)

    assert next_free_slot(friday, [full], AROUND, not_before=LONG_AGO) == Span(at(8, 9), at(8, 11))


def test_a_slot_clears_warnings_too_and_keeps_to_open_hours() -> None:
    around = Surroundings(
        ZONE,
        calendar_for(2026),
        venues={1: Opening(tuple(OpenHours(day, 13 * 60, 17 * 60) for day in range(5)))},
    )

    assert next_free_slot(placed(1, at(6, 9)), [], around, not_before=LONG_AGO) == Span(at(8, 13), at(8, 15))


def test_nothing_is_offered_in_the_past_or_in_another_year_or_where_moving_does_not_help() -> None:
    event, other = placed(1, at(3, 9)), placed(2, at(3, 9))
    new_year = placed(3, at(31, 9, 12), 8, venue_id=1)

    assert next_free_slot(event, [other], AROUND, not_before=at(3, 12)) == Span(at(3, 13), at(3, 15))
    assert next_free_slot(new_year, [placed(4, at(31, 0, 12), 24)], AROUND, not_before=LONG_AGO) is None
    assert (
        next_free_slot(placed(5, at(3, 9), capacity=1, expected_people=2), [], AROUND, not_before=LONG_AGO)
        is None
    )


def test_another_venue_is_of_the_same_kind_and_district_and_free_then() -> None:
    hall = {"venue_kind": VenueKind.HALL, "district_id": 4}
    event = placed(1, at(3, 9), expected_people=50, **hall)
    others = [placed(2, at(3, 9), **hall), placed(3, at(3, 10), venue_id=2, **hall)]
    venues = [
        VenueChoice(1, VenueKind.HALL, Bilingual("甲"), 4),
        VenueChoice(2, VenueKind.HALL, Bilingual("乙"), 4),
        VenueChoice(3, VenueKind.HALL, Bilingual("丙"), 4, capacity=40),
        VenueChoice(4, VenueKind.SQUARE, Bilingual("丁"), 4),
        VenueChoice(5, VenueKind.HALL, Bilingual("戊"), 5),
        VenueChoice(6, VenueKind.HALL, Bilingual("己"), 4),
        VenueChoice(7, VenueKind.HALL, Bilingual("庚"), 4),
    ]
    closed = Surroundings(
        ZONE, calendar_for(2026), venues={6: Opening(closed=(ClosedSpan(at(3, 0), at(4, 0)),))}
    )

    assert free_venues(event, others, closed, venues) == (venues[6],)
    assert free_venues(event, others, AROUND, venues, most=3) == (venues[5], venues[6])


busy = st.lists(
    st.builds(
        lambda day, hour, length, venue, person: placed(
            100 + day * 24 + hour, at(day, hour), length, venue_id=venue, persons={person: "专家"}
        ),
        st.integers(1, 28),
        st.integers(7, 18),
        st.integers(1, 12),
        st.integers(1, 2),
        st.integers(7, 8),
    ),
    max_size=30,
    unique_by=lambda one: one.id,
)


@given(busy, st.integers(1, 28), st.integers(8, 16))
def test_what_is_offered_has_no_clash_of_any_kind(others: list[Placement], day: int, hour: int) -> None:
    event = placed(1, at(day, hour), persons={7: "专家"})

    slot = next_free_slot(event, others, AROUND, not_before=LONG_AGO)

    if slot is not None:
        moved = placed(1, slot.starts_at, 2, persons={7: "专家"})
        assert slot.ends_at - slot.starts_at == timedelta(hours=2)
        assert 1 not in find_clashes([moved, *others], AROUND)

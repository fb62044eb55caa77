"""Limits on what may fall together: seats, headlines, a district's day, a community's turn."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.clashes import find_clashes
from campaigns.core.placements import Clash, ClashRules, Placement, Surroundings
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, ClashLevel, EventLevel, EventStatus, VenueKind
from tests.campaigns.core.test_clashes import ZONE, at, placed

LIMITS = {ClashKind.CAPACITY, ClashKind.HEADLINE, ClashKind.SATURATION, ClashKind.TOO_SOON}
RULES = ClashRules({kind: ClashLevel.IGNORED for kind in ClashKind if kind not in LIMITS})
AROUND = Surroundings(ZONE, rules=RULES)
HUANCUI = Bilingual("环翠", "Huancui")


def visit(id_: int, day: int, month: int = 6, **more: Any) -> Placement:
    values = {"venue_kind": VenueKind.COMMUNITY, "activity_code": "S2", "host_id": 1} | more
    return placed(id_, at(day, 9, month), **values)


def found_kinds(*some: Placement) -> dict[int, list[tuple[ClashKind, int | None]]]:
    return {
        id_: [(clash.kind, clash.other_id) for clash in clashes]
        for id_, clashes in find_clashes(some, AROUND).items()
    }


def test_more_people_than_seats_are_told_with_both_numbers() -> None:
    full, over = (
        placed(1, at(3, 9), capacity=80, expected_people=80),
        placed(2, at(4, 9), capacity=80, expected_people=81),
    )
    unknown = placed(3, at(5, 9), capacity=80)

    assert find_clashes([full, over, unknown], AROUND) == {
        2: (
            Clash(
                ClashKind.CAPACITY,
                Bilingual(
                    "“市民广场”容纳 80 人，预计 81 人。", "Citizens' Square seats 80; 81 are expected."
                ),
            ),
        )
    }


def test_two_headline_events_of_the_city_on_one_day_name_each_other() -> None:
    some = [
        placed(1, at(3, 9), is_headline=True),
        placed(2, at(3, 20), is_headline=True, venue_id=2),
        placed(3, at(3, 15), is_headline=True, level=EventLevel.DISTRICT),
        placed(4, at(4, 9), is_headline=True),
        placed(5, at(3, 9), is_headline=True, status=EventStatus.CANCELLED),
    ]

    assert found_kinds(*some) == {1: [(ClashKind.HEADLINE, 2)], 2: [(ClashKind.HEADLINE, 1)]}


def test_the_fifth_event_of_a_district_on_a_day_is_one_too_many() -> None:
    def day_of(n: int) -> list[Placement]:
        return [
            placed(id_, at(3, 7 + id_), venue_id=id_, district_id=4, district_name=HUANCUI)
            for id_ in range(1, n + 1)
        ]

    elsewhere = placed(9, at(3, 9), venue_id=9, district_id=5)

    assert found_kinds(*day_of(4), elsewhere) == {}
    assert find_clashes([*day_of(5), elsewhere], AROUND)[5] == (
        Clash(
            ClashKind.SATURATION,
            Bilingual("环翠6月3日有 5 场活动，超过 4 场。", "Huancui has 5 events on 3 June, more than 4."),
        ),
    )
    assert list(find_clashes([*day_of(5), elsewhere], AROUND)) == [1, 2, 3, 4, 5]


def test_a_community_is_not_visited_again_before_its_turn() -> None:
    some = [
        visit(1, 1),
        visit(2, 30),
        visit(3, 30, 7),
        visit(4, 2, host_id=2),
        visit(5, 3, activity_code="S3"),
    ]

    assert found_kinds(*some) == {1: [(ClashKind.TOO_SOON, 2)], 2: [(ClashKind.TOO_SOON, 1)]}
    assert found_kinds(visit(1, 1), visit(2, 8, venue_kind=VenueKind.HALL)) == {}


def test_the_numbers_of_the_limits_are_the_edition_s_own() -> None:
    rules = ClashRules(RULES.levels, {ClashKind.TOO_SOON: 7, ClashKind.SATURATION: 1})

    found = find_clashes(
        [visit(1, 1, district_id=4), visit(2, 8, district_id=4), visit(3, 8, venue_id=2, district_id=4)],
        Surroundings(ZONE, rules=rules),
    )

    assert {id_: [clash.kind for clash in clashes] for id_, clashes in found.items()} == {
        2: [ClashKind.SATURATION],
        3: [ClashKind.SATURATION],
    }


some_placements = st.lists(
    st.builds(
        lambda id_, day, venue, district, headline, host: placed(
            id_,
            at(day, 9),
            venue_id=venue,
            venue_kind=VenueKind.COMMUNITY,
            district_id=district,
            is_headline=headline,
            host_id=host,
            activity_code="S2",
        ),
        st.integers(1, 500),
        st.integers(1, 28),
        st.integers(1, 2),
        st.none() | st.integers(1, 2),
        st.booleans(),
        st.integers(1, 2),
    ),
    max_size=25,
    unique_by=lambda placement: placement.id,
)


@given(some_placements, st.integers(1, 3), st.integers(1, 12))
def test_the_limits_find_what_comparing_everything_finds(some: list[Placement], most: int, days: int) -> None:
    def on(one: Placement) -> int:
        return local_day(one.starts_at, ZONE).toordinal()

    def place(one: Placement) -> tuple[int, int]:
        return on(one), one.id

    expected: list[tuple[int, ClashKind, int | None]] = []
    for one in some:
        rest = [other for other in some if other.id != one.id]
        today = [other for other in rest if on(other) == on(one)]
        expected += [
            (one.id, ClashKind.HEADLINE, other.id) for other in today if one.is_headline and other.is_headline
        ]
        if one.district_id and sum(other.district_id == one.district_id for other in today) >= most:
            expected.append((one.id, ClashKind.SATURATION, None))
        same = [other for other in rest if (other.venue_id, other.host_id) == (one.venue_id, one.host_id)]
        earlier = max((other for other in same if place(other) < place(one)), key=place, default=None)
        later = min((other for other in same if place(other) > place(one)), key=place, default=None)
        expected += [
            (one.id, ClashKind.TOO_SOON, other.id)
            for other in (earlier, later)
            if other is not None and abs(on(other) - on(one)) < days
        ]
    rules = ClashRules(RULES.levels, {ClashKind.TOO_SOON: days, ClashKind.SATURATION: most})

    found = find_clashes(some, Surroundings(ZONE, rules=rules))

    told = [(id_, clash.kind, clash.other_id) for id_, clashes in found.items() for clash in clashes]
    assert sorted(told, key=str) == sorted(expected, key=str)

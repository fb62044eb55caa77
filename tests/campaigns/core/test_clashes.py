"""Warnings about events: who else is there, and what day it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.clashes import find_clashes, needing_reason
from campaigns.core.day_clashes import day_warnings
from campaigns.core.placements import (
    DEFAULT_LEVELS,
    DOUBLE_BOOKINGS,
    Clash,
    ClashRules,
    Placement,
    Surroundings,
)
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import ClashKind, ClashLevel, DayKind, EventStatus
from tests.campaigns.core.years import calendar_for

ZONE = "Asia/Shanghai"
ONLY_BOOKINGS = Surroundings(
    ZONE, rules=ClashRules({kind: ClashLevel.IGNORED for kind in ClashKind if kind not in DOUBLE_BOOKINGS})
)
HALL = Bilingual("市民广场", "Citizens' Square")


def at(day: int, hour: int, month: int = 6) -> datetime:
    """Return a local time of Shanghai."""
    return datetime(2026, month, day, tzinfo=UTC) + timedelta(hours=hour - 8)


def placed(id_: int, start: datetime, hours: float = 2, **more: Any) -> Placement:
    values: dict[str, Any] = {
        "id": id_,
        "title": Bilingual(f"活动{id_}", f"Event {id_}"),
        "starts_at": start,
        "ends_at": start + timedelta(hours=hours),
        "is_all_day": False,
        "venue_id": 1,
        "venue_name": HALL,
    }
    return Placement(**(values | more))


def kinds(placement: Placement, *blackouts: DayRow) -> list[ClashKind]:
    return [clash.kind for clash in day_warnings(placement, calendar_for(2026, blackouts=blackouts), ZONE)]


def test_two_events_in_one_hall_name_each_other() -> None:
    found = find_clashes([placed(1, at(3, 9)), placed(2, at(3, 10)), placed(3, at(3, 12))], ONLY_BOOKINGS)

    assert found == {
        1: (
            Clash(
                ClashKind.VENUE,
                Bilingual(
                    "地点“市民广场”在6月3日 10:00—12:00已安排“活动2”。",
                    "Citizens' Square is taken on 3 June, 10:00–12:00 by “Event 2”.",
                ),
                2,
                ClashLevel.BLOCKS,
            ),
        ),
        2: (
            Clash(
                ClashKind.VENUE,
                Bilingual(
                    "地点“市民广场”在6月3日 9:00—11:00已安排“活动1”。",
                    "Citizens' Square is taken on 3 June, 9:00–11:00 by “Event 1”.",
                ),
                1,
                ClashLevel.BLOCKS,
            ),
        ),
    }


def test_a_person_cannot_be_in_two_places() -> None:
    found = find_clashes(
        [
            placed(1, at(3, 9), venue_id=None, persons={7: "专家01"}),
            placed(2, at(3, 9), persons={7: "专家01", 8: "专家02"}),
        ],
        ONLY_BOOKINGS,
    )

    assert found[1] == (
        Clash(
            ClashKind.PERSON,
            Bilingual(
                "专家01在6月3日 9:00—11:00已安排到“活动2”。", "专家01 is at “Event 2” on 3 June, 9:00–11:00."
            ),
            2,
            ClashLevel.BLOCKS,
        ),
    )


def test_cancelled_events_and_places_nobody_named_clash_with_nothing() -> None:
    found = find_clashes(
        [
            placed(1, at(3, 9)),
            placed(2, at(3, 9), status=EventStatus.CANCELLED),
            placed(3, at(3, 9), status=EventStatus.NOT_HELD),
            placed(4, at(3, 9), venue_id=None),
            placed(5, at(3, 9), venue_id=None),
            placed(6, at(3, 9), venue_id=2),
        ],
        ONLY_BOOKINGS,
    )

    assert found == {}


def test_all_day_events_say_their_days() -> None:
    whole_day = placed(1, at(3, 0), 24, is_all_day=True)
    two_days = placed(2, at(3, 0), 48, is_all_day=True)

    found = find_clashes([whole_day, two_days], ONLY_BOOKINGS)

    assert found[1][0].message == Bilingual(
        "地点“市民广场”在6月3日—6月4日已安排“活动2”。",
        "Citizens' Square is taken from 3 June to 4 June by “Event 2”.",
    )
    assert found[2][0].message.zh == "地点“市民广场”在6月3日全天已安排“活动1”。"


def test_an_ordinary_working_day_warns_of_nothing() -> None:
    assert kinds(placed(1, at(3, 9))) == []


def test_a_holiday_is_named_and_hides_the_weekend() -> None:
    found = day_warnings(placed(1, at(20, 9)), calendar_for(2026), ZONE)

    assert found == (
        Clash(ClashKind.HOLIDAY, Bilingual("6月20日是端午节假期。", "20 June is a holiday (端午节).")),
    )


def test_a_weekend_warns_unless_it_is_worked_or_usual_or_part_of_something_longer() -> None:
    assert kinds(placed(1, at(6, 9))) == [ClashKind.WEEKEND]
    assert kinds(placed(1, at(9, 9, month=5))) == []
    assert kinds(placed(1, at(6, 9), weekend_is_usual=True)) == []
    assert kinds(placed(1, at(5, 9), 72)) == []


def test_days_before_and_after_the_window_are_told_apart() -> None:
    window = {"window_start_on": date(2026, 6, 4), "window_end_on": date(2026, 6, 5)}

    found = [day_warnings(placed(1, at(day, 9), **window), calendar_for(2026), ZONE) for day in (3, 4, 5, 8)]

    assert [[clash.message.zh for clash in clashes] for clashes in found] == [
        ["早于活动窗口，窗口从6月4日开始。"], [], [], ["晚于活动窗口，窗口到6月5日为止。"],
    ]  # fmt: skip


def test_a_blackout_is_named_once_and_only_for_the_activities_it_is_meant_for() -> None:
    exam = [
        DayRow(date(2026, 6, day), DayKind.BLACKOUT, Bilingual("高考"), frozenset({"S1"})) for day in (8, 9)
    ]

    assert kinds(placed(1, at(8, 9), 26, activity_code="S1"), *exam) == [ClashKind.BLACKOUT]
    assert kinds(placed(1, at(8, 9), activity_code="S2"), *exam) == []


def test_what_is_cancelled_needs_no_warning() -> None:
    assert kinds(placed(1, at(6, 9), status=EventStatus.CANCELLED)) == []


def test_times_still_being_typed_do_not_break_the_warnings() -> None:
    assert kinds(placed(1, at(6, 9), -2)) == [ClashKind.WEEKEND]


def test_every_kind_has_a_level() -> None:
    assert set(DEFAULT_LEVELS) == set(ClashKind)


TEAM = Bilingual("服务一队", "Team 1")

placements = st.lists(
    st.builds(
        lambda id_, hour, length, venue, person, team, status: placed(
            id_,
            at(1, hour),
            length,
            venue_id=venue,
            persons={person: "专家"} if person else {},
            teams={team: TEAM} if team else {},
            status=status,
        ),
        st.integers(1, 1000),
        st.integers(0, 60),
        st.integers(1, 30),
        st.none() | st.integers(1, 3),
        st.none() | st.integers(1, 3),
        st.none() | st.integers(1, 3),
        st.sampled_from((EventStatus.CONFIRMED, EventStatus.HELD, EventStatus.CANCELLED)),
    ),
    max_size=25,
    unique_by=lambda placement: placement.id,
)


def shares(one: Placement, other: Placement, kind: ClashKind) -> bool:
    """Tell whether both need one thing of a kind: the definition, without any sorting."""
    if kind is ClashKind.VENUE:
        return one.venue_id is not None and one.venue_id == other.venue_id
    of = {ClashKind.PERSON: (one.persons, other.persons), ClashKind.TEAM: (one.teams, other.teams)}[kind]
    return bool(set(of[0]) & set(of[1]))


@given(placements)
def test_the_sweep_finds_what_comparing_all_pairs_finds(some: list[Placement]) -> None:
    expected = sorted(
        (one.id, other.id, kind)
        for one in some
        for other in some
        for kind in DOUBLE_BOOKINGS
        if one.id != other.id
        and one.status is EventStatus.CONFIRMED
        and other.status is not EventStatus.CANCELLED
        and one.span.overlaps(other.span)
        and shares(one, other, kind)
    )

    found = find_clashes(some, ONLY_BOOKINGS)

    assert (
        sorted((id_, clash.other_id, clash.kind) for id_, clashes in found.items() for clash in clashes)
        == expected
    )


def test_a_team_cannot_be_in_two_places() -> None:
    found = find_clashes(
        [placed(1, at(3, 9), teams={5: TEAM}), placed(2, at(3, 10), venue_id=2, teams={5: TEAM})],
        ONLY_BOOKINGS,
    )

    assert found[1] == (
        Clash(
            ClashKind.TEAM,
            Bilingual(
                "服务一队在6月3日 10:00—12:00已安排到“活动2”。",
                "Team 1 is at “Event 2” on 3 June, 10:00–12:00.",
            ),
            2,
            ClashLevel.BLOCKS,
        ),
    )


def test_what_was_held_takes_its_place_but_is_told_nothing() -> None:
    found = find_clashes([placed(1, at(3, 9), status=EventStatus.HELD), placed(2, at(3, 9))], ONLY_BOOKINGS)

    assert {id_: [clash.other_id for clash in clashes] for id_, clashes in found.items()} == {2: [1]}


def test_an_ignored_kind_is_nowhere_and_a_harder_one_blocks() -> None:
    rules = ClashRules({ClashKind.VENUE: ClashLevel.IGNORED, ClashKind.WEEKEND: ClashLevel.BLOCKS})

    found = find_clashes(
        [placed(1, at(6, 9)), placed(2, at(6, 9))], Surroundings(ZONE, calendar_for(2026), rules)
    )

    assert {id_: [(c.kind, c.level) for c in clashes] for id_, clashes in found.items()} == {
        1: [(ClashKind.WEEKEND, ClashLevel.BLOCKS)],
        2: [(ClashKind.WEEKEND, ClashLevel.BLOCKS)],
    }


def test_a_double_booking_needs_a_reason_at_any_level_and_the_rest_only_when_it_blocks_what_is_confirmed() -> (
    None
):
    clashes = [
        Clash(ClashKind.VENUE, TEAM, 2, ClashLevel.WARNS),
        Clash(ClashKind.HOLIDAY, TEAM, None, ClashLevel.BLOCKS),
        Clash(ClashKind.WEEKEND, TEAM, None, ClashLevel.WARNS),
    ]

    assert needing_reason(clashes, confirms=True) == tuple(clashes[:2])
    assert needing_reason(clashes, confirms=False) == tuple(clashes[:1])

"""A roster takes turns fairly, far enough apart, and says what it cannot fill."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from campaigns.core.rotation import rotate, spread_of
from campaigns.core.turns import Decision, Member, Slot, Terms
from campaigns.core.wording import Bilingual
from campaigns.enums import RosterRule, RosterTurnKind

START = date(2026, 1, 8)


def slots_of(number: int, **values: object) -> list[Slot]:
    return [Slot(n + 1, START + timedelta(days=14 * n), **values) for n in range(number)]


def members_of(number: int) -> list[Member]:
    return [Member(n + 1, position=n) for n in range(number)]


def counts(found: list[tuple[int, ...]]) -> dict[int, int]:
    ids = [id_ for one in found for id_ in one]
    return {id_: ids.count(id_) for id_ in sorted(set(ids))}


def turns(rotation: object) -> list[tuple[int, ...]]:
    return [turn.member_ids for turn in rotation.turns]


def distances(found: list[tuple[int, ...]], member: int) -> list[int]:
    places = [place for place, ids in enumerate(found) if member in ids]
    return [after - before for before, after in zip(places, places[1:], strict=False)]


def test_24_episodes_give_each_of_12_departments_exactly_4_at_least_3_apart():
    found = turns(rotate(members_of(12), slots_of(24), Terms(min_gap=3)))

    assert [len(one) for one in found] == [2] * 24
    assert counts(found) == dict.fromkeys(range(1, 13), 4)
    assert min(min(distances(found, member)) for member in range(1, 13)) == 6


@given(
    st.integers(1, 15), st.integers(1, 4), st.integers(0, 40), st.integers(0, 5), st.sampled_from(RosterRule)
)
def test_whatever_is_possible_is_exactly_fair(n, size, number, gap, rule):
    assume(n // size >= max(gap, 1))

    rotation = rotate(members_of(n), slots_of(number), Terms(rule, size, size, gap))
    found = turns(rotation)

    assert [len(one) for one in found] == [size] * number
    assert spread_of(rotation.loads, {}) <= 1
    assert all(distance >= gap for member in range(1, n + 1) for distance in distances(found, member))


@st.composite
def disturbed(draw):
    """Members who come and go, slots that are over, decided or hindered."""
    members = [
        Member(
            n + 1,
            position=n,
            weight=draw(st.integers(1, 3)),
            joined_on=draw(st.none() | st.dates(START, START + timedelta(days=200))),
            left_on=draw(st.none() | st.dates(START, START + timedelta(days=200))),
        )
        for n in range(draw(st.integers(1, 8)))
    ]
    ids = st.lists(st.sampled_from([m.id for m in members]), max_size=3, unique=True)
    slots = [
        Slot(
            n + 1,
            START + timedelta(days=14 * n),
            is_locked=draw(st.booleans()),
            fixed_ids=tuple(draw(ids)),
            kept_ids=tuple(draw(ids)),
            busy_ids=frozenset(draw(ids)),
        )
        for n in range(draw(st.integers(0, 12)))
    ]
    terms = Terms(draw(st.sampled_from(RosterRule)), 1, draw(st.integers(1, 3)), draw(st.integers(0, 4)))
    return members, slots, terms


@given(disturbed())
def test_nobody_is_proposed_who_is_away_has_left_or_came_too_recently(question):
    members, slots, terms = question
    rotation = rotate(members, slots, terms)
    by_id = {member.id: member for member in members}

    assert rotate(members, slots, terms) == rotation
    for place, (slot, turn) in enumerate(zip(slots, rotation.turns, strict=True)):
        assert len(set(turn.member_ids)) == len(turn.member_ids)
        assert turn.member_ids[: len(slot.fixed_ids)] == slot.fixed_ids
        proposed = set(turn.member_ids) - set(slot.fixed_ids) - set(slot.kept_ids)
        assert not (slot.is_locked and proposed)
        assert all(by_id[id_].is_on(slot.day) for id_ in proposed)
        assert not proposed & slot.busy_ids
        near = rotation.turns[max(0, place - terms.min_gap + 1) : place + terms.min_gap]
        assert all(id_ not in other.member_ids for id_ in proposed for other in near if other is not turn)
        assert (turn.shortage is None) == (slot.is_locked or len(turn.member_ids) >= terms.per_slot_min)


def test_who_left_gets_no_turn_after_its_last_day():
    members = [*members_of(3), Member(4, 3, left_on=START + timedelta(days=28))]

    found = turns(rotate(members, slots_of(8), Terms(per_slot_max=1)))

    assert found == [(1,), (2,), (3,), (1,), (2,), (3,), (1,), (2,)]
    assert turns(rotate(members, slots_of(8, kept_ids=(4,)), Terms(per_slot_max=1)))[3:] != [(4,)] * 5


def test_a_newcomer_starts_at_the_average_of_the_others():
    members = [*members_of(2), Member(3, 2, joined_on=START + timedelta(days=14 * 6))]

    rotation = rotate(members, slots_of(12), Terms(per_slot_max=1))

    assert turns(rotation) == [(1,), (2,), (1,), (2,), (1,), (2,), (3,), (1,), (2,), (3,), (1,), (2,)]
    assert rotation.credits == {3: 3}
    assert rotation.loads == {1: 5, 2: 5, 3: 5}


def test_weights_give_twice_the_turns():
    members = [Member(1, 0, weight=2), Member(2, 1), Member(3, 2)]

    rotation = rotate(members, slots_of(8), Terms(RosterRule.WEIGHTED, per_slot_max=1))

    assert rotation.loads == {1: 4, 2: 2, 3: 2}
    assert spread_of(rotation.loads, {1: 2}) == Fraction(0)


def test_past_turns_count_and_stay():
    past = [Slot(n + 1, START + timedelta(days=14 * n), is_locked=True, fixed_ids=(1, 2)) for n in range(3)]

    found = turns(rotate(members_of(4), [*past, *slots_of(9)[3:]], Terms()))

    assert found[:3] == [(1, 2)] * 3
    assert counts(found) == dict.fromkeys(range(1, 5), 18 // 4) | {1: 5, 2: 5}


def test_of_two_rules_one_keeps_the_list_and_the_other_asks_who_came_longest_ago():
    first = Slot(1, START, is_locked=True, fixed_ids=(3, 2, 1))
    terms = {"per_slot_max": 1}

    in_order = turns(rotate(members_of(3), [first, *slots_of(3)[1:]], Terms(RosterRule.ORDER, **terms)))
    carried = [Member(1, 0, last_on=date(2025, 12, 1)), Member(2, 1, last_on=date(2025, 11, 1))]
    longest = turns(rotate(carried, slots_of(2), Terms(RosterRule.LEAST_RECENT, **terms)))

    assert in_order == [(3, 2, 1), (1,), (2,)]
    assert longest == [(2,), (1,)]


def test_who_is_skipped_comes_to_another_slot_and_nobody_loses_a_turn():
    skip = Decision(RosterTurnKind.SKIPPED, 1, 1)

    found = turns(rotate(members_of(12), slots_of(24), Terms(min_gap=3), [skip]))

    assert 1 not in found[0]
    assert [len(one) for one in found] == [2] * 24
    assert counts(found) == dict.fromkeys(range(1, 13), 4)


def test_a_swap_and_a_substitution_hold_and_the_last_decision_wins():
    swap = [Decision(RosterTurnKind.SWAPPED, 1, 1, 5), Decision(RosterTurnKind.SWAPPED, 3, 5, 1)]
    stands_in = Decision(RosterTurnKind.SUBSTITUTED, 2, 3, 6)
    back = Decision(RosterTurnKind.SUBSTITUTED, 2, 6, 3)

    found = turns(rotate(members_of(6), slots_of(3), Terms(), [*swap, stands_in]))
    returned = turns(rotate(members_of(6), slots_of(3), Terms(), [*swap, stands_in, back]))

    assert (found[0][0], found[1][0], found[2][0]) == (5, 6, 1)
    assert returned[1][0] == 3


def test_a_slot_gets_two_only_where_every_other_still_gets_one():
    found = turns(rotate(members_of(4), slots_of(6), Terms(per_slot_min=1, per_slot_max=2, min_gap=3)))

    assert all(found)
    assert min(min(distances(found, member)) for member in range(1, 5)) >= 3


def test_what_cannot_be_filled_says_why():
    members = [*members_of(3), Member(4, 3, left_on=date(2025, 12, 31))]
    slots = [
        Slot(1, START, busy_ids=frozenset({2})),
        Slot(2, START + timedelta(days=14), busy_ids=frozenset({2})),
    ]
    skip = Decision(RosterTurnKind.SKIPPED, 2, 3)

    rotation = rotate(members, slots, Terms(per_slot_min=1, per_slot_max=1, min_gap=3), [skip])

    assert turns(rotation) == [(1,), ()]
    assert rotation.turns[1].shortage == Bilingual(
        "缺1个：4个成员中，1个那时不在名单上，1个已定为不来，1个那时另有安排，1个与前后一次相隔不足3期",
        "1 short: of 4 members, 1 not on the list then, 1 decided not to come, 1 booked elsewhere then, "
        "1 within 3 slots of another turn",
    )


def test_all_stand_in_about_equally_often():
    rotation = rotate(members_of(12), slots_of(24), Terms(min_gap=3))

    found = [turn.stand_in_id for turn in rotation.turns]
    assert {found.count(member) for member in range(1, 13)} == {2}
    assert all(turn.stand_in_id not in turn.member_ids for turn in rotation.turns)

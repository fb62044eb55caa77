"""Shares add up to the total, come evenly, and places take turns."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.sharing import largest_remainder, least_recent, spread

# DOMAIN.md 8: residents' committees of 环翠, 荣成, 文登, 经区, 高区, 乳山 and 临港.
COMMUNITIES = {1: 63, 2: 59, 3: 52, 4: 49, 5: 34, 6: 19, 7: 13}
WEIGHTS = st.dictionaries(st.integers(1, 40), st.integers(0, 90), min_size=1, max_size=12)


def test_the_weeks_of_a_year_are_shared_by_the_communities_of_each_district():
    assert largest_remainder(52, COMMUNITIES) == {1: 11, 2: 11, 3: 9, 4: 9, 5: 6, 6: 4, 7: 2}


def test_equal_fractions_go_to_the_first():
    assert largest_remainder(2, {8: 1, 3: 1, 5: 1}) == {8: 1, 3: 1, 5: 0}


def test_nobody_gets_anything_where_nobody_weighs_anything():
    assert largest_remainder(5, {1: 0, 2: 0}) == {1: 0, 2: 0}


@given(st.integers(0, 400), WEIGHTS)
def test_shares_add_up_and_each_is_less_than_one_away_from_its_quota(total, weights):
    shares = largest_remainder(total, weights)
    whole = sum(weights.values())

    assert list(shares) == list(weights)
    assert sum(shares.values()) == (total if whole else 0)
    assert all(abs(shares[key] * whole - total * weight) < max(whole, 1) for key, weight in weights.items())


def test_one_that_comes_often_stands_between_those_that_come_once():
    assert spread({1: 1, 2: 1, 3: 1, 4: 4}) == (4, 1, 4, 2, 4, 3, 4)


def test_no_district_gets_two_weeks_in_a_row():
    order = spread(largest_remainder(52, COMMUNITIES))

    assert [key for key, after in zip(order, order[1:], strict=False) if key == after] == []
    assert order[:7] == (1, 2, 3, 4, 5, 6, 1)


@given(st.dictionaries(st.integers(1, 40), st.integers(0, 25), max_size=12))
def test_each_key_stands_as_often_as_counted_and_never_a_whole_place_ahead(counts):
    order = spread(counts)
    total = sum(counts.values())

    assert {key: order.count(key) for key in counts} == counts
    assert len(order) == total
    for place in range(1, total + 1):
        assert all(order[:place].count(key) * total - counts[key] * place < total for key in counts)


def test_places_never_visited_come_first_then_those_visited_longest_ago():
    visits = {4: date(2026, 3, 1), 2: date(2025, 3, 1), 9: date(2025, 3, 1)}

    assert least_recent([4, 9, 7, 2, 1], visits) == (7, 1, 9, 2, 4)

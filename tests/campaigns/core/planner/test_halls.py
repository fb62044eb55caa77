"""Shortages against what trying every subset finds."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.planner.halls import shortages

wishes = st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True), max_size=9)


def most_short(wanted: list[list[int]]) -> int:
    """Return the deficiency of Hall's theorem: the most by which some demands exceed their things."""
    return max(
        size - len({thing for number in chosen for thing in wanted[number]})
        for size in range(len(wanted) + 1)
        for chosen in combinations(range(len(wanted)), size)
    )


@given(wishes)
def test_what_is_short_in_all_is_what_no_dealing_out_can_serve(wanted: list[list[int]]) -> None:
    found = shortages(len(wanted), lambda number: wanted[number])

    assert sum(one.short for one in found) == most_short(wanted)


@given(wishes)
def test_the_demands_of_a_shortage_want_nothing_else_and_share_nothing(wanted: list[list[int]]) -> None:
    found = shortages(len(wanted), lambda number: wanted[number])

    for one in found:
        assert {thing for number in one.demands for thing in wanted[number]} == one.things
        assert one.short > 0
    for one, other in combinations(found, 2):
        assert not one.demands & other.demands
        assert not one.things & other.things

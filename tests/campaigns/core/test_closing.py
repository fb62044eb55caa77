"""A close-out is believed when its parts fit its whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.closing import check_closeout
from campaigns.core.wording import Bilingual
from campaigns.errors import Problem


@dataclass(frozen=True)
class Numbers:
    is_held: bool = True
    people: int = 0
    visits: int | None = None
    by_audience: Mapping[str, Decimal] = field(default_factory=dict)
    by_measure: Mapping[str, Decimal] = field(default_factory=dict)
    not_held_reason: str = ""


def fields(numbers: Numbers, *whole_measures: str) -> list[str]:
    return [problem.field for problem in check_closeout(numbers, whole_measures=whole_measures)]


def test_categories_may_not_exceed_the_people_who_came() -> None:
    numbers = Numbers(people=40, by_audience={"grad": Decimal(30), "unemp": Decimal(11)})

    assert check_closeout(numbers) == [
        Problem(
            "people",
            Bilingual(
                "各类人员合计 41 人，超过了参加人数 40 人。",
                "The categories add up to 41 people, more than the 40 who came.",
            ),
        )
    ]


def test_categories_may_leave_people_uncategorised() -> None:
    assert fields(Numbers(people=40, visits=40, by_audience={"grad": Decimal(30)})) == []


def test_visits_are_never_fewer_than_people() -> None:
    assert fields(Numbers(people=40, visits=39)) == ["visits"]
    assert fields(Numbers(people=40, visits=None)) == []


def test_what_is_counted_in_pieces_is_whole_and_money_need_not_be() -> None:
    numbers = Numbers(
        people=9,
        by_audience={"grad": Decimal("1.5")},
        by_measure={"leaflets": Decimal("10.5"), "loan_amount": Decimal("12.35")},
    )

    assert fields(numbers, "leaflets") == ["audience_grad", "measure_leaflets"]


def test_negative_numbers_are_each_refused_at_their_field() -> None:
    numbers = Numbers(
        people=-1, visits=-1, by_audience={"grad": Decimal(-1)}, by_measure={"leaflets": Decimal(-1)}
    )

    assert fields(numbers, "leaflets") == ["people", "visits", "audience_grad", "measure_leaflets"]


def test_an_event_that_was_not_held_needs_a_reason_and_nothing_else() -> None:
    assert fields(Numbers(is_held=False, people=-5)) == ["not_held_reason"]
    assert fields(Numbers(is_held=False, not_held_reason="台风")) == []


@given(st.lists(st.integers(0, 100), max_size=5), st.integers(0, 300), st.none() | st.integers(0, 300))
def test_what_is_accepted_adds_up(parts: list[int], people: int, visits: int | None) -> None:
    numbers = Numbers(
        people=people, visits=visits, by_audience={str(n): Decimal(part) for n, part in enumerate(parts)}
    )

    is_sound = sum(parts) <= people and (visits is None or people <= visits)

    assert (check_closeout(numbers) == []) is is_sound

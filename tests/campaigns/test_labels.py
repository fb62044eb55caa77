"""No member of a closed set is without words in both languages."""

import inspect
from enum import StrEnum

import pytest

from campaigns import enums
from campaigns.core.wording import Bilingual
from campaigns.enums import DayKind, EventStatus, Visibility
from campaigns.labels import LABELS, MARKS, choices, label

CLOSED_SETS = [
    member
    for _, member in inspect.getmembers(enums, inspect.isclass)
    if issubclass(member, StrEnum) and member is not StrEnum
]


@pytest.mark.parametrize("closed_set", CLOSED_SETS)
def test_every_member_has_words_in_both_languages(closed_set: type[StrEnum]) -> None:
    labels = [label(member) for member in closed_set]

    assert all(found.zh and found.en for found in labels)
    assert len(labels) == len({found.zh for found in labels}) == len({found.en for found in labels})


def test_no_closed_set_is_missing_or_gone() -> None:
    assert set(LABELS) == set(CLOSED_SETS)


def test_a_label_speaks_the_words_of_the_trade() -> None:
    assert label(EventStatus.PROPOSED) == Bilingual("待审", "Proposed")
    assert MARKS[DayKind.WORK] == Bilingual("班", "work")


def test_choices_keep_the_order_of_the_set() -> None:
    assert choices(Visibility, "zh_Hans_CN") == [("internal", "内部"), ("public", "公开")]
    assert choices(Visibility, "en") == [("internal", "Internal"), ("public", "Public")]

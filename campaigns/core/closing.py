"""What a close-out may say: parts do not exceed the whole, and an event that was not held has a reason."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Protocol

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem

ZERO = Decimal(0)


class CloseoutNumbers(Protocol):
    """What is judged; ``drafts.CloseoutDraft`` is one."""

    @property
    def is_held(self) -> bool: ...
    @property
    def people(self) -> int: ...
    @property
    def visits(self) -> int | None: ...
    @property
    def by_audience(self) -> Mapping[str, Decimal]: ...
    @property
    def by_measure(self) -> Mapping[str, Decimal]: ...
    @property
    def not_held_reason(self) -> str: ...


def check_closeout(numbers: CloseoutNumbers, *, whole_measures: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong; fields are ``people``, ``visits``, ``audience_CODE``, ``measure_CODE``."""
    if not numbers.is_held:
        return _check_reason(numbers)
    signs = _negatives(numbers)
    return signs or [*_fractions(numbers, whole_measures), *_check_parts(numbers), *_check_visits(numbers)]


def _check_reason(numbers: CloseoutNumbers) -> list[Problem]:
    if numbers.not_held_reason.strip():
        return []
    message = Bilingual("没有举办的，请写明原因。", "Say why the event was not held.")
    return [Problem("not_held_reason", message)]


def _negatives(numbers: CloseoutNumbers) -> list[Problem]:
    message = Bilingual("不能是负数。", "This cannot be negative.")
    wrong = [
        *(["people"] if numbers.people < 0 else []),
        *(["visits"] if (numbers.visits or 0) < 0 else []),
        *(f"audience_{code}" for code, amount in numbers.by_audience.items() if amount < ZERO),
        *(f"measure_{code}" for code, amount in numbers.by_measure.items() if amount < ZERO),
    ]
    return [Problem(field, message) for field in wrong]


def _fractions(numbers: CloseoutNumbers, whole_measures: Collection[str]) -> list[Problem]:
    message = Bilingual("请填整数。", "Enter a whole number.")
    counted = {code: amount for code, amount in numbers.by_measure.items() if code in whole_measures}
    wrong = [
        *(f"audience_{code}" for code, amount in numbers.by_audience.items() if amount % 1),
        *(f"measure_{code}" for code, amount in counted.items() if amount % 1),
    ]
    return [Problem(field, message) for field in wrong]


def _check_parts(numbers: CloseoutNumbers) -> list[Problem]:
    parts = sum(numbers.by_audience.values(), ZERO)
    if parts <= numbers.people:
        return []
    message = Bilingual(
        "各类人员合计 {parts:f} 人，超过了参加人数 {people} 人。",
        "The categories add up to {parts:f} people, more than the {people} who came.",
    )
    return [Problem("people", message.filled(parts=parts, people=numbers.people))]


def _check_visits(numbers: CloseoutNumbers) -> list[Problem]:
    if numbers.visits is None or numbers.people <= numbers.visits:
        return []
    message = Bilingual(
        "人次（{visits}）不能少于人数（{people}），同一人多次到场计多个人次。",
        "Visits ({visits}) cannot be fewer than people ({people}): one person may visit several times.",
    )
    return [Problem("visits", message.filled(visits=numbers.visits, people=numbers.people))]

"""Steps of events and reports: what is allowed, what needs a reason, what is locked."""

import pytest

from campaigns.core.lifecycle import (
    EVENT_STEPS,
    REPORT_STEPS,
    check_editable,
    check_event_step,
    check_report_step,
    is_locked,
)
from campaigns.enums import EventStatus as E
from campaigns.enums import ReportStatus as R
from campaigns.errors import Problem


def fields(problems: list[Problem]) -> list[str]:
    return [problem.field for problem in problems]


def test_every_state_has_its_steps() -> None:
    assert set(EVENT_STEPS) == set(E)
    assert set(REPORT_STEPS) == {None, *R}


def test_a_close_out_locks_and_a_cancelled_event_is_restored_before_it_changes() -> None:
    assert {status for status in E if is_locked(status)} == {E.HELD, E.NOT_HELD}
    assert {status for status in E if check_editable(status)} == {E.HELD, E.NOT_HELD, E.CANCELLED}


@pytest.mark.parametrize(
    ("before", "after", "reason", "expected"),
    [
        (E.DRAFT, E.PROPOSED, "", []),
        (E.PROPOSED, E.CONFIRMED, "", []),
        (E.CONFIRMED, E.HELD, "", []),
        (E.CONFIRMED, E.CANCELLED, "台风", []),
        (E.CONFIRMED, E.CANCELLED, "  ", ["reason"]),
        (E.CANCELLED, E.CONFIRMED, "", []),
        (E.CANCELLED, E.HELD, "", ["status"]),
        (E.DRAFT, E.HELD, "", ["status"]),
        (E.HELD, E.CONFIRMED, "人数有误", []),
        (E.HELD, E.CONFIRMED, "", ["reason"]),
        (E.NOT_HELD, E.CONFIRMED, "", ["reason"]),
        (E.HELD, E.CANCELLED, "误", ["status"]),
    ],
)
def test_steps_of_an_event(before: E, after: E, reason: str, expected: list[str]) -> None:
    assert fields(check_event_step(before, after, reason=reason)) == expected


@pytest.mark.parametrize(
    ("before", "after", "reason", "expected"),
    [
        (None, R.DRAFT, "", []),
        (R.DRAFT, R.SUBMITTED, "", []),
        (R.SUBMITTED, R.RETURNED, "缺附件", []),
        (R.SUBMITTED, R.RETURNED, "", ["reason"]),
        (R.RETURNED, R.SUBMITTED, "", []),
        (R.SUBMITTED, R.ACCEPTED, "", []),
        (R.DRAFT, R.ACCEPTED, "", ["status"]),
        (R.ACCEPTED, R.RETURNED, "误", ["status"]),
        (R.RETURNED, R.ACCEPTED, "", ["status"]),
    ],
)
def test_steps_of_a_report(before: R | None, after: R, reason: str, expected: list[str]) -> None:
    assert fields(check_report_step(before, after, account_id=1, submitted_by=2, reason=reason)) == expected


def test_nobody_accepts_their_own_submission_but_may_take_it_back() -> None:
    assert fields(check_report_step(R.SUBMITTED, R.ACCEPTED, account_id=1, submitted_by=1)) == [""]
    assert check_report_step(R.SUBMITTED, R.RETURNED, account_id=1, submitted_by=1, reason="改数") == []

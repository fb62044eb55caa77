"""Who owes what and when it is due, on both databases."""

from datetime import date

import pytest
from sqlmodel import Session, select

from campaigns.core.permissions import Actor
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import DeadlineAnchor, SubmissionState
from campaigns.errors import NotFound
from campaigns.models.obligation import DeadlineRule
from campaigns.operations.submissions import record_end, submit_report
from campaigns.queries.frames import get_frame
from campaigns.queries.obligations import get_obligation, list_endings, list_obligations
from campaigns.submissions import ObligationLine
from tests.campaigns.world import NOW, TODAY, World

CALENDAR = WorkCalendar.of([], [])


def lines(
    session: Session, actor: Actor | None, today: date = TODAY, state: SubmissionState | None = None
) -> tuple[ObligationLine, ...]:
    frame = get_frame(session, 2026)
    return list_obligations(session, frame, actor, CALENDAR, today=today).narrowed(state=state).lines


def owing(found: tuple[ObligationLine, ...]) -> list[str]:
    return [line.organisation.slug for line in found]


def test_without_a_recorded_end_the_planned_one_gives_the_expected_day(
    session: Session, world: World
) -> None:
    line = lines(session, world.city)[0]

    assert (line.anchor_on, line.due_on, line.expected_due_on, line.is_overdue) == (
        None,
        None,
        date(2026, 7, 10),
        False,
    )


def test_a_recorded_end_moves_every_due_day_and_taking_it_back_moves_them_again(
    session: Session, world: World
) -> None:
    record_end(session, world.frame, "C1", date(2026, 6, 1), version=1, actor=world.city, now=NOW)
    moved = {line.due_on for line in lines(session, world.city)}
    record_end(session, world.frame, "C1", None, version=2, actor=world.city, now=NOW)

    assert moved == {date(2026, 6, 11)}
    assert {line.due_on for line in lines(session, world.city)} == {None}


def test_a_due_day_at_the_weekend_comes_with_the_friday_before(session: Session, world: World) -> None:
    rule = session.exec(select(DeadlineRule)).one()
    rule.anchor, rule.fixed_month, rule.fixed_day = DeadlineAnchor.FIXED_DAY, 7, 19
    session.add(rule)
    session.flush()

    line = lines(session, world.city)[0]

    assert (line.due_on, line.advice_on, line.days_left) == (date(2026, 7, 19), date(2026, 7, 17), 48)


def test_the_city_sees_all_and_a_district_its_own(session: Session, world: World) -> None:
    assert owing(lines(session, world.city)) == ["ldbz", "hc", "rc"]
    assert owing(lines(session, world.huancui)) == ["hc"]
    assert owing(lines(session, world.reader)) == ["hc"]
    assert owing(lines(session, world.school_liaison)) == []
    assert owing(lines(session, None)) == ["ldbz", "hc", "rc"]


def test_an_obligation_of_another_district_is_not_found(session: Session, world: World) -> None:
    huancui = lines(session, world.huancui)[0]

    with pytest.raises(NotFound):
        get_obligation(session, world.frame, world.rongcheng, CALENDAR, huancui.id, today=TODAY)


def test_what_was_handed_in_is_no_longer_overdue(session: Session, world: World) -> None:
    record_end(session, world.frame, "C1", date(2026, 6, 1), version=1, actor=world.city, now=NOW)
    huancui = lines(session, world.huancui)[0]
    submit_report(
        session, world.frame, huancui.id, b"%PDF", {}, version=huancui.version, actor=world.huancui, now=NOW
    )

    late = date(2026, 6, 12)
    assert owing(lines(session, world.city, late, SubmissionState.OVERDUE)) == ["ldbz", "rc"]
    assert owing(lines(session, world.city, late, SubmissionState.SUBMITTED)) == ["hc"]
    assert owing(lines(session, world.city, date(2026, 6, 11), SubmissionState.DUE)) == ["ldbz", "rc"]


def test_activities_that_wait_for_an_end_are_listed(session: Session, world: World) -> None:
    assert [(ending.activity.code, ending.version) for ending in list_endings(session, world.frame)] == [
        ("C1", 1)
    ]

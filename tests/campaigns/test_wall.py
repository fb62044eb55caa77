"""The year wall's read model: each event once, cancelled ones apart, due days merged."""

from dataclasses import replace
from datetime import date

from campaigns.enums import EventStatus
from campaigns.wall import WallDot, WallDue, hang_wall
from tests.reports.samples import CAMPUS_TALKS, EDITION, TALKS
from tests.reports.wall_samples import ACTIVITIES, OBLIGATIONS, TODAY


def test_row_holds_each_event_once_and_counts_cancelled_ones_apart() -> None:
    wall = hang_wall(EDITION, TODAY, (CAMPUS_TALKS,), (*TALKS, *TALKS), (), (), ())

    row = wall.rows[0]
    assert (row.held, row.planned, row.cancelled) == (7, 2, 1)
    assert row.dots[0] == WallDot(date(2026, 3, 18), is_held=True)


def test_recorded_end_cuts_the_window() -> None:
    ended = replace(CAMPUS_TALKS, actual_end_on=date(2026, 11, 1))

    assert hang_wall(EDITION, TODAY, (ended,), (), (), (), ()).rows[0].ends_on == date(2026, 11, 1)


def test_due_days_are_merged_and_expected_ones_stay_apart() -> None:
    dues = hang_wall(EDITION, TODAY, (), (), (), OBLIGATIONS, ()).dues

    assert dues == (
        WallDue(date(2026, 7, 10), (ACTIVITIES[0],), is_expected=True),
        WallDue(date(2026, 8, 10), (ACTIVITIES[1],), is_expected=True),
        WallDue(date(2026, 12, 31), ACTIVITIES[2:], is_expected=False),
    )


def test_departed_events_leave_no_dot() -> None:
    gone = replace(TALKS[0], status=EventStatus.CONFIRMED, is_departed=True)

    assert hang_wall(EDITION, TODAY, (CAMPUS_TALKS,), (gone,), (), (), ()).rows[0].dots == ()

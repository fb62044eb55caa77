"""A series laid on the real calendar of 2026."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from campaigns.core.recurrence.rules import WeeklyRule
from campaigns.enums import DayKind
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.queries.series import preview_series
from tests.campaigns.operations.series_rows import (
    ZONE,
    wanted,
)
from tests.campaigns.world import World


def test_a_weekly_series_through_spring_festival_and_national_day_2026(
    session: Session, world: World
) -> None:
    """The notice of 2026: off 15—23 February and 1—7 October; worked 14 and 28 February, 20 September, 10 October."""
    session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
    for first, days, name in ((date(2026, 2, 15), 9, "春节"), (date(2026, 10, 1), 7, "国庆节")):
        for n in range(days):
            session.add(CalendarDay(day=first + timedelta(days=n), kind=DayKind.OFF, name_zh=name))
    for day in (date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10)):
        session.add(CalendarDay(day=day, kind=DayKind.WORK, name_zh="调休上班"))
    session.commit()
    weekly = wanted(WeeklyRule(1, frozenset({2}), date(2026, 1, 7)))
    preview = preview_series(session, world.frame, weekly, ways={}, actor=world.city, today=date(2026, 1, 1))
    ways = {
        one.fate.original_on: datetime.combine(one.fate.offer_on, time(9), ZONE)
        for one in preview.dates
        if one.fate.offer_on
    }
    laid = preview_series(session, world.frame, weekly, ways=ways, actor=world.city, today=date(2026, 1, 1))

    assert {day: f"{at:%m-%d}" for day, at in ways.items()} == {
        date(2026, 2, 18): "02-28",
        date(2026, 10, 7): "10-10",
    }
    assert len(laid.chosen) == len(laid.dates) == 52
    assert [f"{one.starts_at:%m-%d}" for one in laid.chosen if one.is_make_up] == ["02-28", "10-10"]

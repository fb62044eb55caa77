"""A year is seeded exactly where its notice is known, provisionally where it is not."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from campaigns.core.workdays import YearStatus
from campaigns.operations.workdays import PROVISIONAL, seed_calendar_year
from campaigns.queries.placements import get_work_calendar
from tests.campaigns.core.years import YEARS, calendar_for

NOW = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("year", sorted(YEARS))
def test_a_known_year_is_seeded_day_for_day_as_its_notice_has_it(session: Session, year: int) -> None:
    seed_calendar_year(session, year, now=NOW)

    seeded, noticed = get_work_calendar(session, year), calendar_for(year)
    assert (set(seeded.holidays), set(seeded.make_up_days)) == (
        set(noticed.holidays), set(noticed.make_up_days),
    )  # fmt: skip
    assert seeded.is_confirmed(year)


def test_2027_is_provisional_with_its_statutory_days(session: Session) -> None:
    seed_calendar_year(session, 2027, now=NOW)

    calendar = get_work_calendar(session, 2027)
    assert calendar.years == {2027: YearStatus(2027, is_confirmed=False, source=PROVISIONAL)}
    assert {day: calendar.holidays[day].zh for day in (date(2027, 2, 6), date(2027, 9, 15))} == {
        date(2027, 2, 6): "春节", date(2027, 9, 15): "中秋节",
    }  # fmt: skip
    assert calendar.make_up_days == {}

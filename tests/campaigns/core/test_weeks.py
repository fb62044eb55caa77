"""The weekly duty: which weeks require a visit, and what each has."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from campaigns.core.pace import Days
from campaigns.core.spans import Week
from campaigns.core.weeks import WeekCount, count_weeks, passed_weeks, plan_weeks
from campaigns.enums import EventStatus
from tests.campaigns.core.ledgers import event
from tests.campaigns.core.years import CASES, calendar_for

WEEKS: list[dict[str, Any]] = yaml.safe_load((CASES / "weeks.yaml").read_text("utf-8"))
REAL = calendar_for(2009, 2026)


@pytest.mark.parametrize("case", WEEKS, ids=[case["name"] for case in WEEKS])
def test_a_year_requires_its_weeks(case: dict[str, Any]) -> None:
    plan = plan_weeks(Days(case["starts_on"], case["ends_on"]), REAL)

    assert [week.iso_week for week in plan.required] == case["required"]
    assert [week.iso_week for week in plan.exempt] == case["exempt"]
    assert {week.iso_year for week in plan.required} == {case["year"]}


def test_weeks_are_done_planned_missed_or_open() -> None:
    plan = plan_weeks(Days(date(2026, 6, 1), date(2026, 6, 28)), REAL)
    events = [event(1, date(2026, 6, 2)), event(2, date(2026, 6, 24), EventStatus.CONFIRMED)]

    counted = count_weeks(plan, events, Decimal(1), date(2026, 6, 17))

    assert counted == WeekCount(
        done=(Week(2026, 23, date(2026, 6, 1), date(2026, 6, 7)),),
        planned=(Week(2026, 26, date(2026, 6, 22), date(2026, 6, 28)),),
        missed=(Week(2026, 24, date(2026, 6, 8), date(2026, 6, 14)),),
        open=(Week(2026, 25, date(2026, 6, 15), date(2026, 6, 21)),),
    )
    assert passed_weeks(plan, date(2026, 6, 17)) == 2


def test_a_past_week_that_waits_for_its_close_out_is_not_missed() -> None:
    plan = plan_weeks(Days(date(2026, 6, 1), date(2026, 6, 7)), REAL)

    counted = count_weeks(
        plan, [event(1, date(2026, 6, 2), EventStatus.CONFIRMED)], Decimal(1), date(2026, 7, 1)
    )

    assert (counted.planned, counted.missed) == (plan.required, ())


def test_two_visits_in_one_week_do_not_make_up_for_another() -> None:
    plan = plan_weeks(Days(date(2026, 6, 1), date(2026, 6, 14)), REAL)
    events = [event(1, date(2026, 6, 2)), event(2, date(2026, 6, 4))]

    counted = count_weeks(plan, events, Decimal(1), date(2026, 7, 1))

    assert (len(counted.done), len(counted.missed)) == (1, 1)

"""The calendars of the case file, for the tests that need real years."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar, YearStatus
from campaigns.enums import DayKind

CASES = Path(__file__).parent / "cases"
YEARS: dict[int, dict[str, Any]] = yaml.safe_load((CASES / "years.yaml").read_text("utf-8"))


def rows_of(year: int) -> list[DayRow]:
    case = YEARS[year]
    off = [
        DayRow(first + timedelta(days=n), DayKind.OFF, Bilingual(name))
        for name, first, last in case["holidays"]
        for n in range((last - first).days + 1)
    ]
    return off + [
        DayRow(day, DayKind.WORK, Bilingual("调休上班", "make-up workday")) for day in case["make_up_days"]
    ]


def calendar_for(*years: int, blackouts: tuple[DayRow, ...] = ()) -> WorkCalendar:
    rows = [row for year in years for row in rows_of(year)]
    return WorkCalendar.of([*rows, *blackouts], [YearStatus(year, True, "通知") for year in years])


def month_ends(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, following - timedelta(days=1)

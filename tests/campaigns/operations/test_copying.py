"""Next year from this one: by the preset's rules, once, by administrators, with what is to be checked."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from campaigns.enums import DayKind
from campaigns.errors import Forbidden, NotFound, Rejected
from campaigns.models.activity import Activity
from campaigns.models.event import Event, Series
from campaigns.models.measure import Measure
from campaigns.models.obligation import Obligation
from campaigns.models.programme import Edition
from campaigns.models.requirement import Requirement
from campaigns.models.roster import Roster
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.copying import copy_edition
from campaigns.operations.editions import create_edition
from campaigns.operations.events import schedule_event
from campaigns.presets.loader import load_preset
from campaigns.queries.copies import find_copy, get_copy_summary
from campaigns.queries.placements import get_work_calendar
from tests.campaigns.operations.carrying.years import content_of, copied, draft, edition_id
from tests.campaigns.world import NOW, World


def count_rows(session: Session) -> dict[str, int]:
    tables = (Edition, Activity, Requirement, Obligation, Event, Series, CalendarDay, Measure, Roster)
    return {model.__name__: session.exec(select(func.count()).select_from(model)).one() for model in tables}


def test_days_to_keep_free_repeat_on_their_dates_and_say_that_they_are_worked_out(
    session: Session, world: World
) -> None:
    for day in (7, 8):
        session.add(CalendarDay(day=date(2026, 6, day), kind=DayKind.BLACKOUT, name_zh="高考",
                                activity_codes="C1"))  # fmt: skip
    session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
    session.flush()

    summary = copied(session, world)

    calendar = get_work_calendar(session, 2027)
    assert not calendar.is_confirmed(2027)
    assert {row.name.zh for row in calendar.blackouts(date(2027, 6, 8), "C1")} == {"高考（按2026年推定）"}
    assert any("请核对" in sentence.zh for sentence in summary.left_out)


def test_a_year_copied_from_2009_is_the_year_the_preset_makes(session: Session) -> None:
    """Windows, counts, successors of merged departments and what is owed follow the rules of the preset."""
    preset = load_preset("notice-2009")
    create_edition(session, preset, 2009, actor_name="测试", now=NOW)
    create_edition(session, preset, 2028, actor_name="测试", now=NOW)

    summary = copy_edition(session, 2009, 2027, with_events=True, actor_name="命令行", now=NOW)

    one, other = (_facts(session, year) for year in (2027, 2028))
    assert one == other
    assert [sentence.zh for sentence in summary.left_out if "要求数" in sentence.zh] == [
        "要求数“认定创业基地”只属于2009年。"
    ]


def _facts(session: Session, year: int) -> dict[str, Any]:
    content = content_of(session, edition_id(session, year))
    yearless = [
        (code, name.replace(str(year), "年"), colour, planning)
        for code, name, colour, planning in content["activities"]
    ]
    windows = [(code, *(day and (day.month, day.day) for day in days)) for code, *days in content["windows"]]
    plain = {"activities": yearless, "windows": windows, "parts": sorted(content["parts"])}
    return content | plain | {"requirements": [], "counts": _counts(session, year)}


def _counts(session: Session, year: int) -> list[tuple[str, Decimal]]:
    own = select(Requirement).where(Requirement.edition_id == edition_id(session, year))
    return [(row.code, row.target) for row in session.exec(own.order_by(col(Requirement.position)))]


def test_a_year_that_has_an_edition_is_refused_and_nothing_is_written(session: Session, world: World) -> None:
    copied(session, world)
    before = count_rows(session)

    with pytest.raises(Rejected) as caught:
        copied(session, world, creation_key="another form")

    assert [problem.field for problem in caught.value.problems] == ["year"]
    assert count_rows(session) == before


def test_the_same_form_sent_twice_makes_one_year(session: Session, world: World) -> None:
    schedule_event(session, world.frame, draft("S3", 6, 11), actor=world.city, now=NOW)
    first = copied(session, world, creation_key="one form")
    before = count_rows(session)

    second = copied(session, world, creation_key="one form")

    assert second == first == get_copy_summary(session, 2027)
    assert count_rows(session) == before


def test_only_administrators_copy_and_only_years_there_are(session: Session, world: World) -> None:
    with pytest.raises(Forbidden):
        copied(session, world, actor=world.city)
    with pytest.raises(NotFound):
        copy_edition(session, 2020, 2027, with_events=False, actor_name="测试", now=NOW)
    with pytest.raises(NotFound):
        get_copy_summary(session, 2026)
    assert find_copy(session, 2026) is None

"""Next year from this one, on its pages: asked for, made once, and told what came of it."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from campaigns.core.recurrence.rules import WeeklyRule
from campaigns.drafts import EventDraft, Occurrence, SeriesDraft
from campaigns.models.programme import Edition
from campaigns.operations.series import schedule_series
from tests.campaigns.world import NOW, World
from tests.page import Page, Visitor
from webapp.db import counting

COPY = "/settings/editions/copy?from=2026"


def plan(engine: Engine, world: World, *starts: tuple[int, int]) -> None:
    """Add a weekly series of three for each first day."""
    with Session(engine) as session:
        for month, day in starts:
            first = datetime(2026, month, day, 1, 0, tzinfo=UTC)
            event = EventDraft(activity_code="S2", starts_at=first, ends_at=first + timedelta(hours=2))
            days = [first + timedelta(weeks=n) for n in range(3)]
            rule = WeeklyRule(1, frozenset({first.weekday()}), first.date(), count=3)
            dates = tuple(
                Occurrence(original_on=one.date(), starts_at=one, ends_at=one + timedelta(hours=2))
                for one in days
            )
            draft = SeriesDraft(rule=rule, event=event, occurrences=dates)
            schedule_series(session, world.frame, draft, actor=world.city, now=NOW)
        session.commit()


def make(administrator: Visitor) -> Page:
    return administrator.submit(administrator.get(COPY))


def test_a_year_is_made_from_another_and_every_holiday_it_met_is_listed(
    administrator: Visitor, engine: Engine, world: World
) -> None:
    plan(engine, world, (6, 3))

    page = make(administrator)

    assert page.h1 == "2027年由2026年建立"
    assert page.words(".table tbody tr") == ["6月9日（周三） 端午节 跳过，可改在 6月10日（周四） 进社区"]
    assert "2 场系列活动（草稿）" in page.words(".made li")
    assert administrator.get("/2027").words(".provisional") == ["2027年调休未公布"]


def test_the_editions_lead_to_the_copy_with_the_next_year_filled_in(administrator: Visitor) -> None:
    page = administrator.get("/settings/editions")

    address = page.select(".table a.button")[0].get("href")

    fields = administrator.get(str(address)).fields()
    assert (fields["source"], fields["year"]) == ("2026", "2027")


def test_a_taken_year_is_refused_beside_its_field_with_nothing_lost(
    administrator: Visitor, engine: Engine
) -> None:
    page = administrator.get(COPY)

    wrong = administrator.submit(page, year="2026", with_events="y", status=422)

    assert wrong.field_errors["year"].startswith("2026年已有年度计划。")
    assert wrong.fields()["with_events"] == "y"


def test_a_double_click_leads_to_the_same_year(administrator: Visitor, engine: Engine) -> None:
    page = administrator.get(COPY)

    first, second = administrator.submit(page), administrator.submit(page)

    assert first.h1 == second.h1 == "2027年由2026年建立"
    with Session(engine) as session:
        assert session.exec(select(func.count()).select_from(Edition)).one() == 2


def test_the_log_says_what_was_copied_without_its_whole_result(administrator: Visitor) -> None:
    make(administrator)

    line = administrator.get("/settings/changes").words(".log > li")[0]

    assert "由上一年建立" in line
    assert "来自年度" in line
    assert "summary" not in line


def test_a_year_that_was_not_copied_has_no_such_page(administrator: Visitor, city: Visitor) -> None:
    administrator.get("/settings/editions/2026/copied", status=404)
    city.get("/settings/editions/2026/copied", status=403)
    city.get(COPY, status=403)


def test_the_result_costs_the_same_for_one_date_and_for_thirty(
    app: Flask, administrator: Visitor, engine: Engine, world: World
) -> None:
    plan(engine, world, *((6, 3), *((6, 1 + n % 5) for n in range(30))))
    made = make(administrator)

    with counting(app.extensions["database"]) as statements:
        page = administrator.get("/settings/editions/2027/copied")

    assert len(statements.sent) <= 4
    assert page.words(".table tbody tr") == made.words(".table tbody tr")
    assert len(made.select(".table tbody tr")) > 5

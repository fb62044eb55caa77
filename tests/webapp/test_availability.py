"""Open hours and absences: entered, taken out, put back, and heeded where events are planned."""

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.enums import AvailabilityKind
from campaigns.models.assignment import Person
from campaigns.models.availability import Availability
from campaigns.models.venue import Venue
from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.test_clashes import plan
from webapp.db import counting

WEEKLY, CLOSED = "section:nth-of-type(1) form.stack", "section:nth-of-type(2) form.stack"


def ids(engine: Engine) -> tuple[int, int]:
    """Return the community's and the expert's."""
    with Session(engine) as session:
        venue_id = session.exec(select(Venue.id).where(Venue.slug == "gumo")).one()
        return venue_id or 0, session.exec(select(Person.id)).one() or 0


def standing(engine: Engine) -> list[tuple[Any, ...]]:
    with Session(engine) as session:
        rows = session.exec(select(Availability).order_by(Availability.weekday, Availability.starts_at))  # type: ignore[arg-type]
        return [
            (row.kind, row.weekday, row.start_minute, row.end_minute, row.first_on, row.starts_at, row.name)
            for row in rows
        ]


def test_weekly_hours_are_added_once_for_each_day(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    page = city.get(f"/2026/venues/{venue_id}/hours")
    week = {"weekdays": ["0", "1"], "start": "9:00", "end": "17:30", "first_on": "2026-03-01"}

    city.submit(page, WEEKLY, **week)
    city.submit(page, WEEKLY, **week)

    march = date(2026, 3, 1)
    assert standing(engine) == [
        (AvailabilityKind.OPEN, 0, 540, 1050, march, None, ""),
        (AvailabilityKind.OPEN, 1, 540, 1050, march, None, ""),
    ]


def test_an_absence_is_told_where_an_event_needs_the_person(
    city: Visitor, owner: Visitor, engine: Engine, world: World
) -> None:
    _venue, expert_id = ids(engine)
    city.submit(city.get(f"/2026/persons/{expert_id}"), CLOSED, starts_on="2026-07-07", name="出差")

    event_id = plan(engine, world, person_ids=(expert_id,))

    page = owner.get(f"/2026/e/{event_id}")
    assert page.words(".warnings li") == ["人员不在 专家01那时不在：出差。"]
    assert standing(engine) == [
        (AvailabilityKind.CLOSED, None, None, None, None, datetime(2026, 7, 6, 16, tzinfo=UTC), "出差")
    ]


def test_an_absence_leads_from_the_events_it_hits_to_their_clashes_and_to_planning_again(
    city: Visitor, engine: Engine, world: World
) -> None:
    _venue, expert_id = ids(engine)
    plan(engine, world, person_ids=(expert_id,))
    plan(engine, world, activity_code="S3", place="哈工大（威海）")

    page = city.get(f"/2026/persons/{expert_id}")
    hit = city.submit(page, CLOSED, starts_on="2026-07-07", name="出差")
    calm = city.submit(hit, CLOSED, starts_on="2026-07-09")
    links = [link.get("href") or "" for link in hit.select(".notice a")]
    listed = city.get(links[0])

    assert hit.notices == ["已保存。这段时间有 1 场已经排好的活动受影响。 看冲突 重新排"]
    assert links == [f"/2026/clashes?kind=person_away&person={expert_id}", "/2026/plan"]
    assert (len(listed.select(".clash-list > li")), listed.words(".only")) == (1, ["只看：专家01 看全部"])
    assert calm.notices == ["已保存。"]


def test_a_closed_venue_leads_to_the_clashes_in_it(city: Visitor, engine: Engine, world: World) -> None:
    venue_id, _expert = ids(engine)
    plan(engine, world)

    page = city.submit(city.get(f"/2026/venues/{venue_id}/hours"), CLOSED, starts_on="2026-07-07")
    listed = city.get(page.select(".notice a")[0].get("href") or "")

    assert page.notices == ["已保存。这段时间有 1 场已经排好的活动受影响。 看冲突 重新排"]
    assert listed.words(".only") == ["只看：古陌社区 看全部"]


def test_what_was_taken_out_can_be_put_back(city: Visitor, engine: Engine) -> None:
    _venue, expert_id = ids(engine)
    page = city.submit(city.get(f"/2026/persons/{expert_id}"), CLOSED, starts_on="2026-07-07", name="出差")
    before = standing(engine)

    page = city.submit(page, ".rows form")
    assert standing(engine) == []
    city.submit(page, ".notice form")

    assert standing(engine) == before
    assert len(city.get(f"/2026/persons/{expert_id}").select(".log > li")) == 3


def test_wrong_times_are_told_and_nothing_typed_is_lost(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    page = city.get(f"/2026/venues/{venue_id}/hours")

    weekly = city.submit(page, WEEKLY, status=422, weekdays=["2"], start="17:00", end="9:00")
    closed = city.submit(page, CLOSED, status=422, starts_on="2026-07-07", ends_on="2026-07-01", name="维修")

    assert (weekly.fields(WEEKLY)["start"], list(weekly.field_errors)) == ("17:00", ["", "end"])
    assert (closed.fields(CLOSED)["name"], list(closed.field_errors)) == ("维修", ["", "ends_on"])
    assert standing(engine) == []


def test_others_look_and_do_not_touch(owner: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    address = f"/2026/venues/{venue_id}/hours"

    assert owner.get(address).select("main form") == []
    assert owner.post(address, {"starts_on": "2026-07-07"}).status_code == 403
    assert standing(engine) == []


def test_thirty_rows_cost_no_more_statements_than_one(app: Flask, city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)

    def cost(days: range) -> int:
        with Session(engine) as session:
            session.add_all(
                Availability(
                    venue_id=venue_id,
                    kind=AvailabilityKind.CLOSED,
                    starts_at=datetime(2026, 7, day, tzinfo=UTC),
                    ends_at=datetime(2026, 7, day, 8, tzinfo=UTC),
                )
                for day in days
            )
            session.commit()
        with counting(app.extensions["database"]) as statements:
            city.get(f"/2026/venues/{venue_id}/hours")
        return len(statements.sent)

    assert cost(range(1, 2)) == cost(range(2, 31)) <= 12

"""The public address of a feed: how it answers, what it validates, and what a moved plan does to it."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import Engine
from sqlmodel import Session, select
from werkzeug.test import TestResponse

from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventLevel, FeedScope
from campaigns.models.account import Account
from campaigns.models.feed import FeedAddress
from campaigns.operations.events import cancel_event, edit_event, move_event, schedule_event
from campaigns.operations.feeds import create_feed_address, revoke_feed_address
from tests.campaigns.world import NOW, World
from tests.webapp.conftest import Watch

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
# Werkzeug leaves Last-Modified out of a 304, which may be: the tag says it already (RFC 9110 15.4.5).
HEADERS_OF_304 = {"ETag", "Cache-Control", "Vary", "X-Robots-Tag", "Referrer-Policy"}


@pytest.fixture
def visit_id(engine: Engine, world: World) -> int:
    """Return a district-level visit of Huancui."""
    with Session(engine) as session:
        row = schedule_event(session, world.frame, visit(), actor=world.huancui, now=NOW)
        session.commit()
        return row.id or 0


def visit(**values: object) -> EventDraft:
    return EventDraft(
        **{
            "activity_code": "S2",
            "starts_at": NINE,
            "place": "古陌社区",
            "level": EventLevel.DISTRICT,
            **values,
        }
    )


@pytest.fixture
def address(engine: Engine, world: World) -> Callable[..., str]:
    """Return how to make an address for somebody and a scope."""

    def make(actor: Actor | None = None, scope: FeedScope = FeedScope.PROGRAMME, value: str = "") -> str:
        with Session(engine) as session:
            made = create_feed_address(
                session,
                world.frame,
                scope,
                value,
                actor=actor or world.huancui,
                language="zh_Hans_CN",
                now=NOW,
            )
            session.commit()
            return f"/feeds/{made[1]}.ics"

    return make


def fetch(app: Flask, path: str, **headers: str) -> TestResponse:
    return app.test_client().get(
        path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def shown(response: TestResponse) -> list[tuple[str, str, int]]:
    """Return title, status and sequence of every event of a feed."""
    assert response.status_code == 200
    return [
        (str(event["SUMMARY"]), str(event.get("STATUS", "")), int(event.get("SEQUENCE", 0)))
        for event in Calendar.from_ical(response.data).walk("VEVENT")
    ]


def test_a_client_without_cookie_or_sign_in_gets_the_calendar(
    app: Flask, address: Callable[..., str], visit_id: int
) -> None:
    response = fetch(app, address())

    assert shown(response) == [("进社区（古陌社区） · 环翠区", "CONFIRMED", 0)]
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert response.headers["Content-Disposition"] == 'inline; filename="2026-programme.ics"'
    assert "Set-Cookie" not in response.headers


def test_head_answers_as_get_without_the_body(app: Flask, address: Callable[..., str], visit_id: int) -> None:
    path = address()

    got, head = fetch(app, path), app.test_client().head(path)

    assert (head.status_code, head.data) == (200, b"")
    assert {
        n: v for n, v in head.headers.items() if n not in ("X-Request-Id", "Content-Security-Policy")
    } == {n: v for n, v in got.headers.items() if n not in ("X-Request-Id", "Content-Security-Policy")}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_every_other_method_is_refused(app: Flask, address: Callable[..., str], method: str) -> None:
    response = app.test_client().open(address(), method=method)

    assert (response.status_code, set(response.headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', '"x",W/{tag} , "y"', "*"])
def test_a_tag_that_matches_answers_304_with_what_caches_need(
    app: Flask, address: Callable[..., str], visit_id: int, form: str
) -> None:
    path = address()
    first = fetch(app, path)

    again = fetch(app, path, If_None_Match=form.format(tag=first.headers["ETag"]))

    assert (again.status_code, again.data) == (304, b"")
    assert {n: again.headers[n] for n in HEADERS_OF_304} == {n: first.headers[n] for n in HEADERS_OF_304}
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_the_tag_decides_before_the_instant(app: Flask, address: Callable[..., str], visit_id: int) -> None:
    path = address()
    instant = fetch(app, path).headers["Last-Modified"]

    assert fetch(app, path, If_Modified_Since=instant).status_code == 304
    assert fetch(app, path, If_None_Match='"other"', If_Modified_Since=instant).status_code == 200
    assert fetch(app, path, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status_code == 200


def test_gzip_holds_the_same_calendar_under_a_tag_of_its_own(
    app: Flask, address: Callable[..., str], visit_id: int
) -> None:
    path = address()
    plain, packed = fetch(app, path), fetch(app, path, Accept_Encoding="gzip")

    assert gzip.decompress(packed.data) == plain.data
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert fetch(app, path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"]).status_code == 304
    assert "Content-Encoding" not in fetch(app, path, Accept_Encoding="gzip;q=0").headers


def test_the_same_plan_is_the_same_bytes(
    app: Flask, address: Callable[..., str], visit_id: int, watch: Watch
) -> None:
    path = address()
    first = fetch(app, path)
    watch.now = NOW + timedelta(hours=5)

    assert fetch(app, path).data == first.data


def test_a_move_changes_the_feed_and_its_tag(
    app: Flask, engine: Engine, world: World, address: Callable[..., str], visit_id: int
) -> None:
    path = address()
    before = fetch(app, path)
    later = Move(starts_at=NINE + timedelta(days=1), ends_at=NINE + timedelta(days=1, hours=2), version=1)
    with Session(engine) as session:
        move_event(session, world.frame, visit_id, later, actor=world.huancui, now=LATER)
        session.commit()

    after = fetch(app, path, If_None_Match=before.headers["ETag"])

    assert shown(after) == [("进社区（古陌社区） · 环翠区", "CONFIRMED", 1)]
    assert after.headers["ETag"] != before.headers["ETag"]
    assert b"DTSTART;TZID=Asia/Shanghai:20260610T090000" in after.data


def test_a_cancelled_event_stays_as_cancelled(
    app: Flask, engine: Engine, world: World, address: Callable[..., str], visit_id: int
) -> None:
    path = address()
    with Session(engine) as session:
        cancel_event(session, world.frame, visit_id, "停电", version=1, actor=world.huancui, now=LATER)
        session.commit()

    assert shown(fetch(app, path)) == [("【取消】进社区（古陌社区） · 环翠区", "CANCELLED", 1)]


def test_an_event_that_changes_district_leaves_a_tombstone(
    app: Flask, engine: Engine, world: World, address: Callable[..., str], visit_id: int
) -> None:
    left = address(world.huancui, FeedScope.DISTRICT, "hc")
    joined = address(world.rongcheng, FeedScope.DISTRICT, "rc")
    with Session(engine) as session:
        moved = visit(place="哈工大（威海）", host_slug="rc", district_slug="rc")
        edit_event(session, world.frame, visit_id, moved, version=1, actor=world.city, now=LATER)
        session.commit()

    assert [(status, sequence) for _, status, sequence in shown(fetch(app, left))] == [("CANCELLED", 1)]
    assert [(status, sequence) for _, status, sequence in shown(fetch(app, joined))] == [("CONFIRMED", 1)]


def test_each_feed_shows_what_its_owner_may_see_at_this_moment(
    app: Flask, engine: Engine, world: World, address: Callable[..., str], visit_id: int
) -> None:
    own, foreign = address(world.huancui), address(world.rongcheng)
    assert (len(shown(fetch(app, own))), shown(fetch(app, foreign))) == (1, [])
    with Session(engine) as session:
        account = session.get_one(Account, world.huancui.account_id)
        account.organisation_id = world.rongcheng.organisation_id
        session.add(account)
        session.commit()

    assert shown(fetch(app, own)) == []


def test_an_unknown_address_a_revoked_one_and_a_closed_account(
    app: Flask, engine: Engine, world: World, address: Callable[..., str]
) -> None:
    revoked, closed = address(world.huancui), address(world.rongcheng)
    with Session(engine) as session:
        row = session.exec(
            select(FeedAddress).where(FeedAddress.account_id == world.huancui.account_id)
        ).one()
        revoke_feed_address(session, world.frame, row.id or 0, actor=world.huancui, now=NOW)
        account = session.get_one(Account, world.rongcheng.account_id)
        account.is_active = False
        session.add(account)
        session.commit()

    unknown = fetch(app, "/feeds/nothing-like-it.ics")
    assert [r.status_code for r in (unknown, fetch(app, revoked), fetch(app, closed))] == [404, 410, 410]
    assert unknown.headers["Cache-Control"] == "private, no-store"
    assert b"BEGIN" not in fetch(app, revoked).data


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?alarm=30", 200),
        ("?alarm=0", 200),
        ("?alarm=40320", 200),
        ("?alarm=40321", 404),
        ("?alarm=-5", 404),
        ("?alarm=", 404),
        ("?alarm=soon", 404),
        ("?alarm=٣", 404),
        ("?alarm=30&alarm=60", 404),
        ("?token=1", 404),
    ],
)
def test_a_parameter_is_an_alarm_in_minutes_or_another_address(
    app: Flask, address: Callable[..., str], visit_id: int, query: str, status: int
) -> None:
    response = fetch(app, address() + query)

    assert response.status_code == status
    assert (b"BEGIN:VALARM" in response.data) == (status == 200)


def test_a_database_that_is_gone_asks_to_come_again(
    app: Flask, engine: Engine, address: Callable[..., str]
) -> None:
    path = address()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE feed_address RENAME TO feed_address_elsewhere")

    response = fetch(app, path)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "300")
    assert b"BEGIN" not in response.data


def test_the_last_fetch_is_noted_with_its_client(
    app: Flask, engine: Engine, address: Callable[..., str], watch: Watch
) -> None:
    path = address()
    fetch(app, path, User_Agent="iOS/26 dataaccessd")
    watch.now = NOW + timedelta(minutes=5)
    fetch(app, path, User_Agent="Thunderbird")

    with Session(engine) as session:
        row = session.exec(select(FeedAddress)).one()
        assert (row.fetched_at, row.fetched_by) == (NOW, "iOS/26 dataaccessd")

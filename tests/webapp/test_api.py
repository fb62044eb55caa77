"""API v1: what the calendar reads, how it moves events, and how it is told no."""

from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session
from werkzeug.test import TestResponse

from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.schedule import add_event, at


def send(visitor: Visitor, method: str, address: str, body: dict[str, Any]) -> TestResponse:
    headers = {"X-CSRFToken": visitor.token()}
    return visitor.client.open(address, method=method, json=body, headers=headers)


def moved_to(day: int, hour: int = 9, *, version: int = 1, reason: str = "") -> dict[str, Any]:
    span = {"starts_at": at(6, day, hour).isoformat(), "ends_at": at(6, day, hour + 2).isoformat()}
    return {"version": version, "reason": reason, **span}


def test_window_holds_the_events_that_touch_it(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10), place="古陌社区")
    add_event(engine, world, "七月的", at(7, 1))

    answer = owner.fetch("/api/v1/2026/events?start=2026-06-01&end=2026-07-01")

    assert answer.json == {
        "events": [
            {
                "id": event_id,
                "version": 1,
                "activity": "S2",
                "activity_name": {"zh": "进社区", "en": "S2"},
                "colour": "#0b57a4",
                "title": {"zh": "古陌讲座", "en": "古陌讲座"},
                "place": {"zh": "古陌社区", "en": "古陌社区"},
                "host": {"zh": "环翠区", "en": "HC"},
                "district": "hc",
                "starts_at": "2026-06-10T09:00:00+08:00",
                "ends_at": "2026-06-10T11:00:00+08:00",
                "is_all_day": False,
                "first_on": "2026-06-10",
                "until_on": "2026-06-11",
                "status": "confirmed",
                "status_name": {"zh": "已定", "en": "Confirmed"},
                "is_awaiting": False,
                "is_cancelled": False,
                "level": "district",
                "may_move": True,
                "clashes": [],
            }
        ]
    }


def test_move_changes_the_event_warns_and_can_be_undone(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10))

    moved = send(owner, "PATCH", f"/api/v1/events/{event_id}", moved_to(13)).json or {}
    undone = send(owner, "POST", f"/api/v1/changes/{moved['change_id']}/undo", {}).json or {}

    assert moved["event"]["starts_at"] == "2026-06-13T09:00:00+08:00"
    assert [warning["kind"] for warning in moved["warnings"]] == ["weekend"]
    assert undone["event"]["starts_at"] == "2026-06-10T09:00:00+08:00"
    assert undone["event"]["version"] == 3


def test_stale_version_changes_nothing_and_tells_what_stands(
    engine: Engine, world: World, owner: Visitor
) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10))
    send(owner, "PATCH", f"/api/v1/events/{event_id}", moved_to(11))

    answer = send(owner, "PATCH", f"/api/v1/events/{event_id}", moved_to(12))

    assert (answer.status_code, (answer.json or {})["error"]["kind"]) == (409, "stale")
    assert (answer.json or {})["event"]["starts_at"] == "2026-06-11T09:00:00+08:00"
    assert (answer.json or {})["event"]["version"] == 2


def test_double_booking_needs_a_reason(engine: Engine, world: World, owner: Visitor) -> None:
    add_event(engine, world, "讲座甲", at(6, 10), place="古陌社区")
    event_id = add_event(engine, world, "讲座乙", at(6, 11), place="古陌社区")

    refused = send(owner, "PATCH", f"/api/v1/events/{event_id}", moved_to(10))
    meant = send(owner, "PATCH", f"/api/v1/events/{event_id}", moved_to(10, reason="分厅举办"))

    error = (refused.json or {})["error"]
    assert (refused.status_code, error["kind"]) == (409, "double_booking")
    assert [problem["field"] for problem in error["problems"]] == ["place"]
    assert meant.status_code == 200
    assert [clash["kind"] for clash in (meant.json or {})["event"]["clashes"]] == ["venue"]


def test_end_before_start_is_refused_beside_its_field(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10))
    body = {"version": 1, "starts_at": at(6, 10).isoformat(), "ends_at": at(6, 9).isoformat()}

    answer = send(owner, "PATCH", f"/api/v1/events/{event_id}", body)

    assert answer.status_code == 422
    assert [problem["field"] for problem in (answer.json or {})["error"]["problems"]] == ["ends_at"]


def test_naive_time_and_unknown_fields_are_refused(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10))
    body = {
        "version": 1,
        "starts_at": "2026-06-10T09:00:00",
        "ends_at": at(6, 10, 11).isoformat(),
        "title": "x",
    }

    answer = send(owner, "PATCH", f"/api/v1/events/{event_id}", body)

    assert answer.status_code == 422
    fields = [problem["field"] for problem in (answer.json or {})["error"]["problems"]]
    assert fields == ["starts_at", "title"]


def test_write_without_a_token_is_refused(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10))

    assert owner.client.patch(f"/api/v1/events/{event_id}", json=moved_to(11)).status_code == 400


def test_event_out_of_sight_answers_as_one_that_is_missing(
    engine: Engine, world: World, stranger: Visitor
) -> None:
    event_id = add_event(engine, world, "环翠自己的", at(6, 10))

    hidden = send(stranger, "PATCH", f"/api/v1/events/{event_id}", moved_to(11))
    missing = send(stranger, "PATCH", "/api/v1/events/999999", moved_to(11))

    assert (hidden.status_code, hidden.get_data()) == (404, missing.get_data())
    assert stranger.fetch(f"/api/v1/events/{event_id}").status_code == 404
    assert send(stranger, "POST", "/api/v1/changes/1/undo", {}).status_code == 404


def test_reader_and_nobody_may_not_move(
    engine: Engine, world: World, reader: Visitor, nobody: Visitor
) -> None:
    event_id = add_event(engine, world, "古陌讲座", at(6, 10))

    assert send(reader, "PATCH", f"/api/v1/events/{event_id}", moved_to(11)).status_code == 403
    assert nobody.fetch("/api/v1/2026/events?start=2026-06-01&end=2026-07-01").status_code == 401


def test_placement_is_judged_before_it_is_saved(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "讲座甲", at(6, 13), place="古陌社区")
    body = {
        "activity_code": "S2",
        "starts_at": "2026-06-13T10:00",
        "ends_at": "2026-06-13T12:00",
        "place": "古陌社区",
    }

    free = send(owner, "POST", "/api/v1/2026/placement-check", body | {"event_id": event_id}).json or {}
    taken = send(owner, "POST", "/api/v1/2026/placement-check", body).json or {}

    assert [(one["kind"], one["level"]) for one in free["warnings"]] == [("weekend", "warns")]
    assert [(one["kind"], one["level"], one["other_id"]) for one in taken["warnings"]] == [
        ("venue", "blocks", event_id),
        ("too_soon", "warns", event_id),
        ("weekend", "warns", None),
    ]


def test_days_tell_their_lunar_day(world: World, owner: Visitor) -> None:
    answer = owner.fetch("/api/v1/2026/days?start=2026-06-15&end=2026-06-16")

    assert answer.json == {
        "days": [
            {
                "on": "2026-06-15",
                "kind": None,
                "mark": {"zh": "", "en": ""},
                "name": {"zh": "", "en": ""},
                "lunar": {"zh": "五月", "en": "5/1"},
                "lunar_long": {"zh": "农历五月初一", "en": "lunar month 5, day 1"},
                "blackouts": [],
            }
        ]
    }


def test_window_of_days_has_a_limit(world: World, owner: Visitor) -> None:
    assert owner.fetch("/api/v1/2026/days?start=2026-01-01&end=2036-01-01").status_code == 422


def test_document_describes_every_route_of_the_api(app: Any, world: World, owner: Visitor) -> None:
    document = owner.fetch("/api/v1/openapi.json").json or {}

    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    served = {rule.rule for rule in rules} - {"/api/v1/openapi.json"}
    described = {path.replace("{", "<int:").replace("}", ">") for path in document["paths"]}
    assert document["openapi"].startswith("3.1")
    assert described == served


def test_a_drag_is_judged_with_all_the_event_has_and_waits_for_no_writer(
    engine: Engine, world: World, owner: Visitor
) -> None:
    event_id = add_event(engine, world, "讲座甲", at(6, 9), place="古陌社区")
    other_id = add_event(engine, world, "讲座乙", at(6, 10), place="古陌社区")
    body = {
        "activity_code": "S2",
        "starts_at": "2026-06-10T09:00",
        "ends_at": "2026-06-10T11:00",
        "event_id": event_id,
        "is_move": True,
    }

    with Session(engine) as writer:
        writer.execute(text("UPDATE venue SET street = street"))
        answer = send(owner, "POST", "/api/v1/2026/placement-check", body).json or {}

    assert next((one["kind"], one["other_id"]) for one in answer["warnings"]) == ("venue", other_id)
    assert answer["needs_reason"] is True

"""The table of access is whole, and every door is what the table says."""

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from campaigns.core.permissions import Actor
from campaigns.enums import Role
from tests.campaigns.world import World
from tests.page import Visitor
from webapp import access
from webapp.access import ACCESS, ANYBODY, SIGNED_IN
from webapp.auth import IMPERSONAL

# Values for the variables of addresses; what they name need not exist, because a door opens before it is looked for.
# The account of 1 is that of the walker, who must stay signed in.
VALUES = {
    "account_id": 999_999,
    "year": 2026,
    "code": "S2",
    "slug": "hc",
    "version": "x",
    "path": "icon.svg",
    "day": "2026-06-01",
}
OPEN_TO_ALL = {
    "account.language",
    "assets.file",
    "assets.icon",
    "assets.stylesheet",
    "auth.login",
    "auth.logout",
    "feed_serving.serve",
    "health.health",
}


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _is_wrong(method: str, status: int) -> bool:
    return status >= 500 or status == 401 or (method == "GET" and status == 403)


def people(world: World) -> dict[Role, Actor]:
    return {
        Role.ADMINISTRATOR: world.administrator,
        Role.CITY_COORDINATOR: world.city,
        Role.DISTRICT_COORDINATOR: world.huancui,
        Role.DEPARTMENT_LIAISON: world.school_liaison,
        Role.READER: world.reader,
    }


def address(app: Flask, rule: Rule) -> str:
    values = {name: VALUES.get(name, 1) for name in rule.arguments}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = min(converter.items)
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values) if rule.arguments else rule.rule


def doors(app: Flask, method: str) -> dict[str, str]:
    """Return one address of every endpoint that takes a method."""
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return {rule.endpoint: address(app, rule) for rule in rules}


def test_every_endpoint_is_declared_and_nothing_else(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert sorted(endpoints - ACCESS.keys()) == []
    assert sorted(ACCESS.keys() - endpoints) == []


def test_the_table_is_sorted() -> None:
    assert list(ACCESS) == sorted(ACCESS)


def test_only_these_are_open_to_everybody() -> None:
    # A new name here is a decision about privacy, so it is written down a second time.
    assert {endpoint for endpoint, allowed in ACCESS.items() if allowed == ANYBODY} == OPEN_TO_ALL
    assert {endpoint for endpoint, allowed in ACCESS.items() if None in allowed} == OPEN_TO_ALL
    assert IMPERSONAL <= OPEN_TO_ALL


def test_nobody_is_asked_to_sign_in_everywhere_else(app: Flask, nobody: Visitor, world: World) -> None:
    closed = {endpoint: place for endpoint, place in doors(app, "GET").items() if endpoint not in OPEN_TO_ALL}

    answers = {endpoint: nobody.fetch(place) for endpoint, place in closed.items()}

    wrong = {
        endpoint: answer.status
        for endpoint, answer in answers.items()
        if not (answer.status_code == 302 and answer.location.startswith("/login?next=")
                or answer.status_code == 401 and closed[endpoint].startswith("/api/"))
    }  # fmt: skip
    assert wrong == {}


@pytest.mark.parametrize("role", list(Role))
def test_every_door_is_what_the_table_says(app: Flask, world: World, role: Role) -> None:
    visitor = Visitor(app, people(world)[role].account_id)
    token = visitor.token()

    statuses = {}
    for method in METHODS:
        for endpoint, place in doors(app, method).items():
            if endpoint != "auth.logout":  # Signing out would end the walk.
                options = {} if method == "GET" else {"data": {"csrf_token": token}}
                answer = visitor.client.open(place, method=method, **options)
                statuses[method, endpoint] = answer.status_code

    shut = {door for door in statuses if role not in ACCESS[door[1]]}
    assert {door: status for door, status in statuses.items() if door in shut} == dict.fromkeys(shut, 403)
    # Behind an open door a reader may still find that this thing is not for readers, but never by looking.
    wrong = {
        door: status for door, status in statuses.items() if door not in shut and _is_wrong(door[0], status)
    }
    assert wrong == {}


def test_an_endpoint_outside_the_table_is_refused(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {endpoint: allowed for endpoint, allowed in ACCESS.items() if endpoint != "account.show"}
    monkeypatch.setattr(access, "ACCESS", without)

    administrator = Visitor(app, world.administrator.account_id)

    assert administrator.get("/account", status=403).h1 == "没有权限"
    assert frozenset(Role) == SIGNED_IN


def test_asking_for_the_headers_leads_to_the_same_door(nobody: Visitor) -> None:
    answers = [nobody.client.open("/2026", method=method) for method in ("GET", "HEAD")]

    assert [(answer.status_code, answer.location) for answer in answers] == [(302, "/login?next=/2026")] * 2

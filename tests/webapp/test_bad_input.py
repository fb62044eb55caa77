"""What no page of ours sends: an answer that says so, and never an error of the inside."""

import json

import pytest
from sqlalchemy import Engine

from tests.campaigns.world import World
from tests.page import Visitor
from tests.webapp.schedule import add_event, at

NUL = "%00"
LONG = "x" * 300
HUGE = str(10**20)
# More digits than Python reads into a number.
ENDLESS = "9" * 5000


def statuses(visitor: Visitor, addresses: tuple[str, ...]) -> dict[str, int]:
    return {address[:60]: visitor.fetch(address).status_code for address in addresses}


def test_a_control_character_in_an_address_is_refused(owner: Visitor, administrator: Visitor) -> None:
    addresses = (
        f"/2026/search?q=a{NUL}b",
        f"/2026/events?text={NUL}",
        f"/2026/events?{NUL}=1",
        f"/2026/figures?measure={NUL}",
        f"/2026/a/{NUL}",
        f"/static/x/{NUL}",
        f"/api/v1/2026/events?start=2026-06-01&end=2026-06-02&text={NUL}",
    )

    answers = statuses(owner, addresses)

    assert set(answers.values()) == {400}
    assert statuses(administrator, (f"/settings/changes?person={NUL}", f"/settings/changes?kind={NUL}")) == {
        "/settings/changes?person=%00": 400,
        "/settings/changes?kind=%00": 400,
    }


def test_the_refusal_says_what_to_do(owner: Visitor) -> None:
    page = owner.get(f"/2026/search?q={NUL}", 400)

    assert page.words("main p")[1] == "内容里有不能保存的控制字符。请返回，删去后再提交。"


def test_a_control_character_in_a_form_is_refused(nobody: Visitor, administrator: Visitor) -> None:
    login = nobody.post("/login", {"username": "a\0b", "password": "secret"})
    venue = administrator.post("/2026/venues/new", {"name_zh": "礼\0堂", "version": "0"})

    assert (login.status_code, venue.status_code) == (400, 400)


def test_a_control_character_in_json_is_refused(owner: Visitor) -> None:
    body = {"activity_code": "S2", "starts_at": "2026-06-01T09:00", "place": "礼\0堂"}
    headers = {"X-CSRFToken": owner.token()}

    response = owner.client.post("/api/v1/2026/placement-check", json=body, headers=headers)

    assert response.status_code == 400
    assert response.get_json()["error"]["en"].startswith("There are control characters")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 500 + "]" * 500])
def test_json_nested_beyond_reason_is_refused(owner: Visitor, text: str) -> None:
    headers = {"X-CSRFToken": owner.token(), "Content-Type": "application/json"}

    response = owner.client.post("/api/v1/2026/placement-check", data=text, headers=headers)

    assert response.status_code in (400, 422)


def test_other_control_characters_are_cleaned_from_a_form(administrator: Visitor) -> None:
    """A vertical tab is what a word processor puts on the clipboard for a line break."""
    page = administrator.get("/2026/venues/new")

    shown = administrator.submit(page, name_zh="东\x0b方  礼堂\x01", name_en="East")

    assert any("东方 礼堂" in words for words in shown.words("main td, main th"))


@pytest.mark.parametrize("day", ["0001-01-01", "1900-12-31", "2100-12-31", "9999-12-31"])
def test_a_day_out_of_reach_is_none(owner: Visitor, administrator: Visitor, day: str) -> None:
    views = ("month", "week", "day", "year", "list")
    pages = statuses(owner, tuple(f"/2026/calendar?view={view}&date={day}" for view in views))
    window = f"start={day}&end={day}"
    asked = statuses(owner, (f"/api/v1/2026/days?{window}", f"/api/v1/2026/events?{window}"))
    logs = statuses(
        administrator,
        (
            f"/settings/changes?from={day}",
            f"/settings/changes?to={day}",
            f"/settings/calendar/2026?day={day}",
        ),
    )
    series = "/2026/series/new?activity=S2&every=1&weekday=0&start=9:00&end=10:00&starts=2026-06-01&count=2&place=a"
    offers = statuses(
        owner, (f"{series}&way=2026-06-01/{day}/09:00", f"{series}&leave={day}", f"/2026/series/new?date={day}",
                f"/2026/events/new?date={day}")
    )  # fmt: skip

    assert (set(pages.values()), set(asked.values())) == ({404}, {422})
    assert (set(logs.values()), set(offers.values())) == ({200}, {200})


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_placement_out_of_reach_is_refused(owner: Visitor, day: str) -> None:
    headers = {"X-CSRFToken": owner.token()}
    starts = [f"{day}T00:00", f"{day}T23:59:59+14:00", f"{day}T00:00:00-14:00"]
    bodies = [{"activity_code": "S2", "starts_at": start, "place": "礼堂"} for start in starts]
    bodies += [{"activity_code": "S2", "starts_at": "2026-06-01T09:00", "ends_at": starts[0]}]

    answers = [
        owner.client.post("/api/v1/2026/placement-check", json=body, headers=headers) for body in bodies
    ]

    assert [answer.status_code for answer in answers] == [422] * 4


def test_an_event_moved_out_of_reach_is_refused(engine: Engine, world: World, owner: Visitor) -> None:
    event_id = add_event(engine, world, "讲座", at(6, 10))
    headers = {"X-CSRFToken": owner.token()}
    body = {"version": 1, "starts_at": "9999-12-31T23:00:00-10:00", "ends_at": "9999-12-31T23:30:00-10:00"}

    assert owner.client.patch(f"/api/v1/events/{event_id}", json=body, headers=headers).status_code == 422


def test_a_long_or_strange_name_of_a_file_is_not_found(nobody: Visitor) -> None:
    addresses = (f"/static/x/{LONG}", f"/static/x/css/{LONG}/{LONG}.css", "/static/x/" + "a/" * 2000)

    assert set(statuses(nobody, addresses).values()) == {404}


def test_a_number_that_no_key_can_be_leads_nowhere(administrator: Visitor) -> None:
    addresses = (
        f"/settings/2026/audiences/{HUGE}",
        f"/settings/2026/measures/{HUGE}",
        f"/settings/2026/measures/{ENDLESS}",
        "/settings/2026/measures/0x1",
        "/settings/2026/measures/٣",
    )

    assert set(statuses(administrator, addresses).values()) == {404}


@pytest.mark.parametrize("number", [HUGE, ENDLESS, "٣", "-1", ""])
def test_numbers_in_forms_are_as_large_as_keys(administrator: Visitor, owner: Visitor, number: str) -> None:
    counts = administrator.post("/settings/2026/activities/S2", {"measure": number, "version": "1"})
    figure = owner.post("/2026/figures/withdraw", {"figure_id": number, "reason": "错", "version": "1"})
    version = owner.post("/2026/figures/withdraw", {"figure_id": "1", "reason": "错", "version": number})
    venue = administrator.post(
        "/2026/venues/new", {"name_zh": "礼堂", "kind": "hall", "version": "0", "capacity": number}
    )

    answers = {counts.status_code, figure.status_code, version.status_code, venue.status_code}

    assert answers <= {303, 404, 422}


def test_a_venue_holds_no_more_than_a_database_can_count(administrator: Visitor) -> None:
    page = administrator.get("/2026/venues/new")

    shown = administrator.submit(page, name_zh="礼堂", capacity="2147483648", status=422)

    assert shown.field_errors["capacity"] == "“2147483648”不在允许的范围内。"


def test_body_of_json_that_is_no_json_says_so(owner: Visitor) -> None:
    headers = {"X-CSRFToken": owner.token(), "Content-Type": "application/json"}

    answer = owner.client.post("/api/v1/2026/placement-check", data="{", headers=headers)

    assert (answer.status_code, sorted(json.loads(answer.data))) == (422, ["error"])


@pytest.mark.parametrize("month", ["0", "13", "99999"])
def test_a_month_that_no_year_has_leads_nowhere(owner: Visitor, month: str) -> None:
    assert owner.fetch(f"/2026/board/C1/{month}").status_code == 404


def test_what_no_list_offers_is_refused_in_the_language_of_the_page(owner: Visitor) -> None:
    page = owner.get("/2026/events/new")
    typed = {"activity": "S2", "day": "2026-06-03", "place": "礼堂", "host": "nobody"}

    wrong = owner.submit(page, **typed, organisers=["nobody"], person_ids=["x"], status=422)

    assert wrong.words(".field-error") == ["请从列表中选择。"] * 3

"""Every error of the trade has its status, its page in both languages, and its JSON below /api/."""

import sqlite3

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from campaigns.core.wording import Bilingual
from campaigns.errors import Forbidden, NotFound, Problem, Rejected, Stale, TooManyAttempts
from tests.page import Visitor
from webapp.access import ACCESS, ANYBODY

ERRORS = {
    "not_found": (NotFound("event", "secret-key"), 404, "没有找到", "Nothing here"),
    "forbidden": (Forbidden(), 403, "没有权限", "Not allowed"),
    "rejected": (
        Rejected(Problem("title", Bilingual("题目太长。", "The title is too long."))),
        422,
        "内容需要修改",
        "Something needs correcting",
    ),
    "stale": (Stale(None), 409, "别人刚刚修改过", "Somebody was faster"),
    "too_many": (TooManyAttempts(), 429, "请稍后再试", "Please wait"),
    "busy": (
        OperationalError("SELECT", {}, sqlite3.OperationalError("database is locked")),
        503,
        "系统正忙",
        "Busy",
    ),
    "full": (
        OperationalError("SELECT", {}, sqlite3.OperationalError("database or disk is full")),
        507,
        "磁盘已满",
        "The disk is full",
    ),
    "outdated": (
        OperationalError("SELECT", {}, sqlite3.OperationalError("no such column: event.is_headline")),
        500,
        "出错了",
        "Something went wrong",
    ),
    "broken": (ZeroDivisionError("secret detail"), 500, "出错了", "Something went wrong"),
}


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Return the application with an address for each error."""
    app.testing = False
    for name, (error, *_) in ERRORS.items():
        for prefix in ("", "/api"):
            endpoint = f"failing{prefix.replace('/', '_')}_{name}"
            monkeypatch.setitem(ACCESS, endpoint, ANYBODY)

            def fail(error: Exception = error) -> str:
                raise error

            app.add_url_rule(f"{prefix}/failing/{name}", endpoint, fail)
    return app


@pytest.mark.parametrize("name", ERRORS)
def test_each_error_has_its_page_in_both_languages(failing: Flask, name: str) -> None:
    _, status, chinese, english = ERRORS[name]
    visitor = Visitor(failing)

    first = visitor.get(f"/failing/{name}", status)
    visitor.post("/language", {"language": "en"})
    second = visitor.get(f"/failing/{name}", status)

    assert (first.h1, second.h1) == (chinese, english)


@pytest.mark.parametrize("name", ERRORS)
def test_nothing_of_the_inside_is_told(failing: Flask, name: str) -> None:
    answers = [Visitor(failing).fetch(f"{prefix}/failing/{name}") for prefix in ("", "/api")]

    assert ["secret" in answer.get_data(as_text=True) for answer in answers] == [False, False]
    assert ["SELECT" in answer.get_data(as_text=True) for answer in answers] == [False, False]


def test_programs_get_json_with_the_problem_of_each_field(failing: Flask) -> None:
    response = Visitor(failing).fetch("/api/failing/rejected")

    assert (response.status_code, response.get_json()) == (
        422,
        {
            "error": {
                "status": 422,
                "zh": "题目太长。",
                "en": "The title is too long.",
                "problems": [{"field": "title", "zh": "题目太长。", "en": "The title is too long."}],
            }
        },
    )


def test_a_failure_tells_the_number_under_which_it_is_logged(
    failing: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    page = Visitor(failing).get("/failing/broken", 500)

    number = page.words("main code")[0]
    assert number == page.response.headers["X-Request-Id"]
    assert number in caplog.text


def test_a_wrong_method_says_which_are_right(nobody: Visitor) -> None:
    response = nobody.client.put("/login")

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}

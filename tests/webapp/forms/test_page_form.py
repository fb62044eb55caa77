"""What an operation refuses is said beside the field, and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from wtforms import StringField

from campaigns.core.wording import Bilingual
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from webapp.app import create_app
from webapp.config import Settings
from webapp.forms.page_form import CreateForm, EditForm, PageForm


@dataclass
class Row:
    title: str
    place: str
    version: int


class RowForm(EditForm):
    title = StringField("题目")
    place = StringField("地点")


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return an application that never reaches its database."""
    return create_app(Settings(secret_key="x" * 32, database_url="sqlite://"))


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    sent = {"version": "3", "title": "我的题目", "place": "会议室A"}
    with app.test_request_context(method="POST", data=sent):
        yield


def test_a_problem_hangs_on_its_field_and_others_on_the_whole() -> None:
    form = RowForm()

    with form.reporting():
        raise Rejected(
            Problem("title", Bilingual("题目太长。", "Too long.")),
            Problem("venue", Bilingual("没有地点。", "No venue.")),
        )

    assert (form.title.errors, form.general, form.status) == (["题目太长。"], ["没有地点。"], 422)
    assert form.title.data == "我的题目"


def test_when_somebody_was_faster_both_versions_are_there() -> None:
    form = RowForm()

    with form.reporting():
        raise Stale(Row(title="对方的题目", place="会议室A", version=5))

    assert (form.theirs, form.status) == ({"title": "对方的题目", "version": 5}, 409)
    assert form.title.data == "我的题目"
    assert 'value="5"' in form.version()


def test_other_errors_go_on_to_their_page() -> None:
    form = RowForm()

    with pytest.raises(Forbidden), form.reporting():
        raise Forbidden


def test_every_form_that_makes_something_has_a_key_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        keys = [CreateForm().creation_key.data for _ in range(2)]

    assert all(len(key) >= 22 for key in keys)
    assert keys[0] != keys[1]


def test_a_field_cannot_hide_what_pages_ask_for() -> None:
    class Hiding(PageForm):
        status = StringField()

    with pytest.raises(TypeError, match="status"):
        Hiding()

"""Fields read what people type, and keep what they cannot read."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form

from webapp.app import create_app
from webapp.config import Settings
from webapp.forms.fields import AmountField, ClockField, DayField


class Fields(Form):
    day = DayField()
    clock = ClockField()
    amount = AmountField()
    share = AmountField(places=2)


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return an application that never reaches its database."""
    return create_app(Settings(secret_key="x" * 32, database_url="sqlite://"))


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def typed(name: str, text: str) -> Field:
    form = Fields(MultiDict({name: text}))
    form.validate()
    return form[name]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("day", "2026-06-01", date(2026, 6, 1)),
        ("day", "2026/6/1", date(2026, 6, 1)),
        ("day", "2026年6月1日", date(2026, 6, 1)),
        ("day", " ２０２６－０６－０１ ", date(2026, 6, 1)),
        ("day", "", None),
        ("clock", "09:00", time(9)),
        ("clock", "9：05", time(9, 5)),
        ("clock", "9点", time(9)),
        ("clock", "9", time(9)),
        ("clock", "9点30分", time(9, 30)),
        ("amount", "12,345", Decimal(12345)),
        ("amount", "１２", Decimal(12)),
        ("amount", "12.0", Decimal(12)),
        ("amount", "", None),
        ("share", "45.5", Decimal("45.5")),
    ],
)
def test_a_field_reads_what_people_write(name: str, text: str, value: Any) -> None:
    field = typed(name, text)

    assert (field.data, list(field.errors)) == (value, [])


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("day", "6月1日", "“6月1日”不是日期，请写成 2026-06-01。"),
        ("day", "2026-02-30", "“2026-02-30”不是日期，请写成 2026-06-01。"),
        ("clock", "25:00", "“25:00”不是时间，请写成 9:00。"),
        ("clock", "soon", "“soon”不是时间，请写成 9:00。"),
        ("amount", "many", "“many”不是数字。"),
        ("amount", "-1", "“-1”不在允许的范围内。"),
        ("amount", "NaN", "“NaN”不在允许的范围内。"),
        ("amount", "1e999", "“1e999”不在允许的范围内。"),
        ("amount", "1.5", "“1.5”须为整数。"),
        ("share", "1.005", "“1.005”小数位太多，最多 2 位。"),
    ],
)
def test_a_field_says_what_it_cannot_read_and_keeps_it(name: str, text: str, sentence: str) -> None:
    field = typed(name, text)

    assert (field.data, list(field.errors), field._value()) == (None, [sentence], text)


def test_a_stored_value_is_shown_as_the_browser_wants_it() -> None:
    form = Fields(data={"day": date(2026, 6, 1), "clock": time(9), "amount": Decimal("1200"), "share": None})

    assert [field._value() for field in form] == ["2026-06-01", "09:00", "1200", ""]

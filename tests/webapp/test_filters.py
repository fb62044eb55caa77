"""Dates, times, numbers and words in both languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask, g

from campaigns.enums import Role
from webapp import filters
from webapp.app import create_app
from webapp.config import Settings

INSTANT = datetime(2026, 6, 1, 16, 5, tzinfo=UTC)
DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return an application that never reaches its database."""
    return create_app(Settings(secret_key="x" * 32, database_url="sqlite://"))


@contextmanager
def reading_in(app: Flask, language: str) -> Iterator[None]:
    with app.test_request_context():
        g.language = language
        yield


@pytest.mark.parametrize(
    ("name", "arguments", "chinese", "english"),
    [
        ("day", (DAY,), "2026年6月1日（周一）", "Mon 1 Jun 2026"),
        ("day", (INSTANT,), "2026年6月2日（周二）", "Tue 2 Jun 2026"),
        ("day", (INSTANT, "UTC"), "2026年6月1日（周一）", "Mon 1 Jun 2026"),
        ("day", (None,), "", ""),
        ("short_day", (DAY,), "6月1日（周一）", "Mon 1 Jun"),
        ("days", (DAY, DAY), "6月1日", "1 Jun"),
        ("days", (DAY, date(2026, 6, 30)), "6月1日—30日", "1—30 Jun"),
        ("days", (DAY, date(2026, 8, 31)), "6月1日—8月31日", "1 Jun — 31 Aug"),
        ("month", (6,), "6月", "Jun"),
        ("weekday", (date(2026, 6, 7),), "周日", "Sun"),
        ("clock_time", (INSTANT,), "0:05", "0:05"),
        ("clock_time", (time(9),), "9:00", "9:00"),
        ("times", (time(9), time(11)), "9:00—11:00", "9:00—11:00"),
        ("day_and_time", (INSTANT,), "2026年6月2日（周二）0:05", "Tue 2 Jun 2026, 0:05"),
        ("amount", (12345,), "12,345", "12,345"),
        ("amount", (Decimal("1000"),), "1,000", "1,000"),
        ("amount", (Decimal("45.50"),), "45.5", "45.5"),
        ("amount", (None,), "—", "—"),
        ("label", (Role.CITY_COORDINATOR,), "市级统筹", "City coordinator"),
        ("label", (None,), "", ""),
        ("lunar_day", (DAY,), "农历四月十六", "lunar month 4, day 16"),
        ("lunar_day", (date(2025, 7, 25),), "农历闰六月初一", "lunar leap month 6, day 1"),
        ("lunar_day", (date(2026, 2, 17),), "农历正月初一", "lunar month 1, day 1"),
    ],
)
def test_each_is_written_as_its_readers_write_it(
    app: Flask, name: str, arguments: tuple[Any, ...], chinese: str, english: str
) -> None:
    written = []
    for language in ("zh_Hans_CN", "en"):
        with reading_in(app, language):
            written.append(getattr(filters, name)(*arguments))

    assert written == [chinese, english]

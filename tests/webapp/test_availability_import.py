"""A calendar file of a venue or a person: shown first, taken whole, the same twice, undone, and nothing for others."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from calendars.reading.apart import read_apart
from calendars.reading.reader import Reading
from campaigns.models.availability import Availability
from campaigns.models.venue import Venue
from tests.calendars.reading.files import calendar, event
from tests.page import Page, Visitor
from tests.webapp.test_availability import ids
from webapp.db import counting
from webapp.views import availability_import

UPLOAD, CONFIRM = "form[enctype]", "form.bulk-preview"
WEEKLY = event("RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:例会", uid="weekly", start="DTSTART:20260302T090000")
CLOSED = event("SUMMARY:停业", "DTEND;VALUE=DATE:20260504", uid="closed", start="DTSTART;VALUE=DATE:20260501")
LATER = event("SUMMARY:停业", "DTEND;VALUE=DATE:20260506", uid="closed", start="DTSTART;VALUE=DATE:20260501")
FREE = event("TRANSP:TRANSPARENT", uid="free")


def upload(visitor: Visitor, address: str, *lines: str, status: int = 200, keeps_names: str = "y") -> Page:
    page = visitor.get(address)
    file = (BytesIO(calendar(*lines)), "书房.ics")
    return visitor.submit(page, UPLOAD, status=status, file=file, keeps_names=keeps_names)


def standing(engine: Engine) -> list[tuple[str, date | None, datetime | None, datetime | None, str]]:
    with Session(engine) as session:
        rows = session.exec(select(Availability).order_by(col(Availability.starts_at)))
        return [(row.uid, row.recurrence_on, row.starts_at, row.ends_at, row.name) for row in rows]


def local(month: int, day: int, hour: int) -> datetime:
    """Return 2026's instant of an hour in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


FIRST = ("weekly", date(2026, 3, 2), local(3, 2, 1), local(3, 2, 2), "例会")
SECOND = ("weekly", date(2026, 3, 9), local(3, 9, 1), local(3, 9, 2), "例会")
HOLIDAY = ("closed", None, local(4, 30, 16), local(5, 3, 16), "停业")
LONGER = ("closed", None, local(4, 30, 16), local(5, 5, 16), "停业")


def test_a_file_is_shown_first_and_then_taken_whole(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)

    shown = upload(city, f"/2026/venues/{venue_id}/hours/import", *WEEKLY, *CLOSED, *FREE)
    assert standing(engine) == []
    done = city.submit(shown, CONFIRM)

    assert shown.words(".bulk-preview p strong") == ["新增 3 段，更改 0 段，不变 0 段。"]
    assert shown.words(".bulk-preview tbody td:not(:first-child)") == [
        *("2026年3月2日（周一）9:00—10:00", "例会"),
        *("2026年3月9日（周一）9:00—10:00", "例会"),
        *("2026年5月1日（周五）—2026年5月3日（周日）", "停业"),
    ]
    assert shown.words(".bulk-preview tbody .badge") == ["新增"] * 3
    assert "1 个日程标为空闲、已取消或没有时长，不占时间。" in shown.text
    assert done.notices == ["已导入：新增 3 段，更改 0 段。"]
    assert standing(engine) == [FIRST, SECOND, HOLIDAY]
    assert len(done.select(".log > li")) == 1


def test_nobody_waits_to_write_while_a_file_is_being_read(
    city: Visitor, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    venue_id, _expert = ids(engine)

    def read_beside_a_writer(content: bytes, **limits: Any) -> Reading:
        with Session(engine) as other:
            other.get_one(Venue, venue_id).name_en = "Study"
            other.commit()
        return read_apart(content, **limits)

    monkeypatch.setattr(availability_import, "read_apart", read_beside_a_writer)
    shown = upload(city, f"/2026/venues/{venue_id}/hours/import", *CLOSED)

    assert shown.words(".bulk-preview p strong") == ["新增 1 段，更改 0 段，不变 0 段。"]


def test_the_same_file_twice_changes_nothing_and_a_later_one_only_what_differs(
    city: Visitor, engine: Engine
) -> None:
    _venue, expert_id = ids(engine)
    address = f"/2026/persons/{expert_id}/import"
    first = upload(city, address, *WEEKLY, *CLOSED)
    city.submit(first, CONFIRM)

    twice = city.submit(first, CONFIRM)
    same = upload(city, address, *WEEKLY, *CLOSED)
    later = upload(city, address, *LATER)
    city.submit(later, CONFIRM)

    assert twice.notices == ["没有要改的，都已经在了。"]
    assert (same.words(".bulk-preview p strong"), same.words(".row .button")) == (
        ["新增 0 段，更改 0 段，不变 3 段。"],
        ["另选文件", "返回"],
    )
    assert later.words(".bulk-preview p strong") == ["新增 0 段，更改 1 段，不变 0 段。"]
    assert standing(engine) == [FIRST, SECOND, LONGER]


def test_an_import_is_undone_whole_but_for_what_was_touched_since(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    address = f"/2026/venues/{venue_id}/hours/import"
    city.submit(upload(city, address, *CLOSED), CONFIRM)

    second = city.submit(upload(city, address, *LATER, *WEEKLY), CONFIRM)
    city.submit(second, ".notice form")
    assert standing(engine) == [HOLIDAY]

    third = city.submit(upload(city, address, *LATER, *WEEKLY), CONFIRM)
    city.submit(upload(city, address, *CLOSED), CONFIRM)
    undone = city.submit(third, ".notice form")

    assert undone.notices == ["已撤销；1 段后来又改过，没有动。"]
    assert standing(engine) == [HOLIDAY]


def test_what_somebody_changed_in_between_is_shown_again(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    address = f"/2026/venues/{venue_id}/hours/import"
    city.submit(upload(city, address, *CLOSED), CONFIRM)
    shown = upload(city, address, *LATER, *WEEKLY)
    city.submit(upload(city, address, *LATER), CONFIRM)

    again = city.submit(shown, CONFIRM, status=422)
    assert standing(engine) == [LONGER]
    city.submit(again, CONFIRM)

    assert again.field_errors == {"": "刚才有人改过这里的时间，请看一下新的结果再确认。"}
    assert again.words(".bulk-preview p strong") == ["新增 2 段，更改 0 段，不变 1 段。"]
    assert standing(engine) == [FIRST, SECOND, LONGER]


def test_titles_are_kept_only_where_wanted(city: Visitor, engine: Engine) -> None:
    _venue, expert_id = ids(engine)
    address = f"/2026/persons/{expert_id}/import"

    assert city.get(address).fields(UPLOAD).get("keeps_names") is None
    city.submit(upload(city, address, *CLOSED, keeps_names=""), CONFIRM)

    assert standing(engine) == [(*HOLIDAY[:4], "")]


def test_a_bad_file_is_told_with_its_line_and_nothing_is_written(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    address = f"/2026/venues/{venue_id}/hours/import"
    rule = event("RRULE:FREQ=SECONDLY")

    page = upload(city, address, *WEEKLY, *rule, status=422)
    none = city.submit(city.get(address), UPLOAD, status=422)
    large = city.client.post(address, data=b"x" * 11_000_000, content_type="multipart/form-data; boundary=b")

    assert page.field_errors["file"].startswith("第 14 行：重复规则“SECONDLY”太密")
    assert none.field_errors["file"] == "请填写。"
    assert large.status_code == 413
    assert "提交的内容超过了允许的大小。" in large.get_data(as_text=True)
    assert standing(engine) == []


def test_only_what_was_shown_here_to_this_person_is_written(
    city: Visitor, administrator: Visitor, engine: Engine
) -> None:
    venue_id, expert_id = ids(engine)
    address = f"/2026/venues/{venue_id}/hours/import"
    shown = upload(city, address, *CLOSED).fields(CONFIRM)
    forged = {"spans": shown["spans"][:-3] + "xyz", "seen": shown["seen"]}
    mine = {"spans": shown["spans"], "seen": shown["seen"]}

    answers = [
        city.post(address, forged),
        city.post(f"/2026/persons/{expert_id}/import", mine),
        administrator.post(address, mine),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all("这一页已失效" in answer.get_data(as_text=True) for answer in answers)
    assert standing(engine) == []


def test_others_neither_see_nor_write(
    owner: Visitor, stranger: Visitor, city: Visitor, engine: Engine
) -> None:
    venue_id, expert_id = ids(engine)
    done = city.submit(upload(city, f"/2026/venues/{venue_id}/hours/import", *CLOSED), CONFIRM)
    undo = done.action(".notice form")

    for visitor in (owner, stranger):
        for address in (f"/2026/venues/{venue_id}/hours/import", f"/2026/persons/{expert_id}/import"):
            assert visitor.fetch(address).status_code == 403
            assert visitor.post(address, {"spans": "x", "seen": "x"}).status_code == 403
        assert visitor.post(undo).status_code == 403
    assert city.fetch("/2026/venues/99999/hours/import").status_code == 404
    assert city.post("/2026/availability/imports/99999/undo").status_code == 404
    assert standing(engine) == [HOLIDAY]


def test_many_spans_cost_no_more_statements_than_one(app: Flask, city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    address = f"/2026/venues/{venue_id}/hours/import"

    def cost(count: int) -> int:
        lines = event(f"RRULE:FREQ=DAILY;COUNT={count}", uid=str(count))
        with counting(app.extensions["database"]) as statements:
            shown = upload(city, address, *lines)
        city.submit(shown, CONFIRM)
        return len(statements.sent)

    # Two pages: the empty form, and what the file would do.
    assert cost(2) == cost(250) <= 24


def test_the_page_is_english_for_who_reads_english(city: Visitor, engine: Engine) -> None:
    venue_id, _expert = ids(engine)
    city.post("/language", {"language": "en", "next": "/account"})

    page = upload(city, f"/2026/venues/{venue_id}/hours/import", *CLOSED)

    assert page.words(".bulk-preview tbody td") == ["Add", "Fri 1 May 2026—Sun 3 May 2026", "停业"]

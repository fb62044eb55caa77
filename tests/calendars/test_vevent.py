"""One event or due day as its VEVENT: times, standing, text."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calendars.vevent import Rendering, deadline_of, event_of, location_of, summary_of
from campaigns.agenda import AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus
from tests.calendars.agendas import REVISED_AT, deadline, event_page, item, local

CHINESE = Rendering(ZoneInfo("Asia/Shanghai"), timedelta(hours=8), "zh_Hans_CN")
ENGLISH = Rendering(CHINESE.zone, CHINESE.offset, "en")
RINGING = Rendering(CHINESE.zone, CHINESE.offset, "zh_Hans_CN", timedelta(minutes=45))
WHOLE_DAY: dict[str, Any] = {
    "is_all_day": True,
    "starts_at": local(6, 9),
    "ends_at": local(6, 10),
}


def lines_of(subject: AgendaItem, rendering: Rendering = CHINESE) -> list[str]:
    """Return the unfolded lines of an event."""
    return _unfolded(event_of(subject, rendering, link=event_page(subject.id)).to_ical())


def _unfolded(text: bytes) -> list[str]:
    return text.replace(b"\r\n ", b"").decode().split("\r\n")


def standing_of(subject: AgendaItem) -> tuple[str, str, str]:
    """Return status, transparency and Outlook's word for it."""
    event = event_of(subject, CHINESE, link=event_page(subject.id))
    return str(event["STATUS"]), str(event["TRANSP"]), str(event["X-MICROSOFT-CDO-BUSYSTATUS"])


def test_timed_event_names_its_zone() -> None:
    lines = lines_of(item())

    assert "DTSTART;TZID=Asia/Shanghai:20260609T090000" in lines
    assert "DTEND;TZID=Asia/Shanghai:20260609T110000" in lines


def test_all_day_event_ends_on_the_day_after() -> None:
    lines = lines_of(item(**WHOLE_DAY))

    assert "DTSTART;VALUE=DATE:20260609" in lines
    assert "DTEND;VALUE=DATE:20260610" in lines


def test_exhibition_of_three_days_ends_on_the_fourth() -> None:
    lines = lines_of(item(is_all_day=True, starts_at=local(10, 30), ends_at=local(11, 2)))

    assert "DTSTART;VALUE=DATE:20261030" in lines
    assert "DTEND;VALUE=DATE:20261102" in lines


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, ("CONFIRMED", "OPAQUE", "BUSY")),
        ({"status": EventStatus.HELD}, ("CONFIRMED", "OPAQUE", "BUSY")),
        ({"status": EventStatus.DRAFT}, ("TENTATIVE", "OPAQUE", "TENTATIVE")),
        ({"status": EventStatus.PROPOSED}, ("TENTATIVE", "OPAQUE", "TENTATIVE")),
        ({"status": EventStatus.CANCELLED}, ("CANCELLED", "TRANSPARENT", "FREE")),
        ({"status": EventStatus.NOT_HELD}, ("CANCELLED", "TRANSPARENT", "FREE")),
        ({"is_departed": True}, ("CANCELLED", "TRANSPARENT", "FREE")),
        (WHOLE_DAY, ("CONFIRMED", "OPAQUE", "BUSY")),
        (WHOLE_DAY | {"ends_at": local(6, 12)}, ("CONFIRMED", "TRANSPARENT", "FREE")),
    ],
)
def test_standing_follows_status_and_length(changes: dict[str, Any], standing: tuple[str, str, str]) -> None:
    assert standing_of(item(**changes)) == standing


def test_departed_event_tells_only_that_it_left() -> None:
    event = event_of(item(is_departed=True), CHINESE, link=event_page(1))

    assert "LOCATION" not in event
    assert str(event["SUMMARY"]) == "【取消】创业指导进社区 · 环翠"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "此项已不在本日历的范围内。",
        "活动：创业指导进社区活动",
        "网页：https://campaigns.example.org/2026/e/1",
    ]


@pytest.mark.parametrize(
    ("changes", "summary"),
    [
        ({}, "创业指导进社区 · 三号社区 · 环翠"),
        ({"title": Bilingual("")}, "进社区 · 三号社区 · 环翠"),
        ({"title": Bilingual("走进三号社区")}, "进社区 · 走进三号社区 · 环翠"),
        ({"venue": None, "place": "环翠区文化广场"}, "创业指导进社区 · 环翠区文化广场"),
        ({"venue": None, "district": None}, "创业指导进社区"),
        ({"title": Bilingual("进社区\n第 9 周")}, "进社区 第 9 周 · 三号社区 · 环翠"),
        ({"status": EventStatus.CANCELLED, "venue": None}, "【取消】创业指导进社区 · 环翠"),
    ],
)
def test_summary_is_one_line_that_says_nothing_twice(changes: dict[str, Any], summary: str) -> None:
    assert summary_of(item(**changes), CHINESE) == summary


def test_english_feed_keeps_proper_names_and_translates_the_rest() -> None:
    cancelled = item(status=EventStatus.CANCELLED)

    assert (
        summary_of(cancelled, ENGLISH) == "[Cancelled] Community visits · Advice visit · 三号社区 · Huancui"
    )
    assert location_of(cancelled, ENGLISH) == "三号社区, 环翠区文化西路3号；二楼"


def test_empty_values_are_left_out() -> None:
    bare = item(venue=None, description=" ", materials="\x07", responsible="", district=None, series_uid=None)

    event = event_of(bare, CHINESE, link=event_page(1))

    assert "LOCATION" not in event
    assert "RELATED-TO" not in event
    assert str(event["DESCRIPTION"]).split("\n") == [
        "活动：创业指导进社区活动",
        "网页：https://campaigns.example.org/2026/e/1",
    ]


def test_revision_instant_is_both_stamp_and_last_modified() -> None:
    lines = lines_of(item(sequence=4, revised_at=REVISED_AT + timedelta(microseconds=999_999)))

    assert [
        line for line in lines if line.startswith(("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE"))
    ] == [
        "DTSTAMP:20260302T083015Z",
        "SEQUENCE:4",
        "CREATED:20260105T010000Z",
        "LAST-MODIFIED:20260302T083015Z",
    ]


def test_alarm_rings_as_chosen_and_on_the_eve_of_whole_days() -> None:
    assert "TRIGGER:-PT45M" in lines_of(item(), RINGING)
    assert "TRIGGER:-PT15H" in lines_of(item(**WHOLE_DAY), RINGING)
    assert "TRIGGER:-PT15H" in _unfolded(deadline_of(deadline(), RINGING, link="").to_ical())


def test_cancelled_event_never_rings() -> None:
    assert "BEGIN:VALARM" not in lines_of(item(status=EventStatus.CANCELLED), RINGING)
    assert "BEGIN:VALARM" not in lines_of(item(is_departed=True), RINGING)
    assert "BEGIN:VALARM" not in lines_of(item(), CHINESE)


def test_due_day_is_a_free_whole_day_that_begins_with_its_word() -> None:
    lines = _unfolded(deadline_of(deadline(), CHINESE, link="").to_ical())

    assert [line for line in lines if not line.startswith(("CREATED", "DTSTAMP", "LAST-MODIFIED"))] == [
        "BEGIN:VEVENT",
        "SUMMARY:【截止】“创业项目推介月”活动总结",
        "DTSTART;VALUE=DATE:20260719",
        "DTEND;VALUE=DATE:20260720",
        "UID:due-2-C1-D1@example.org",
        "SEQUENCE:1",
        "CATEGORIES:截止,主题活动,项目推介月",
        "DESCRIPTION:活动：“创业项目推介月”活动\\n规定：活动结束后 10 日内\\n单位：市劳动保障局、环翠",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
        "",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_at": local(6, 9, 9)},
        {"ends_at": local(6, 8)},
        {"is_all_day": True, "ends_at": local(6, 9), "starts_at": local(6, 9)},
        {"starts_at": local(6, 9, 9).replace(tzinfo=None)},
        {"revised_at": REVISED_AT.replace(tzinfo=None)},
        {"uid": "a\r\nSUMMARY:b"},
        {"series_uid": "a\x00"},
    ],
)
def test_event_that_cannot_be_written_truthfully_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        event_of(item(**changes), CHINESE, link=event_page(1))


def test_local_day_decides_the_date_and_not_the_day_in_utc() -> None:
    assert item(**WHOLE_DAY).starts_at.date() == date(2026, 6, 8)
    assert "DTSTART;VALUE=DATE:20260609" in lines_of(item(**WHOLE_DAY))

"""Our feeds in foreign readers: the same events, the same instants, the same text."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calendars.vevent import Rendering, description_of, location_of, summary_of
from campaigns.agenda import Agenda, AgendaItem
from campaigns.core.wording import Bilingual
from tests.calendars.agendas import agenda, deadline, event_page, feed, full_agenda, item, local
from tests.interop.readers import READERS

CHINESE = Rendering(ZoneInfo("Asia/Shanghai"), timedelta(hours=8), "zh_Hans_CN")
HARD_TEXTS = (
    'a;b,c:d"q"^n\'|',
    "C:\\Data\\, end\\",
    "C:\\New\\now",
    "两行\n和一个制表符\t在中间",
    "U+2028\u2028U+2029\u2029NEL\u0085CR\rVT\x0bend",
    "控制\x00\x07\x1b\x7f符",
    "半个\ud83d字",
    "表情😀与组合é👩\u200d👩\u200d👧字",
    "很长" * 90,
    "BEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
    " 空格在前　和全角在后　",
    "\u202e右到左\u202c",
    "100% &amp; <b>粗</b> #{x} ${y} %2C",
)


def facts(subject: AgendaItem) -> dict[str, Any]:
    """Return what every reader must find for an event, from the agenda and not from a calendar."""
    moments = (subject.starts_at, subject.ends_at)
    if subject.is_all_day:
        start, end = (at.astimezone(CHINESE.zone).date().isoformat() for at in moments)
    else:
        start, end = (at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for at in moments)
    location = "" if subject.is_departed else location_of(subject, CHINESE)
    return {
        "uid": subject.uid,
        "summary": summary_of(subject, CHINESE),
        "description": description_of(subject, CHINESE, link=event_page(subject.id)),
        "location": location or None,
        "status": "CANCELLED" if subject.is_cancelled else subject_status(subject),
        "sequence": subject.sequence,
        "is_date": subject.is_all_day,
        "start": start,
        "end": end,
    }


def subject_status(subject: AgendaItem) -> str:
    """Return the RFC's word for an event that is not cancelled."""
    return "TENTATIVE" if subject.status.value in ("draft", "proposed") else "CONFIRMED"


def read(reader: str, subject: Agenda, folder: Path) -> list[dict[str, Any]]:
    """Return a foreign reader's facts in order of uid."""
    path = folder / "feed.ics"
    path.write_bytes(feed(subject).body)
    return sorted(READERS[reader](path), key=lambda event: event["uid"])


@pytest.mark.parametrize("reader", READERS)
def test_every_kind_of_event_is_read_the_same(reader: str, tmp_path: Path) -> None:
    programme = full_agenda()
    due = deadline()

    events = read(reader, programme, tmp_path)

    assert events.pop() == {
        "uid": due.uid,
        "summary": "【截止】“创业项目推介月”活动总结",
        "description": "活动：“创业项目推介月”活动\n规定：活动结束后 10 日内\n单位：市劳动保障局、环翠\n"
        "网页：https://campaigns.example.org/2026/reports",
        "location": None,
        "status": "CONFIRMED",
        "sequence": 1,
        "is_date": True,
        "start": "2026-07-19",
        "end": "2026-07-20",
    }
    assert events == [facts(subject) for subject in programme.items]


@pytest.mark.parametrize("reader", READERS)
def test_hard_text_is_read_as_it_was_cleaned(reader: str, tmp_path: Path) -> None:
    hard = agenda(
        *(
            item(number, description=text, title=Bilingual(text), venue=None, place=text, materials=text)
            for number, text in enumerate(HARD_TEXTS, 1)
        )
    )

    assert read(reader, hard, tmp_path) == [facts(subject) for subject in hard.items]


@pytest.mark.parametrize("reader", READERS)
def test_founding_year_is_read_at_its_instants(reader: str, tmp_path: Path) -> None:
    first_day, weeks = datetime(2009, 6, 16, 1, tzinfo=UTC), range(29)
    visits = agenda(
        *(
            item(
                week + 1,
                starts_at=first_day + timedelta(weeks=week),
                ends_at=first_day + timedelta(weeks=week, hours=2),
                local_day=date(2009, 6, 16) + timedelta(weeks=week),
            )
            for week in weeks
        )
    )

    assert read(reader, visits, tmp_path) == [facts(subject) for subject in visits.items]


@pytest.mark.parametrize("reader", READERS)
def test_empty_feed_is_read_as_no_event(reader: str, tmp_path: Path) -> None:
    assert read(reader, agenda(), tmp_path) == []


@pytest.mark.parametrize("reader", READERS)
def test_night_over_new_year_keeps_both_its_instants(reader: str, tmp_path: Path) -> None:
    night = item(
        starts_at=local(12, 31, 22), ends_at=local(1, 1, 1, 30, year=2027), local_day=date(2026, 12, 31)
    )

    events = read(reader, agenda(night), tmp_path)

    assert [(event["start"], event["end"]) for event in events] == [
        ("2026-12-31T14:00:00Z", "2026-12-31T17:30:00Z")
    ]

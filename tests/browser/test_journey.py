"""The whole story of one campus visit, as a coordinator lives it on a Wednesday in November."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from urllib.request import urlopen

import pdfplumber
import pytest

from tests.browser.conftest import People
from tests.browser.hands import Hands
from tests.browser.site import Site
from tests.demo import PASSWORD
from webapp.i18n import CHINESE, ENGLISH

EVENING = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
TALKS = "table.board tbody tr:has(a[href='/2026/a/S3'])"


@dataclass(frozen=True)
class Words:
    """What the story says in one language."""

    language: str
    place: str
    before: str
    after: str
    printed: str


CHINESE_WORDS = Words(
    CHINESE, "文登技师学院", "已办 4 · 已排 1 · 缺 0 / 5", "已办 5 · 已排 1 · 缺 0 / 5", "进院校5/5次·100.0%"
)
ENGLISH_WORDS = Words(
    ENGLISH,
    "Wendeng Technician College",
    "Held 4 · Planned 1 · Missing 0 / 5",
    "Held 5 · Planned 1 · Missing 0 / 5",
    "Campusesvisited5/5visits·100.0%",
)


def fetched(address: str) -> str:
    """Return a subscribed calendar as a phone fetches it: without cookies, and its lines unfolded."""
    with urlopen(address) as answer:
        return re.sub(r"\r\n[ \t]", "", answer.read().decode())


def moments(calendar: str, place: str) -> list[tuple[str, str]]:
    """Return when the talks at a place begin, and how often each was revised."""
    talks = [one for one in calendar.split("BEGIN:VEVENT")[1:] if place in one]
    return [
        (re.findall(r"^DTSTART\S*:(\S+)", one, re.M)[0], re.findall(r"^SEQUENCE:(\d+)", one, re.M)[0])
        for one in talks
    ]


def text_of(document: bytes) -> str:
    """Return what is printed in a PDF, without the spaces of its layout."""
    with pdfplumber.open(BytesIO(document)) as printed:
        return "".join("".join((page.extract_text() or "").split()) for page in printed.pages)


def sign_in(hands: Hands) -> None:
    """Sign in as the city's coordinator, by the form."""
    hands.visit("/")
    hands.fill("#username", "city")
    hands.fill("#password", PASSWORD)
    hands.follow("main button")


def subscribe_to_talks(hands: Hands) -> str:
    """Make a feed address for the campus talks from the board, and return it."""
    hands.follow(f"{TALKS} .doing a[href*=feeds]")
    hands.follow("main form button.button-primary")
    return hands.find("#address").input_value()


def add_talk(hands: Hands, words: Words, day: str) -> str:
    """Add a talk with three fields, and return its address."""
    hands.visit("/2026")
    hands.follow("main a[data-key=n]")
    hands.rest()
    hands.fill("#activity", "S3")
    hands.fill("#day", day)
    hands.fill("#place", words.place)
    hands.follow("main form button.button-primary")
    assert hands.counted == (1, 3)
    return hands.page.url


def drag_talk(hands: Hands, words: Words, to: str) -> None:
    """Drag an event in the month to another day, and wait until the server has it."""
    hands.visit("/2026/calendar?activity=S3")
    with hands.page.expect_response(lambda answer: answer.request.method == "PATCH") as answered:
        hands.drag(f".calendar-live .event:has-text('{words.place}')", f".calendar-live [data-date='{to}']")
    assert answered.value.ok


def close_out(hands: Hands, event: str) -> None:
    """Record that the talk was held, for ninety people of whom sixty are graduates."""
    hands.visit(event)
    hands.follow(".heading-buttons a[href$=closeout]")
    hands.click("label:has([name=is_held][value=yes])")
    hands.fill("#people", "90")
    hands.fill("[name^=audience_]", "60")
    hands.follow("main form button.button-primary")


@pytest.mark.parametrize(
    ("site", "words"),
    [("sqlite", CHINESE_WORDS), ("postgresql", ENGLISH_WORDS)],
    ids=["zh-sqlite", "en-postgresql"],
    indirect=["site"],
)
def test_a_campus_visit_from_plan_to_paper(site: Site, sit_down: People, words: Words) -> None:
    hands = sit_down("")
    sign_in(hands)
    if words.language == ENGLISH:
        hands.follow(".bar-language button")
    assert hands.words(f"{TALKS} .numbers") == words.before
    feed = subscribe_to_talks(hands)
    assert moments(fetched(feed), words.place) == []

    event = add_talk(hands, words, "2026-11-19")
    assert moments(fetched(feed), words.place) == [("20261119T143000", "0")]

    drag_talk(hands, words, "2026-11-18")
    assert moments(fetched(feed), words.place) == [("20261118T143000", "1")]

    site.watch.now = EVENING
    close_out(hands, event)
    hands.visit("/2026")
    assert hands.words(f"{TALKS} .numbers") == words.after

    document = text_of(hands.open_document(f"{TALKS} .doing a[href*=summary]"))
    assert words.printed in document

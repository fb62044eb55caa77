"""The whole story of one campus visit, as a coordinator lives it on a Wednesday in November."""

import re
from datetime import timedelta
from io import BytesIO
from urllib.request import urlopen

import pdfplumber

from tests.browser.conftest import People
from tests.browser.site import Site
from tests.demo import PASSWORD
from webapp.i18n import ENGLISH


def fetched(address: str) -> str:
    """Return a subscribed calendar as a phone fetches it: without cookies, lines unfolded."""
    with urlopen(address) as answer:
        return re.sub(r"\r\n[ \t]", "", answer.read().decode())


def starts_of(calendar: str, title: str) -> list[str]:
    """Return the DTSTART lines of the events of a title."""
    events = calendar.split("BEGIN:VEVENT")[1:]
    return [re.findall(r"^DTSTART.*$", event, re.M)[0].strip() for event in events if title in event]


def text_of(document: bytes) -> str:
    """Return what is printed in a PDF, without the spaces of its layout."""
    with pdfplumber.open(BytesIO(document)) as printed:
        return "".join("".join((page.extract_text() or "").split()) for page in printed.pages)


def test_first(site: Site, sit_down: People) -> None:
    hands = sit_down("")
    hands.visit("/")
    hands.fill("#username", "city")
    hands.fill("#password", PASSWORD)
    hands.click("main button")
    hands.page.wait_for_url("**/2026")
    print(hands.words("table.board"))
    hands.page.screenshot(path="/tmp/x.png")
    hands.visit("/2026/events/new?activity=S3")
    hands.page.screenshot(path="/tmp/y.png", full_page=True)
    hands.visit("/2026/calendar")
    hands.page.wait_for_timeout(1000)
    hands.page.screenshot(path="/tmp/z.png", full_page=True)

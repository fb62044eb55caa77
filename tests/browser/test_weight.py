"""What pages weigh on the wire, and what they need of a sheet of paper."""

from dataclasses import dataclass, field
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import DESK, People
from webapp.i18n import CHINESE, ENGLISH

KILOBYTE = 1000
# What reaches over the sheet, or hides a part of its own words.
CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter((element) => element.checkVisibility() && !element.closest(".unseen, svg"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1
    || (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "hidden"))
  .map((element) => `${element.localName}.${element.className}: ${element.innerText.slice(0, 40)}`)"""


@dataclass
class Load:
    """The answers a cold browser received for one page: how many, and how many bytes with their headers."""

    requests: int = 0
    received: int = 0
    addresses: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> CDPSession:
        """Count from now on what arrives, as compressed as it came."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.addresses.append(event["request"]["url"]))
        session.on("Network.loadingFinished", lambda event: self.add(event["encodedDataLength"]))
        return session

    def add(self, received: float) -> None:
        """Count one answer."""
        self.requests += 1
        self.received += int(received)


def cold_load(sit_down: People, address: str) -> Load:
    """Return what a browser that has never been here receives until nothing more comes."""
    hands, load = sit_down(), Load()
    load.watch(hands.page)
    hands.visit(address)
    hands.page.wait_for_load_state("networkidle")
    return load


def test_the_first_screen_weighs_at_most_sixty_kilobytes_in_ten_requests(sit_down: People) -> None:
    load = cold_load(sit_down, "/2026")

    assert load.received <= 60 * KILOBYTE, load
    assert load.requests <= 10, load


@pytest.mark.parametrize("view", ["month", "week", "year"])
def test_the_calendar_weighs_at_most_three_hundred_kilobytes(sit_down: People, view: str) -> None:
    load = cold_load(sit_down, f"/2026/calendar?view={view}")

    assert load.received <= 300 * KILOBYTE, load


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_year_board_prints_on_one_sheet(sit_down: People, language: str) -> None:
    hands = sit_down(language=language, size=DESK)
    hands.visit("/2026")

    with pdfplumber.open(BytesIO(hands.page.pdf(prefer_css_page_size=True))) as printed:
        sheets = [(round(page.width), round(page.height)) for page in printed.pages]

    # A4 landscape in points.
    assert sheets == [(842, 595)]


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_printed_board_cuts_nothing_off(sit_down: People, language: str) -> None:
    # 281 mm at 96 dots an inch: a landscape sheet between margins of 8 mm.
    hands = sit_down(language=language, size=(1062, 733))
    hands.page.emulate_media(media="print")
    hands.visit("/2026")

    cut = hands.page.evaluate(CUT_OFF)

    assert cut == []

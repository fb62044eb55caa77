"""Chromium, a site of the test's own, people in front of it, and pictures of what they saw."""

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.hands import Hands
from tests.browser.site import Site, running_site
from tests.demo import demo
from tests.pictures import pictures_place
from tests.translations import compile_stale
from webapp.i18n import CHINESE

DESK, PHONE = (1440, 900), (390, 844)
# A person opens pages; a test that waits longer than this for one of ours has found a fault.
PATIENCE = 8_000

FAILED = pytest.StashKey[bool]()
People = Callable[..., Hands]


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """Yield the system's Chromium, which cannot resolve any name and has the system's fonts."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("Chromium is missing: run ./manage test, or install the package chromium.")
    browser = _playwright.chromium.launch(
        executable_path=found,
        # The fonts of our documents are chosen by this variable; pages use what the machine has.
        env={name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
        chromium_sandbox=os.geteuid() != 0,
        args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-dev-shm-usage"],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session", autouse=True)
def _fresh_translations() -> None:
    """Let no page show yesterday's English."""
    compile_stale()


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """Yield the demonstration at an address, on a database of the test's own; its kind is the parameter, if any."""
    kind = getattr(request, "param", "sqlite")
    with demo(kind, tmp_path) as settings, running_site(settings) as site:
        yield site


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed while its pages are still open, so that their pictures can be taken."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def sit_down(
    chromium: Browser, site: Site, request: pytest.FixtureRequest, pictures: Path
) -> Iterator[People]:
    """Return a way to put somebody before a browser; whatever it complained of fails the test at the end."""
    opened: list[tuple[BrowserContext, Hands]] = []

    def sit(
        username: str = "city",
        language: str = CHINESE,
        *,
        size: tuple[int, int] = DESK,
        scripts: bool = True,
        scheme: str = "light",
    ) -> Hands:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
            java_script_enabled=scripts,
            color_scheme="dark" if scheme == "dark" else "light",
            # The browser stands where the office is; its own clock is the machine's.
            timezone_id="Asia/Shanghai",
            locale="zh-CN" if language == CHINESE else "en-GB",
        )
        context.set_default_timeout(PATIENCE)
        if username:
            context.add_cookies([site.open_session_of(username, language)])
        hands = Hands(context.new_page())
        opened.append((context, hands))
        return hands

    yield sit
    faults = [fault for _context, hands in opened for fault in hands.faults]
    for number, (context, hands) in enumerate(opened):
        if faults or request.node.stash.get(FAILED, False):
            name = re.sub(r"[^\w-]+", "-", request.node.name)
            hands.page.screenshot(path=pictures / f"failed-{name}-{number}.png", full_page=True)
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Return the directory for pictures of pages, which the end of the run names."""
    place = pictures_place()
    place.mkdir(parents=True, exist_ok=True)
    return place

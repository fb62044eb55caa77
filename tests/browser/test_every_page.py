"""Every page, in both languages, light and dark, on a desk and on a phone: what a machine can see of being usable."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, People
from tests.browser.hands import Hands
from tests.browser.places import pages
from tests.browser.site import Site
from tests.house.sources import ROOT
from webapp.i18n import CHINESE, ENGLISH

AXE = ROOT / "webapp" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
CONTRAST = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
GRAVE = {"serious", "critical"}
# What a finger or an eye on a narrow screen meets: a page wider than the screen.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def grave_findings(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return what axe finds serious or critical, with the first element that has it."""
    found = page.evaluate(f"axe.run(document, {json.dumps(rules)})")
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


def seated(sit_down: People, username: str, language: str) -> Hands:
    """Return somebody whose browser carries axe along, past the policy that keeps foreign scripts out."""
    hands = sit_down(username, language)
    hands.page.add_init_script(AXE.read_text(encoding="utf-8"))
    return hands


def look_at(hands: Hands, address: str) -> None:
    """Open a page and wait for what its script draws."""
    hands.visit(address)
    is_drawn = hands.page.locator("script[src*='calendar.js']").count()
    if is_drawn and (hands.page.viewport_size or {})["width"] > PHONE[0]:
        hands.page.locator(".calendar-live .event").first.wait_for()


def faults_of(hands: Hands, address: str, pictures: Path) -> list[str]:
    """Return what is wrong with a page, and leave its pictures."""
    page, name = hands.page, re.sub(r"\W+", "-", address).strip("-") or "home"
    look_at(hands, address)
    faults = grave_findings(page, RULES)
    page.screenshot(path=pictures / f"{name}-{DESK[0]}.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in grave_findings(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    if "/calendar" in address:
        # The calendar chooses its form when it comes, not when a window is narrowed.
        look_at(hands, address)
    too_wide = page.evaluate(TOO_WIDE)
    faults += [f"{too_wide} px wider than a phone"] if too_wide > 0 else []
    page.screenshot(path=pictures / f"{name}-{PHONE[0]}.png", full_page=True)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    return faults


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_no_page_keeps_anybody_out(site: Site, sit_down: People, pictures: Path, language: str) -> None:
    place = pictures / language
    place.mkdir(exist_ok=True)
    inside, outside = seated(sit_down, "admin", language), seated(sit_down, "", language)

    faults = {address: faults_of(inside, address, place) for address in pages(site.app)}
    faults["/login"] = faults_of(outside, "/login", place)

    assert {address: found for address, found in faults.items() if found} == {}

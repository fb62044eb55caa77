"""Hands that stay on the keyboard, and browsers without scripts."""

import re

import pytest

from tests.browser.conftest import PHONE, People
from tests.browser.hands import Hands
from tests.browser.site import Site
from tests.browser.test_journey import EVENING
from tests.demo import PASSWORD

FOCUSED = "(document.activeElement?.textContent.trim() || document.activeElement?.name || document.activeElement?.id)"


def tabbed(hands: Hands, times: int) -> list[str]:
    """Return what has the focus after each press of Tab."""
    found = []
    for _ in range(times):
        hands.press("Tab")
        found.append(" ".join(str(hands.page.evaluate(FOCUSED)).split()))
    return found


def test_tab_leads_from_the_skip_link_through_the_bar_to_the_first_action(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026")

    stops = tabbed(hands, 14)

    assert stops[:8] == ["跳到正文", "活动统筹", "总览", "日历", "活动", "报送", "资源", "设置"]
    assert stops[8:11] == ["q", "EN", "市级统筹员"]
    assert stops[11:] == ["2026", "2009", "新增活动"]


def test_the_skip_link_leads_into_the_page(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026")

    hands.press("Tab")
    hands.press("Enter")
    hands.press("Tab")

    assert hands.page.evaluate(FOCUSED) == "2026"


def test_a_new_event_begins_at_the_activity_or_where_it_is_known_at_the_day(sit_down: People) -> None:
    hands = sit_down()

    hands.visit("/2026/events/new")
    assert hands.page.evaluate("document.activeElement.id") == "activity"

    hands.visit("/2026/events/new?activity=S3")
    assert hands.page.evaluate("document.activeElement.id") == "day"


def test_every_stop_of_the_tab_key_is_seen(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026/events/new")

    unseen = []
    # The parts inside a day's box are Chromium's own, with a ring of their own, and do not match :focus.
    for _ in range(25):
        hands.press("Tab")
        drawn = hands.page.evaluate(
            """() => { if (!document.activeElement.matches("main :focus")) return true;
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
            return outlineStyle !== "none" && outlineWidth !== "0px" || boxShadow !== "none"; }"""
        )
        unseen += [] if drawn else [hands.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")]

    assert unseen == []


def test_a_slash_searches_and_escape_gives_nothing_up(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026")

    hands.press("/")
    assert hands.page.evaluate("document.activeElement.id") == "search"

    hands.page.keyboard.type("哈尔滨工业")
    with hands.page.expect_navigation():
        hands.press("Enter")
    assert "哈尔滨工业大学" in hands.words("main")


@pytest.mark.parametrize("address", ["/2026", "/2026/calendar", "/2026/counts"])
def test_n_adds_an_event(sit_down: People, address: str) -> None:
    hands = sit_down()
    hands.visit(address)

    with hands.page.expect_navigation():
        hands.press("n")

    assert re.match(r"/2026/events/new", hands.page.url.removeprefix(hands.page.url.split("/2026")[0]))


def test_a_question_mark_explains_the_keys_and_escape_closes(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026")

    hands.press("?")
    assert hands.page.locator("#help").is_visible()

    hands.press("Escape")
    assert not hands.page.locator("#help").is_visible()


def test_single_keys_can_be_switched_off(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/account")
    hands.click("[data-keys-setting] label")
    hands.visit("/2026")

    hands.press("?")

    assert not hands.page.locator("#help").is_visible()


def test_arrows_lead_through_the_days_and_enter_adds_there(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026/calendar?date=2026-11-18")
    hands.page.locator(".calendar-live .event").first.wait_for()

    hands.page.locator(".calendar-live [data-date][tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowDown"):
        hands.press(key)
    assert hands.page.evaluate("document.activeElement.dataset.date") == "2026-11-26"
    with hands.page.expect_navigation():
        hands.press("Enter")

    assert hands.find("#day").input_value() == "2026-11-26"


def test_a_visit_is_planned_moved_and_closed_out_without_scripts(site: Site, sit_down: People) -> None:
    hands = sit_down("", scripts=False)
    hands.visit("/")
    hands.fill("#username", "city")
    hands.fill("#password", PASSWORD)
    hands.follow("main button")

    hands.follow("main a[data-key=n]")
    hands.fill("#activity", "S3")
    hands.fill("#day", "2026-11-19")
    hands.fill("#place", "文登技师学院")
    hands.follow("main form button.button-primary")
    event = hands.page.url

    hands.follow(".heading-buttons a[href$=move]")
    hands.fill("#day", "2026-11-18")
    hands.follow("main form button.button-primary")
    assert "2026年11月18日" in hands.words("main .panel")

    site.watch.now = EVENING
    hands.visit(event)
    hands.follow(".heading-buttons a[href$=closeout]")
    hands.click("label:has([name=is_held][value=yes])")
    hands.fill("#people", "40")
    hands.follow("main form button.button-primary")

    assert "已举办" in hands.words("main .panel")


def test_a_chip_of_the_board_leads_to_its_events_without_scripts(sit_down: People) -> None:
    hands = sit_down(scripts=False)
    hands.visit("/2026")

    hands.follow("table.board .chip-planned")

    assert hands.page.locator("main .cell-events li").count() >= 1


def test_a_phone_has_its_own_bar_with_large_targets(sit_down: People) -> None:
    hands = sit_down(size=PHONE)
    hands.visit("/2026")

    entries = hands.page.locator("nav.bottom a")

    assert entries.all_inner_texts() == ["总览", "日历", "登记", "报送"]
    assert all((entry.bounding_box() or {"height": 0})["height"] >= 44 for entry in entries.all())

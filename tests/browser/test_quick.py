"""Job 3 and its neighbours: a series from one line, an event from one line, many events changed and taken back."""

import re

from tests.browser.conftest import People
from tests.browser.hands import Hands

LINE = "S2 每周二 9:00-11:00 起 12月1日 共4次 三号社区"


def at_home(sit_down: People) -> Hands:
    hands = sit_down("city")
    hands.visit("/2026")
    return hands


def enter(hands: Hands) -> None:
    """Press Enter in the line and wait for the page it leads to."""
    with hands.page.expect_navigation():
        hands.press("Enter")


def test_a_weekly_series_takes_one_line_and_at_most_two_clicks(sit_down: People) -> None:
    hands = at_home(sit_down)

    hands.fill("#quick", LINE)
    hands.page.locator(".quick-live .quick-piece").nth(5).wait_for()
    enter(hands)
    hands.follow("[data-live] button.button-primary")

    clicks, fields = hands.counted
    assert clicks <= 2
    assert fields <= 1
    assert re.search(r"/2026/series/\d+$", hands.page.url)


def test_one_event_takes_one_line_and_one_click(sit_down: People) -> None:
    hands = at_home(sit_down)

    hands.fill("#quick", "campus talk 3 December 16:30 HIT Weihai")
    enter(hands)
    hands.follow("main form.event-form button.button-primary")

    assert hands.counted == (1, 1)
    assert re.search(r"/2026/e/\d+$", hands.page.url)
    assert "哈尔滨工业大学（威海）" in hands.words("main")


def test_what_is_understood_is_shown_while_typing_and_leaves_with_escape(sit_down: People) -> None:
    hands = at_home(sit_down)

    hands.press("q")
    hands.page.keyboard.type("S2 明天 9点 某处")
    hands.page.locator(".quick-live .quick-piece").nth(3).wait_for()
    assert hands.page.locator(".quick-live .quick-piece dd").all_inner_texts()[0].startswith("S2")

    hands.press("Escape")
    assert hands.page.locator(".quick-live").is_hidden()
    assert hands.find("#quick").input_value() == "S2 明天 9点 某处"


def test_several_events_are_published_at_once_and_taken_back(sit_down: People) -> None:
    hands = sit_down("city")
    hands.visit("/2026/events?status=draft")
    assert hands.page.locator("form.bulk").is_hidden()

    hands.click("[data-bulk-row]")
    hands.click("[data-bulk-page]")
    count = hands.page.locator("[data-bulk-row]:checked").count()
    assert hands.words("[data-bulk-count]") == f"已选 {count} 场"
    hands.follow("form.bulk button")
    if hands.page.url.endswith("/bulk"):
        hands.follow("main form button.button-primary")
    hands.follow(".notices button")

    assert "恢复原样" in hands.words(".notices")
    assert hands.page.locator("[data-bulk-row]").count() == count

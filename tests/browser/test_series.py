"""Job 3 by the form, and a series changed by hand and by keyboard, with what follows from it seen at once."""

import re

from tests.browser.conftest import People


def test_a_weekly_series_of_twelve_takes_two_clicks_and_four_fields(sit_down: People) -> None:
    hands = sit_down("city")
    hands.visit("/2026")

    hands.follow(".board-head a[href='/2026/series/new']")
    hands.fill("#activity", "S3")
    hands.fill("#starts", "2026-09-07")
    hands.fill("#count", "12")
    with hands.page.expect_response(lambda answer: "place=" in answer.url and answer.ok):
        hands.fill("#place", "某处礼堂")
    hands.page.locator("[data-series-dates] li.date").nth(11).wait_for()
    hands.follow("[data-live] button.button-primary")

    clicks, fields = hands.counted
    assert clicks <= 2
    assert fields <= 4
    assert re.search(r"/2026/series/\d+$", hands.page.url)


def test_a_change_of_the_weekday_is_seen_before_it_is_saved_and_is_undone_with_one_click(
    sit_down: People,
) -> None:
    hands = sit_down("city")
    hands.visit(
        "/2026/series/new?activity=S3&every=1&weekday=0&start=14:00&end=15:00&starts=2026-12-07&count=3&place=别处"
    )
    hands.follow("[data-live] button.button-primary")
    hands.follow(".heading a[href$='/change']")
    shown = hands.page.locator("[data-live] h2")

    with hands.page.expect_response(lambda answer: "weekday=2" in answer.url and answer.ok):
        hands.page.locator("#weekday-2").focus()
        hands.press("Space")
        hands.page.locator("#weekday-0").focus()
        hands.press("Space")
    hands.page.locator("[data-live] del").nth(2).wait_for()
    assert "变动 3 场" in shown.inner_text()
    assert hands.page.locator("[data-for='dates']").is_hidden()

    hands.follow("[data-live] button.button-primary")
    assert "每周三" in hands.words(".series-words")

    hands.follow(".notices button", "撤销")
    assert "每周一" in hands.words(".series-words")

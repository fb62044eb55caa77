"""The jobs of a coordinator, each within its clicks and typed fields from the first screen."""

import re

from tests.browser.conftest import People
from tests.browser.hands import Hands
from tests.browser.site import Site
from tests.demo import PASSWORD

MONTHS = 12
ACTIVITIES = 11


def row(code: str) -> str:
    """Return the selector of an activity's row on the board."""
    return f"table.board tbody tr:has(a[href='/2026/a/{code}'])"


def at_home(sit_down: People, username: str = "city") -> Hands:
    """Return somebody who is signed in and looks at the first screen."""
    hands = sit_down(username)
    hands.visit("/")
    assert hands.page.url.endswith("/2026")
    return hands


def test_the_first_useful_screen_takes_one_click_and_two_fields(site: Site, sit_down: People) -> None:
    hands = sit_down("")
    hands.visit("/")

    hands.fill("#username", "huancui")
    hands.fill("#password", PASSWORD)
    hands.follow("main button")

    assert hands.page.locator("table.board tbody tr").count() == ACTIVITIES
    assert hands.counted == (1, 2)


def test_the_whole_year_is_seen_without_a_click(sit_down: People) -> None:
    hands = at_home(sit_down)

    cells = hands.page.locator("table.board tbody td:not(.counts):not(.doing)")

    assert cells.count() == ACTIVITIES * MONTHS
    # Nothing has to be scrolled to at 1440 x 900.
    assert hands.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert hands.counted == (0, 0)


def test_moving_an_event_by_form_takes_three_clicks_and_one_field(sit_down: People) -> None:
    hands = at_home(sit_down)

    hands.click(f"{row('S4')} td:nth-child(12) .chip-planned, {row('S6')} td:nth-child(13) .chip-planned")
    hands.follow("dialog.cell a", "改期")
    hands.fill("#day", "2026-12-15")
    hands.follow("main form button.button-primary")

    assert hands.counted == (3, 1)
    assert "12月15日" in hands.words("main .panel")


def test_moving_an_event_in_the_calendar_is_one_drag_and_can_be_undone(sit_down: People) -> None:
    hands = sit_down()
    hands.visit("/2026/calendar?date=2026-11-18")
    there, elsewhere = ("[data-date='2026-11-18']", "[data-date='2026-11-17']")

    with hands.page.expect_response(lambda answer: answer.request.method == "PATCH"):
        hands.drag(f".calendar-live {there} .event", f".calendar-live {elsewhere}")
    assert hands.counted == (1, 0)

    hands.page.locator(f".calendar-live {elsewhere} .event").wait_for()
    with hands.page.expect_response(lambda answer: "/undo" in answer.url) as undone:
        hands.click(".notices button")
    assert undone.value.ok
    hands.page.locator(f".calendar-live {there} .event").wait_for()


def test_double_bookings_overdue_summaries_and_what_waits_are_read_without_a_click(sit_down: People) -> None:
    hands = at_home(sit_down)

    cards = [re.sub(r"\s+", " ", text) for text in hands.page.locator(".card h2").all_inner_texts()]

    assert [re.sub(r"^\d+", "n", card) for card in cards] == [
        "n 时间冲突",
        "n 逾期报送",
        "n 待登记",
        "n 落后于进度",
    ]
    assert all(int(card.split()[0]) > 0 for card in cards)
    assert hands.page.locator(".card p").count() == 2 * len(cards)
    assert hands.counted == (0, 0)


def test_the_campus_visits_of_five_are_read_without_a_click(sit_down: People) -> None:
    hands = at_home(sit_down)

    assert hands.words(f"{row('S3')} .numbers") == "已办 4 · 已排 1 · 缺 0 / 5"
    assert hands.counted == (0, 0)


def test_the_calendar_of_one_activity_takes_two_clicks(sit_down: People) -> None:
    hands = at_home(sit_down)

    hands.follow(f"{row('S3')} .doing a[href*=feeds]")
    hands.follow("main form button.button-primary")

    assert re.fullmatch(
        r"http://127\.0\.0\.1:\d+/feeds/[\w-]{40,}\.ics", hands.find("#address").input_value()
    )
    assert hands.page.locator("a[href^='webcal://']").count() == 1
    assert hands.page.locator(".made-qr svg").count() == 1
    assert hands.counted == (2, 0)


def test_the_summary_of_an_activity_takes_one_click(sit_down: People) -> None:
    hands = at_home(sit_down)

    document = hands.open_document(f"{row('S1')} .doing a[href*=summary]")

    assert document.startswith(b"%PDF-")
    assert hands.counted == (1, 0)

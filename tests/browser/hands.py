"""A person at the browser: clicks and typed fields are counted, and whatever the page gets wrong is remembered."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response


class Hands:
    """Clicks (c) and fields (f) on one page; ``faults`` is what a console, a policy or a server complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.fields = 0
        self.faults: list[str] = []
        self.expected: set[int] = set()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    @property
    def counted(self) -> tuple[int, int]:
        """Return the clicks and the fields so far."""
        return self.clicks, self.fields

    def rest(self) -> None:
        """Count from nothing."""
        self.clicks = self.fields = 0

    def visit(self, address: str) -> None:
        """Come from elsewhere, which costs no click; our pages have no address that a person would type."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok or answer.status in self.expected, f"{address}: {answer.status}"

    def find(self, selector: str, words: str | None = None) -> Locator:
        """Return the first visible match, with these words in it."""
        found = self.page.locator(selector)
        if words is not None:
            found = found.filter(has_text=words)
        return found.filter(visible=True).first

    def click(self, selector: str, words: str | None = None) -> None:
        """Click one thing: one click."""
        self.find(selector, words).click()
        self.clicks += 1

    def follow(self, selector: str, words: str | None = None) -> None:
        """Click something that leads to another page, and wait for it: one click."""
        with self.page.expect_navigation():
            self.find(selector, words).click()
        self.clicks += 1

    def open_document(self, selector: str) -> bytes:
        """Click something that opens a document in the browser's own viewer, and return it: one click."""
        with self.page.expect_response(lambda answer: "pdf" in answer.headers["content-type"]) as answered:
            self.find(selector).click()
        self.clicks += 1
        # The viewer keeps the bytes to itself, so they are fetched again as the same person.
        return self.page.context.request.get(answered.value.url).body()

    def fill(self, selector: str, text: str) -> None:
        """Fill in one field: one field, whatever the browser needs for it."""
        field = self.find(selector)
        if field.evaluate("element => element.localName") == "select":
            field.select_option(text)
        else:
            field.fill(text)
        self.fields += 1

    def press(self, key: str) -> None:
        """Press a key, which is neither a click nor a field."""
        self.page.keyboard.press(key)

    def drag(self, source: str, target: str) -> None:
        """Drag the middle of one thing to the middle of another, as slowly as a hand would: one click."""
        self.find(target).scroll_into_view_if_needed()
        start, end = self.find(source).bounding_box(), self.find(target).bounding_box()
        assert start is not None
        assert end is not None
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(start["x"] + start["width"] / 2 + 8, start["y"] + start["height"] / 2 + 8, steps=3)
        mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)
        mouse.up()
        self.clicks += 1

    def words(self, selector: str) -> str:
        """Return what is read in the first match, with single spaces."""
        return " ".join(self.find(selector).inner_text().split())

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not self._is_expected(message.text):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _is_expected(self, text: str) -> bool:
        # Chromium repeats a status of the server as an error of the console.
        return any(f"status of {status} " in text for status in self.expected)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname != "127.0.0.1":
            self.faults.append(f"abroad: {request.url}")

    def _failed(self, request: Request) -> None:
        # A download or a page left behind ends its request on purpose.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")

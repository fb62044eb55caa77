"""The one client of page tests: it signs in, fetches and submits, and checks every page it is given."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import html5lib
from flask import Flask
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement
from sqlmodel import Session
from werkzeug.test import TestResponse

from campaigns.operations.accounts import open_session
from webapp.auth import COOKIE, hash_token

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


class Page:
    """An answer in HTML that has passed every check a page must pass."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.get_data(as_text=True)
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
        self.tree = parser.parse(self.text).getroot()
        self.faults = [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]
        self.faults += self._faults()
        assert self.faults == [], f"{response.request.path}: {self.faults}"

    def select(self, selector: str) -> list[HtmlElement]:
        """Return the elements of a CSS selector."""
        found: list[HtmlElement] = CSSSelector(selector)(self.tree)
        return found

    def words(self, selector: str) -> list[str]:
        """Return what a person reads in each element of a selector, with single spaces."""
        return [_words(element) for element in self.select(selector)]

    @property
    def h1(self) -> str:
        """Return the heading of the page."""
        return self.words("h1")[0]

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return self.words("title")[0]

    @property
    def notices(self) -> list[str]:
        """Return the notices shown."""
        return self.words("[data-notice] > span")

    @property
    def field_errors(self) -> dict[str, str]:
        """Return what is wrong, by field name; the whole form under the empty name."""
        wrong = {
            field.get("name"): " ".join(self.words(f"[id='{field.get('id')}-wrong']"))
            for field in self.select("[aria-invalid=true]")
        }
        general = " ".join(self.words(".wrong"))
        return ({"": general} if general else {}) | wrong

    def fields(self, form: str = "main form[method=post]") -> dict[str, str | list[str]]:
        """Return what a browser would send for the first form of a selector, its buttons left out."""
        values: dict[str, str | list[str]] = {}
        for element in CSSSelector("input, select, textarea")(self.select(form)[0]):
            name, kind = element.get("name"), element.get("type", "text")
            if not name or element.get("disabled") is not None or kind in {"submit", "button", "file"}:
                continue
            if kind in {"checkbox", "radio"} and element.get("checked") is None:
                continue
            value: str | list[str] = element.get("value", "on" if kind in {"checkbox", "radio"} else "")
            if element.tag == "textarea":
                value = (element.text or "").removeprefix("\n")
            elif element.tag == "select":
                value = _chosen(element)
            if kind == "checkbox" and name in values:
                before = values[name]
                value = [*(before if isinstance(before, list) else [before]), str(value)]
            values[name] = value
        return values

    def action(self, form: str = "main form[method=post]") -> str:
        """Return the address a form posts to."""
        return str(self.select(form)[0].get("action") or self.response.request.path)

    def _faults(self) -> list[str]:
        """Return what breaks a rule of every page."""
        ids = [element.get("id") for element in self.select("[id]")]
        faults = [
            f"the id {one} is there twice" for one in sorted({one for one in ids if ids.count(one) > 1})
        ]
        faults += [f"there are {len(found)} h1" for found in [self.select("h1")] if len(found) != 1]
        titles = self.words("title")
        if not titles or not titles[0].split(" · ")[0]:
            faults.append("there is no title")
        if not self.select("html[lang]"):
            faults.append("there is no language")
        faults += [f"no label for {_brief(field)}" for field in self.select("input, select, textarea")
                   if not self._is_labelled(field, ids)]  # fmt: skip
        faults += [f"no name for {_brief(element)}" for element in self.select("button, a[href]")
                   if not _words(element) and not element.get("aria-label")]  # fmt: skip
        posting = [form for form in self.select("form") if form.get("method", "").lower() == "post"]
        token = CSSSelector("[name=csrf_token]")
        faults += [f"no token in {_brief(form)}" for form in posting if not token(form)]
        for element in self.select("[aria-describedby], [aria-labelledby]"):
            named = f"{element.get('aria-describedby', '')} {element.get('aria-labelledby', '')}".split()
            faults += [f"{_brief(element)} names {one}, which is missing" for one in named if one not in ids]
        faults += [
            f"no words for {_brief(image)}" for image in self.select("img") if image.get("alt") is None
        ]
        return faults + self._inline()

    def _inline(self) -> list[str]:
        faults = []
        for element in self.select("*"):
            if not isinstance(element.tag, str):
                continue
            inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
            faults += [f"{name} is written inline in {_brief(element)}" for name in inline]
            for name in ("href", "src", "action", "formaction"):
                if urlsplit(element.get(name, "")).scheme in {"javascript", "http"}:
                    faults.append(f"{_brief(element)} leads to {element.get(name)}")
        faults += ["a style element" for _ in self.select("style")]
        scripts = self.select("script:not([src])")
        return faults + ["an inline script" for script in scripts if not script.get("nonce")]

    def _is_labelled(self, field: HtmlElement, ids: list[str]) -> bool:
        if field.get("type") in UNLABELLED or field.get("aria-label") or field.get("aria-labelledby"):
            return True
        if any(label.get("for") == field.get("id") for label in self.select("label[for]")):
            return field.get("id") in ids
        return any(parent.tag == "label" for parent in field.iterancestors())


class Visitor:
    """A browser with one person, or nobody, in front of it."""

    def __init__(self, app: Flask, account_id: int | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        if account_id is not None:
            self.sign_in_as(account_id)

    def sign_in_as(self, account_id: int) -> None:
        """Open a session without the password, whose hashing is slow on purpose."""
        token, settings = f"test-token-of-{account_id}-{id(self)}", self.app.extensions["settings"]
        with Session(self.app.extensions["database"].writing) as session:
            instant = self.app.extensions["clock"]()
            open_session(
                session, account_id, hash_token(token), now=instant, lifetime=settings.session_lifetime
            )
            session.commit()
        self.client.set_cookie(COOKIE, token)

    def get(self, address: str, status: int = 200) -> Page:
        """Fetch a page, which must have this status."""
        response = self.client.get(address)
        assert response.status_code == status, f"GET {address}: {response.status_code}"
        return Page(response)

    def fetch(self, address: str, **options: Any) -> TestResponse:
        """Fetch anything, unchecked: a file, a feed, a redirect."""
        return self.client.get(address, **options)

    def post(self, address: str, values: Mapping[str, Any] | None = None, **options: Any) -> TestResponse:
        """Post values with a valid token, as a form that was opened by this visitor would."""
        token = self.token()
        return self.client.post(address, data={"csrf_token": token} | dict(values or {}), **options)

    def submit(
        self,
        page: Page,
        form: str = "main form[method=post]",
        *,
        status: int = 200,
        to: str = "",
        **values: Any,
    ) -> Page:
        """Fill in the form of a page, send it, follow a redirect, and return the page that comes, with this status.

        ``to`` is where a button sends it that leads elsewhere than the form.
        """
        fields, address = page.fields(form) | values, to or page.action(form)
        response = self.client.post(address, data=fields, follow_redirects=True)
        assert response.status_code == status, f"{address}: {response.status_code} {_wrong(response)}"
        return Page(response)

    def token(self) -> str:
        """Return a token that is valid for this visitor."""
        found = re.search(
            r'name="csrf-token" content="([^"]+)"', self.client.get("/account").get_data(as_text=True)
        )
        found = found or re.search(
            r'name="csrf-token" content="([^"]+)"', self.client.get("/login").get_data(as_text=True)
        )
        assert found is not None
        return found[1]


def _wrong(response: TestResponse) -> list[str]:
    return re.findall(r'class="(?:field-error|wrong)"[^>]*>(.*?)</', response.get_data(as_text=True), re.S)


def _chosen(select: HtmlElement) -> str | list[str]:
    options = CSSSelector("option")(select)
    chosen = [option for option in options if option.get("selected") is not None]
    if select.get("multiple") is not None:
        return [option.get("value", _words(option)) for option in chosen]
    first = (chosen or options[:1] or [None])[0]
    return "" if first is None else str(first.get("value", _words(first)))


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _brief(element: HtmlElement) -> str:
    told = [name for name in ("id", "name", "class", "href", "action") if element.get(name)]
    shown = " ".join(f'{name}="{element.get(name)}"' for name in told)
    return f"<{element.tag} {shown}>"

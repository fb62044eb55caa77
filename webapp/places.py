"""Addresses within this product: those that came from outside are kept to it, those of pages keep their query."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, request
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map

# The largest key PostgreSQL's INTEGER holds; a larger number in an address leads nowhere instead of to an error.
LARGEST_KEY = 2**31 - 1


def key_of(text: str) -> int | None:
    """Return the number of a key in a form, None for a text that no key can be."""
    is_short = len(text) <= len(str(LARGEST_KEY))
    number = int(text) if is_short and text.isascii() and text.isdecimal() else 0
    return number if 1 <= number <= LARGEST_KEY else None


class Key(IntegerConverter):
    """A number in an address, no larger than a key of the database can be."""

    def __init__(self, map: Map, **limits: Any) -> None:
        super().__init__(map, **{"max": LARGEST_KEY} | limits)


def inner_place(address: str | None) -> str:
    """Return an address of ours to go to next, or the front door for one that leads elsewhere.

    Browsers read a backslash as a slash and drop line breaks, so neither may be in it.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return "/"
    if any(character in address for character in "\\\r\n\t\0"):
        return "/"
    parts = urlsplit(address)
    return "/" if parts.scheme or parts.netloc else address


def current_place() -> str:
    """Return the address to come back to after something else, such as a switch of language."""
    can_return = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    if request.method == "GET":
        return request.full_path.removesuffix("?")
    return request.path if can_return else "/"


def with_query(**changes: object) -> str:
    """Return this page's address with some of its query changed; None or an empty text takes a name away."""
    query: MultiDict[str, str] = MultiDict(request.args)
    for name, value in changes.items():
        query.poplist(name)
        if value is not None and value != "":
            query.setlist(
                name, [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
            )
    text = urlencode(list(query.items(multi=True)))
    return f"{request.path}?{text}" if text else request.path


def init_places(app: Flask) -> None:
    """Offer these addresses to templates, and bound the numbers in routes, which are registered later."""
    app.url_map.converters["int"] = Key
    app.jinja_env.globals.update(current_place=current_place, with_query=with_query)

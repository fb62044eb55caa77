"""What no keyboard, clipboard or program of good will sends is refused before any page looks at it.

PostgreSQL keeps no NUL in a text, and no encoding has a place for half of a surrogate pair; both would fail only when
they reach the database. Other control characters come with pasted text: forms and drafts clean them away.
"""

from collections.abc import Iterator
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from campaigns.core.cleaning import is_storable
from campaigns.core.wording import Bilingual


class Unstorable(BadRequest):
    """Something in the request can be kept nowhere; ``message`` says so."""

    message = Bilingual(
        "内容里有不能保存的控制字符。请返回，删去后再提交。",
        "There are control characters in what was sent, which cannot be kept. Go back and remove them.",
    )


class Unreadable(BadRequest):
    """The JSON of the request is nested deeper than any of ours; ``message`` says so."""

    message = Bilingual("JSON 嵌套过深，无法读取。", "The JSON is nested too deeply to be read.")


def init_refusals(app: Flask) -> None:
    """Look at every request once its person is known and let in, so that a stranger's large form is not read."""
    app.before_request(refuse_unstorable)


def refuse_unstorable() -> None:
    """Raise Unstorable for a text that cannot be kept, in the path, query, form or JSON of this request."""
    given = (request.path, *_pairs(request.args), *_pairs(request.form), *_texts_of_json())
    if not all(map(is_storable, given)):
        raise Unstorable


def _pairs(given: Any) -> Iterator[str]:
    for name, value in given.items(multi=True):
        yield name
        yield value


def _texts_of_json() -> Iterator[str]:
    """Yield every name and text of the body, however deep, without recursion."""
    if not request.is_json:
        return
    try:
        waiting = [request.get_json(silent=True)]
    except RecursionError:
        raise Unreadable from None
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield from value
            waiting += value.values()

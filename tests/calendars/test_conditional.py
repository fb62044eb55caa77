"""HTTP validation: when 304 is the answer, and with which headers."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from calendars.conditional import answers_not_modified, feed_headers, not_modified_headers
from tests.calendars.agendas import agenda, feed, item

ETAG = '"abc"'
MODIFIED_AT = datetime(2026, 3, 2, 8, 30, 15, tzinfo=UTC)
MODIFIED = "Mon, 02 Mar 2026 08:30:15 GMT"


@pytest.mark.parametrize(
    "if_none_match",
    [
        '"abc"',
        'W/"abc"',
        '"x", "abc"',
        '"x,y" ,W/"abc","z"',
        "*",
        " * ",
        '"abc-gzip"',
        'W/"abc-gzip"',
        ',"abc",',
    ],
)
def test_client_that_has_this_tag_gets_304(if_none_match: str) -> None:
    assert answers_not_modified(ETAG, MODIFIED_AT, if_none_match, None) is True


@pytest.mark.parametrize(
    "if_none_match", ['"abd"', '"x, \\"abc\\""', "abc", "", '"ABC"', '"abc', '"**"', '"a*"']
)
def test_client_with_another_tag_gets_the_feed_even_if_the_date_agrees(if_none_match: str) -> None:
    assert answers_not_modified(ETAG, MODIFIED_AT, if_none_match, MODIFIED) is False


@pytest.mark.parametrize(
    ("if_modified_since", "answer"),
    [
        (MODIFIED, True),
        ("Tue, 03 Mar 2026 00:00:00 GMT", True),
        ("Mon, 02 Mar 2026 08:30:14 GMT", False),
        ("Monday, 02-Mar-26 08:30:15 GMT", True),
        ("Mon Mar  2 08:30:15 2026", True),
        ("Mon, 02 Mar 2026 08:30:15 -0000", True),
        ("yesterday", False),
        ("", False),
        ("Mon, 99 Mar 2026 08:30:15 GMT", False),
        (None, False),
    ],
)
def test_date_decides_only_without_a_tag(if_modified_since: str | None, answer: bool) -> None:
    assert answers_not_modified(ETAG, MODIFIED_AT, None, if_modified_since) is answer


def test_parts_of_a_second_do_not_make_a_new_feed() -> None:
    assert answers_not_modified(ETAG, MODIFIED_AT + timedelta(milliseconds=900), None, MODIFIED) is True


def test_headers_of_a_feed() -> None:
    written = feed(agenda(item()))

    assert feed_headers(written, filename="进社区 S2.ics") == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": str(len(written.body)),
        "Content-Disposition": 'inline; filename="----S2.ics"',
        "X-Content-Type-Options": "nosniff",
        "ETag": written.etag,
        "Last-Modified": MODIFIED,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }


def test_gzipped_feed_has_its_own_length_and_tag_which_validates() -> None:
    written = feed(agenda(item()))
    packed = gzip.compress(written.body, mtime=0)

    headers = feed_headers(written, gzipped=packed)

    assert (headers["Content-Encoding"], headers["Content-Length"]) == ("gzip", str(len(packed)))
    assert headers["ETag"] != written.etag
    assert answers_not_modified(written.etag, written.last_modified, headers["ETag"], None) is True


def test_not_modified_carries_tag_caching_and_vary() -> None:
    written = feed(agenda(item()))

    assert not_modified_headers(written) == {
        "ETag": written.etag,
        "Last-Modified": MODIFIED,
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }

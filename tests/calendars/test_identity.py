"""Identities of feeds and events."""

import pytest

from calendars.identity import feed_uid, stored_uid
from campaigns.enums import FeedScope


def test_feed_uid_is_the_same_in_every_process() -> None:
    assert feed_uid(FeedScope.DISTRICT, "hc", edition_id=2, host="campaigns.example.org") == (
        "2785412d-3e2e-5d99-98f7-ec12117ec589"
    )


def test_feed_uid_differs_by_scope_key_edition_and_installation() -> None:
    uids = {
        feed_uid(FeedScope.DISTRICT, "hc", edition_id=2, host="a.example.org"),
        feed_uid(FeedScope.ACTIVITY, "hc", edition_id=2, host="a.example.org"),
        feed_uid(FeedScope.DISTRICT, "rc", edition_id=2, host="a.example.org"),
        feed_uid(FeedScope.DISTRICT, "hc", edition_id=3, host="a.example.org"),
        feed_uid(FeedScope.DISTRICT, "hc", edition_id=2, host="b.example.org"),
    }

    assert len(uids) == 5


@pytest.mark.parametrize("uid", ["", " a", "a\nb", "a\x00", "\ud800"])
def test_uid_that_cleaning_would_change_is_refused(uid: str) -> None:
    with pytest.raises(ValueError):
        stored_uid(uid)


def test_stored_uid_is_used_unchanged() -> None:
    assert stored_uid("0197a1b2-0000-7000-8000-000000000001") == "0197a1b2-0000-7000-8000-000000000001"

"""Feed addresses made, revoked and fetched, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from campaigns.enums import FeedScope
from campaigns.errors import NotFound
from campaigns.models.account import Account
from campaigns.models.feed import FeedAddress
from campaigns.operations.feeds import create_feed_address, hash_of, note_fetch, revoke_feed_address
from campaigns.queries.changes import list_changes
from campaigns.queries.feeds import FeedOwner, find_feed_owner, list_feed_addresses
from tests.campaigns.world import NOW, World


def made(
    session: Session, world: World, scope: FeedScope = FeedScope.ACTIVITY, value: str = "S3"
) -> tuple[FeedAddress, str]:
    return create_feed_address(
        session, world.frame, scope, value, actor=world.huancui, language="zh_Hans_CN", now=NOW
    )


def test_the_token_is_stored_as_its_hash_only_and_found_by_it(session: Session, world: World) -> None:
    address, token = made(session, world)

    assert (address.token_hash, len(token)) == (hash_of(token), 32)
    assert list_feed_addresses(session, world.frame.edition.id) == ((address, "环翠统筹员"),)
    assert token not in str(
        [change.after for change in list_changes(session, "feed_address", address.id or 0)]
    )


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        (FeedScope.ACTIVITY, "S9"),
        (FeedScope.DISTRICT, "jyj"),
        (FeedScope.DISTRICT, "nowhere"),
        (FeedScope.PROGRAMME, "S3"),
    ],
)
def test_a_scope_that_does_not_exist_has_no_address(
    session: Session, world: World, scope: FeedScope, value: str
) -> None:
    with pytest.raises(NotFound):
        made(session, world, scope, value)

    assert list_feed_addresses(session, world.frame.edition.id) == ()


def test_the_owner_and_an_administrator_revoke_and_nobody_else(session: Session, world: World) -> None:
    mine, _ = made(session, world)
    other, _ = made(session, world, FeedScope.PROGRAMME, "")

    with pytest.raises(NotFound):
        revoke_feed_address(session, world.frame, mine.id or 0, actor=world.city, now=NOW)
    revoke_feed_address(session, world.frame, mine.id or 0, actor=world.huancui, now=NOW)
    revoke_feed_address(session, world.frame, other.id or 0, actor=world.administrator, now=NOW)

    assert (mine.revoked_at, other.revoked_at) == (NOW, NOW)
    assert list_feed_addresses(session, world.frame.edition.id) == ()


def test_an_address_is_revoked_in_its_own_year_only(session: Session, world: World) -> None:
    mine, _ = made(session, world)
    other = replace(world.frame, edition=replace(world.frame.edition, id=99, year=2027))

    with pytest.raises(NotFound):
        revoke_feed_address(session, other, mine.id or 0, actor=world.huancui, now=NOW)

    assert mine.revoked_at is None


def test_a_second_revocation_changes_nothing(session: Session, world: World) -> None:
    address, _ = made(session, world)
    revoke_feed_address(session, world.frame, address.id or 0, actor=world.huancui, now=NOW)

    later = NOW + timedelta(days=1)
    revoke_feed_address(session, world.frame, address.id or 0, actor=world.huancui, now=later)

    assert address.revoked_at == NOW
    assert [change.verb for change in list_changes(session, "feed_address", address.id or 0)] == [
        "revoked",
        "made",
    ]


def test_fetches_are_noted_at_most_every_quarter_of_an_hour(session: Session, world: World) -> None:
    address, _ = made(session, world)

    note_fetch(session, address.id or 0, "iOS/26", now=NOW)
    note_fetch(session, address.id or 0, "Thunderbird", now=NOW + timedelta(minutes=14))
    early = (address.fetched_at, address.fetched_by)
    note_fetch(session, address.id or 0, "Thunderbird" * 40, now=NOW + timedelta(minutes=15))

    assert early == (NOW, "iOS/26")
    assert (address.fetched_at, len(address.fetched_by)) == (NOW + timedelta(minutes=15), 200)


def test_behind_a_token_stands_the_account_as_it_is_now(session: Session, world: World) -> None:
    address, token = made(session, world)
    account = session.get_one(Account, world.huancui.account_id)

    assert find_feed_owner(session, hash_of(token)) == FeedOwner(address, 2026, world.huancui, is_open=True)
    account.is_active = False
    session.add(account)
    session.flush()

    assert find_feed_owner(session, hash_of(token)) == FeedOwner(address, 2026, world.huancui, is_open=False)
    assert find_feed_owner(session, hash_of("another")) is None

"""Secret feed addresses are made, revoked and their fetches noted."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, select

from campaigns.core.permissions import Actor, may_manage_feeds_of_all
from campaigns.enums import FeedScope
from campaigns.errors import NotFound
from campaigns.models.feed import FeedAddress
from campaigns.operations.changes import record
from campaigns.queries.frames import Frame

# A fetch is noted at most this often, so that polling does not write.
NOTED_EVERY = timedelta(minutes=15)


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def create_feed_address(
    session: Session,
    frame: Frame,
    scope: FeedScope,
    value: str,
    *,
    actor: Actor,
    language: str,
    now: datetime,
    token: str | None = None,
) -> tuple[FeedAddress, str]:
    """Make an address and return it with its token, which is stored nowhere.

    A ``token`` that already has an address in force answers with it, so that a form sent twice makes one. Raises
    NotFound for a scope that does not exist.
    """
    if scope is FeedScope.ACTIVITY:
        frame.activity(value)
    elif scope is FeedScope.DISTRICT:
        if frame.organisation(value) not in frame.districts:
            raise NotFound("district", value)
    elif value:
        raise NotFound("scope", value)
    token = token or secrets.token_urlsafe(24)
    made = session.exec(select(FeedAddress).where(FeedAddress.token_hash == hash_of(token))).first()
    if made is not None and made.revoked_at is None:
        return made, token
    if made is not None:
        raise NotFound("feed_address", made.id)
    address = FeedAddress(
        token_hash=hash_of(token),
        account_id=actor.account_id,
        edition_id=frame.edition.id,
        scope=scope,
        scope_value=value,
        language=language,
        created_at=now,
    )
    session.add(address)
    session.flush()
    record(session, actor=actor, subject_kind="feed_address", subject_id=address.id or 0, verb="made", now=now,
           after={"scope": scope, "value": value})  # fmt: skip
    return address, token


def revoke_feed_address(
    session: Session, frame: Frame, address_id: int, *, actor: Actor, now: datetime
) -> FeedAddress:
    """End an address of an edition; the one who made it and an administrator may."""
    address = session.get(FeedAddress, address_id)
    if address is None or address.edition_id != frame.edition.id:
        raise NotFound("feed_address", address_id)
    if address.account_id != actor.account_id and not may_manage_feeds_of_all(actor):
        raise NotFound("feed_address", address_id)
    if address.revoked_at is None:
        address.revoked_at = now
        session.add(address)
        session.flush()
        record(
            session, actor=actor, subject_kind="feed_address", subject_id=address_id, verb="revoked", now=now
        )
    return address


def note_fetch(session: Session, address_id: int, client: str, *, now: datetime) -> None:
    """Keep when and by what client an address was fetched last."""
    address = session.get(FeedAddress, address_id)
    if address and (address.fetched_at is None or now - address.fetched_at >= NOTED_EVERY):
        address.fetched_at, address.fetched_by = now, client[:200]
        session.add(address)
        session.flush()

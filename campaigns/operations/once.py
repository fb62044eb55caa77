"""What one person sends twice at once is done one after the other, so that the second finds what the first has made."""

from sqlmodel import Session, select

from campaigns.core.permissions import Actor
from campaigns.models.account import Account


def wait_for_own(session: Session, actor: Actor) -> None:
    """Lock the actor's own row until the transaction ends; SQLite has one writer at a time anyway."""
    own = select(Account.id).where(Account.id == actor.account_id)
    session.exec(own.with_for_update(key_share=True)).all()

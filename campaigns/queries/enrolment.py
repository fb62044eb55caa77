"""Accounts as administrators see them."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from campaigns.models.account import Account
from campaigns.models.feed import FeedAddress


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with the number of its feed addresses in force."""

    account: Account
    feeds: int


def list_accounts(session: Session) -> tuple[AccountLine, ...]:
    """Return all accounts, open ones first, by organisation and name, in one statement."""
    feeds = (
        select(func.count())
        .select_from(FeedAddress)
        .where(col(FeedAddress.account_id) == col(Account.id), col(FeedAddress.revoked_at).is_(None))
        .correlate(Account)
        .scalar_subquery()
    )
    statement = select(Account, feeds).order_by(
        col(Account.is_active).desc(), col(Account.organisation_id), col(Account.username)
    )
    return tuple(AccountLine(account, count) for account, count in session.exec(statement))

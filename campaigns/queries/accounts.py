"""Accounts and who is signed in, read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from campaigns.core.permissions import Actor
from campaigns.enums import OrganisationKind, Role
from campaigns.errors import NotFound
from campaigns.models.account import Account, LoginAttempt, LoginSession
from campaigns.models.organisation import Organisation


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a valid session: who acts, and what the pages need to greet them."""

    actor: Actor
    username: str
    language: str


def find_signed_in(session: Session, token_hash: str, *, now: datetime) -> SignedIn | None:
    """Return who holds a session that has not expired, in one statement; closed accounts have none."""
    parent = aliased(Organisation)
    statement = (
        select(Account, Organisation, parent)
        .join(LoginSession, col(LoginSession.account_id) == col(Account.id))
        .join(Organisation, col(Organisation.id) == col(Account.organisation_id))
        .outerjoin(parent, col(Organisation.parent_id) == parent.id)
        .where(LoginSession.token_hash == token_hash, LoginSession.expires_at > now, col(Account.is_active))
    )
    row = session.exec(statement).first()
    if row is None:
        return None
    account, organisation, above = row
    return SignedIn(actor_of(account, organisation, above), account.username, account.language)


def actor_of(account: Account, organisation: Organisation, above: Organisation | None) -> Actor:
    """Return the actor; an office stands below its district, a district is its own."""
    units = (unit for unit in (organisation, above) if unit and unit.kind is OrganisationKind.DISTRICT)
    district = next(units, None)
    return Actor(
        account_id=account.id or 0,
        name=account.display_name,
        role=account.role,
        organisation_id=organisation.id or 0,
        organisation_kind=organisation.kind,
        is_coordinating=organisation.is_coordinating,
        district_id=district.id if district else None,
    )


def get_administrator(session: Session) -> Actor:
    """Return the oldest open administrator, for whom the command line acts, or raise NotFound."""
    statement = (
        select(Account, Organisation)
        .join(Organisation, col(Organisation.id) == col(Account.organisation_id))
        .where(Account.role == Role.ADMINISTRATOR, col(Account.is_active))
        .order_by(col(Account.id))
    )
    found = session.exec(statement).first()
    if found is None:
        raise NotFound("account", Role.ADMINISTRATOR.value)
    return actor_of(*found, None)


def find_account(session: Session, username: str) -> Account | None:
    """Return the open account of a name."""
    return session.exec(select(Account).where(Account.username == username, col(Account.is_active))).first()


def get_account(session: Session, account_id: int) -> Account:
    """Return an account's row, or raise NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", account_id)
    return account


def count_attempts(session: Session, username: str, *, since: datetime) -> int:
    """Return how often this name was tried and failed since an instant, whether or not it has an account."""
    statement = select(func.count()).select_from(LoginAttempt)
    return session.exec(statement.where(LoginAttempt.username == username, LoginAttempt.at > since)).one()

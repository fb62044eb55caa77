"""People sign in and out, change their password and language, and are given accounts."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, delete, select

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.enums import Role
from campaigns.errors import Problem, Rejected, TooManyAttempts
from campaigns.models.account import Account, LoginAttempt, LoginSession
from campaigns.models.organisation import Organisation
from campaigns.operations.changes import record
from campaigns.queries.accounts import count_attempts

ATTEMPTS = 10
ATTEMPTS_WITHIN = timedelta(minutes=15)


def begin_attempt(session: Session, username: str, *, now: datetime) -> LoginAttempt:
    """Count a try before its password is looked at, or raise TooManyAttempts; a success takes it back.

    Counting first and committing leaves no moment in which many tries at once are all the tenth.
    """
    if session.get_bind().dialect.name == "postgresql":
        # SQLite has one writer at a time; here the tries of one name wait for each other.
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": username})
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) <= now - ATTEMPTS_WITHIN))
    if count_attempts(session, username, since=now - ATTEMPTS_WITHIN) >= ATTEMPTS:
        raise TooManyAttempts
    attempt = LoginAttempt(username=username, at=now)
    session.add(attempt)
    session.flush()
    return attempt


def open_session(
    session: Session, account_id: int, token_hash: str, *, now: datetime, lifetime: timedelta
) -> LoginSession:
    """Remember a new session by the hash of its secret, and forget everybody's expired ones."""
    session.exec(delete(LoginSession).where(col(LoginSession.expires_at) <= now))
    row = LoginSession(
        token_hash=token_hash, account_id=account_id, created_at=now, expires_at=now + lifetime
    )
    session.add(row)
    session.flush()
    return row


def close_session(session: Session, token_hash: str) -> None:
    """End one session, so that a copied cookie is worth nothing."""
    session.exec(delete(LoginSession).where(col(LoginSession.token_hash) == token_hash))


def close_sessions_of(session: Session, account_id: int) -> None:
    """End every session of an account, on all devices."""
    session.exec(delete(LoginSession).where(col(LoginSession.account_id) == account_id))


def change_password(
    session: Session, account: Account, password_hash: str, *, actor: Actor, now: datetime
) -> None:
    """Set a new password and end every session of the account."""
    account.password_hash = password_hash
    account.version += 1
    session.add(account)
    close_sessions_of(session, account.id or 0)
    record(
        session,
        actor=actor,
        subject_kind="account",
        subject_id=account.id or 0,
        verb="password_changed",
        now=now,
    )


def set_language(session: Session, account: Account, language: str) -> None:
    """Keep the language a person reads the pages in; it is taste, not content, so the log has no line of it."""
    account.language = language
    session.add(account)
    session.flush()


def add_account(
    session: Session,
    *,
    username: str,
    display_name: str,
    password_hash: str,
    role: Role,
    organisation_slug: str,
    actor: Actor | None,
    now: datetime,
) -> Account:
    """Add an account in an organisation, or raise Rejected with what is wrong with the name or the slug."""
    organisation = session.exec(select(Organisation).where(Organisation.slug == organisation_slug)).first()
    problems = []
    if organisation is None:
        problems.append(_no_such_organisation(session, organisation_slug))
    if session.exec(select(Account.id).where(Account.username == username)).first() is not None:
        taken = Bilingual(f"用户名“{username}”已被使用。", f"The user name “{username}” is taken.")
        problems.append(Problem("username", taken))
    if problems or organisation is None:
        raise Rejected(*problems)
    account = Account(
        username=username,
        display_name=display_name,
        password_hash=password_hash,
        role=role,
        organisation_id=organisation.id or 0,
        created_at=now,
    )
    session.add(account)
    session.flush()
    record(session, actor=actor, subject_kind="account", subject_id=account.id or 0, verb="added", now=now,
           after={"username": username, "role": role, "organisation": organisation_slug})  # fmt: skip
    return account


def _no_such_organisation(session: Session, slug: str) -> Problem:
    known = "、".join(session.exec(select(Organisation.slug).order_by(col(Organisation.position))).all())
    message = Bilingual(
        f"没有代号为“{slug}”的单位；现有：{known or '（还没有单位）'}。",
        f"No organisation has the short code “{slug}”; there are: {known or '(none yet)'}.",
    )
    return Problem("organisation", message)

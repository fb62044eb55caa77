"""Trying a password: counted before it is looked at, wherever one is asked for."""

from campaigns.operations.accounts import begin_attempt
from campaigns.queries.accounts import find_account
from webapp.clock import now
from webapp.db import get_session
from webapp.passwords import is_password


def try_password(username: str, password: str) -> int | None:
    """Return the id of the account whose name and password these are, or raise TooManyAttempts.

    The count is committed first, so that many tries at once are counted too; a right one takes its own back.
    """
    session = get_session()
    attempt = begin_attempt(session, username, now=now())
    account = find_account(session, username)
    account_id, password_hash = (account.id, account.password_hash) if account else (None, None)
    attempt_id, kind = attempt.id, type(attempt)
    session.commit()
    if not is_password(password, password_hash):
        return None
    session.delete(session.get_one(kind, attempt_id))
    return account_id

"""Passwords: hashed with argon2, checked in the same time whether or not the account exists."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected

SHORTEST, LONGEST = 10, 128
# RFC 9106 4: the recommended low-memory setting, which the library has as its default.
HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    return HASHER.hash(password)


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("no account has this password")


def is_password(password: str, password_hash: str | None) -> bool:
    """Tell whether a password is right; without an account the same work is done for nothing."""
    try:
        return HASHER.verify(password_hash or _nobodys_hash(), password) and password_hash is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def check_new_password(password: str, username: str) -> None:
    """Raise Rejected unless a password is worth having: length counts, the kinds of characters do not."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Rejected(
            _problem(f"密码需要 {SHORTEST}—{LONGEST} 个字符。", f"Use {SHORTEST} to {LONGEST} characters.")
        )
    if username.casefold() in password.casefold() or len(set(password)) < 5:
        message = "密码不能包含用户名，也不能只用几个相同的字符。"
        raise Rejected(_problem(message, "Do not use your user name or only a few different characters."))


def _problem(chinese: str, english: str) -> Problem:
    return Problem("password", Bilingual(chinese, english))

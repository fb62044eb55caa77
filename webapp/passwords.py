"""Passwords: hashed with argon2, checked in the same time whether or not the account exists."""

import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected

SHORTEST, LONGEST = 10, 128
SHORTEST_KEY = 16
# Without letters and digits that look alike on paper, where a first password is often handed over.
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
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


def made_up_password(form_key: str) -> str:
    """Return a first password in three groups of four, about 70 bits; the same form makes the same one again.

    A double click is then answered by the page that shows it, and nothing but the form's own key has to be kept.
    """
    if len(form_key) < SHORTEST_KEY:
        form_key = secrets.token_hex(32)
    digest = hmac.new(str(current_app.secret_key).encode(), f"password/{form_key}".encode(), hashlib.sha512)
    number, places = int.from_bytes(digest.digest()), []
    for _place in range(12):
        number, place = divmod(number, len(ALPHABET))
        places.append(ALPHABET[place])
    return "-".join("".join(places[start : start + 4]) for start in (0, 4, 8))


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

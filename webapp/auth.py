"""Who is asking: a random secret in a cookie, its hash in the database, one statement to know the person.

flask-login is left out on purpose: it keeps the person in a signed cookie, which a logout or a new password cannot
call back, and beside a session on the server it would be a second truth. flask-limiter is left out because the tries
are counted in the database, which every process sees.
"""

import hashlib
import secrets

from flask import Flask, current_app, g, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response

from campaigns.core.permissions import Actor
from campaigns.operations.accounts import close_session, open_session
from campaigns.queries.accounts import SignedIn, find_signed_in
from webapp.clock import now
from webapp.db import get_session

COOKIE = "campaigns_session"
CSRF = "csrf_token"

# What is the same for everybody costs no statement.
IMPERSONAL = frozenset({"assets.file", "assets.icon", "assets.stylesheet", "health.health"})


def hash_token(token: str) -> str:
    """Return what the database keeps of a session's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def init_auth(app: Flask) -> None:
    """Look up the person before every request that needs one; templates ask ``signed_in()``."""
    app.session_interface = FormCookie()
    app.before_request(recognise)
    app.jinja_env.globals["signed_in"] = find_person


def recognise() -> None:
    """Put the person of this request into ``g.person``, or None."""
    g.person = None
    token = request.cookies.get(COOKIE, "")
    if token and request.endpoint not in IMPERSONAL:
        g.person = find_signed_in(get_session(), hash_token(token), now=now())
    _bind_csrf(token if g.person else "")


def _bind_csrf(token: str) -> None:
    """Make the secret behind form tokens follow from the session, so that one never works for another."""
    if not token:
        return
    bound = hashlib.sha256(f"csrf:{token}".encode()).hexdigest()
    if cookie.get(CSRF) != bound:
        cookie[CSRF] = bound


def find_person() -> SignedIn | None:
    """Return who is signed in, if anybody."""
    person: SignedIn | None = g.get("person")
    return person


def get_actor() -> Actor:
    """Return who acts; the access table lets nobody through to a view that asks without being signed in."""
    person = find_person()
    if person is None:
        raise RuntimeError("This view asks for an actor, but the access table lets anybody in.")
    return person.actor


def sign_in(account_id: int) -> str:
    """Open a new session in the database, whatever the browser had before, and return its secret."""
    sign_out()
    token = secrets.token_urlsafe(32)
    lifetime = current_app.extensions["settings"].session_lifetime
    open_session(get_session(), account_id, hash_token(token), now=now(), lifetime=lifetime)
    return token


def sign_out() -> None:
    """End the session of this request in the database and forget everything the browser was told."""
    token = request.cookies.get(COOKIE)
    if token:
        close_session(get_session(), hash_token(token))
    cookie.clear()


class FormCookie(SecureCookieSessionInterface):
    """The cookie of form tokens and notices travels as the session's does: encrypted wherever the page was."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether this request came by HTTPS, also through a proxy that we trust."""
        return request.is_secure


def set_cookie(response: Response, token: str) -> None:
    """Give the browser its secret until the session expires."""
    lifetime = current_app.extensions["settings"].session_lifetime
    response.set_cookie(
        COOKIE, token, max_age=lifetime, secure=request.is_secure, httponly=True, samesite="Lax", path="/"
    )


def delete_cookie(response: Response) -> None:
    """Take the secret back from the browser."""
    response.delete_cookie(COOKIE, secure=request.is_secure, httponly=True, samesite="Lax", path="/")

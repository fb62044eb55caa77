"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect as plain_redirect

from campaigns.operations.accounts import begin_attempt
from campaigns.queries.accounts import find_account
from webapp.auth import delete_cookie, find_person, set_cookie, sign_in, sign_out
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.accounts import LoginForm
from webapp.passwords import is_password
from webapp.places import inner_place

blueprint = Blueprint("auth", __name__)


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Ask for name and password; a right pair opens a new session and leads where the person wanted to go."""
    form = LoginForm()
    place = inner_place(request.args.get("next"))
    if request.method == "GET" and find_person() is not None:
        return redirect(place)
    if form.validate_on_submit():
        with form.reporting():
            account_id = _recognise(form.username.data.strip(), form.password.data)
            if account_id is not None:
                token = sign_in(account_id)
                get_session().commit()
                response = plain_redirect(place, 303)
                set_cookie(response, token)
                return response
            form.refuse(_("用户名或密码不正确。"))
    return render_template("auth/login.html", form=form), form.status


def _recognise(username: str, password: str) -> int | None:
    """Return whose name and password these are; the try is counted before the password is looked at."""
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


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session here and in the database."""
    sign_out()
    get_session().commit()
    response = plain_redirect("/login", 303)
    delete_cookie(response)
    return response

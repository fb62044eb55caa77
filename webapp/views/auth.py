"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect as plain_redirect

from webapp.attempts import try_password
from webapp.auth import delete_cookie, find_person, set_cookie, sign_in, sign_out
from webapp.db import get_session
from webapp.forms.accounts import LoginForm
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
            account_id = try_password(form.username.data.strip(), form.password.data)
            if account_id is not None:
                token = sign_in(account_id)
                get_session().commit()
                response = plain_redirect(place, 303)
                set_cookie(response, token)
                return response
            form.refuse(_("用户名或密码不正确。"))
    return render_template("auth/login.html", form=form), form.status


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session here and in the database."""
    sign_out()
    get_session().commit()
    response = plain_redirect("/login", 303)
    delete_cookie(response)
    return response

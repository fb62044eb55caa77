"""One's own account: language, password and keyboard."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest
from werkzeug.utils import redirect

from campaigns.operations.accounts import change_password, set_language
from campaigns.queries.accounts import get_account
from webapp import i18n
from webapp.attempts import try_password
from webapp.auth import find_person, get_actor, set_cookie, sign_in
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.accounts import PasswordForm
from webapp.notices import announce
from webapp.passwords import check_new_password, hash_password
from webapp.places import inner_place

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
def show() -> ResponseReturnValue:
    """Show one's own account."""
    return render_template("account/show.html", form=PasswordForm(), person=find_person())


@blueprint.post("/account/password")
def password() -> ResponseReturnValue:
    """Change one's password; every other session ends and this one is new."""
    form, session, actor = PasswordForm(), get_session(), get_actor()
    account = get_account(session, actor.account_id)
    if form.validate_on_submit():
        with form.reporting():
            check_new_password(form.password.data, account.username)
            if try_password(account.username, form.current.data) is not None:
                change_password(session, account, hash_password(form.password.data), actor=actor, now=now())
                token = sign_in(actor.account_id)
                session.commit()
                announce(_("密码已更改，其他设备已退出登录。"))
                response = redirect("/account", 303)
                set_cookie(response, token)
                return response
            form.refuse(_("原密码不正确。"), form.current)
    return render_template("account/show.html", form=form, person=find_person()), form.status


@blueprint.post("/language")
def language() -> ResponseReturnValue:
    """Switch the language of this person, or of this browser where nobody is signed in, and stay on the page."""
    chosen = request.form.get("language", "")
    if chosen not in i18n.LANGUAGES:
        raise BadRequest
    person, session = find_person(), get_session()
    if person is not None:
        set_language(session, get_account(session, person.actor.account_id), chosen)
        session.commit()
    response = redirect(inner_place(request.form.get("next")), 303)
    response.set_cookie(
        i18n.COOKIE, chosen, max_age=365 * 24 * 3600, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response

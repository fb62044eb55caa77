"""Accounts: listed, added, changed, closed and opened, given a new password that is shown once."""

import secrets

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.models.account import Account
from campaigns.operations.accounts import add_account
from campaigns.operations.enrolment import edit_account, reset_password, set_account_open
from campaigns.queries.accounts import get_account
from campaigns.queries.changes import list_changes
from campaigns.queries.enrolment import list_accounts
from campaigns.queries.organisations import list_organisations
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.organisations import AccountForm
from webapp.forms.page_form import EditForm
from webapp.logwords import plain_lines
from webapp.notices import announce
from webapp.passwords import hash_password
from webapp.views.settings_organisations import organisation_choices

blueprint = Blueprint("settings_accounts", __name__)

# Without letters and digits that look alike on paper, where a first password is often handed over.
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def made_up_password() -> str:
    """Return a password in three groups of four, about 70 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(4)) for _group in range(3))


@blueprint.get("/settings/accounts")
def index() -> str:
    """List the accounts."""
    session = get_session()
    names = {line.row.id: line.name_of(today().year) for line in list_organisations(session)}
    return render_template("settings_accounts/index.html", lines=list_accounts(session), names=names)


@blueprint.route("/settings/accounts/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add an account; its first password is on the answer and nowhere else."""
    session = get_session()
    lines = list_organisations(session)
    form = AccountForm(data={"version": 0})
    form.organisation_id.choices = organisation_choices(lines, today().year)
    if form.validate_on_submit():
        with form.reporting():
            values, password = form.values(), made_up_password()
            slug = next(line.row.slug for line in lines if line.row.id == values.pop("organisation_id"))
            account = add_account(
                session, **values, password_hash=hash_password(password), organisation_slug=slug,
                actor=get_actor(), now=now(),
            )  # fmt: skip
            session.commit()
            return render_template(
                "settings_accounts/password.html", account=account, password=password, is_new=True
            )
    return render_template("settings_accounts/edit.html", form=form, account=None, log=()), form.status


@blueprint.route("/settings/accounts/<int:account_id>", methods=["GET", "POST"])
def edit(account_id: int) -> ResponseReturnValue:
    """Change the name, role or organisation of an account."""
    session = get_session()
    account = get_account(session, account_id)
    form = AccountForm(data=account.model_dump(exclude={"password_hash"}))
    form.organisation_id.choices = organisation_choices(list_organisations(session), today().year)
    if form.validate_on_submit():
        with form.reporting():
            edit_account(
                session, account, display_name=form.values()["display_name"], role=form.role.data,
                organisation_id=form.organisation_id.data, version=form.version.data, actor=get_actor(), now=now(),
            )  # fmt: skip
            session.commit()
            announce(_("已保存：%(name)s", name=account.display_name))
            return redirect("/settings/accounts", 303)
    return _edit_page(account, form)


@blueprint.post("/settings/accounts/<int:account_id>/close")
def close(account_id: int) -> ResponseReturnValue:
    """Close an account."""
    return _set_open(account_id, is_open=False)


@blueprint.post("/settings/accounts/<int:account_id>/open")
def reopen(account_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    return _set_open(account_id, is_open=True)


@blueprint.post("/settings/accounts/<int:account_id>/password")
def password(account_id: int) -> ResponseReturnValue:
    """Give an account a new password, which is on the answer and nowhere else."""
    session = get_session()
    account, text = get_account(session, account_id), made_up_password()
    reset_password(session, account, hash_password(text), actor=get_actor(), now=now())
    session.commit()
    return render_template("settings_accounts/password.html", account=account, password=text, is_new=False)


def _set_open(account_id: int, *, is_open: bool) -> ResponseReturnValue:
    session, button = get_session(), EditForm()
    account = get_account(session, account_id)
    form = AccountForm(formdata=None, data=account.model_dump(exclude={"password_hash"}))
    form.organisation_id.choices = organisation_choices(list_organisations(session), today().year)
    if button.validate_on_submit():
        with form.reporting():
            set_account_open(
                session, account, is_open=is_open, version=button.version.data, actor=get_actor(), now=now()
            )
            session.commit()
            said = (
                _("已启用：%(name)s")
                if is_open
                else _("已停用：%(name)s。该账号已退出登录，日历订阅不再更新。")
            )
            announce(said % {"name": account.display_name})
            return redirect("/settings/accounts", 303)
    return _edit_page(account, form)


def _edit_page(account: Account, form: AccountForm) -> ResponseReturnValue:
    log = plain_lines(list_changes(get_session(), "account", account.id or 0))
    return render_template("settings_accounts/edit.html", form=form, account=account, log=log), form.status

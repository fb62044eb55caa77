"""Accounts: listed, added, changed, closed and opened, given a new password that is shown once."""

import secrets
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.models.account import Account
from campaigns.operations.accounts import add_account
from campaigns.operations.enrolment import edit_account, reset_password, set_account_open
from campaigns.operations.once import wait_for_own
from campaigns.queries.accounts import find_account, get_account
from campaigns.queries.changes import list_changes
from campaigns.queries.enrolment import list_accounts
from campaigns.queries.organisations import list_organisations
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.forms.organisations import AccountForm
from webapp.forms.page_form import EditForm
from webapp.forms.settings import RowForm
from webapp.logwords import plain_lines
from webapp.notices import announce
from webapp.passwords import hash_password, is_password, made_up_password
from webapp.views.settings_organisations import organisation_choices

blueprint = Blueprint("settings_accounts", __name__)


@blueprint.get("/settings/accounts")
def index() -> str:
    """List the accounts."""
    session = get_session()
    names = {line.row.id: line.name_of(today().year) for line in list_organisations(session)}
    return render_template("settings_accounts/index.html", lines=list_accounts(session), names=names)


@blueprint.route("/settings/accounts/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add an account; its first password is on the answer and nowhere else."""
    lines = list_organisations(get_session())
    form = AccountForm(data={"version": 0})
    form.organisation_id.choices = organisation_choices(lines, today().year)
    if form.validate_on_submit():
        with form.reporting():
            values, password = form.values(), made_up_password(form.creation_key.data or "")
            slug = next(line.row.slug for line in lines if line.row.id == values.pop("organisation_id"))
            account = _made(values, slug, password)
            return _password_page(account, password, is_new=True)
    return render_template("settings_accounts/edit.html", form=form, account=None, log=()), form.status


def _made(values: dict[str, Any], slug: str, password: str) -> Account:
    """Return the account that was added, or the one that the same form has made before."""
    session, actor = get_session(), get_actor()
    wait_for_own(session, actor)
    made = find_account(session, values["username"])
    if made is not None and is_password(password, made.password_hash):
        return made
    account = add_account(
        session,
        **values,
        password_hash=hash_password(password),
        organisation_slug=slug,
        actor=actor,
        now=now(),
    )
    session.commit()
    return account


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
    """Give an account a new password, which is on the answer and nowhere else; the same form gives the same."""
    session, button = get_session(), RowForm()
    account, form = _with_form(account_id)
    if button.validate_on_submit():
        with form.reporting():
            text = made_up_password(f"{account_id}/{button.creation_key.data}")
            if not is_password(text, account.password_hash):
                reset_password(
                    session, account, hash_password(text), version=button.version.data, actor=get_actor(), now=now()
                )  # fmt: skip
                session.commit()
            return _password_page(account, text, is_new=False)
    return _edit_page(account, form)


def _set_open(account_id: int, *, is_open: bool) -> ResponseReturnValue:
    session, button = get_session(), EditForm()
    account, form = _with_form(account_id)
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


def _with_form(account_id: int) -> tuple[Account, AccountForm]:
    """Return an account and its form as it stands, on which a button beside it hangs what is refused."""
    session = get_session()
    account = get_account(session, account_id)
    form = AccountForm(formdata=None, data=account.model_dump(exclude={"password_hash"}))
    form.organisation_id.choices = organisation_choices(list_organisations(session), today().year)
    return account, form


def _password_page(account: Account, password: str, *, is_new: bool) -> str:
    return render_template(
        "settings_accounts/password.html", account=account, password=password, is_new=is_new
    )


def _edit_page(account: Account, form: AccountForm) -> ResponseReturnValue:
    log = plain_lines(list_changes(get_session(), "account", account.id or 0))
    keys = {"version": account.version, "creation_key": secrets.token_urlsafe(18)}
    page = render_template("settings_accounts/edit.html", form=form, account=account, log=log, keys=keys)
    return page, form.status

"""``user``: people's accounts."""

import secrets

import click

from campaigns.enums import Role
from campaigns.operations.accounts import add_account
from webapp.clock import system_clock
from webapp.commands.opening import opened
from webapp.passwords import check_new_password, hash_password


@click.group()
def user() -> None:
    """账号 · Accounts."""


@user.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="角色 · what they may do"
)
@click.option(
    "--organisation", required=True, metavar="SLUG", help="单位代号 · the organisation's short code"
)
@click.option("--display-name", default="", help="姓名 · as pages show it")
@click.option("--prompt", is_flag=True, help="自己输入密码 · type the password instead of being given one")
def add_user(name: str, role: str, organisation: str, display_name: str, prompt: bool) -> None:
    """新增账号；密码只显示这一次 · Add an account; its password is shown this once."""
    typed = click.prompt("密码 · Password", hide_input=True, confirmation_prompt=True) if prompt else ""
    password = typed or secrets.token_urlsafe(12)
    with opened() as session:
        check_new_password(password, name)
        add_account(session, username=name, display_name=display_name or name, password_hash=hash_password(password),
                    role=Role(role), organisation_slug=organisation, actor=None, now=system_clock())  # fmt: skip
        session.commit()
    click.echo(f"{name}: 已新增 · added" if typed else f"{name}\t{password}")

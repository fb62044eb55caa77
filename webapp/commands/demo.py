"""``demo``: an invented year to look at."""

import secrets

import click
from sqlmodel import select

from campaigns.models.account import Account
from webapp.clock import local_today, system_clock
from webapp.commands.opening import opened, settings
from webapp.passwords import hash_password


@click.command()
@click.option("--year", type=click.IntRange(2010, 2100), help="年度 · the living year, this one by default")
def demo(year: int | None) -> None:
    """在空数据库里建立演示年度和账号 · Fill an empty database with an invented year, and accounts to try it."""
    # Imported here because no other command, and no start of the server, needs the invented year.
    from campaigns.sample import fill_sample

    password, today = f"demo-{secrets.token_hex(4)}", local_today(settings().zone)
    with opened() as session:
        if session.exec(select(Account.id)).first() is not None:
            click.echo("数据库里已有账号，不加演示数据 · There are accounts already; nothing was added.")
            return
        hashed = hash_password(password)
        made = fill_sample(
            session, year=year or today.year, today=today, now=system_clock(), password_hash=hashed
        )
        session.commit()
    click.echo(f"演示账号，密码都是 · Demo accounts, all with the password: {password}")
    for account in made.accounts:
        click.echo(f"  {account.username:<12} {account.display_name}")

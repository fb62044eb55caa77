"""``db``: the database itself."""

import click
from sqlalchemy.engine import make_url

from campaigns.store import is_current, open_engine, upgrade
from webapp.commands.opening import settings


@click.group()
def db() -> None:
    """数据库 · The database."""


@db.command("upgrade")
def upgrade_database() -> None:
    """建立或升级到最新结构 · Create it, or bring it up to the newest form."""
    engine = open_engine(settings().database_url)
    was_current = is_current(engine)
    if not was_current:
        upgrade(engine)
    engine.dispose()
    shown = make_url(str(engine.url)).render_as_string(hide_password=True)
    state = "已是最新 · up to date" if was_current else "已升级 · upgraded"
    click.echo(f"{shown}: {state}")

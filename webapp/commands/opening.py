"""What every command begins with: the settings, a session that may write, and errors as one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlmodel import Session

from campaigns.errors import CampaignsError
from campaigns.store import open_engine
from webapp.config import Settings, SettingsError, read_settings


def settings() -> Settings:
    """Return the settings, or end with what is wrong with them."""
    try:
        return read_settings()
    except SettingsError as problem:
        raise click.ClickException(str(problem)) from problem


@contextmanager
def opened() -> Iterator[Session]:
    """Yield a session; the command commits, and what the trade refuses ends it with its sentence in both languages."""
    engine = open_engine(settings().database_url)
    try:
        with Session(engine) as session:
            yield session
    except CampaignsError as refused:
        raise click.ClickException(f"{refused.message.zh} · {refused}") from refused
    finally:
        engine.dispose()

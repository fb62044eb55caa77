"""The demonstration year as tests use it: always the same morning, one password, cloned instead of filled anew."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from sqlmodel import Session

from campaigns.sample import fill_sample
from campaigns.store import open_engine, upgrade
from tests.databases import postgresql_database, shared_place
from webapp.config import Settings
from webapp.passwords import hash_password

# A Wednesday at eight in Weihai, after the fourth campus talk of the year and before the fifth.
MORNING = datetime(2026, 11, 18, 0, 0, tzinfo=UTC)
YEAR = 2026
PASSWORD = "an-evening-at-the-harbour"
KEY = "a key that is used by nothing but the tests"


@dataclass
class Watch:
    """The clock of a demonstration, which stands still until it is set."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


def demo_settings(directory: Path) -> Settings:
    """Return settings on a copy of the demonstration that belongs to the caller alone."""
    template = shared_place() / "demo.sqlite3"
    with FileLock(template.with_suffix(".lock")):
        if not template.exists():
            _fill(template)
    path = directory / "campaigns.sqlite3"
    for leftover in directory.glob("campaigns.sqlite3-*"):
        leftover.unlink()
    shutil.copyfile(template, path)
    return Settings(secret_key=KEY, database_url=f"sqlite:///{path}")


@contextmanager
def demo(kind: str, directory: Path) -> Iterator[Settings]:
    """Yield settings on a demonstration of the caller's own, on either engine."""
    if kind == "sqlite":
        yield demo_settings(directory)
        return
    with postgresql_database() as url:
        _write(url)
        yield Settings(secret_key=KEY, database_url=url)


def _fill(template: Path) -> None:
    """Write the demonstration and put it in place when it is complete."""
    partial = template.with_suffix(".partial")
    _write(f"sqlite:///{partial}")
    # The last connection that was closed has emptied the log beside the file, so one file is all.
    partial.rename(template)


def _write(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    with Session(engine) as session:
        hashed = hash_password(PASSWORD)
        today = MORNING.date()
        fill_sample(session, year=YEAR, today=today, now=MORNING, password_hash=hashed)
        session.commit()
    engine.dispose()

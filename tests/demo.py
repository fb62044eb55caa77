"""The demonstration year as tests use it: always the same morning, one password, cloned instead of filled anew."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from sqlmodel import Session

from campaigns.sample import fill_sample
from campaigns.store import open_engine, upgrade
from tests.databases import shared_place
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


def _fill(template: Path) -> None:
    """Write the demonstration and put it in place when it is complete."""
    partial = template.with_suffix(".partial")
    engine = open_engine(f"sqlite:///{partial}")
    upgrade(engine)
    with Session(engine) as session:
        hashed = hash_password(PASSWORD)
        today = MORNING.date()
        fill_sample(session, year=YEAR, today=today, now=MORNING, password_hash=hashed)
        session.commit()
    # The last connection to close empties the log beside the file, so that one file can be copied.
    engine.dispose()
    partial.rename(template)

"""The database: engines with the settings that make promises true, and migrations."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

import campaigns.models  # noqa: F401  (registers the tables)

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic is imported where it migrates, because it takes a quarter of a second of every start and a start only asks
# whether the database is current.

BUSY_TIMEOUT_MS = 10_000
VERSIONS = Path(__file__).parent / "migrations" / "versions"


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine for a SQLite or PostgreSQL address.

    On SQLite every transaction begins with BEGIN IMMEDIATE, because a read that turns into a write otherwise fails at
    once when somebody else writes; ``read_only`` begins deferred and refuses writes, so readers never wait.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={"options": "-c timezone=UTC"})
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    _set_up_sqlite(engine, read_only)
    return engine


def _set_up_sqlite(engine: Engine, read_only: bool) -> None:
    """Take transactions into our own hands and apply the settings of durability to every connection."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "foreign_keys=ON",
            f"query_only={'ON' if read_only else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def assert_settings(engine: Engine) -> None:
    """Raise RuntimeError when the database does not run with the settings that durability rests on."""
    wanted: dict[str, object]
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            wanted = {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "busy_timeout": BUSY_TIMEOUT_MS,
            }
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        else:
            wanted = {"synchronous_commit": "on", "TimeZone": "UTC"}
            found = {name: connection.execute(text(f"SHOW {name}")).scalar() for name in wanted}
    if found != wanted:
        raise RuntimeError(f"The database runs with {found}, but {wanted} is required.")


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "campaigns:migrations")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: Engine) -> "Iterator[Config]":
    """Yield a configuration bound to one connection; SQLite rebuilds tables, so its foreign keys rest meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                yield _config(connection)
        finally:
            if engine.dialect.name == "sqlite":
                connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to a revision, in one transaction."""
    from alembic import command

    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the database back to a revision, in one transaction."""
    from alembic import command

    with _migrating(engine) as config:
        command.downgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Tell whether the database stands at the newest revision."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest_revision()
        )


def newest_revision() -> str:
    """Return the revision that no other follows; a house test holds it against Alembic's own answer."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in VERSIONS.glob("*.py"))
    revisions = set(re.findall(r'^revision = "(.+)"', source, re.M))
    [newest] = revisions - set(re.findall(r'^down_revision = "(.+)"', source, re.M))
    return newest

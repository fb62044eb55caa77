"""Real databases for the tests: SQLite files and a PostgreSQL server of the suite's own, cloned from templates."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from filelock import FileLock

from campaigns.store import open_engine, upgrade

ENGINES = ("sqlite", "postgresql")
PLACE = "TESTING_PLACE"
ROLE = "campaigns"
TEMPLATE = "template_migrated"

# Durability against power loss is given up for speed; everything a transaction can see stays as in production.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
}


def claim_place() -> Path:
    """Make the directory that this run and all its workers share, and clear what killed runs have left behind."""
    for old in Path(tempfile.gettempdir()).glob("campaigns-tests-*"):
        owner = old.name.split("-")[2]
        if not Path("/proc", owner).exists():
            clear_place(old)
    place = Path(tempfile.mkdtemp(prefix=f"campaigns-tests-{os.getpid()}-"))
    place.chmod(0o755)
    os.environ[PLACE] = str(place)
    return place


def shared_place() -> Path:
    """Return the directory of ``claim_place``, also in a worker, which inherits it through the environment."""
    return Path(os.environ[PLACE])


def clear_place(place: Path) -> None:
    """Stop the server of a run, if it started one, and remove everything."""
    cluster = place / "postgresql"
    if (cluster / "postmaster.pid").exists():
        _as_server_user(
            "pg_ctl", "stop", "--pgdata", str(cluster), "--mode=immediate", "--silent", check=False
        )
    shutil.rmtree(place, ignore_errors=True)


def _server_binary(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail(
            f"“{name}” of PostgreSQL is missing: run ./manage test, or install the package postgresql."
        )
    return str(found[-1])


def _as_server_user(name: str, *arguments: str, check: bool = True) -> None:
    """Run one of PostgreSQL's programs; the server refuses to be root, so root hands over to its account."""
    command = [_server_binary(name), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if check and done.returncode != 0:
        pytest.fail(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")


def _start_server(place: Path) -> None:
    sockets, cluster = place / "sockets", place / "postgresql"
    for directory in (sockets, cluster):
        directory.mkdir()
        if os.geteuid() == 0:
            shutil.chown(directory, "postgres", "postgres")
    _as_server_user(
        "initdb", "--pgdata", str(cluster), "--username", ROLE, "--auth=trust",
        "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
    )  # fmt: skip
    settings = SERVER_SETTINGS | {"unix_socket_directories": str(sockets)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    _as_server_user("pg_ctl", "start", "--pgdata", str(cluster), "--wait", "--silent", "--log",
                    str(cluster / "server.log"), "--options", options)  # fmt: skip


def postgresql_url(database: str) -> str:
    """Return the SQLAlchemy address of a database on the run's own server."""
    return f"postgresql+psycopg://{ROLE}@/{database}?host={shared_place() / 'sockets'}"


@contextmanager
def _administrating() -> Iterator[psycopg.Connection]:
    connection = psycopg.connect(
        host=str(shared_place() / "sockets"), user=ROLE, dbname="postgres", autocommit=True
    )
    try:
        yield connection
    finally:
        connection.close()


def _once(name: str, prepare: Callable[[], None]) -> None:
    """Let the first worker that comes prepare something for all, while the others wait for its mark."""
    mark = shared_place() / f"{name}.ready"
    with FileLock(mark.with_suffix(".lock")):
        if not mark.exists():
            prepare()
            mark.touch()


def _migrate(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


def _prepare_postgresql() -> None:
    _start_server(shared_place())
    with _administrating() as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    _migrate(postgresql_url(TEMPLATE))


@contextmanager
def sqlite_database(directory: Path, *, migrated: bool = True) -> Iterator[str]:
    """Yield the address of a SQLite file of the test's own."""
    template = shared_place() / f"{TEMPLATE}.sqlite3"
    path = directory / "campaigns.sqlite3"
    if migrated:
        _once("sqlite", lambda: _migrate(f"sqlite:///{template}"))
        shutil.copyfile(template, path)
    yield f"sqlite:///{path}"


@contextmanager
def postgresql_database(*, migrated: bool = True) -> Iterator[str]:
    """Yield the address of a PostgreSQL database of the test's own, cloned from the template and dropped after."""
    _once("postgresql", _prepare_postgresql)
    name = f"test_{uuid.uuid4().hex}"
    with _administrating() as connection:
        # Copying files is faster than writing a log of a template this small, because nothing is forced to disk.
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if migrated else 'template0'} STRATEGY file_copy"
        )
        try:
            yield postgresql_url(name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def database(kind: str, directory: Path, *, migrated: bool = True) -> Iterator[str]:
    """Yield the address of a fresh database of a kind in ``ENGINES``."""
    making = (
        sqlite_database(directory, migrated=migrated)
        if kind == "sqlite"
        else postgresql_database(migrated=migrated)
    )
    with making as url:
        yield url

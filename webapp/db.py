"""The session of a request: it may write only where the request may, and nothing stays unless the view commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, current_app, g, request
from sqlalchemy import Engine, event
from sqlmodel import Session

from campaigns.store import open_engine

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# A question too long for an address is posted, and writes as little as a GET.
QUESTIONS = frozenset({"api_events.check_placement"})


@dataclass(frozen=True)
class Database:
    """Two doors to one database: reading never waits for a writer on SQLite, and cannot write by accident."""

    writing: Engine
    reading: Engine

    def dispose(self) -> None:
        """Close every connection, as a process must before it forks or a test before its database goes."""
        self.writing.dispose()
        self.reading.dispose()


@dataclass
class Statements:
    """The statements that were sent while counting, in order."""

    sent: list[str] = field(default_factory=list)


def open_database(url: str) -> Database:
    """Return both engines of a database."""
    writing, reading = open_engine(url), open_engine(url, read_only=True)
    if reading.dialect.name == "postgresql":
        reading = reading.execution_options(postgresql_readonly=True)
    return Database(writing, reading)


def init_database(app: Flask, url: str) -> None:
    """Give the app its database and close every request's session at its end."""
    app.extensions["database"] = open_database(url)
    app.teardown_appcontext(close_session)


def get_session() -> Session:
    """Return this request's session, read-only for GET and for questions; silence rolls back."""
    if "session" not in g:
        database: Database = current_app.extensions["database"]
        is_reading = request.method in SAFE_METHODS or request.endpoint in QUESTIONS
        g.session = Session(database.reading if is_reading else database.writing)
    session: Session = g.session
    return session


def close_session(_error: BaseException | None = None) -> None:
    """Close the session of the ending request, if it had one."""
    session = g.pop("session", None)
    if session is not None:
        session.close()


@contextmanager
def counting(database: Database) -> Iterator[Statements]:
    """Collect the statements sent meanwhile, without those that begin or end a transaction."""
    statements = Statements()

    def remember(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.sent.append(statement)

    engines = {database.writing, database.reading}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", remember)
    try:
        yield statements
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", remember)

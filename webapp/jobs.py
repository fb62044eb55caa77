"""Work that takes longer than a request may: the queue it waits in, and the door of the pages to it.

The queue only says that there is something to do. What there is to do, how far it is and what came of it stands in the
row of the run, so a job that is lost or given twice changes nothing.
"""

import json
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy.engine import make_url

from webapp.clock import Clock, system_clock
from webapp.config import Settings

LOG = logging.getLogger(__name__)
QUEUE = "campaigns"


class JsonSerializer(Serializer):
    """Jobs as JSON: huey's own pickles would let whoever can write the queue run code in the worker."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


@dataclass(frozen=True)
class Queue:
    """The queue and what can be put into it: ``plan`` takes the id of a committed run."""

    huey: Huey
    plan: Callable[[int], Any]

    def close(self) -> None:
        """Close the connection, as a worker must before it forks or a request when it is done."""
        self.huey.storage.close()


def open_queue(settings: Settings, clock: Clock = system_clock, *, is_immediate: bool = False) -> Queue:
    """Return the queue of a database: a file beside a SQLite database, tables of its own in PostgreSQL.

    An immediate queue carries a job out where it is given, for tests.
    """
    url = make_url(settings.database_url)
    options: dict[str, Any] = {"results": False, "serializer": JsonSerializer(), "immediate": is_immediate}
    if url.get_backend_name() == "sqlite":
        huey = SqliteHuey(QUEUE, filename=str(queue_file(settings)), fsync=True, **options)
    else:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        huey = PostgresHuey(QUEUE, dsn=address, table_prefix="jobs", **options)

    def plan(run_id: int) -> None:
        # Imported here because whoever only puts a job into the queue needs no planner.
        from webapp.plan_job import carry_out

        carry_out(settings.database_url, run_id, clock)

    return Queue(huey, huey.task()(plan))


def queue_file(settings: Settings) -> Path:
    """Return the file of the queue beside a SQLite database: ``campaigns-jobs.sqlite3``."""
    path = Path(make_url(settings.database_url).database or "")
    return path.with_name(f"{path.stem}-jobs.sqlite3")


@dataclass
class Jobs:
    """The door of the pages to the queue; tests set ``is_immediate``."""

    settings: Settings
    clock: Clock
    is_immediate: bool = False

    def plan(self, run_id: int) -> None:
        """Have a committed run carried out; a queue that cannot be written does no harm, for the worker looks."""
        try:
            queue = open_queue(self.settings, self.clock, is_immediate=self.is_immediate)
            try:
                queue.plan(run_id)
            finally:
                queue.close()
        except (sqlite3.Error, psycopg.Error) as problem:
            LOG.warning("Run %s waits until the worker looks: %s", run_id, problem)


def init_jobs(app: Flask) -> None:
    """Give the app its jobs."""
    app.extensions["jobs"] = Jobs(app.extensions["settings"], app.extensions["clock"])


def get_jobs() -> Jobs:
    """Return the jobs of the current app."""
    jobs: Jobs = current_app.extensions["jobs"]
    return jobs

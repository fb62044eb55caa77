"""The worker: one process that carries out jobs, so that planning takes no time from the pages.

``python -m webapp.worker`` with the settings of the environment; ``./manage jobs`` is the same by hand.
"""

import argparse
import fcntl
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from huey import crontab
from huey.consumer import Consumer
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from campaigns.operations.plan_runs import fail_left_running
from campaigns.queries.plan_runs import list_waiting_runs
from campaigns.store import open_engine
from webapp.clock import system_clock
from webapp.config import Settings, SettingsError, read_settings
from webapp.jobs import Queue, open_queue, queue_file

LOG = logging.getLogger(__name__)
# Any number will do, as long as nothing else in the database takes the same.
ADVISORY_LOCK = 2009_0036
LOOK_S = 0.5
LONGEST_NAP_S = 1.0


def work(settings: Settings, *, parent: int = 0) -> None:
    """Carry out jobs until told to stop; a second worker stands by until the first is gone.

    With ``parent`` the worker ends as soon as that process is no longer its parent.
    """
    is_orphan: Callable[[], bool] = lambda: bool(parent) and os.getppid() != parent  # noqa: E731
    engine = open_engine(settings.database_url)
    try:
        with standing_alone(settings, engine, is_orphan) as is_alone:
            if not is_alone():
                return
            _end_interrupted(engine)
            queue = open_queue(settings)
            _look_for_waiting(queue, engine)
            consumer = Consumer(queue.huey, workers=1, max_delay=LONGEST_NAP_S, scheduler_interval=60)
            _watch(lambda: is_orphan() or not is_alone())
            consumer.run()
            _end_interrupted(engine)
            queue.close()
    finally:
        engine.dispose()


@contextmanager
def standing_alone(
    settings: Settings, engine: Engine, gives_up: Callable[[], bool]
) -> Iterator[Callable[[], bool]]:
    """Wait until this is the only worker of the database, and yield what tells whether it still is.

    The lock belongs to the process, so it is free the moment its holder dies, however that happens.
    """
    if engine.dialect.name == "sqlite":
        with open(queue_file(settings).with_suffix(".lock"), "w") as file:
            is_won = _won(lambda: _locks_file(file.fileno()), gives_up)
            yield lambda: is_won
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if _won(lambda: _locks_database(connection), gives_up):
            yield lambda: _is_connected(connection)
        else:
            yield lambda: False


def _won(takes: Callable[[], bool], gives_up: Callable[[], bool]) -> bool:
    while not takes():
        if gives_up():
            return False
        time.sleep(LOOK_S)
    return True


def _locks_database(connection: Connection) -> bool:
    return bool(connection.execute(text(f"SELECT pg_try_advisory_lock({ADVISORY_LOCK})")).scalar())


def _is_connected(connection: Connection) -> bool:
    """Tell whether the lock still stands: the server lets it go with the connection."""
    try:
        connection.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True


def _locks_file(number: int) -> bool:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _end_interrupted(engine: Engine) -> None:
    with Session(engine) as session:
        count = fail_left_running(session, now=system_clock())
        session.commit()
    if count:
        LOG.warning("%s runs had been left running and are ended.", count)


def _look_for_waiting(queue: Queue, engine: Engine) -> None:
    """Give every waiting run to the queue, now and each minute: one may have been committed and never given."""

    def look() -> None:
        with Session(engine) as session:
            waiting = list_waiting_runs(session)
        for run_id in waiting:
            queue.plan(run_id)

    queue.huey.periodic_task(crontab())(look)
    queue.huey.storage.flush_queue()
    look()


def _watch(is_over: Callable[[], bool]) -> None:
    """Ask in the background whether the worker has anything left to live for, and end it as a signal would."""

    def watch() -> None:
        while not is_over():
            time.sleep(LOOK_S)
        signal.raise_signal(signal.SIGTERM)

    threading.Thread(target=watch, name="watch", daemon=True).start()


def main() -> None:
    """Work with the settings of the environment."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parent", type=int, default=0)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    try:
        work(read_settings(), parent=parser.parse_args().parent)
    except SettingsError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()

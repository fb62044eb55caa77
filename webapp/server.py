"""The web server: gunicorn with threads and the worker beside it, on a database that keeps its promises."""

import os
import sys
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from campaigns.store import assert_settings, is_current, open_engine
from webapp.app import create_app
from webapp.companion import Companion, worker_of
from webapp.config import Settings


class Master(Arbiter):
    """Gunicorn's master, which looks after our worker as often as after its own."""

    def __init__(self, app: "Server", companion: Companion) -> None:
        super().__init__(app)
        self.companion = companion

    def manage_workers(self) -> None:
        """Look after all of them; the master comes here about once a second."""
        super().manage_workers()
        self.companion.tend()


class Server(BaseApplication):
    """Gunicorn with options from the caller instead of files and the environment."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings, self.options = settings, options
        super().__init__()

    def load_config(self) -> None:
        """Take the options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application in the worker, so that no database connection crosses a fork."""
        return create_app(self.settings)

    def run(self) -> None:
        """Serve, and take the worker along when it ends."""
        master = os.getpid()
        companion = worker_of(master)
        try:
            Master(self, companion).run()
        finally:
            # Gunicorn's own workers are forks, and they leave by this way too.
            if os.getpid() == master:
                companion.stop()


def run_server(settings: Settings, *, host: str, port: int, threads: int, workers: int) -> None:
    """Serve until stopped; end with a sentence when the database is not as it must be."""
    _check_database(settings.database_url)
    Server(
        settings,
        {
            "bind": f"{host}:{port}",
            "worker_class": "gthread",
            "workers": workers,
            "threads": threads,
            "timeout": 120,
            "graceful_timeout": 20,
            "keepalive": 15,
            "limit_request_line": 8190,
            # It would be a file in the home directory through which anybody of this account steers the server.
            "control_socket_disable": True,
            "forwarded_allow_ips": "*" if settings.proxies else "",
            "worker_tmp_dir": "/dev/shm" if sys.platform == "linux" else None,
            "loglevel": "warning",
            "proc_name": "campaigns",
            # Only now does somebody answer there.
            "when_ready": lambda _server: click.echo(f"打开 · Open: http://{host}:{port}"),
        },
    ).run()


def _check_database(url: str) -> None:
    engine = open_engine(url)
    try:
        assert_settings(engine)
        if not is_current(engine):
            sys.exit(
                "数据库不是最新结构，请先运行 · The database is not up to date, run: ./manage db upgrade"
            )
    except RuntimeError as problem:
        sys.exit(str(problem))
    finally:
        engine.dispose()

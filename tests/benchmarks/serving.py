"""The product's own server as a process of its own, with somebody signed in."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, select

from campaigns.models.account import Account
from campaigns.operations.accounts import open_session
from campaigns.store import open_engine
from webapp.auth import COOKIE, hash_token
from webapp.clock import system_clock
from webapp.config import Settings

PATIENCE_S = 30


@dataclass(frozen=True)
class Served:
    """A server that answers: where, to whom, and how long it took to begin."""

    address: str
    cookie: str
    started_in: float
    process: int

    def memory(self) -> float:
        """Return what the server and its workers hold, in megabytes; what they share counts once."""
        return sum(_held_by(process) for process in (self.process, *_children(self.process))) / 1000


@contextmanager
def serving(settings: Settings) -> Iterator[Served]:
    """Yield ``./manage serve`` on a free port, stopped at the end."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAIGNS_")}
    environment |= {
        "CAMPAIGNS_DATABASE_URL": settings.database_url,
        "CAMPAIGNS_SECRET_KEY": settings.secret_key,
    }
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/health", server)
        started_in = time.perf_counter() - begun
        yield Served(address, _sign_in(settings), started_in, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
            return
        except urllib.error.URLError:
            time.sleep(0.02)
    raise RuntimeError(f"Nobody answers at {address}.")


def _sign_in(settings: Settings) -> str:
    """Open a session for the administrator, and return the cookie."""
    token, engine = secrets.token_urlsafe(32), open_engine(settings.database_url)
    with Session(engine) as session:
        account = session.exec(select(Account).where(Account.username == "admin")).one()
        open_session(
            session, account.id or 0, hash_token(token), now=system_clock(), lifetime=timedelta(hours=1)
        )
        session.commit()
    engine.dispose()
    return f"{COOKIE}={token}"


def _children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _held_by(process: int) -> int:
    """Return the proportional set size of a process in kilobytes."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))

"""The real server: it starts on a database that keeps its promises, answers, and stops when told."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from tests.house.sources import ROOT
from webapp.config import PREFIX

PATIENCE = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(url: str, home: Path, port: int) -> subprocess.Popen[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment = inherited | {"HOME": str(home), "PYTHONPATH": str(ROOT), "CAMPAIGNS_DATABASE_URL": url,
                               "CAMPAIGNS_DIRECTORY": str(home / "var")}  # fmt: skip
    words = [sys.executable, "-P", "-m", "webapp.cli", "serve", "--port", str(port)]
    return subprocess.Popen(
        words, cwd=home, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(server: subprocess.Popen[str], port: int) -> bytes:
    for _ in range(PATIENCE):
        assert server.poll() is None, server.stderr.read() if server.stderr else ""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                body: bytes = answer.read()
                return body
        except OSError:
            sleep(0.1)
    pytest.fail("The server never answered.")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home directory."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def server(database_url: str, home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Yield a running server and its port."""
    port = free_port()
    server = start(database_url, home, port)
    try:
        yield server, port
    finally:
        server.terminate()
        server.communicate()


def test_the_server_answers_and_stops_when_told(
    server: tuple[subprocess.Popen[str], int], home: Path
) -> None:
    process, port = server

    body = wait_for(process, port)
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=30)

    assert (body, process.returncode, complaints) == (b"ok\n", 0, "")
    # Nothing through which somebody could steer the server lies in the home directory.
    assert [path.relative_to(home).as_posix() for path in home.rglob("*")] == ["var", "var/secret_key"]


def test_the_worker_beside_the_server_comes_back_and_goes_with_it(
    server: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = server
    wait_for(process, port)
    first = wait_for_worker(process.pid)

    os.kill(first, signal.SIGKILL)
    second = wait_for_worker(process.pid, other_than=first)
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=30)

    assert "started again" in complaints
    assert not Path(f"/proc/{second}").exists()


def wait_for_worker(server: int, other_than: int = 0) -> int:
    """Return the process of the worker that the server has started."""
    for _ in range(PATIENCE):
        for one in Path(f"/proc/{server}/task/{server}/children").read_text().split():
            command = Path(f"/proc/{one}/cmdline")
            if int(one) != other_than and command.exists() and b"webapp.worker" in command.read_bytes():
                return int(one)
        sleep(0.1)
    pytest.fail("There is no worker.")


def test_a_database_of_another_form_stops_the_start(bare_database_url: str, home: Path) -> None:
    process = start(bare_database_url, home, free_port())

    _, complaints = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "./manage db upgrade" in complaints

"""The process beside the server: started, started again, and stopped even when it does not listen."""

import sys

import pytest

from webapp import companion
from webapp.companion import Companion

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")
DEAF = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)",
)


def test_it_is_started_once_and_stopped() -> None:
    beside = Companion(SLEEP)

    beside.tend()
    first = beside.process
    beside.tend()
    second = beside.process
    beside.stop()

    assert first is not None
    assert first is second
    assert first.returncode == -15


def test_one_that_died_is_started_again_but_not_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    beside = Companion(SLEEP)
    beside.tend()
    first = beside.process
    assert first is not None
    first.kill()
    first.wait()

    beside.tend()
    too_soon = beside.process
    monkeypatch.setattr(companion, "BETWEEN_STARTS_S", 0.0)
    beside.tend()
    again = beside.process
    beside.stop()

    assert too_soon is first
    assert again is not first


def test_one_that_does_not_listen_is_ended(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(companion, "PATIENCE_S", 0.2)
    beside = Companion(DEAF)
    beside.tend()
    while "1" not in capfd.readouterr().out:
        pass

    beside.stop()

    assert beside.process is not None
    assert beside.process.returncode == -9

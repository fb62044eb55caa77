"""Foreign calendar readers, each in an environment of its own so that their dependencies never meet ours."""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from filelock import FileLock

from webapp.setup.node import node_command

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("requirements.lock")
PLACE = ROOT / "var" / "interop"
READER = Path(__file__).with_name("ical_js.mjs")


def recurring_ical_events_python() -> Path:
    """Return a Python that can import recurring_ical_events, making its environment on the first call."""
    python, mark = PLACE / "bin" / "python", PLACE / "ready"
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(PLACE.with_suffix(".lock")):
        if not mark.exists() or mark.read_bytes() != LOCK.read_bytes():
            venv.create(PLACE, with_pip=True, clear=True)
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-input", "-r", LOCK],
                check=True,
            )
            mark.write_bytes(LOCK.read_bytes())
    return python


def ical_js_parse(path: Path) -> list[dict[str, Any]]:
    """Return the events of a calendar file as Mozilla's ical.js understands them.

    Each has ``uid``, ``summary``, ``description``, ``location``, ``status``, ``sequence``, ``is_date`` and
    ``start`` and ``end`` as instants in UTC (``2026-03-01T01:00:00Z``), or as days for an all-day event; text that
    is absent is None.
    """
    done = subprocess.run(
        [*node_command(ROOT), str(READER), str(path)], capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise ValueError(f"ical.js refused “{path.name}”: {done.stderr.strip()}")
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.stdout.write(f"{recurring_ical_events_python()}\n")

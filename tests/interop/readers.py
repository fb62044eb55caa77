"""Foreign calendar readers, each asked for the same plain facts about a file's events."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.interop.environments import ical_js_parse, recurring_ical_events_python

SCRIPT = Path(__file__).with_name("recurring_reader.py")


def recurring_ical_events_parse(path: Path) -> list[dict[str, Any]]:
    """Return the events as recurring-ical-events understands them, in the shape of ``ical_js_parse``."""
    command = [str(recurring_ical_events_python()), str(SCRIPT), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise ValueError(f"recurring-ical-events refused “{path.name}”: {done.stderr.strip()}")
    return json.loads(done.stdout)


READERS = {
    "ical.js": ical_js_parse,
    "recurring-ical-events": recurring_ical_events_parse,
}

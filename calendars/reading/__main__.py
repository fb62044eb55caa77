"""The child process: a calendar file on standard input, JSON on standard output, under limits it sets itself."""

import json
import resource
import signal
import sys
from datetime import date
from pathlib import Path
from types import FrameType

from calendars.reading.reader import Reading, TimeUp, read_calendar
from calendars.reading.refusal import Unusable

# The timer ends work with a sentence and its line; the limit behind it ends what does not listen.
SECONDS, HARD_SECONDS = 1.0, 3
MEMORY = 256 * 1024 * 1024


def main(zone: str, first: str, last: str) -> None:
    """Read standard input and write what was found, or why nothing was."""
    content = sys.stdin.buffer.read()
    limit()
    try:
        told = shown(read_calendar(content, zone=zone, first_on=date.fromisoformat(first),
                                   last_on=date.fromisoformat(last)))  # fmt: skip
    except Unusable as refused:
        message = refused.problems[0].message
        told = {"refused": {"zh": message.zh, "en": message.en, "line": refused.line}}
    json.dump(told, sys.stdout)


def limit() -> None:
    """Allow some memory beyond what the libraries take already, a little time, and no files."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    memory = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (HARD_SECONDS - 1, HARD_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)


def shown(reading: Reading) -> dict[str, object]:
    """Return a reading as JSON can hold it."""
    spans = [
        [one.uid, one.recurrence_on and one.recurrence_on.isoformat(), one.starts_at.isoformat(),
         one.ends_at.isoformat(), one.name]
        for one in reading.spans
    ]  # fmt: skip
    return {"spans": spans, "free": reading.free, "outside": reading.outside}


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeUp


if __name__ == "__main__":
    main(*sys.argv[1:])

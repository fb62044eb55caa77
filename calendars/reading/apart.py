"""A calendar file read in a process of its own, so that a hostile one takes neither our memory nor our time."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from calendars.reading.limits import LARGEST_FILE
from calendars.reading.reader import Reading
from calendars.reading.refusal import Unusable
from campaigns.core.imported import ImportedSpan

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 5


def read_apart(content: bytes, *, zone: str, first_on: date, last_on: date) -> Reading:
    """Return what ``read_calendar`` returns, or raise Unusable; a child that dies or stays away is one too."""
    if len(content) > LARGEST_FILE:
        raise Unusable(
            "文件超过 2 MB，请少导出一些。", "The file is larger than 2 MB; export less at a time."
        )
    command = [sys.executable, "-X", "utf8", "-m", "calendars.reading",
               zone, first_on.isoformat(), last_on.isoformat()]  # fmt: skip
    try:
        # No variable of ours reaches it, the secret key among them.
        done = subprocess.run(command, input=content, capture_output=True, cwd=ROOT, env={},
                              timeout=PATIENCE_SECONDS, check=True)  # fmt: skip
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Unusable(
            "这个文件太复杂，没有读完。请少导出一些，或简化重复规则。",
            "The file is too complicated and was not read to its end; export less, or simplify its rules.",
        ) from None
    if "refused" in told:
        refused = told["refused"]
        raise Unusable(refused["zh"], refused["en"], refused["line"], is_told=True)
    return Reading(tuple(read_span(row) for row in told["spans"]), told["free"], told["outside"])


def read_span(row: Sequence[Any]) -> ImportedSpan:
    """Return a span from its JSON: uid, day of the rule or None, start, end, name."""
    uid, on, starts_at, ends_at, name = row
    return ImportedSpan(
        uid=uid,
        recurrence_on=date.fromisoformat(on) if on else None,
        starts_at=datetime.fromisoformat(starts_at),
        ends_at=datetime.fromisoformat(ends_at),
        name=name,
    )

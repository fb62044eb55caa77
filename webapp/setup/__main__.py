"""``python -m webapp.setup STEP``: does one step of the set-up."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from webapp.setup.front_end import fetch_front_end
from webapp.setup.locks import write_locks
from webapp.setup.messages import collect_messages, compile_messages
from webapp.setup.typefaces import set_up_fonts

ROOT = Path(__file__).resolve().parents[2]

STEPS: dict[str, Callable[[Path], None]] = {
    "front-end": lambda root: fetch_front_end(root, with_tests="--dev" in sys.argv),
    "fonts": set_up_fonts,
    "messages-compile": compile_messages,
    "messages": collect_messages,
    "lock": write_locks,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in STEPS:
        sys.exit(f"Name one step of: {', '.join(STEPS)}.")
    try:
        STEPS[sys.argv[1]](ROOT)
    except subprocess.CalledProcessError as problem:
        sys.exit(f"“{' '.join(map(str, problem.cmd))}” ended with {problem.returncode}.")

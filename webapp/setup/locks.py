"""Writes the lock files anew: every package with its hashes, and no address of where it came from."""

import os
import subprocess
import sys
from pathlib import Path

from webapp.setup.node import npm_command

COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--upgrade"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
    *("--custom-compile-command", "./manage lock"),
)

# Lock file -> what it is made from.
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": ["pyproject.toml", "--group", "dev", "--constraint", "requirements.lock"],
    "webapp/frontend/requirements.lock": ["--group", "node"],
    "tests/interop/requirements.lock": ["--group", "interop"],
}


def write_locks(root: Path) -> None:
    """Resolve pyproject.toml and package.json to the newest versions that they allow."""
    for lock, selection in LOCKS.items():
        subprocess.run([*COMPILE, *selection, "--output-file", lock], cwd=root, check=True)
        print(lock)
    subprocess.run(
        [*npm_command(root), "install", "--package-lock-only", "--ignore-scripts"],
        cwd=root / "webapp" / "frontend",
        env=os.environ | {"NODE_USE_SYSTEM_CA": "1"},
        check=True,
    )
    print("webapp/frontend/package-lock.json")

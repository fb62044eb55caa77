"""Import contracts, lint and types, judged by the tools whose settings stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

TOOLS = Path(sys.executable).parent


def content(*command: str) -> None:
    """Fail with all that a tool says when it is not content."""
    done = subprocess.run([TOOLS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_imports_keep_the_layers_and_the_doors() -> None:
    content("lint-imports", "--no-cache")


def test_ruff_has_nothing_to_say() -> None:
    content("ruff", "check", "--quiet", "--no-cache", "--output-format", "concise")


def test_code_is_laid_out_by_the_formatter() -> None:
    content("ruff", "format", "--check", "--no-cache", "--output-format", "concise")


def test_types_hold() -> None:
    content("mypy")

"""The budgets of size, and the names that files may not have."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import PACKAGES, files, name, python_files

FILE, FUNCTION, TEMPLATE, ASSET = 300, 50, 150, 200
GENERATED = "campaigns/migrations/versions/"
VAGUE_NAMES = {
    "base",
    "common",
    "helper",
    "helpers",
    "misc",
    "util",
    "utils",
    "manager",
    "service",
    "handler",
}


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def longer_than(limit: int, paths: list[Path]) -> dict[str, int]:
    """Return the files that break a budget, with their length."""
    counts = {name(path): line_count(path) for path in paths}
    return {path: count for path, count in counts.items() if count > limit and not path.startswith(GENERATED)}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def test_no_python_file_is_longer_than_its_budget() -> None:
    assert longer_than(FILE, python_files()) == {}


def test_no_template_is_longer_than_its_budget() -> None:
    assert longer_than(TEMPLATE, files(".html", ".j2", below=PACKAGES)) == {}


def test_no_stylesheet_or_script_is_longer_than_its_budget() -> None:
    assert longer_than(ASSET, files(".css", ".js", ".mjs")) == {}


def test_no_function_is_longer_than_its_budget() -> None:
    lengths = {
        f"{name(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files()
        if not name(path).startswith(GENERATED)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {function: length for function, length in lengths.items() if length > FUNCTION} == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = [name(path) for path in python_files() if not (ast.get_docstring(parsed(path)) or "").strip()]

    assert silent == []


def test_package_files_hold_a_docstring_and_nothing_else() -> None:
    # The tables register themselves with SQLModel when they are imported, which happens here.
    registering = {"campaigns/models/__init__.py"}
    crowded = [
        name(path)
        for path in files("__init__.py")
        if name(path) not in registering and len(parsed(path).body) != 1
    ]

    assert crowded == []


def test_every_file_is_named_for_an_idea() -> None:
    assert [name(path) for path in files(".py") if path.stem in VAGUE_NAMES] == []


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "XX" + "X"])
def test_nothing_is_left_for_later(word: str) -> None:
    sources = [*python_files(), *files(".html", ".j2", ".css", ".js", ".mjs", below=PACKAGES)]

    assert [name(path) for path in sources if word in path.read_text(encoding="utf-8").split()] == []

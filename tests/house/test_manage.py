"""The set-up script: what it looks at exists, and what it has done it does not do again."""

import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import ROOT


@pytest.fixture
def manage() -> ModuleType:
    loader = SourceFileLoader("manage", str(ROOT / "manage"))
    spec = spec_from_loader("manage", loader)
    assert spec is not None
    module = module_from_spec(spec)
    # A dataclass looks its own module up by name.
    sys.modules["manage"] = module
    loader.exec_module(module)
    return module


def test_every_input_of_every_step_exists(manage: ModuleType) -> None:
    steps = {*manage.FOR_RUN, *manage.FOR_TEST, manage.DATABASE}

    assert [pattern for step in steps for pattern in step.inputs if not list(ROOT.glob(pattern))] == []


def test_a_step_is_done_until_its_input_changes(
    manage: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manage, "ROOT", tmp_path)
    monkeypatch.setattr(manage, "STAMPS", tmp_path / "stamps")
    (tmp_path / "input").write_text("one")
    step = manage.Step("title", "stamp", ("input",), ("module",))
    larger = manage.Step("larger", "larger", ("input",), ("module", "--more"))
    covered = manage.Step("covered", "covered", ("input",), ("module",), "", larger)
    answers = [manage.is_done(step)]

    (tmp_path / "stamps").mkdir()
    for each in (step, larger):
        (tmp_path / "stamps" / each.stamp).write_text(manage.fingerprint(each))
    answers += [manage.is_done(step), manage.is_done(covered)]
    (tmp_path / "input").write_text("two")
    answers += [manage.is_done(step), manage.is_done(covered)]

    assert answers == [False, True, True, False, False]


def test_a_step_is_not_done_when_its_result_is_gone(
    manage: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manage, "ROOT", tmp_path)
    monkeypatch.setattr(manage, "STAMPS", tmp_path)
    step = manage.Step("title", "stamp", (), ("module",), "result")
    (tmp_path / "stamp").write_text(manage.fingerprint(step))

    assert not manage.is_done(step)


def test_only_missing_packages_are_asked_for(manage: ModuleType) -> None:
    assert manage.missing_packages(("bash", "surely-no-such-package")) == ["surely-no-such-package"]


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "manage", "--help"], capture_output=True, text=True, cwd="/"
    )

    assert done.stdout.startswith("./manage run")


def test_continuous_integration_runs_exactly_the_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if "manage" in line] == ["./manage test"]

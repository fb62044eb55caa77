"""The set-up script: what it looks at exists, and what it has done it does not do again."""

import subprocess
import sys
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.databases import postgresql_database
from tests.house.sources import ROOT


def load_manage() -> ModuleType:
    """Read the script anew, with the environment as it now is."""
    loader = SourceFileLoader("manage", str(ROOT / "manage"))
    spec = spec_from_loader("manage", loader)
    assert spec is not None
    module = module_from_spec(spec)
    # A dataclass looks its own module up by name.
    sys.modules["manage"] = module
    loader.exec_module(module)
    return module


@pytest.fixture
def manage() -> ModuleType:
    return load_manage()


@dataclass
class Machine:
    """A machine on which all but the database is set up, and a person in a directory of it."""

    place: Path
    monkeypatch: pytest.MonkeyPatch

    def start(self, *, with_demo: bool = True, **variables: str) -> tuple[str, list[str]]:
        """Return what a start says of accounts, and the commands that it ran, each by its last word."""
        for name in ("CAMPAIGNS_DIRECTORY", "CAMPAIGNS_DATABASE_URL"):
            self.monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            self.monkeypatch.setenv(name, value)
        self.monkeypatch.chdir(self.place)
        manage = load_manage()
        log = self.place / "setup.log"
        log.unlink(missing_ok=True)
        for name, value in {"LOG": log, "FOR_RUN": (), "RUN_PACKAGES": ()}.items():
            self.monkeypatch.setattr(manage, name, value)
        said = manage.ready(with_demo=with_demo)
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return said, [line.split()[-1] for line in lines if line.startswith("$ ")]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


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


def test_a_relative_directory_is_the_callers_and_later_starts_find_it_done(machine: Machine) -> None:
    accounts, first = machine.start(CAMPAIGNS_DIRECTORY="here")

    assert first == ["upgrade", "demo"]
    assert "admin" in accounts
    assert (machine.place / "here" / "campaigns.sqlite3").exists()
    assert machine.start(CAMPAIGNS_DIRECTORY="here") == (accounts, [])


def test_a_new_migration_is_applied_and_the_demo_accounts_are_still_told(machine: Machine) -> None:
    machine.start(CAMPAIGNS_DIRECTORY="here", with_demo=False)
    (machine.place / "here" / "demo.txt").write_text("the accounts of the demo")
    (machine.place / "here" / "database.stamp").write_text("before the migration")

    assert machine.start(CAMPAIGNS_DIRECTORY="here") == ("the accounts of the demo", ["upgrade"])


def test_accounts_of_a_database_file_that_is_gone_are_not_told_again(machine: Machine) -> None:
    (machine.place / "here").mkdir()
    (machine.place / "here" / "demo.txt").write_text("the accounts of the lost file")

    accounts, ran = machine.start(CAMPAIGNS_DIRECTORY="here")

    assert ran == ["upgrade", "demo"]
    assert "the accounts of the lost file" not in accounts


def test_another_directory_has_a_database_of_its_own(machine: Machine) -> None:
    machine.start(CAMPAIGNS_DIRECTORY="here", with_demo=False)

    assert machine.start(CAMPAIGNS_DIRECTORY="there", with_demo=False) == ("", ["upgrade"])
    assert machine.start(CAMPAIGNS_DIRECTORY="here", with_demo=False) == ("", [])


def test_the_demo_of_the_file_is_not_believed_of_a_server(machine: Machine) -> None:
    (machine.place / "here").mkdir()
    (machine.place / "here" / "demo.txt").write_text("the accounts of the file")

    with postgresql_database(migrated=False) as url:
        variables = {"CAMPAIGNS_DIRECTORY": "here", "CAMPAIGNS_DATABASE_URL": url}
        accounts, first = machine.start(**variables)

        assert first == ["upgrade", "demo"]
        assert "the accounts of the file" not in accounts
        assert machine.start(**variables) == (accounts, [])


def test_a_database_file_named_by_its_address_is_found_again_and_missed(machine: Machine) -> None:
    variables = {"CAMPAIGNS_DIRECTORY": "here", "CAMPAIGNS_DATABASE_URL": "sqlite:///other.sqlite3"}
    starts = [machine.start(with_demo=False, **variables), machine.start(with_demo=False, **variables)]
    (machine.place / "other.sqlite3").unlink()
    starts.append(machine.start(with_demo=False, **variables))

    assert starts == [("", ["upgrade"]), ("", []), ("", ["upgrade"])]

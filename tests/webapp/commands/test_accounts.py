"""Accounts and the database from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.enums import Role
from campaigns.models.account import Account
from campaigns.models.change import Change
from tests.campaigns.world import build_world
from webapp.cli import main
from webapp.passwords import is_password


@pytest.fixture
def environment(database_url: str, engine: Engine, tmp_path: Path) -> dict[str, str | None]:
    """Return the environment of a command on the small world."""
    with Session(engine) as session:
        build_world(session)
    return {"CAMPAIGNS_DATABASE_URL": database_url, "CAMPAIGNS_DIRECTORY": str(tmp_path / "var")}


def run(environment: dict[str, str | None], *words: str, typed: str = "") -> Result:
    return CliRunner(env=environment).invoke(main, words, input=typed)


def test_a_new_account_gets_a_password_that_is_shown_once(
    environment: dict[str, str | None], engine: Engine
) -> None:
    result = run(
        environment,
        "user",
        "add",
        "zhang",
        "--role",
        "reader",
        "--organisation",
        "hc",
        "--display-name",
        "张",
    )

    name, password = result.output.strip().split("\t")
    with Session(engine) as session:
        row = session.exec(select(Account).where(Account.username == "zhang")).one()
        line = session.exec(select(Change).where(Change.subject_id == row.id, Change.verb == "added")).one()
    assert (result.exit_code, name, row.display_name, row.role) == (0, "zhang", "张", Role.READER)
    assert is_password(password, row.password_hash)
    assert line.after == {"username": "zhang", "role": "reader", "organisation": "hc"}


def test_a_typed_password_is_not_shown(environment: dict[str, str | None]) -> None:
    typed = "海边的早晨很安静啊啊\n" * 2

    result = run(
        environment, "user", "add", "li", "--role", "reader", "--organisation", "hc", "--prompt", typed=typed
    )

    assert result.exit_code == 0
    assert "海边" not in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("读者", "--organisation", "hc"), "用户名“读者”已被使用。"),
        (("new", "--organisation", "nowhere"), "没有代号为“nowhere”的单位；现有：ldbz、hc、rc、jyj。"),
    ],
)
def test_what_cannot_be_added_is_told(
    environment: dict[str, str | None], words: tuple[str, ...], told: str
) -> None:
    result = run(environment, "user", "add", *words, "--role", "reader")

    assert result.exit_code == 1
    assert told in result.output


def test_an_unknown_setting_ends_every_command(environment: dict[str, str | None]) -> None:
    result = run(environment | {"CAMPAIGNS_COLOUR": "red"}, "db", "upgrade")

    assert result.exit_code == 1
    assert "Unknown setting CAMPAIGNS_COLOUR" in result.output


def test_the_database_is_upgraded_once(bare_database_url: str, tmp_path: Path) -> None:
    environment: dict[str, str | None] = {
        "CAMPAIGNS_DATABASE_URL": bare_database_url,
        "CAMPAIGNS_DIRECTORY": str(tmp_path),
    }

    first, second = (run(environment, "db", "upgrade") for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert ("upgraded" in first.output, "up to date" in second.output) == (True, True)

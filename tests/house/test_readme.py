"""What a person can set or type is told in the README."""

import re

import click

from tests.house.sources import ROOT
from webapp.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, words: tuple[str, ...] = ()) -> list[str]:
    """Return every command as a person types it, without the program's name."""
    found = []
    for word, command in group.commands.items():
        if command.hidden:
            continue
        if isinstance(command, click.Group):
            found += commands(command, (*words, word))
        else:
            found.append(" ".join((*words, word)))
    return found


def test_every_setting_is_told() -> None:
    sources = [ROOT / "manage", ROOT / "webapp" / "config.py"]
    settings = {
        word for path in sources for word in re.findall(r"\bCAMPAIGNS_[A-Z_]+\b", path.read_text("utf-8"))
    }

    assert sorted(word for word in settings if word not in README) == []


def test_every_command_is_told() -> None:
    # `demo` and `serve` are the two halves of `./manage run`.
    told = [command for command in commands(main) if command not in {"demo", "serve"}]

    assert [command for command in told if f"./manage {command}" not in README] == []

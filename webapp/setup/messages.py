"""Collects the texts of pages for translation, and compiles what was translated."""

import subprocess
import sys
from pathlib import Path

KEYWORDS = ("_", "_l", "gettext", "ngettext:1,2", "lazy_gettext", "pgettext:1c,2")
LANGUAGES = ("en",)


def compile_messages(root: Path) -> None:
    """Write the ``.mo`` file beside every ``.po`` file; there may be none yet."""
    directory = root / "webapp" / "translations"
    if any(directory.glob("*/LC_MESSAGES/*.po")):
        _babel(root, "compile", "--directory", str(directory))


def collect_messages(root: Path) -> None:
    """Bring the catalogue of every language up to date with the sources; new texts come in untranslated."""
    template = root / "var" / "messages.pot"
    extract_messages(root, template)
    for language in LANGUAGES:
        catalogue = root / "webapp" / "translations" / language / "LC_MESSAGES" / "messages.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        word = "update" if catalogue.exists() else "init"
        options = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
        options = options if word == "update" else []
        _babel(root, word, "-i", str(template), "-o", str(catalogue), "-l", language, "-w", "110", *options)
    compile_messages(root)


def extract_messages(root: Path, template: Path) -> None:
    """Write every text that sources and templates mark for translation into a template catalogue."""
    template.parent.mkdir(parents=True, exist_ok=True)
    keywords = [word for keyword in KEYWORDS for word in ("-k", keyword)]
    # Without places and dates the catalogue changes only when a text does.
    options = [
        "--no-default-keywords",
        *keywords,
        "--no-location",
        "--sort-output",
        "--omit-header",
        "-w",
        "110",
    ]
    _babel(root, "extract", "-F", "pyproject.toml", *options, "-o", str(template), ".")


def _babel(root: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *words], cwd=root, check=True)

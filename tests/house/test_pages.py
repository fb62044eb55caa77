"""Rules for every template: a title, nothing inline, and every text translated."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.house.sources import ROOT, files, name
from webapp.setup.messages import LANGUAGES, extract_messages

TEMPLATES = ("webapp/templates",)
INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|<style\b|<script(?![^>]*\bsrc=)[^>]*>(?!\s*</)|javascript:"""
)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def test_every_page_has_a_title() -> None:
    untitled = [
        name(path)
        for path in files(".html", below=TEMPLATES)
        if (text := path.read_text(encoding="utf-8")).lstrip().startswith("{% extends")
        and not re.search(r"{%-?\s*block title\b", text)
    ]

    assert untitled == []


def test_nothing_is_written_inline() -> None:
    pages = files(".html", below=TEMPLATES)

    assert [name(path) for path in pages if INLINE.search(path.read_text(encoding="utf-8"))] == []


def test_every_text_is_translated(tmp_path: Path) -> None:
    extract_messages(ROOT, tmp_path / "messages.pot")
    marked = {message.id for message in catalogue(tmp_path / "messages.pot") if message.id}

    untranslated = {}
    for language in LANGUAGES:
        path = ROOT / "webapp" / "translations" / language / "LC_MESSAGES" / "messages.po"
        done = {
            message.id
            for message in catalogue(path)
            if message.string and all(_as_tuple(message.string)) and not message.fuzzy
        }
        untranslated[language] = sorted(map(str, marked - done))

    assert untranslated == {language: [] for language in LANGUAGES}


def _as_tuple(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string

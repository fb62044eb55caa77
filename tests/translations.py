"""Keeps the compiled catalogues as new as their texts, so that a test never reads yesterday's English."""

from pathlib import Path

from filelock import FileLock

from tests.databases import shared_place
from tests.house.sources import ROOT
from webapp.setup.messages import compile_messages


def compile_stale() -> None:
    """Compile every catalogue that has changed since it was compiled; workers wait for the first of them."""
    with FileLock(shared_place() / "translations.lock"):
        texts = (ROOT / "webapp" / "translations").glob("*/LC_MESSAGES/*.po")
        if not all(_is_fresh(path, path.with_suffix(".mo")) for path in texts):
            compile_messages(ROOT)


def _is_fresh(text: Path, compiled: Path) -> bool:
    return compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime

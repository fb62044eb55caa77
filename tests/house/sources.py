"""The files that the rules of the house speak about: ours, not what set-up fetched or tools left behind."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("calendars", "campaigns", "reports", "webapp")
NOT_OURS = {"var", "vendor", "node_modules", "__pycache__", "build", "dist"}


def files(*endings: str, below: tuple[str, ...] = ("",)) -> list[Path]:
    """Return our files with one of the endings, in a fixed order."""
    found = (path for start in below for path in _walk(ROOT / start))
    return sorted(path for path in found if path.name.endswith(endings))


def _walk(directory: Path) -> Iterator[Path]:
    if not directory.is_dir():
        return
    for path in directory.iterdir():
        if path.is_symlink() or path.name in NOT_OURS or (path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def python_files() -> list[Path]:
    """Return every Python source, the set-up script included."""
    return [ROOT / "manage", *files(".py")]


def name(path: Path) -> str:
    """Return how a person names a file of the project."""
    return path.relative_to(ROOT).as_posix()

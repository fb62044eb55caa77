"""Reads printed documents back as their readers do: characters with places, text by poppler, fonts."""

import io
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pdfplumber

MM = 72 / 25.4


def pages(printed: bytes) -> list[Any]:
    """Return the pages of a PDF as pdfplumber reads them."""
    return pdfplumber.open(io.BytesIO(printed)).pages


def lines(page: Any, *, size: float = 16.0) -> list[list[dict[str, Any]]]:
    """Return the characters of one size by line, from top to bottom and left to right."""
    found = defaultdict(list)
    for character in page.chars:
        if abs(character["size"] - size) < 0.1:
            found[round(character["matrix"][5], 1)].append(character)
    return [sorted(found[y], key=lambda character: character["x0"]) for y in sorted(found, reverse=True)]


def poppler_text(printed: bytes, place: Path) -> str:
    """Return what pdftotext reads, without white space."""
    path = place / "printed.pdf"
    path.write_bytes(printed)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return "".join(done.stdout.split())


def poppler_fonts(printed: bytes, place: Path) -> list[list[str]]:
    """Return one row a font, as pdffonts prints it."""
    path = place / "printed.pdf"
    path.write_bytes(printed)
    done = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True)
    return [row.split() for row in done.stdout.splitlines()[2:]]

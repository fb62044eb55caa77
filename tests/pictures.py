"""Where the pictures of pages are kept: outside the tree, and after the run."""

import os
import tempfile
from pathlib import Path

VARIABLE = "TESTING_PICTURES"


def pictures_place() -> Path:
    """Return the directory that ``TESTING_PICTURES`` names, or one among the machine's temporary files."""
    return Path(os.environ.get(VARIABLE) or Path(tempfile.gettempdir()) / "campaigns-pictures")

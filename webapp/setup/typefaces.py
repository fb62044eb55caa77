"""Fetches the free fonts of the offices' roles from Debian and prepares them for printing."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reports.font_files import prepare_fonts
from reports.fonts import PREPARED, write_fontconfig

PACKAGE = "texlive-lang-chinese"
FANDOL = "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol[FHKS]*.otf"
SYSTEM_FONTS = Path("/usr/share/fonts")


def set_up_fonts(root: Path) -> None:
    """Prepare every face that can be had and write the fontconfig file; print which face serves which role."""
    directory = root / "var" / "fonts"
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = Path(scratch)
        if not fetch_fandol(unpacked):
            print("The Fandol fonts could not be fetched; Noto serves every role.", file=sys.stderr)
        shutil.rmtree(directory, ignore_errors=True)
        prepared = prepare_fonts([unpacked, SYSTEM_FONTS], directory / PREPARED)
    if not prepared:
        sys.exit("No Chinese font was found: install the package fonts-noto-cjk.")
    write_fontconfig(directory)
    for path in prepared:
        print(f"{path.name}: {path.stat().st_size} bytes")


def fetch_fandol(directory: Path) -> bool:
    """Unpack Fandol from Debian's package of TeX fonts, which is not installed and not kept; tell whether it worked.

    The package is unpacked by dpkg's own tools: Python's would need a module for each of dpkg's compressions.
    """
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return False
    # As root, apt fetches as the user _apt, who must be able to write here.
    directory.chmod(0o777)
    fetched = subprocess.run(["apt-get", "download", "-q", PACKAGE], cwd=directory)
    packages = list(directory.glob("*.deb"))
    if fetched.returncode != 0 or not packages:
        return False
    archive = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(packages[0])], stdout=subprocess.PIPE)
    unpacked = subprocess.run(
        ["tar", "--extract", "--wildcards", "--directory", str(directory), FANDOL], stdin=archive.stdout
    )
    if archive.stdout is not None:
        archive.stdout.close()
    return archive.wait() == 0 and unpacked.returncode == 0

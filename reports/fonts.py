"""The six roles of type in a document, the chain of faces that may serve each, and the set-up of fontconfig."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from campaigns.core.wording import Bilingual

CONFIGURATION = "fonts.conf"
PREPARED = "prepared"

FAMILY_AND_FILE = "%{family[0]}\t%{file|basename}"

# Where a machine keeps the fonts that an office has bought; fontconfig puts the home directory for "~".
OFFICE_DIRECTORIES = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


@dataclass(frozen=True, slots=True)
class Role:
    """One role of type: the name stylesheets use, the office's own families in order, and the free ones after.

    ``generics`` are the names of CSS that mean the same role when a stylesheet or a browser asks for no face.
    """

    name: str
    label: Bilingual
    office: tuple[str, ...]
    free: tuple[str, ...]
    generics: tuple[str, ...] = ()


# The faces of GB/T 9704-2012 7.2 first; Noto closes every chain because it has all 8,105 standard characters, and
# names such as 喆 or 䶮 with it.
ROLES = (
    Role(
        "fangsong",
        Bilingual("仿宋（正文）", "Fangsong (body)"),
        ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "FZFangSong-Z02", "仿宋", "FangSong"),
        ("FandolFang CID", "Noto Serif SC CID", "Noto Sans SC CID"),
    ),
    Role(
        "kaiti",
        Bilingual("楷体（二级标题）", "Kaiti (second level)"),
        ("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "楷体", "KaiTi"),
        ("FandolKai CID", "Noto Serif SC CID", "Noto Sans SC CID"),
    ),
    Role(
        "heiti",
        Bilingual("黑体（一级标题）", "Heiti (first level)"),
        ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"),
        ("FandolHei CID", "Noto Sans SC CID", "Noto Serif SC CID"),
    ),
    Role(
        "xiaobiaosong",
        Bilingual("小标宋（标题）", "Xiaobiaosong (titles)"),
        ("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FZXiaoBiaoSong-B05S", "小标宋体"),
        ("Noto Serif SC Title CID", "FandolSong CID", "Noto Sans SC CID"),
    ),
    Role(
        "songti",
        Bilingual("宋体（页码、表格）", "Songti (page numbers, tables)"),
        ("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01"),
        ("FandolSong CID", "Noto Serif SC CID", "Noto Sans SC CID"),
        ("serif",),
    ),
    Role(
        "sans",
        Bilingual("无衬线（图表、日历）", "Sans (charts, calendars)"),
        (),
        ("Noto Sans SC CID", "FandolHei CID", "Noto Serif SC CID"),
        ("sans-serif", "system-ui", "monospace"),
    ),
)


@dataclass(frozen=True, slots=True)
class RoleFace:
    """Which face serves a role on this machine; ``is_office_font`` tells the office's own from the free ones."""

    role: str
    label: Bilingual
    family: str
    file_name: str
    is_office_font: bool


def write_fontconfig(directory: Path) -> Path:
    """Write the one fontconfig file of the product beside the prepared fonts and return its path.

    Every font of the machine is refused except the office's own families, so that a document looks the same on
    every machine that has the same office fonts.
    """
    path = directory.resolve() / CONFIGURATION
    accepted = [family for role in ROLES for family in role.office]
    path.write_text(
        "\n".join(
            [
                '<?xml version="1.0" encoding="UTF-8"?>',
                '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
                "<fontconfig>",
                _element("dir", str((directory / PREPARED).resolve())),
                *(_element("dir", name) for name in OFFICE_DIRECTORIES),
                _element("cachedir", str((directory / "cache").resolve())),
                "<selectfont>",
                *(f"<rejectfont><glob>{name}/*</glob></rejectfont>" for name in OFFICE_DIRECTORIES),
                *(f"<acceptfont><pattern>{_family(family)}</pattern></acceptfont>" for family in accepted),
                "</selectfont>",
                *(_alias(role.name, role) for role in ROLES),
                *(_alias(generic, role) for role in ROLES for generic in role.generics),
                "</fontconfig>\n",
            ]
        ),
        encoding="utf-8",
    )
    return path


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _family(family: str) -> str:
    return f'<patelt name="family"><string>{escape(family)}</string></patelt>'


def _alias(name: str, role: Role) -> str:
    families = "".join(_element("family", family) for family in (*role.office, *role.free))
    return f'<alias binding="same">{_element("family", name)}<prefer>{families}</prefer></alias>'


def use(directory: Path) -> Path:
    """Make this process, and those it starts, print with the fonts of a directory; return the configuration.

    fontconfig reads its configuration once, when WeasyPrint loads it, so this must come before the first import.
    """
    path = directory.resolve() / CONFIGURATION
    if not path.exists():
        raise ValueError(f"“{path}” does not exist: run the set-up of the fonts first.")
    chosen = os.environ.get("FONTCONFIG_FILE")  # noqa: TID251  (fontconfig is configured by nothing else)
    if "weasyprint" in sys.modules and chosen != str(path):
        raise RuntimeError("The fonts must be chosen before weasyprint is imported.")
    os.environ["FONTCONFIG_FILE"] = str(path)  # noqa: TID251  (the same)
    return path


def faces_by_role(directory: Path) -> list[RoleFace]:
    """Return the face that serves each role, for the settings page, as fontconfig itself answers."""
    return [_face(role, directory) for role in ROLES]


def _face(role: Role, directory: Path) -> RoleFace:
    family, file_name = _match(role.name, directory)
    return RoleFace(role.name, role.label, family, file_name, family not in role.free)


def _match(pattern: str, directory: Path) -> tuple[str, str]:
    configuration = f"FONTCONFIG_FILE={directory.resolve() / CONFIGURATION}"
    done = subprocess.run(
        ["env", configuration, "LC_ALL=C.UTF-8", "fc-match", "--format", FAMILY_AND_FILE, pattern],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    family, _, file_name = done.stdout.partition("\t")
    return family, file_name


def files_in_use(directory: Path) -> Iterable[Path]:
    """Return the prepared files in a fixed order; together with the text they decide what a document looks like."""
    return sorted((directory / PREPARED).glob("*.otf"))

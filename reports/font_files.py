"""Prepares font files so that every PDF reader draws the same: one face a file, glyph number equal to CID."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibFileIsCollectionError

# Kerning and substitutions would move characters off the grid of GB/T 9704-2012, so the tables for them go.
LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "DSIG")
BOLD = 700
REGULAR = 400


@dataclass(frozen=True, slots=True)
class Face:
    """One prepared face: the file and family it comes from, and the family and weight it gets."""

    source: str
    family: str
    weight: int = REGULAR
    collection_family: str | None = None

    @property
    def file_name(self) -> str:
        """Return the name of the prepared file."""
        return f"{self.family.replace(' ', '')}-{self.weight}.otf"


# Families get names of their own, so that an unprepared copy on the machine is never taken for the prepared one.
# The bold Song for titles poses as a family with one regular face: a title is then bold whatever its CSS says.
FACES = (
    Face("FandolFang-Regular.otf", "FandolFang CID"),
    Face("FandolKai-Regular.otf", "FandolKai CID"),
    Face("FandolHei-Regular.otf", "FandolHei CID"),
    Face("FandolHei-Bold.otf", "FandolHei CID", BOLD),
    Face("FandolSong-Regular.otf", "FandolSong CID"),
    Face("FandolSong-Bold.otf", "FandolSong CID", BOLD),
    Face("NotoSerifCJK-Regular.ttc", "Noto Serif SC CID", REGULAR, "Noto Serif CJK SC"),
    Face("NotoSerifCJK-Bold.ttc", "Noto Serif SC CID", BOLD, "Noto Serif CJK SC"),
    Face("NotoSerifCJK-Bold.ttc", "Noto Serif SC Title CID", REGULAR, "Noto Serif CJK SC"),
    Face("NotoSansCJK-Regular.ttc", "Noto Sans SC CID", REGULAR, "Noto Sans CJK SC"),
    Face("NotoSansCJK-Bold.ttc", "Noto Sans SC CID", BOLD, "Noto Sans CJK SC"),
)


def prepare_fonts(sources: Iterable[Path], directory: Path) -> list[Path]:
    """Prepare every known face found below the sources, skip those that are there, and return the prepared files.

    A missing source is no error: the chain of each role ends at Noto, and ``faces_by_role`` tells who serves.
    """
    directory.mkdir(parents=True, exist_ok=True)
    found = {path.name: path for source in sources for path in sorted(source.rglob("*.[ot]t[fc]"))}
    for face in FACES:
        target = directory / face.file_name
        if face.source in found and not target.exists():
            prepare_face(found[face.source], face, target)
    return sorted(directory.glob("*.otf"))


def prepare_face(source: Path, face: Face, target: Path) -> None:
    """Write one face as a file of its own whose glyph numbers equal their CIDs."""
    with _open(source, face) as font:
        number_cids_like_glyphs(font)
        for table in LAYOUT_TABLES:
            if table in font:
                del font[table]
        _rename(font, face)
        partial = target.with_suffix(".part")
        font.save(partial)
    partial.rename(target)


def _open(source: Path, face: Face) -> TTFont:
    # Times and boxes stay as they were, so that the same source gives the same bytes and the same PDF.
    try:
        return TTFont(source, lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    except TTLibFileIsCollectionError:
        pass
    number = 0
    while True:
        font = TTFont(source, fontNumber=number, lazy=True, recalcBBoxes=False, recalcTimestamp=False)
        if font["name"].getDebugName(1) == face.collection_family:
            return font
        font.close()
        number += 1


def number_cids_like_glyphs(font: TTFont) -> None:
    """Rewrite the charset of a CID-keyed CFF font as Identity, keeping the order of its glyphs.

    WeasyPrint 70 writes glyph numbers where a PDF has CIDs. Readers that look the CID up in the charset, as PDF
    32000-1 9.7.4.2 asks for, lose or swap every glyph whose two numbers differ.
    """
    top = font["CFF "].cff.topDictIndex[0]
    names = [".notdef", *(f"cid{number:05d}" for number in range(1, len(top.charset)))]
    if top.charset == names:
        return
    glyphs = top.CharStrings
    glyphs.charStrings = {new: glyphs.charStrings[old] for new, old in zip(names, top.charset, strict=True)}
    top.charset = names
    top.ROS = ("Adobe", "Identity", 0)
    font.setGlyphOrder(names)


def _rename(font: TTFont, face: Face) -> None:
    style = "Bold" if face.weight == BOLD else "Regular"
    post_script = f"{face.family.replace(' ', '')}-{style}"
    names = font["name"]
    names.names = []
    for number, text in {1: face.family, 2: style, 4: f"{face.family} {style}", 6: post_script}.items():
        names.setName(text, number, 3, 1, 0x409)
    font["CFF "].cff.fontNames[0] = post_script
    font["OS/2"].usWeightClass = face.weight
    font["OS/2"].fsSelection = 0x20 if face.weight == BOLD else 0x40
    font["head"].macStyle = 1 if face.weight == BOLD else 0

"""Prepared font files: one face each, glyph number equal to CID, the same outlines in the same order."""

from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from reports.font_files import FACES, LAYOUT_TABLES, Face, number_cids_like_glyphs, prepare_fonts

# Where Fandol cannot be fetched, Noto serves alone.
NEEDED = [face for face in FACES if face.source.startswith("Noto")]


def shift_cids(font: TTFont) -> None:
    """Number the CIDs one higher than the glyphs, as fonts from a foundry may."""
    top = font["CFF "].cff.topDictIndex[0]
    names = [".notdef", *(f"cid{number + 1:05d}" for number in range(1, len(top.charset)))]
    glyphs = top.CharStrings
    glyphs.charStrings = {new: glyphs.charStrings[old] for new, old in zip(names, top.charset, strict=True)}
    top.charset = names
    font.setGlyphOrder(names)


def outline(font: TTFont, character: str) -> list[object]:
    """Return the strokes of a character, found by the number that its glyph has in the file."""
    pen = RecordingPen()
    font.getGlyphSet()[font.getGlyphName(font.getGlyphID(font.getBestCmap()[ord(character)]))].draw(pen)
    return pen.value


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file_name)
def test_every_prepared_face_has_the_same_number_for_glyph_and_cid(face: Face, fonts_directory: Path) -> None:
    path = fonts_directory / "prepared" / face.file_name
    if not path.exists() and face not in NEEDED:
        pytest.skip("Fandol could not be fetched on this machine")

    with TTFont(path, lazy=True) as font:
        top = font["CFF "].cff.topDictIndex[0]
        found = (top.charset[1:], top.ROS[:2], font["name"].getDebugName(1), font["OS/2"].usWeightClass)
        expected = [f"cid{number:05d}" for number in range(1, len(top.charset))]
        layout = [table for table in LAYOUT_TABLES if table in font]

    assert found == (expected, ("Adobe", "Identity"), face.family, face.weight)
    assert layout == []


def test_renumbering_keeps_every_outline_with_its_character(fonts_directory: Path, tmp_path: Path) -> None:
    source = fonts_directory / "prepared" / "NotoSansSCCID-400.otf"
    with TTFont(source, lazy=True, recalcBBoxes=False) as font:
        before = [outline(font, character) for character in "校园行①%"]
    with TTFont(source, lazy=True, recalcBBoxes=False) as font:
        shift_cids(font)
        font.save(tmp_path / "shifted.otf")

    with TTFont(tmp_path / "shifted.otf", lazy=True, recalcBBoxes=False) as font:
        number_cids_like_glyphs(font)
        font.save(tmp_path / "numbered.otf")

    with TTFont(tmp_path / "numbered.otf", lazy=True) as font:
        assert [outline(font, character) for character in "校园行①%"] == before


def test_preparing_without_any_source_prepares_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert prepare_fonts([tmp_path / "empty"], tmp_path / "prepared") == []

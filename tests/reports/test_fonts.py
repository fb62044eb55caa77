"""The roles of type: which face serves each, and that every reader draws what we print."""

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from reports.fonts import PREPARED, ROLES, Role, RoleFace, faces_by_role, use, write_fontconfig
from tests.reports.readers import disagreement
from tests.reports.test_font_files import shift_cids

ROOT = Path(__file__).resolve().parents[2]
RARE_NAMES = "喆堃玥昇祎䶮"
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>字</title>
<style>@page {{ size: 148mm 105mm; margin: 5mm }} p {{ font-size: 14pt; margin: 0 }}</style>{lines}"""

# Readers smooth edges differently, which makes 0.2; a font whose glyphs go astray makes 1.0.
SAME = 0.4

PRINT = """
import sys
from pathlib import Path
from reports.fonts import use
use(Path(sys.argv[1]))
from weasyprint import HTML
HTML(string=sys.stdin.read()).write_pdf(sys.argv[2])
"""


def printed(directory: Path, target: Path, *roles: str) -> Path:
    """Print one line in each role with the fonts of a directory, in a process of its own."""
    lines = "".join(
        f'<p style="font-family: {role}">关于专项活动的通知〔2009〕5号—“①”%‰℃★→{RARE_NAMES}</p>'
        for role in roles
    )
    subprocess.run(
        [sys.executable, "-c", PRINT, directory, target],
        input=PAGE.format(lines=lines), text=True, encoding="utf-8", cwd=ROOT, check=True,
    )  # fmt: skip
    return target


def with_noto_alone(fonts_directory: Path, directory: Path) -> Path:
    """Set up a directory as a machine has it where Fandol could not be fetched."""
    (directory / PREPARED).mkdir(parents=True)
    for path in (fonts_directory / PREPARED).glob("Noto*.otf"):
        (directory / PREPARED / path.name).symlink_to(path)
    write_fontconfig(directory)
    return directory


def families(faces: list[RoleFace]) -> dict[str, str]:
    return {face.role: face.family for face in faces}


def test_every_role_is_served_by_the_first_face_of_its_chain(fonts_directory: Path) -> None:
    if not list((fonts_directory / PREPARED).glob("Fandol*")):
        pytest.skip("Fandol could not be fetched on this machine")

    faces = [face for face in faces_by_role(fonts_directory) if not face.is_office_font]

    chains = {role.name: role.free[0] for role in ROLES}
    assert families(faces) == {face.role: chains[face.role] for face in faces}


def test_noto_serves_every_role_where_fandol_cannot_be_had(fonts_directory: Path, tmp_path: Path) -> None:
    faces = faces_by_role(with_noto_alone(fonts_directory, tmp_path / "fonts"))

    assert families(faces) == {
        "fangsong": "Noto Serif SC CID",
        "kaiti": "Noto Serif SC CID",
        "heiti": "Noto Sans SC CID",
        "xiaobiaosong": "Noto Serif SC Title CID",
        "songti": "Noto Serif SC CID",
        "sans": "Noto Sans SC CID",
    }


def test_a_font_the_office_has_bought_comes_first(
    fonts_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought = tmp_path / "home" / ".fonts"
    bought.mkdir(parents=True)
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "zi"])
    font.setupCharacterMap({ord("字"): "zi"})
    font.setupGlyf({name: Glyph() for name in (".notdef", "zi")})
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", "zi"), (1000, 0)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "仿宋_GB2312", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(bought / "simfang.ttf")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    faces = faces_by_role(with_noto_alone(fonts_directory, tmp_path / "fonts"))

    assert faces[0] == RoleFace("fangsong", ROLES[0].label, "仿宋_GB2312", "simfang.ttf", is_office_font=True)


def test_three_readers_draw_every_role_the_same(fonts_directory: Path, tmp_path: Path) -> None:
    page = printed(fonts_directory, tmp_path / "page.pdf", *(role.name for role in ROLES))

    assert disagreement(page) < SAME


def test_three_readers_disagree_about_a_font_that_is_not_prepared(
    fonts_directory: Path, tmp_path: Path
) -> None:
    directory = with_noto_alone(fonts_directory, tmp_path / "fonts")
    for path in (directory / PREPARED).iterdir():
        path.unlink()
    with TTFont(fonts_directory / PREPARED / "NotoSansSCCID-400.otf", lazy=True, recalcBBoxes=False) as font:
        shift_cids(font)
        font.save(directory / PREPARED / "shifted.otf")

    assert disagreement(printed(directory, tmp_path / "page.pdf", "sans")) > SAME


def test_a_generic_name_of_css_means_a_role_too(fonts_directory: Path) -> None:
    configuration = f"FONTCONFIG_FILE={fonts_directory / 'fonts.conf'}"

    found = [
        subprocess.run(
            ["env", configuration, "fc-match", "--format", "%{family}", generic],
            capture_output=True,
            text=True,
        ).stdout
        for generic in ("sans-serif", "system-ui", "monospace")
    ]

    assert found == ["Noto Sans SC CID"] * 3


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_every_chain_has_the_rare_characters_of_names(role: Role, fonts_directory: Path) -> None:
    covered: set[str] = set()
    for path in (fonts_directory / PREPARED).glob("*.otf"):
        with TTFont(path, lazy=True) as font:
            if font["name"].getDebugName(1) in role.free:
                covered |= {character for character in RARE_NAMES if ord(character) in font.getBestCmap()}

    assert covered == set(RARE_NAMES)


def test_fonts_that_were_not_set_up_are_refused_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not exist: run the set-up of the fonts first"):
        use(tmp_path)

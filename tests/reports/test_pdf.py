"""Printing: closed to the outside, the same bytes every time, every glyph embedded, user text stays text."""

import logging
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from campaigns.core.wording import Bilingual
from reports.catalogue import write
from reports.content import Content, Paragraph, Prompt, Title
from reports.html import document_html
from reports.pdf import LockedFetcher, Refused, render
from tests.reports.printing import poppler_fonts, poppler_text
from tests.reports.samples import TEXTS, summary
from tests.reports.wall_samples import wall

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("zh_Hans_CN", "en")

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    '<img src="http://127.0.0.1:9/x.png">',
    '<link rel="stylesheet" href="file:///etc/hostname">',
    '<link rel="attachment" href="file:///etc/passwd">',
    "<style>@import url(file:///etc/passwd);</style>",
    "<style>body{background:url(http://127.0.0.1:9/)}</style>",
    '<object data="file:///etc/passwd"></object>',
    '<embed src="file:///etc/passwd">',
    '<iframe src="file:///etc/passwd"></iframe>',
    '<base href="http://127.0.0.1:9/">',
    '<svg><image href="file:///etc/passwd"/></svg>',
    "</p></body></html><h1>injected</h1>",
    "--><!-- <b>comment</b>",
    "{{ 7*7 }}{% for x in y %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "url(file:///etc/passwd)",
    "@font-face{src:url(http://127.0.0.1:9/f)}",
    "&lt;b&gt; &amp; &#x3c;i&#x3e;",
    '"\'><a href="javascript:alert(1)">x</a>',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    content = Content(
        "zh_Hans_CN", text, text, text, date(2026, 12, 20), (Title((text,)), Paragraph(text), Prompt(text))
    )

    printed = render(document_html(content))

    assert poppler_text(printed, tmp_path).count("".join(text.split())) == 3
    assert b"/EmbeddedFile" not in printed


def test_hostile_names_and_texts_pass_through_a_whole_summary(tmp_path: Path) -> None:
    model = summary(replace(TEXTS, main_practices="\n".join(HOSTILE), contact=HOSTILE[1]))
    organisation = replace(model.organisation, name=Bilingual(HOSTILE[0]))

    text = poppler_text(write("summary", replace(model, organisation=organisation), "en").content, tmp_path)

    for hostile in HOSTILE[:2]:
        assert "".join(hostile.split()) in text


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1/", "https://example.org/", "ftp://x/", "app:unknown", "//x/y"],
)
def test_fetcher_refuses_every_address(address: str) -> None:
    with pytest.raises(Refused):
        LockedFetcher().fetch(address)


@pytest.mark.parametrize(
    "part",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        "<style>p{background:url(file:///etc/passwd)}</style><p>x</p>",
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_printing_stops_when_a_document_asks_for_an_address(part: str) -> None:
    with pytest.raises(Refused):
        render(f'<html lang="en"><title>x</title>{part}')


def test_fetcher_gives_what_was_put_into_its_memory() -> None:
    fetcher = LockedFetcher({"dot.svg": (b"<svg/>", "image/svg+xml")})

    assert fetcher.fetch("app:dot.svg").read() == b"<svg/>"
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_input_gives_the_same_bytes(language: str) -> None:
    assert write("summary", summary(), language) == write("summary", summary(), language)
    assert write("year-wall", wall(), language) == write("year-wall", wall(), language)


def test_two_processes_print_the_same_bytes() -> None:
    program = (
        "import sys, hashlib, pathlib; from reports import fonts; place = pathlib.Path('var/fonts')\n"
        "(place / fonts.CONFIGURATION).exists() and fonts.use(place)\n"
        "from reports.catalogue import write; from tests.reports.samples import summary\n"
        "print(hashlib.sha256(write('summary', summary(), 'zh_Hans_CN').content).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(hashes) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded(language: str, tmp_path: Path) -> None:
    for name, model in (("summary", summary()), ("year-wall", wall())):
        rows = poppler_fonts(write(name, model, language).content, tmp_path)

        # The columns before the object's number and generation: embedded, subset, with a map to Unicode.
        assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_rare_names_print_in_every_role(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    rare = "喆堃玥昇祎䶮〔2009〕—…·①℃㎡"
    roles = ("fangsong", "kaiti", "heiti", "xiaobiaosong", "songti", "sans")
    body = "".join(f'<p style="font-family: {role}">{rare}</p>' for role in roles)

    with caplog.at_level(logging.WARNING):
        printed = render(f'<html lang="zh-Hans-CN"><title>x</title>{body}')

    assert [record.message for record in caplog.records if ".notdef" in record.getMessage()] == []
    assert poppler_text(printed, tmp_path).count(rare) == len(roles)

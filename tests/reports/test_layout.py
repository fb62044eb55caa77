"""The official layout, measured on paper: GB/T 9704-2012, 22 lines of 28 characters."""

from dataclasses import replace

import pytest

from reports.content import Content, Paragraph
from reports.html import document_html
from reports.pdf import render
from reports.summary import summary_content
from tests.reports.printing import MM, lines, pages
from tests.reports.samples import TEXTS, summary

HAN = "汉字排版测试全文逐行逐字量取行距字距版心天头订口"


def official(*texts: str) -> bytes:
    content = summary_content(summary(), "zh_Hans_CN")
    return render(document_html(replace(content, blocks=tuple(Paragraph(text) for text in texts))))


def test_full_page_has_22_lines_of_28_characters() -> None:
    page = pages(official(HAN * 40))[0]

    counts = [len(line) for line in lines(page)]

    assert counts == [26] + [28] * 21


def test_lines_fill_the_type_area_of_156_by_225_millimetres() -> None:
    full = lines(pages(official(HAN * 40))[0])[1:]

    lefts = {round(line[0]["x0"] / MM, 1) for line in full}
    rights = {round(line[-1]["x1"] / MM, 1) for line in full}
    baselines = [line[0]["matrix"][5] / MM for line in full]
    pitches = {round(upper - lower, 2) for upper, lower in zip(baselines, baselines[1:], strict=False)}

    # WeasyPrint writes distances in whole thousandths of an em: a twelfth of a millimetre over a line.
    assert lefts == {28.0}
    assert rights <= {184.0, 184.1}
    assert pitches <= {10.22, 10.23, 10.24}


def test_page_numbers_stand_outside_and_seven_millimetres_below() -> None:
    numbers = [
        [
            character
            for character in page.chars
            if character["bottom"] > 262 * MM and character["text"].strip()
        ]
        for page in pages(official(HAN * 80))[:2]
    ]

    odd, even = numbers
    assert ["".join(character["text"] for character in found) for found in numbers] == ["—1—", "—2—"]
    assert odd[-1]["x1"] / MM == pytest.approx(184 - 4.94, abs=0.3)
    assert even[0]["x0"] / MM == pytest.approx(28 + 4.94, abs=0.3)
    middle = (odd[0]["top"] + odd[0]["bottom"]) / 2 / MM
    assert middle == pytest.approx(269, abs=1.5)


def test_number_of_a_turned_page_stands_where_upright_pages_have_it() -> None:
    printed = render(document_html(summary_content(summary(), "zh_Hans_CN")))
    number, turned = next((n, p) for n, p in enumerate(pages(printed), start=1) if p.width > p.height)

    found = [
        character for character in turned.chars if character["x1"] < 34 * MM and character["text"].strip()
    ]

    assert {character["upright"] for character in found} == {False}
    assert str(number) in {character["text"] for character in found}
    middle = (min(c["x0"] for c in found) + max(c["x1"] for c in found)) / 2 / MM
    assert 35 - middle == pytest.approx(7, abs=1.5)
    outer = (
        (210 - 26 - max(c["bottom"] for c in found) / MM)
        if number % 2
        else min(c["top"] for c in found) / MM - 28
    )
    assert outer == pytest.approx(4.94, abs=1.0)


def test_lines_broken_early_by_punctuation_are_stretched_to_full_length() -> None:
    text = (
        "高校毕业生二千一百四十六人，占百分之四十二点六；城镇失业人员，“周周进社区”（五进社区）《通知》。"
        * 12
    )
    full = lines(pages(official(text))[0])[1:-1]

    rights = {round(line[-1]["x1"] / MM) for line in full}

    assert {len(line) for line in full} >= {27, 28}
    assert rights == {184}


def test_no_line_begins_or_ends_with_the_wrong_punctuation() -> None:
    text = (
        "推介会10场，推介创业项目232个，到场群众5034人次（含“返乡创业”专场），达成意向386项；占42.6%。" * 14
    )
    found = ["".join(character["text"] for character in line) for line in lines(pages(official(text))[0])]

    assert [line for line in found if line[0] in "，。；：、）》”%人次年月日" or line[-1] in "（《“"] == []


def test_numbers_are_neither_torn_nor_stretched() -> None:
    text = "推介会10场，推介创业项目232个，到场群众5034人次，2026年12月31日前完成，占42.6%；" * 14
    gaps = [
        right["x0"] - left["x1"]
        for line in lines(pages(official(text))[0])
        for left, right in zip(line, line[1:], strict=False)
        if left["text"].isdigit() and right["text"].isdigit()
    ]

    assert gaps
    assert max(gaps) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("length", range(0, 12))
def test_signature_never_stands_alone(length: int) -> None:
    texts = replace(TEXTS, next_steps="\n".join(["下一步打算如下。"] * (length + 1)))
    content = summary_content(summary(texts), "zh_Hans_CN")
    body = tuple(block for block in content.blocks if type(block).__name__ != "Annex")

    found = pages(render(document_html(replace(content, blocks=body))))

    signing = next(page for page in found if "联系人" in page.extract_text())
    assert "下一步打算如下" in signing.extract_text()


def test_annexes_begin_new_pages_and_the_statistics_table_is_turned() -> None:
    found = pages(render(document_html(summary_content(summary(), "zh_Hans_CN"))))
    starts = [(page.extract_text().split()[0], page.width > page.height) for page in found]

    assert [start for start in starts if start[0].startswith("附件")] == [("附件1", True), ("附件2", False)]


def test_english_page_keeps_to_its_own_paper() -> None:
    content = Content(
        "en", "A title", "An office", "A subject", summary().signed_on, (Paragraph("word " * 900),)
    )
    page = pages(render(document_html(content)))[0]

    assert min(character["x0"] for character in page.chars) / MM == pytest.approx(30, abs=0.3)

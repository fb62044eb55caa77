"""The activity summary: facts computed, judgement typed, nothing invented, the same in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from reports.catalogue import write
from reports.content import Addressee, Annex, FiguresTable, Heading, Paragraph, Prompt, Signature, Title
from reports.summary import summary_content, title_lines
from tests.reports.printing import poppler_text
from tests.reports.samples import empty_summary, summary


def of_kind(blocks, kind):  # type: ignore[no-untyped-def]
    return [block for block in blocks if isinstance(block, kind)]


def test_chinese_summary_has_its_five_sections_in_order() -> None:
    blocks = summary_content(summary(), "zh_Hans_CN").blocks

    assert [block.text for block in of_kind(blocks, Heading)] == [
        "一、基本情况",
        "二、主要做法",
        "三、取得成效",
        "四、存在问题",
        "五、下一步打算",
    ]
    assert of_kind(blocks, Title) == [
        Title(("威海市人力资源和社会保障局关于2026年", "“创业指导进院校活动”情况的总结"))
    ]
    assert of_kind(blocks, Addressee) == [Addressee("山东省人力资源和社会保障厅：")]
    assert of_kind(blocks, Signature) == [
        Signature(
            "威海市人力资源和社会保障局", "2026年12月20日", "（联系人：联系人A，联系电话：0631-5190000）"
        )
    ]


def test_facts_are_written_from_the_numbers() -> None:
    texts = [block.text for block in of_kind(summary_content(summary(), "zh_Hans_CN").blocks, Paragraph)]

    assert texts[:3] == [
        "根据《关于开展创业助推“1+3”行动的通知》（威劳发〔2009〕36号）要求，我单位组织开展了“创业指导进院校活动”。"
        "现将有关情况总结如下。",
        "2026年3月18日至10月15日，共举办活动7场，覆盖5个地点，参加人员1564人，场均223人，服务1800人次。"
        "其中，高校毕业生930人，占59.5%；城镇失业人员270人，占17.3%；返乡农民工180人，占11.5%；"
        "城镇失业农民工120人，占7.7%；其他60人，占3.8%；未分类4人。2场已到期尚未登记，取消1场，均未计入。",
        "活动中，现场咨询360人次，发放宣传单4500份，展板60块，推介项目240个，达成意向90个。",
    ]


def test_results_are_required_done_and_share() -> None:
    blocks = summary_content(summary(), "zh_Hans_CN").blocks
    table = next(table for table in of_kind(blocks, FiguresTable) if table.caption == "指标完成情况")

    assert table.rows == (
        ("创业指导进院校每年不少于5次", "5次", "7次", "2次", "140.0%"),
        ("每年覆盖院校不少于8所", "8所", "6所", "2所", "75.0%"),
    )


@pytest.mark.parametrize(
    ("language", "prompts"),
    [
        (
            "zh_Hans_CN",
            [
                "（此处由承办单位填写：主要做法）",
                "（此处由承办单位填写：存在问题）",
                "（此处由承办单位填写：下一步打算）",
            ],
        ),
        (
            "en",
            [
                "(To be written by the organiser: What was done)",
                "(To be written by the organiser: Problems)",
                "(To be written by the organiser: Next steps)",
            ],
        ),
    ],
)
def test_untyped_judgement_is_a_prompt_and_never_invented(language: str, prompts: list[str]) -> None:
    blocks = summary_content(empty_summary(), language).blocks

    assert [block.text for block in of_kind(blocks, Prompt)] == prompts


def test_statistics_table_adds_up() -> None:
    annex = of_kind(summary_content(summary(), "zh_Hans_CN").blocks, Annex)[0]
    table = of_kind(annex.blocks, FiguresTable)[0]
    numbers = len(table.total) - 1

    sums = [sum(int(row[-numbers + place] or 0) for row in table.rows) for place in range(numbers - 1)]

    assert [int(total) for total in table.total[1:-1]] == sums
    assert table.rows[3][-1] == "市区共同"


@pytest.mark.parametrize("language", ["zh_Hans_CN", "en"])
def test_printed_text_contains_the_figures(language: str, tmp_path: Path) -> None:
    model = summary()
    thousands = "," if language == "en" else ""

    text = poppler_text(write("summary", model, language).content, tmp_path)

    for number in (model.people, model.visits, 4500):
        assert f"{number:{thousands}}" in text
    assert "140.0%" in text
    assert "75.0%" in text


@pytest.mark.parametrize("language", ["zh_Hans_CN", "en"])
def test_summary_of_nothing_says_so(language: str, tmp_path: Path) -> None:
    text = poppler_text(write("summary", empty_summary(), language).content, tmp_path)

    assert ("本活动尚无已举办并登记的场次，计划中10场" if language != "en" else "10eventsplanned") in text


def test_long_name_gets_a_title_of_three_lines() -> None:
    model = summary()
    name = replace(model.activity.name, zh="“小额担保贷款助推高校毕业生和返乡农民工创业”活动")

    assert title_lines(replace(model, activity=replace(model.activity, name=name)), "zh_Hans_CN") == (
        "威海市人力资源和社会保障局关于2026年",
        "“小额担保贷款助推高校毕业生和返乡农民工创业”活动",
        "情况的总结",
    )


def test_catalogue_names_files_plainly_and_refuses_a_wrong_model() -> None:
    document = write("summary", summary(), "zh_Hans_CN")

    assert (document.filename, document.media_type) == ("2026-S3-rsj-summary.pdf", "application/pdf")
    with pytest.raises(ValueError, match="There is no document “year-wall” for ActivitySummary"):
        write("year-wall", summary(), "zh_Hans_CN")

"""The year wall: always one A3 sheet, with every window, event, holiday and due day on it."""

from dataclasses import replace
from pathlib import Path

import pytest

from campaigns.wall import YearWall
from reports.catalogue import write
from reports.year_wall import wall_drawing, wall_title
from tests.reports.printing import MM, pages, poppler_text
from tests.reports.wall_samples import wall


def only(model: YearWall, rows: int) -> YearWall:
    return replace(model, rows=(model.rows * 3)[:rows])


@pytest.mark.parametrize("language", ["zh_Hans_CN", "en"])
@pytest.mark.parametrize("rows", [0, 1, 11, 20])
def test_wall_is_one_a3_sheet(language: str, rows: int) -> None:
    found = pages(write("year-wall", only(wall(), rows), language).content)

    assert [(round(page.width / MM), round(page.height / MM)) for page in found] == [(420, 297)]


def test_wall_says_what_it_shows(tmp_path: Path) -> None:
    text = poppler_text(write("year-wall", wall(), "zh_Hans_CN").content, tmp_path)

    for words in (
        "春节",
        "国庆",
        "今天6月9日",
        "12月31日C3、S1—S8",
        "7月10日（预计）C1",
        "取消1",
        "每月合计",
    ):
        assert words in text


def test_wall_draws_a_dot_for_every_event_of_a_sparse_row() -> None:
    model = wall()
    talks = replace(model, rows=(model.rows[5],))

    drawn = wall_drawing(talks, "en")

    # Two more circles explain the signs at the foot.
    assert drawn.count("<circle") == len(talks.rows[0].dots) + 2


def test_wall_is_named_by_year_and_programme() -> None:
    assert wall_title(wall(), "zh_Hans_CN") == "2026年创业助推“1+3”行动全年活动安排"
    assert wall_title(wall(), "en") == "Entrepreneurship-boosting “1+3” action 2026: the year"

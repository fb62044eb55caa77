"""The printed roster: one line a slot, in both languages, a year on one turned sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus, RosterRule
from campaigns.rosters import RosterGuest, RosterSheet, RosterSlot
from reports.catalogue import write
from reports.content import Annex, FiguresTable
from reports.roster import roster_content
from tests.reports.printing import MM, pages, poppler_text
from tests.reports.samples import summary

FIRST = date(2026, 1, 8)


def slot(number: int, **values: object) -> RosterSlot:
    day = FIRST + timedelta(days=14 * (number - 1))
    starts_at = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
    guests = (
        RosterGuest(1, Bilingual("市教育局", "Education"), Bilingual("高校毕业生创业", "Graduates")),
        RosterGuest(2, Bilingual("市税务局", "Tax Service"), Bilingual("税费减免", "Tax relief")),
    )
    return RosterSlot(
        **{
            "number": number,
            "event_id": number,
            "title": Bilingual(f"第{number}期"),
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=45),
            "local_day": day,
            "place": "演播室",
            "status": EventStatus.CONFIRMED,
            "is_open": True,
            "guests": guests,
            "others": (),
            "stand_in": Bilingual("市残联", "Disabled Persons"),
            "due_on": day - timedelta(days=7),
            "remarks": (),
            "shortage": None,
        }
        | values
    )


def sheet(slots: int = 24) -> RosterSheet:
    model = summary()
    return RosterSheet(
        edition=model.edition,
        id=3,
        version=1,
        name=Bilingual("电视嘉宾排班表", "TV guest roster"),
        activity=model.activity,
        rule=RosterRule.LEAST_RECENT,
        per_slot_min=1,
        per_slot_max=2,
        topics_max=2,
        min_gap=3,
        topics=(),
        members=(),
        slots=tuple(slot(number) for number in range(1, slots + 1)),
        spread=Fraction(0),
        today=date(2026, 6, 9),
    )


def rows(model: RosterSheet, language: str) -> tuple[tuple[str, ...], ...]:
    [annex] = roster_content(model, language).blocks
    assert isinstance(annex, Annex)
    table = annex.blocks[0]
    assert isinstance(table, FiguresTable)
    return table.rows


def test_a_line_tells_everything_of_an_episode_in_both_languages() -> None:
    assert rows(sheet(1), "zh_Hans_CN") == (
        ("1", "1月8日（四）", "高校毕业生创业、税费减免", "市教育局、市税务局", "市残联", "1月1日", ""),
    )
    assert rows(sheet(1), "en") == (
        (
            "1",
            "Thu 8 Jan",
            "Graduates, Tax relief",
            "Education, Tax Service",
            "Disabled Persons",
            "1 Jan",
            "",
        ),
    )


def test_decisions_experts_and_open_places_are_told() -> None:
    expert = RosterGuest(None, Bilingual("专家05"), Bilingual(""))
    told = slot(1, remarks=(Bilingual("市残联替补市教育局（出差）"),), others=(expert,))
    open_one = slot(2, guests=(), stand_in=None)

    found = rows(replace(sheet(), slots=(told, open_one)), "zh_Hans_CN")

    assert (found[0][6], found[1][3]) == ("市残联替补市教育局（出差）；专家：专家05", "（未排）")


@pytest.mark.parametrize(("language", "slots"), [("zh_Hans_CN", 24), ("zh_Hans_CN", 0), ("en", 8)])
def test_a_year_fits_on_one_turned_sheet(language: str, slots: int) -> None:
    found = pages(write("roster", sheet(slots), language).content)

    assert [(round(page.width / MM), round(page.height / MM)) for page in found] == [(297, 210)]


def test_the_sheet_says_its_rule_and_leaves_room_for_the_seal(tmp_path: Path) -> None:
    text = poppler_text(write("roster", sheet(), "zh_Hans_CN").content, tmp_path)

    for words in (
        "2026年电视嘉宾排班表",
        "材料报送截止",
        "两次至少相隔3期",
        "制表单位（盖章）",
        "2026年6月9日",
    ):
        assert words in text

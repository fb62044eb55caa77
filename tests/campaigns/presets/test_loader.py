"""The presets say what the notice says, and a wrong one is refused with a sentence."""

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar, YearStatus
from campaigns.enums import ActivityKind, DayKind, OrganisationKind
from campaigns.errors import PresetError
from campaigns.presets.loader import HERE, Preset, list_presets, load_calendars, load_preset
from campaigns.presets.schema import CalendarYearSpec, DaysOff

NOTICE = Path(__file__).parent / "cases" / "notice-2009.txt"


def folded(text: str) -> str:
    """Return a text without white space and with commas in one width: the printed notice mixes both."""
    return re.sub(r"\s", "", text).replace(",", "，")


def texts_of(preset: Preset) -> list[str]:
    windows = [activity.window.quote for activity in preset.content.activities if activity.window]
    counts = [count.quote for count in preset.content.requirements]
    return [
        quote for quote in [*windows, *counts, *(rule.quote for rule in preset.content.deadlines)] if quote
    ]


def test_both_presets_are_listed() -> None:
    assert list_presets() == ["chuangye-weihai-2025", "notice-2009"]


def test_the_notice_is_there_in_full() -> None:
    preset = load_preset("notice-2009")

    assert Counter(activity.kind for activity in preset.content.activities) == {
        ActivityKind.CAMPAIGN: 3,
        ActivityKind.SUPPORTING: 8,
        ActivityKind.DUTY: 4,
    }
    assert [count.code for count in preset.content.requirements] == [f"Q{n:02}" for n in range(1, 18)]
    assert [rule.code for rule in preset.content.deadlines] == ["D1", "D2", "D3", "D4"]
    assert {role: len(members) for role, members in preset.content.roles.items()} == {
        "sponsors": 12, "tv_guests": 12, "districts": 7,
    }  # fmt: skip
    assert set(preset.content.roles["tv_guests"]) - set(preset.content.roles["sponsors"]) == {
        "sw",
        "cl",
        "zxqy",
    }


def test_every_quote_stands_in_the_notice() -> None:
    notice = folded(NOTICE.read_text("utf-8"))

    missing = [quote for quote in texts_of(load_preset("notice-2009")) if folded(quote) not in notice]

    assert missing == []


def test_official_names_and_the_theme_stand_in_the_notice() -> None:
    notice, content = folded(NOTICE.read_text("utf-8")), load_preset("notice-2009").content
    names = [
        a.name.zh.replace("{year}", "2009") for a in content.activities if a.kind is not ActivityKind.DUTY
    ]

    assert [name for name in [*names, content.programme.theme.zh] if folded(name) not in notice] == []


def test_communities_are_289_in_seven_districts() -> None:
    communities = load_preset("notice-2009").communities

    assert Counter(community.district for community in communities) == {
        "hc": 63, "rc": 59, "wd": 52, "jq": 49, "gq": 34, "rs": 19, "gyxq": 13,
    }  # fmt: skip


def test_every_organisation_has_one_name_a_year_until_it_is_merged() -> None:
    city = load_preset("notice-2009").city
    wrong = [
        (organisation.slug, year)
        for organisation in city.organisations
        for year in range(2009, 2031)
        if (merger := organisation.merged_into) is None or year < merger.since
        if sum((n.since or 0) <= year <= (n.until or 9999) for n in organisation.names) != 1
    ]

    assert wrong == []
    assert sum(o.kind is OrganisationKind.DISTRICT for o in city.organisations) == 7


def test_a_merged_department_is_represented_by_its_successor() -> None:
    preset = load_preset("notice-2009")

    assert [preset.acting("rsj", 2009), preset.acting("rsj", 2026), preset.acting("zxqy", 2026)] == [
        "rsj", "ldbz", "jmw",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["chuangye-weihai-2025", "notice-2009"])
def test_activity_colours_are_distinct_and_carry_white_text(name: str) -> None:
    activities = [a for a in load_preset(name).content.activities if a.kind is not ActivityKind.DUTY]

    assert len({activity.colour for activity in activities}) == len(activities)
    assert [a.code for a in activities if contrast_with_white(a.colour) < 4.5] == []


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between a colour and white."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("year", [2009, 2010, 2025, 2026])
def test_a_calendar_gives_the_working_days_of_its_notice(year: int) -> None:
    spec = load_calendars().years[year]
    calendar = WorkCalendar.of(rows_of(spec), [YearStatus(year, True)])

    assert calendar.workdays_between(date(year, 1, 1), date(year, 12, 31)) == spec.workdays


def rows_of(spec: CalendarYearSpec) -> list[DayRow]:
    work = [DayRow(day, DayKind.WORK, Bilingual("班")) for day in spec.work]
    return work + [
        DayRow(day, DayKind.OFF, Bilingual(row.zh)) for row in spec.holidays for day in days_of(row)
    ]


def days_of(row: DaysOff) -> list[date]:
    return [date.fromordinal(n) for n in range(row.first.toordinal(), row.last.toordinal() + 1)]


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """Return a folder with copies of the preset files to spoil."""
    shutil.copytree(HERE, tmp_path / "presets")
    return tmp_path / "presets"


def spoil(workshop: Path, path: list[Any], value: Any, file: str = "notice-2009.yaml") -> None:
    """Put a wrong value into a copy."""
    content = yaml.safe_load((workshop / file).read_text("utf-8"))
    place = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (workshop / file).write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


@pytest.mark.parametrize(
    ("path", "value", "place", "expected"),
    [
        (["requirements", 3, "measure"], "lones", "requirements[3].measure", "“lones” does not exist"),
        (["requirements", 3, "counted"], "sum", "requirements[3].counted", "expected 'events'"),
        (["rosters", 0, "activity"], "S9", "rosters[0].activity", "“S9” does not exist"),
        (["rosters", 0, "topics", 0, "by"], ["hc"], "rosters[0].topics[0].by", "“hc” does not exist"),
        (["rosters", 0, "per_slot"], [2, 1], "rosters[0].per_slot", "not below the fewest"),
        (["activities", 1, "code"], "C1", "activities[1].code", "“C1” is repeated"),
        (["activities", 0, "colour"], "red", "activities[0].colour", "“red” found"),
        (["activities", 0, "colour_of"], "x", "activities[0].colour_of", "no such entry"),
        (["activities", 0, "window", "other"], ["07-01", "06-01"], "activities[0].window.other", "not after"),
        (["activities", 0, "window", "exact"], {2009: ["2009-06-10", "2010-07-09"]},
         "activities[0].window.exact.2009", "days within 2009"),
        (["activities", 0, "organisations", 0, "of"], ["nobody"], "activities[0].organisations[0].of", "“nobody”"),
        (["deadlines", 1, "fixed"], "02-30", "deadlines[1].fixed", "“02-30” found"),
        (["roles", "sponsors"], ["ldbz", "xyz"], "roles.sponsors", "“xyz” does not exist"),
    ],
)  # fmt: skip
def test_a_wrong_preset_names_file_place_and_what_was_expected(
    workshop: Path, path: list[Any], value: Any, place: str, expected: str
) -> None:
    spoil(workshop, path, value)

    with pytest.raises(PresetError) as caught:
        load_preset("notice-2009", workshop)

    assert (caught.value.where.file, caught.value.where.place) == ("notice-2009.yaml", place)
    assert expected in caught.value.message.en
    assert "预设文件 notice-2009.yaml" in caught.value.message.zh


def test_a_file_that_is_no_yaml_names_the_line(workshop: Path) -> None:
    (workshop / "notice-2009.yaml").write_text("name: {zh: 一\ncity: [", "utf-8")

    with pytest.raises(PresetError) as caught:
        load_preset("notice-2009", workshop)

    assert caught.value.where.place.startswith("line ")


def test_an_unknown_preset_names_those_that_exist() -> None:
    with pytest.raises(PresetError) as caught:
        load_preset("notice-1999")

    assert "chuangye-weihai-2025, notice-2009" in caught.value.message.en

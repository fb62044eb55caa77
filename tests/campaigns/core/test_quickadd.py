"""Quick add: lines as people type them, and properties that hold for any text."""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.days import MONTHS
from campaigns.core.quickadd.pieces import Repeats, Repetition
from campaigns.core.quickadd.reading import Reading, read_line
from campaigns.core.quickadd.repeats import in_words
from tests.campaigns.core.quickadd_words import WORDS

TODAY = date(2026, 6, 1)
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "quickadd.yaml").read_text(encoding="utf-8"))
SCRAPS = (
    "S2", "进社区", "创业指导", "campus", "6月3日", "二月三十日", "13/13", "3 June", "tomorrow", "下周二", "2026-13-99",
    "每周二、周四", "every second", "Thursday", "每月第", "9点", "下午", "2pm", "99:99", "-", "到", "until", "起",
    "共12次", "x0", "x", "环翠区", "主办", "古陌社区", "İ", "\x00", "：", "  ", "全天", "0.5小时", "十十十", "999",
)  # fmt: skip
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
HOURS = st.integers(6, 20)


def read(text: str) -> Reading:
    return read_line(text, WORDS, today=TODAY)


def said(reading: Reading) -> dict[str, str]:
    """Return what a reading says, as the file of cases writes it."""
    values: dict[str, object] = {
        name: getattr(reading, name)
        for name in ("activity", "day", "starts_on", "until", "count", "place", "host", "district")
    }
    values["rule"] = in_words(reading.rule).zh if reading.rule else None
    values["start"] = f"{reading.start:%H:%M}" if reading.start else None
    values["end"] = f"{reading.end:%H:%M}" if reading.end else None
    values["is_all_day"] = reading.is_all_day or None
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_line_is_read_as_people_mean_it(case: dict[str, Any]) -> None:
    reading = read(case["line"])

    pieces = [f"{piece.kind}={case['line'][piece.start : piece.end]}" for piece in reading.pieces]
    assert (pieces, said(reading)) == (case["pieces"], case["says"])
    assert [note.zh for note in reading.assumed] == case.get("assumed", [])
    assert (len(reading.missing), list(reading.left)) == (case.get("missing", 0), case.get("left", []))


def test_part_of_a_name_that_two_activities_share_is_asked_about() -> None:
    reading = read("guidance tomorrow Gumo Community")

    assert reading.activity is None
    assert "“guidance” may be S2 Community visits, S3 Campus visits; say which." in [
        note.en for note in reading.assumed
    ]


def test_every_sentence_is_said_in_both_languages() -> None:
    sentences = [
        note
        for case in CASES
        for reading in [read(case["line"])]
        for note in (*reading.assumed, *reading.missing)
    ]

    assert [note for note in sentences if not note.en or not note.zh] == []


def test_rule_without_a_first_day_begins_with_the_year_that_is_planned() -> None:
    assert read_line("S2 每周二", WORDS, today=date(2025, 12, 1)).starts_on == date(2026, 1, 1)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SCRAPS), max_size=12).map(" ".join),
                 st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join)))  # fmt: skip
def test_any_text_has_a_reading_with_disjoint_pieces_in_order(text: str) -> None:
    reading = read(text)

    edges = [edge for piece in reading.pieces for edge in (piece.start, piece.end)]
    assert edges == sorted(edges)
    assert all(piece.start < piece.end for piece in reading.pieces)
    assert all(part in text for part in reading.left)


@given(DAYS, HOURS, st.integers(1, 4), st.booleans())
def test_generated_event_comes_back_in_both_languages(
    day: date, hour: int, length: int, is_chinese: bool
) -> None:
    end = hour + length - 1
    text = (
        f"进社区 {day.month}月{day.day}日 {hour}:00到{end}:30 古陌社区"
        if is_chinese
        else f"community visit {day.day} {MONTHS[day.month - 1]} {hour}:00-{end}:30 Gumo Community"
    )

    reading = read(text)

    assert said(reading) == {
        "activity": "S2",
        "day": day.isoformat(),
        "place": "古陌社区",
        "start": f"{time(hour):%H:%M}",
        "end": f"{time(end, 30):%H:%M}",
    }
    assert (reading.missing, reading.left) == ((), ())


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 8),
    DAYS.filter(lambda day: day <= date(2026, 10, 1)),
    st.integers(1, 104),
    st.booleans(),
)
def test_generated_weekly_rule_comes_back_in_both_languages(
    weekdays: set[int], every: int, first: date, count: int, is_chinese: bool
) -> None:
    rule = Repetition(Repeats.WEEKLY, every, tuple(sorted(weekdays)))
    until = first + timedelta(days=60)
    words = in_words(rule)
    days = words.en.removeprefix("every ").partition(" of every")[0]
    english = f"every {days}" if every == 1 else f"every {every} weeks on {days}"
    text = (
        f"S2 {words.zh} 从{first.month}月{first.day}日起 共{count}次 9:00-11:00 古陌社区"
        if is_chinese
        else f"S2 {english} from {first.day} {MONTHS[first.month - 1]} until {until:%Y-%m-%d} 9:00-11:00 Gumo Community"
    )

    reading = read(text)

    assert (reading.rule, reading.starts_on) == (rule, first)
    assert (reading.count, reading.until) == ((count, None) if is_chinese else (None, until))
    assert (reading.missing, reading.left) == ((), ())


@given(st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6), st.booleans(), st.booleans())
def test_generated_monthly_rule_comes_back_in_both_languages(
    nth: int, weekday: int, is_workday: bool, is_chinese: bool
) -> None:
    rule = (
        Repetition(Repeats.MONTHLY_WORKDAY, nth=nth)
        if is_workday
        else Repetition(Repeats.MONTHLY_WEEKDAY, weekdays=(weekday,), nth=nth)
    )
    words = in_words(rule)

    assert read(f"S2 {words.zh if is_chinese else words.en} 9:00 6次 古陌社区").rule == rule


@given(st.integers(1, 31) | st.just(-1), st.booleans())
def test_generated_day_of_the_month_comes_back_in_both_languages(nth: int, is_chinese: bool) -> None:
    rule = Repetition(Repeats.MONTHLY_DAY, nth=nth)
    words = in_words(rule)

    reading = read(f"S2 {words.zh if is_chinese else words.en} 9:00 6次 古陌社区")

    assert (reading.rule, reading.day, reading.left) == (rule, None, ())


@pytest.mark.parametrize(
    "scrap",
    [
        "6月31日",
        "31 June",
        "2/3",
        "25:00",
        "9-11",
        "共200次",
        "每9周周二",
        "every 0 weeks on Tuesday",
        "6月3日 6月5日",
    ],
)
def test_what_is_no_day_time_or_number_is_left_over_and_no_place(scrap: str) -> None:
    reading = read(f"S2 {scrap}")

    assert reading.place == ""
    assert reading.left

"""Pasted lines of a working calendar: what is understood, and what is wrong on which line."""

from datetime import date

from campaigns.core.dayrows import LineProblem, ReadDays, read_days
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind

CODES = frozenset({"S2", "S3"})


def test_a_notice_is_read_line_by_line() -> None:
    text = "# 国办通知\n2026-02-15 休 春节 / Spring Festival\n２０２６年2月14日 班\n\n2026/10/20，避，城运会 [S2、S3]"

    found = read_days(text, 2026, CODES)

    assert found == ReadDays(
        (
            DayRow(date(2026, 2, 15), DayKind.OFF, Bilingual("春节", "Spring Festival")),
            DayRow(date(2026, 2, 14), DayKind.WORK, Bilingual("调休上班", "Make-up workday")),
            DayRow(date(2026, 10, 20), DayKind.BLACKOUT, Bilingual("城运会"), CODES),
        ),
        (),
    )


def test_a_span_gives_every_day() -> None:
    found = read_days("2026-10-01..2026-10-03 休 国庆节", 2026)

    assert found.rows == tuple(DayRow(date(2026, 10, n), DayKind.OFF, Bilingual("国庆节")) for n in (1, 2, 3))


def test_every_wrong_line_is_named_with_its_number() -> None:
    text = "2026-02-30 休 春节\n2025-02-15 休 春节\n2026-02-15 假 春节\n随便\n2026-02-16 休\n2026-03-01 避 会议 [S9]"

    found = read_days(text, 2026, CODES)

    assert [(problem.number, problem.message.zh) for problem in found.problems] == [
        (1, "没有“2026-02-30”这一天。"),
        (2, "“2025-02-15”不在2026年。"),
        (3, "“假”应为 休、班 或 避。"),
        (4, "请写成“2026-02-15 休 春节”。"),
        (5, "请写明是什么日子。"),
        (6, "没有代号为“S9”的活动。"),
    ]


def test_a_day_cannot_be_both_holiday_and_workday() -> None:
    found = read_days("2026-02-15 休 春节\n2026-02-15 班", 2026)

    assert found.problems == (
        LineProblem(
            2,
            "2026-02-15 班",
            Bilingual("2026-02-15 在第 1 行已写过。", "2026-02-15 is already given on line 1."),
        ),
    )


def test_a_span_that_runs_backwards_is_refused() -> None:
    found = read_days("2026-10-03..2026-10-01 休 国庆节", 2026)

    assert [problem.message.zh for problem in found.problems] == ["起止日期不对。"]


def test_nothing_pasted_is_a_problem() -> None:
    assert [problem.message.en for problem in read_days(" \n# only a remark", 2026).problems] == [
        "Paste at least one line."
    ]

"""A rule is said as a planner says it, in both languages."""

from datetime import date

import pytest

from campaigns.core.recurrence.rules import (
    DateList,
    DayOfMonth,
    MonthlyRule,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
    WeeklyRule,
)
from campaigns.core.recurrence.words import rule_in_words

FIRST = date(2026, 9, 8)
MONDAY, FRIDAY = frozenset({0}), frozenset({4})


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (
            WeeklyRule(1, frozenset({1}), FIRST, count=8),
            "每周二，从9月8日起，共8次",
            "every Tuesday, from 8 September, 8 times",
        ),
        (
            WeeklyRule(2, frozenset({1, 3}), FIRST, until=date(2026, 12, 1)),
            "每2周的周二、周四，从9月8日起，到12月1日止",
            "Tuesday and Thursday of every 2 weeks, from 8 September, until 1 December",
        ),
        (
            MonthlyRule(1, NthWeekday(1, MONDAY), FIRST),
            "每月第一个周一，从9月8日起，到年底",
            "the first Monday of every month, from 8 September, to the end of the year",
        ),
        (
            MonthlyRule(1, NthWorkday(-1), FIRST, count=3),
            "每月最后一个工作日，从9月8日起，共3次",
            "the last working day of every month, from 8 September, 3 times",
        ),
        (
            MonthlyRule(2, NthWeek(2, frozenset({0, 1, 2})), FIRST, count=3),
            "每2个月的第二周的周一、周二、周三，从9月8日起，共3次",
            "Monday, Tuesday and Wednesday of the second week of every 2 months, from 8 September, 3 times",
        ),
        (
            MonthlyRule(1, NthWeekday(-2, FRIDAY), FIRST, count=3),
            "每月倒数第二个周五，从9月8日起，共3次",
            "the second to last Friday of every month, from 8 September, 3 times",
        ),
        (
            MonthlyRule(1, DayOfMonth(15), FIRST, count=3),
            "每月15日，从9月8日起，共3次",
            "day 15 of every month, from 8 September, 3 times",
        ),
        (
            MonthlyRule(1, DayOfMonth(-1), FIRST, count=3),
            "每月最后一天，从9月8日起，共3次",
            "the last day of every month, from 8 September, 3 times",
        ),
        (DateList((FIRST, date(2026, 10, 2))), "9月8日、10月2日", "8 September, 2 October"),
        (
            DateList(tuple(date(2026, month, 1) for month in range(1, 9))),
            "1月1日、2月1日、3月1日、4月1日、5月1日、6月1日等8天",
            "1 January, 1 February, 1 March, 1 April, 1 May, 1 June and others, 8 days",
        ),
    ],
)
def test_a_rule_in_words(rule: Rule, zh: str, en: str) -> None:
    said = rule_in_words(rule)

    assert (said.zh, said.en) == (zh, en)

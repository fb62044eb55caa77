"""The text of a rule reads back as the rule, and what nobody of ours can have said is refused."""

from datetime import date

import pytest
from hypothesis import given

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
from campaigns.core.recurrence.texts import read_rule, rule_text
from tests.campaigns.core.recurrence.strategies import rules

FIRST = date(2026, 9, 8)


@given(rules)
def test_the_text_of_a_rule_reads_back_as_the_rule(rule: Rule) -> None:
    assert read_rule(rule_text(rule), rule.starts_on) == rule


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (WeeklyRule(1, frozenset({1}), FIRST, count=8), "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=8"),
        (MonthlyRule(1, NthWeekday(1, frozenset({0})), FIRST), "FREQ=MONTHLY;INTERVAL=1;BYDAY=1MO"),
        (MonthlyRule(3, NthWeekday(-1, frozenset({1, 4})), FIRST), "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TU,-1FR"),
        (MonthlyRule(1, DayOfMonth(-1), FIRST, count=2), "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1;COUNT=2"),
        (MonthlyRule(1, NthWorkday(-1), FIRST), "FREQ=MONTHLY;INTERVAL=1;X-WORKDAY=-1"),
        (
            MonthlyRule(1, NthWeek(2, frozenset({1, 3})), FIRST, until=date(2026, 12, 1)),
            "FREQ=MONTHLY;INTERVAL=1;X-WEEK=2;BYDAY=TU,TH;UNTIL=20261201",
        ),
        (DateList((FIRST, date(2026, 10, 2))), "RDATE;VALUE=DATE:20260908,20261002"),
    ],
)
def test_a_rule_is_kept_as_the_standard_says_it_where_it_can(rule: Rule, text: str) -> None:
    assert rule_text(rule) == text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=WE", WeeklyRule(1, frozenset({2}), FIRST)),
        ("FREQ=WEEKLY", WeeklyRule(1, frozenset({1}), FIRST)),
        ("FREQ=MONTHLY", MonthlyRule(1, DayOfMonth(8), FIRST)),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", MonthlyRule(1, NthWeekday(-1, frozenset({0})), FIRST)),
    ],
)
def test_older_and_shorter_texts_are_read_too(text: str, rule: Rule) -> None:
    assert read_rule(text, FIRST) == rule


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=1000000000",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=8;UNTIL=20261231",
        "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9",
        "FREQ=WEEKLY;WKST=SU;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=1TU,2TH",
        "FREQ=MONTHLY;BYDAY=6TU",
        "FREQ=MONTHLY;INTERVAL=13;BYDAY=1TU",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;X-WORKDAY=24",
        "FREQ=MONTHLY;X-WEEK=2",
        "RDATE;VALUE=DATE:",
        "RDATE;VALUE=DATE:20260908,20260908",
        "",
    ],
)
def test_what_is_no_rule_of_ours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_rule(text, FIRST)

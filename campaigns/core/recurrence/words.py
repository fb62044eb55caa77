"""Rules as sentences, in both languages."""

from datetime import date

from campaigns.core.days import day_in_words
from campaigns.core.recurrence.rules import (
    DateList,
    DayOfMonth,
    MonthlyRule,
    MonthPart,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
    WeeklyRule,
)
from campaigns.core.wording import Bilingual

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DIGITS_ZH = "一二三四五六七八九十"
DIGITS_EN = ("first", "second", "third", "fourth", "fifth")
MOST_NAMED = 6


def rule_in_words(rule: Rule) -> Bilingual:
    """Return the rule as a sentence without its end stop: 每2周的周二、周四，从6月1日起，共8次."""
    if isinstance(rule, DateList):
        return _list_in_words(rule.days)
    said = _weekly_in_words(rule) if isinstance(rule, WeeklyRule) else _monthly_in_words(rule)
    first = day_in_words(rule.starts_on)
    zh, en = f"{said.zh}，从{first.zh}起", f"{said.en}, from {first.en}"
    if rule.count is not None:
        return Bilingual(f"{zh}，共{rule.count}次", f"{en}, {rule.count} times")
    if rule.until is not None:
        last = day_in_words(rule.until)
        return Bilingual(f"{zh}，到{last.zh}止", f"{en}, until {last.en}")
    return Bilingual(f"{zh}，到年底", f"{en}, to the end of the year")


def ordinal_in_words(nth: int) -> Bilingual:
    """Return an ordinal without what it counts: 第一, 最后一, 倒数第二."""
    digit = DIGITS_ZH[abs(nth) - 1] if abs(nth) <= len(DIGITS_ZH) else str(abs(nth))
    named = DIGITS_EN[abs(nth) - 1] if abs(nth) <= len(DIGITS_EN) else f"{abs(nth)}th"
    if nth > 0:
        return Bilingual(f"第{digit}", named)
    return Bilingual("最后一", "last") if nth == -1 else Bilingual(f"倒数第{digit}", f"{named} to last")


def _weekly_in_words(rule: WeeklyRule) -> Bilingual:
    days = _weekdays_in_words(rule.weekdays)
    if rule.every_weeks == 1:
        return Bilingual(f"每{days.zh}", f"every {days.en}")
    return Bilingual(f"每{rule.every_weeks}周的{days.zh}", f"{days.en} of every {rule.every_weeks} weeks")


def _monthly_in_words(rule: MonthlyRule) -> Bilingual:
    part = _part_in_words(rule.part)
    if rule.every_months == 1:
        return Bilingual(f"每月{part.zh}", f"{part.en} of every month")
    return Bilingual(
        f"每{rule.every_months}个月的{part.zh}", f"{part.en} of every {rule.every_months} months"
    )


def _part_in_words(part: MonthPart) -> Bilingual:
    match part:
        case DayOfMonth():
            is_last = part.day == -1
            return (
                Bilingual("最后一天", "the last day")
                if is_last
                else Bilingual(f"{part.day}日", f"day {part.day}")
            )
        case NthWorkday():
            nth = ordinal_in_words(part.nth)
            return Bilingual(f"{nth.zh}个工作日", f"the {nth.en} working day")
        case NthWeekday():
            nth, days = ordinal_in_words(part.nth), _weekdays_in_words(part.weekdays)
            return Bilingual(f"{nth.zh}个{days.zh}", f"the {nth.en} {days.en}")
        case NthWeek():
            nth, days = ordinal_in_words(part.nth), _weekdays_in_words(part.weekdays)
            return Bilingual(f"{nth.zh}周的{days.zh}", f"{days.en} of the {nth.en} week")


def _list_in_words(days: tuple[date, ...]) -> Bilingual:
    named = [day_in_words(day) for day in days[:MOST_NAMED]]
    zh, en = "、".join(day.zh for day in named), ", ".join(day.en for day in named)
    if len(days) > MOST_NAMED:
        zh, en = f"{zh}等{len(days)}天", f"{en} and others, {len(days)} days"
    return Bilingual(zh, en)


def _weekdays_in_words(weekdays: frozenset[int]) -> Bilingual:
    days = sorted(weekdays)
    zh = "、".join(WEEKDAYS_ZH[day] for day in days)
    if len(days) == 1:
        return Bilingual(zh, WEEKDAYS_EN[days[0]])
    *most, last = [WEEKDAYS_EN[day] for day in days]
    return Bilingual(zh, f"{', '.join(most)} and {last}")

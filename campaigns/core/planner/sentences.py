"""The words in which the planner speaks of days, tasks and filters, in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from campaigns.core.days import MONTHS, day_in_words
from campaigns.core.planner.tasks import CostTerm, Slot, Task
from campaigns.core.wording import Bilingual
from campaigns.enums import HalfDay

HALF_WORDS = {
    HalfDay.MORNING: Bilingual("上午", "morning"),
    HalfDay.AFTERNOON: Bilingual("下午", "afternoon"),
    HalfDay.EVENING: Bilingual("晚间", "evening"),
}
COST_WORDS: Mapping[CostTerm, Bilingual] = {
    CostTerm.MONTHS: Bilingual("各月均衡", "Even months"),
    CostTerm.DAYS: Bilingual("合适的日子", "Good days"),
    CostTerm.EXPERTS: Bilingual("专家轮流", "Experts in turn"),
    CostTerm.MOVES: Bilingual("少改动", "Few moves"),
    CostTerm.JOURNEYS: Bilingual("少跑远路", "Few long journeys"),
}
# How many names a sentence lists before it only counts the rest.
NAMED = 3


def day_beside(day: date, other: date) -> Bilingual:
    """Return a day, with its year where that is not the other's."""
    words = day_in_words(day)
    return words if day.year == other.year else Bilingual(f"{day.year}年{words.zh}", f"{words.en} {day.year}")


def slot_in_words(slot: Slot) -> Bilingual:
    """Return a half-day: 6月12日上午, 12 June, morning."""
    day, half = day_in_words(slot.day), HALF_WORDS[slot.half]
    return Bilingual(day.zh + half.zh, f"{day.en}, {half.en}")


def days_in_words(first: date, last: date) -> Bilingual:
    """Return a stretch of days, its ends included: 6月11日–18日."""
    if first == last:
        return day_in_words(first)
    begin, end = day_in_words(first), day_in_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return Bilingual(f"{begin.zh}–{last.day}日", f"{first.day}–{last.day} {MONTHS[last.month - 1]}")
    return Bilingual(f"{begin.zh}–{end.zh}", f"{begin.en} – {end.en}")


def counted(number: int, one: str, many: str = "") -> str:
    """Return an English noun with its number: 1 day, 2 days."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def quoted(labels: Sequence[Bilingual]) -> Bilingual:
    """Return some names in quotes, the first of many with how many there are more."""
    zh = "、".join(f"“{label.zh}”" for label in labels[:NAMED])
    en = ", ".join(f"“{label.in_language('en')}”" for label in labels[:NAMED])
    more = len(labels) - NAMED
    return Bilingual(f"{zh}等{len(labels)}场", f"{en} and {more} more") if more > 0 else Bilingual(zh, en)


def listed(names: Iterable[Bilingual]) -> Bilingual:
    """Return names side by side."""
    every = list(names)
    return Bilingual("、".join(one.zh for one in every), ", ".join(one.in_language("en") for one in every))


def joined(parts: Iterable[Bilingual]) -> Bilingual:
    """Return parts of a sentence one after the other."""
    every = list(parts)
    return Bilingual(
        "；".join(part.zh for part in every), "; ".join(part.in_language("en") for part in every)
    )


def trail_in_words(task: Task) -> Bilingual:
    """Return what the filters left: 窗口30天 → 工作日21天; nothing where no trail is known."""
    return Bilingual(
        " → ".join(f"{step.name.zh}{step.days_left}天" for step in task.trail),
        " → ".join(f"{step.name.in_language('en')} {counted(step.days_left, 'day')}" for step in task.trail),
    )


def after_trail(task: Task, end: Bilingual) -> Bilingual:
    """Return the trail with what it ends in."""
    trail = trail_in_words(task)
    return joined([trail, end]) if trail.zh else end


def more_by_term(more: dict[CostTerm, int]) -> Bilingual:
    """Return by how much each term differs: 月份均衡+4、日子-1."""
    return listed(
        Bilingual(f"{COST_WORDS[term].zh}{cost:+}", f"{COST_WORDS[term].en.lower()} {cost:+}")
        for term, cost in more.items()
        if cost
    )

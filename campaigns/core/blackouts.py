"""Days to keep free as a planner says them: from the first to the last, with a name and the activities they bind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind
from campaigns.errors import Problem

LONGEST_DAYS = 120


@dataclass(frozen=True, slots=True)
class BlackoutSpan:
    """Days one after the other that bear the same blackout, both ends inclusive; without codes it binds all."""

    first: date
    last: date
    name: Bilingual
    activity_codes: frozenset[str]

    @property
    def days(self) -> int:
        """Return how many days it covers."""
        return (self.last - self.first).days + 1


def blackout_spans(rows: Mapping[date, tuple[DayRow, ...]]) -> tuple[BlackoutSpan, ...]:
    """Join the blackouts of single days to spans, in order of their first day."""
    open_: dict[tuple[Bilingual, frozenset[str]], BlackoutSpan] = {}
    done: list[BlackoutSpan] = []
    for day in sorted(rows):
        for row in rows[day]:
            key = (row.name, row.activity_codes)
            span = open_.get(key)
            if span is not None and span.last == day - timedelta(days=1):
                open_[key] = BlackoutSpan(span.first, day, *key)
                continue
            if span is not None:
                done.append(span)
            open_[key] = BlackoutSpan(day, day, *key)
    return tuple(sorted([*done, *open_.values()], key=lambda span: (span.first, span.last, span.name.zh)))


def blackout_rows(span: BlackoutSpan) -> tuple[DayRow, ...]:
    """Return the days of a span, the inverse of ``blackout_spans``."""
    days = (span.first + timedelta(days=n) for n in range(span.days))
    return tuple(DayRow(day, DayKind.BLACKOUT, span.name, span.activity_codes) for day in days)


def check_blackout(span: BlackoutSpan, year: int) -> list[Problem]:
    """Return what is wrong with a span that somebody entered for a year."""
    problems = []
    if not span.name.zh:
        problems.append(Problem("name_zh", Bilingual("请写明是什么日子。", "Say what day it is.")))
    if span.last < span.first:
        message = Bilingual("最后一天不能早于第一天。", "The last day cannot be before the first.")
        problems.append(Problem("last", message))
    elif span.days > LONGEST_DAYS:
        message = Bilingual(f"一段最长{LONGEST_DAYS}天。", f"A span has {LONGEST_DAYS} days at most.")
        problems.append(Problem("last", message))
    for field, day in (("first", span.first), ("last", span.last)):
        if day.year != year:
            message = Bilingual(f"“{day}”不在{year}年。", f"“{day}” is not in {year}.")
            problems.append(Problem(field, message))
    return problems

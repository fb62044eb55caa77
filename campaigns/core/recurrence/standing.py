"""The events of a series as they stand: which date of the rule each stands for, and which nobody may touch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from campaigns.core.recurrence.rules import MonthlyRule, Rule, WeeklyRule
from campaigns.enums import EventStatus

OPEN = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED})
DAYS_OF_WEEK, DAYS_OF_MONTH = 7, 31


class Protection(StrEnum):
    """Why a change of its series leaves an event alone; one that its series has dropped can come back with it."""

    DROPPED = "dropped"
    HELD = "held"
    CANCELLED = "cancelled"
    PAST = "past"
    PINNED = "pinned"
    EDITED = "edited"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class SeriesEvent:
    """An event of a series, in local days and times; ``protection`` is None for one that follows its series."""

    id: int
    version: int
    original_on: date
    on: date
    start: time
    length: timedelta
    protection: Protection | None = None

    @property
    def is_dropped(self) -> bool:
        """Tell whether its series has cancelled it, so that its series may bring it back."""
        return self.protection is Protection.DROPPED

    @property
    def is_protected(self) -> bool:
        """Tell whether nobody but a person may touch it."""
        return self.protection is not None and not self.is_dropped


def is_edited(version: int, series_version: int | None) -> bool:
    """Tell whether somebody changed the event by itself since its series wrote it last."""
    return version != (1 if series_version is None else series_version)


def protection_of(
    status: EventStatus,
    version: int,
    series_version: int | None,
    *,
    is_pinned: bool,
    starts_at: datetime,
    now: datetime,
) -> Protection | None:
    """Return why the event is not touched; an event that has begun is no longer planned."""
    if status is EventStatus.CANCELLED:
        return Protection.CANCELLED if is_edited(version, series_version) else Protection.DROPPED
    if status not in OPEN:
        return Protection.HELD
    if starts_at <= now:
        return Protection.PAST
    if is_pinned:
        return Protection.PINNED
    return Protection.EDITED if is_edited(version, series_version) else None


def dates_stood_for(days: Sequence[date], rule: Rule, events: Iterable[SeriesEvent]) -> dict[int, date]:
    """Return by event the date of the rule it stands for: its own day of old, else the day it is on, else the next.

    An event keeps its original day through any change of the rule, so after a move of the weekday the rest are paired
    in order, within one turn of the rule.
    """
    found: dict[int, date] = {}
    left = list(days)
    rest = sorted(events, key=lambda one: (one.is_dropped, one.original_on, one.id))
    claims = [(one.id, one.original_on) for one in rest] + [(one.id, one.on) for one in rest]
    for event_id, day in claims:
        if event_id not in found and day in left:
            found[event_id] = day
            left.remove(day)
    first = rule.starts_on
    rest = [one for one in rest if one.id not in found and max(one.original_on, one.on) >= first]
    rest.sort(key=lambda one: (one.original_on, one.id))
    pairs = in_order(left, [one.original_on for one in rest], reach_of(rule))
    return found | {rest[there].id: left[here] for here, there in pairs}


def reach_of(rule: Rule) -> int:
    """Return within how many days an event still stands for a date: less than one turn of the rule."""
    if isinstance(rule, WeeklyRule):
        return DAYS_OF_WEEK * rule.every_weeks - 1
    return DAYS_OF_MONTH * rule.every_months - 1 if isinstance(rule, MonthlyRule) else DAYS_OF_WEEK - 1


def in_order(here: Sequence[date], there: Sequence[date], reach: int) -> list[tuple[int, int]]:
    """Return the most pairs of places that keep both in order and lie within reach, the nearest of all such."""
    # The best of the rest from each pair of places on: how many pairs (negative) and how many days apart in all.
    best = [[(0, 0)] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i in reversed(range(len(here))):
        for j in reversed(range(len(there))):
            best[i][j] = min(best[i + 1][j], best[i][j + 1])
            apart = abs((here[i] - there[j]).days)
            if apart <= reach:
                pairs, days = best[i + 1][j + 1]
                best[i][j] = min(best[i][j], (pairs - 1, days + apart))
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(here) and j < len(there):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found

"""Weekly rules of series: their RFC 5545 text, their dates, and what becomes of each date on a holiday."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from campaigns.core.days import day_in_words
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import HolidayPolicy

# RFC 5545 3.3.10, in the order of date.weekday().
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_WEEKS, MOST_DATES = 8, 104
# A make-up workday stands within a fortnight of the holiday it serves.
MAKE_UP_WITHIN = 14


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Some weekdays (Monday is 0) of every n-th week; ends after ``count`` dates, or with ``until``, inclusive."""

    every_weeks: int
    weekdays: frozenset[int]
    starts_on: date
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.every_weeks <= MOST_WEEKS:
            raise ValueError(f"a rule repeats every 1 to {MOST_WEEKS} weeks, not every {self.every_weeks}")
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError(f"a rule needs weekdays from 0 to 6, got {sorted(self.weekdays)}")
        if self.count is not None and not 1 <= self.count <= MOST_DATES:
            raise ValueError(f"a rule has 1 to {MOST_DATES} dates, not {self.count}")
        if self.count is not None and self.until is not None:
            raise ValueError("RFC 5545 3.3.10: a rule has COUNT or UNTIL, never both")


class FateKind(StrEnum):
    """What becomes of a date of the rule."""

    AVAILABLE = "available"
    SKIPPED = "skipped"
    MOVED = "moved"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Fate:
    """One date of a rule: the day it is held on, or None with the day offered instead."""

    original_on: date
    on: date | None
    kind: FateKind
    reason: Bilingual = Bilingual("")
    offer_on: date | None = None


def rule_text(rule: WeeklyRule) -> str:
    """Return the RRULE of RFC 5545 3.3.10; the first day is kept beside it, as DTSTART is."""
    days = ",".join(CODES[day] for day in sorted(rule.weekdays))
    text = f"FREQ=WEEKLY;INTERVAL={rule.every_weeks};BYDAY={days}"
    if rule.count is not None:
        return f"{text};COUNT={rule.count}"
    return f"{text};UNTIL={rule.until:%Y%m%d}" if rule.until is not None else text


def read_rule(text: str, starts_on: date) -> WeeklyRule:
    """Return the rule of an RRULE; raises ValueError for anything but a weekly one with plain weekdays."""
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";"))
    foreign = parts.keys() - {"FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"}
    if foreign or parts.get("FREQ") != "WEEKLY" or parts.get("WKST", "MO") != "MO":
        raise ValueError(f"not a weekly rule: {text!r}")
    days = parts["BYDAY"].split(",") if "BYDAY" in parts else [CODES[starts_on.weekday()]]
    return WeeklyRule(
        every_weeks=int(parts.get("INTERVAL", "1")),
        weekdays=frozenset(CODES.index(day) for day in days),
        starts_on=starts_on,
        count=int(parts["COUNT"]) if "COUNT" in parts else None,
        until=date.fromisoformat(parts["UNTIL"][:8]) if "UNTIL" in parts else None,
    )


def rule_in_words(rule: WeeklyRule) -> Bilingual:
    """Return the rule as a sentence without its end stop: 每2周的周二、周四，从6月1日起，共8次."""
    days = sorted(rule.weekdays)
    first = day_in_words(rule.starts_on)
    zh_days, en_days = "、".join(WEEKDAYS_ZH[d] for d in days), " and ".join(WEEKDAYS_EN[d] for d in days)
    zh = f"每{zh_days}" if rule.every_weeks == 1 else f"每{rule.every_weeks}周的{zh_days}"
    en = f"every {en_days}" if rule.every_weeks == 1 else f"{en_days} of every {rule.every_weeks} weeks"
    zh, en = f"{zh}，从{first.zh}起", f"{en}, from {first.en}"
    if rule.count is not None:
        return Bilingual(f"{zh}，共{rule.count}次", f"{en}, {rule.count} times")
    if rule.until is not None:
        last = day_in_words(rule.until)
        return Bilingual(f"{zh}，到{last.zh}止", f"{en}, until {last.en}")
    return Bilingual(zh, en)


def dates(rule: WeeklyRule, last_on: date) -> tuple[date, ...]:
    """Return the dates of a rule up to ``last_on``, ascending; weeks begin on Monday (RFC 5545 WKST=MO)."""
    last = min(last_on, rule.until) if rule.until is not None else last_on
    most = MOST_DATES if rule.count is None else rule.count
    found: list[date] = []
    monday = rule.starts_on - timedelta(days=rule.starts_on.weekday())
    while monday <= last and len(found) < most:
        week = (monday + timedelta(days=day) for day in sorted(rule.weekdays))
        found += [day for day in week if rule.starts_on <= day <= last]
        monday += timedelta(weeks=rule.every_weeks)
    return tuple(found[:most])


def fates(
    rule: WeeklyRule,
    calendar: WorkCalendar,
    policy: HolidayPolicy,
    *,
    last_on: date,
    window: tuple[date | None, date | None] = (None, None),
) -> tuple[Fate, ...]:
    """Return what becomes of each date; ``window`` is the activity's, inclusive, either end open.

    Offers come last, when it is known which days the others have moved to.
    """
    days = dates(rule, last_on)
    taken = {day for day in days if not calendar.is_off(day)}
    found = []
    for day in days:
        fate = _fate(day, calendar, policy, taken, window)
        found.append(fate)
        if fate.on is not None:
            taken.add(fate.on)
    return tuple(
        replace(fate, offer_on=_offer(fate.original_on, calendar, taken, window))
        if fate.kind is FateKind.SKIPPED
        else fate
        for fate in found
    )


def _offer(
    day: date, calendar: WorkCalendar, taken: set[date], window: tuple[date | None, date | None]
) -> date | None:
    """Return the free day to offer instead of a skipped one, or None where it lies outside the window."""
    offer = next(_offers(day, calendar, taken))
    return offer if _is_within(offer, window) else None


def make_up_for(holiday: date, calendar: WorkCalendar) -> date:
    """Return the make-up workday after a holiday that serves it, or else the next working day."""
    last = holiday
    while calendar.is_off(last + timedelta(days=1)):
        last += timedelta(days=1)
    for day in (last + timedelta(days=n) for n in range(1, MAKE_UP_WITHIN + 1)):
        if calendar.is_off(day):
            break
        if calendar.is_make_up(day):
            return day
    return calendar.next_workday_on_or_after(holiday)


def _fate(
    day: date,
    calendar: WorkCalendar,
    policy: HolidayPolicy,
    taken: set[date],
    window: tuple[date | None, date | None],
) -> Fate:
    if not _is_within(day, window):
        return Fate(day, None, FateKind.OUTSIDE, Bilingual("在活动期之外", "outside the activity's window"))
    if not calendar.is_off(day):
        return Fate(day, day, FateKind.AVAILABLE)
    name = calendar.name_of(day) or Bilingual("假期", "a holiday")
    if policy is HolidayPolicy.KEEP:
        return Fate(day, day, FateKind.AVAILABLE, name)
    if policy is not HolidayPolicy.SKIP:
        is_earlier = policy is HolidayPolicy.EARLIER_WORKDAY
        near = (calendar.last_workday_on_or_before if is_earlier else calendar.next_workday_on_or_after)(day)
        if near not in taken and _is_within(near, window):
            return Fate(day, near, FateKind.MOVED, name)
    return Fate(day, None, FateKind.SKIPPED, name)


def _offers(day: date, calendar: WorkCalendar, taken: set[date]) -> Iterator[date]:
    """Yield the days that could make up for a holiday, without those on which the series has an event anyway."""
    first = make_up_for(day, calendar)
    if first not in taken:
        yield first
    while True:
        day = calendar.next_workday_on_or_after(day + timedelta(days=1))
        if day not in taken:
            yield day


def _is_within(day: date, window: tuple[date | None, date | None]) -> bool:
    first, last = window
    return (first is None or day >= first) and (last is None or day <= last)

"""Which days are left for a need, filter by filter: the trail is the explanation."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from campaigns.core.days import day_in_words
from campaigns.core.demand.facts import ActivityFacts, PlanningFacts
from campaigns.core.demand.needs import Need
from campaigns.core.pace import Days
from campaigns.core.planner.tasks import FilterStep
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import SATURDAY, WorkCalendar

Trail: TypeAlias = tuple[tuple[date, ...], tuple[FilterStep, ...]]
# What it keeps, why it leaves a day out, and whether it keeps one.
Filter: TypeAlias = tuple[Bilingual, Bilingual, Callable[[date], bool]]

MONDAY, FRIDAY = 0, 4
MAKE_UP_COST, EDGE_COST, MONDAY_COST, FRIDAY_COST = 4, 2, 1, 1
UNUSUAL_WEEKDAY = 2


def trail_of(facts: PlanningFacts, activity: ActivityFacts, need: Need) -> Trail:
    """Return the days on which a need may be held, and how many each filter left."""
    days = _all(need.days)
    steps = [FilterStep(_span_name(facts, activity, need), len(days))]
    for name, _why, keeps in _filters(facts, activity):
        left = tuple(day for day in days if keeps(day))
        # A filter that takes nothing away explains nothing.
        if len(left) < len(days):
            steps.append(FilterStep(name, len(left)))
        days = left
    return days, tuple(steps)


def left_out(facts: PlanningFacts, activity: ActivityFacts, need: Need, day: date) -> Bilingual | None:
    """Return at which step a day was left out for a need, in a sentence; None for a day that is left."""
    words = Bilingual("{day}不能排（{step}）。", "{day} is left out ({step}).")
    if day not in need.days:
        span = _span_name(facts, activity, need)
        outside = Bilingual("{span}是{first}到{last}", "{span} is {first} to {last}").filled(
            span=span, first=day_in_words(need.days.first), last=day_in_words(need.days.last)
        )
        return words.filled(day=day_in_words(day), step=outside)
    for _name, why, keeps in _filters(facts, activity):
        if not keeps(day):
            holiday = facts.calendar.name_of(day) if facts.calendar.is_off(day) else None
            step = Bilingual("{name}放假", "a holiday ({name})").filled(name=holiday) if holiday else why
            return words.filled(day=day_in_words(day), step=step)
    return None


def in_parts(trail: Trail, parts: int, number: int) -> Trail:
    """Return the ``number``-th of ``parts`` equal stretches of a trail's days, the first being 0."""
    days, steps = trail
    first, last = len(days) * number // parts, len(days) * (number + 1) // parts
    own = days[first:last]
    name = Bilingual("第{n}段，共{parts}段", "part {n} of {parts}").filled(n=number + 1, parts=parts)
    return own, (*steps, FilterStep(name, len(own)))


def day_costs(calendar: WorkCalendar, days: Iterable[date]) -> dict[date, int]:
    """Return what days cost any event, 1 to 4: make-up workdays, edges of holidays, Mondays and Fridays."""
    costs = {}
    for day in days:
        if calendar.is_make_up(day):
            cost = MAKE_UP_COST
        elif any(calendar.is_off(day + timedelta(days=n)) for n in (-1, 1)):
            cost = EDGE_COST
        else:
            cost = {MONDAY: MONDAY_COST, FRIDAY: FRIDAY_COST}.get(day.weekday(), 0)
        if cost:
            costs[day] = cost
    return costs


def dislikes(activity: ActivityFacts, days: Iterable[date]) -> dict[date, int]:
    """Return what the weekdays an activity does not prefer cost it."""
    preferred = activity.rule.weekdays
    return {day: UNUSUAL_WEEKDAY for day in days if preferred and day.weekday() not in preferred}


def _all(days: Days) -> tuple[date, ...]:
    return tuple(days.first + timedelta(days=n) for n in range((days.last - days.first).days + 1))


def _span_name(facts: PlanningFacts, activity: ActivityFacts, need: Need) -> Bilingual:
    if need.days.length <= 7:
        week = need.days.first.isocalendar().week
        return Bilingual("第{week}周", "week {week}").filled(week=week)
    is_whole = need.days == Days(facts.edition.starts_on, facts.edition.ends_on)
    has_window = activity.ref.window_start_on is not None
    if is_whole or not has_window:
        return Bilingual("全年", "the year")
    return Bilingual("窗口", "the window")


def _filters(facts: PlanningFacts, activity: ActivityFacts) -> Sequence[Filter]:
    calendar, rule = facts.calendar, activity.rule

    def is_working(day: date) -> bool:
        if activity.ref.weekend_is_usual and day.weekday() >= SATURDAY:
            return not calendar.is_off(day)
        return calendar.is_workday(day)

    has_weekends = activity.ref.weekend_is_usual
    working = (
        Bilingual("工作日和周末", "working days and weekends")
        if has_weekends
        else Bilingual("工作日", "working days")
    )
    filters: list[Filter] = [
        (
            Bilingual("今天以后", "after today"),
            Bilingual("已经过去", "it is over"),
            lambda day: day > facts.today,
        ),
        (working, Bilingual("不是工作日", "no working day"), is_working),
    ]
    for name in _blackout_names(calendar, activity.ref.code):
        words = Bilingual("避开{name}", "without {name}").filled(name=name)
        filters.append((words, name, _is_free_of(facts, activity, name)))
    if rule.months:
        months = ", ".join(map(str, rule.months))
        words = Bilingual(f"只在{months.replace(', ', '、')}月", f"only in months {months}")
        filters.append((words, words, lambda day: day.month in rule.months))
    return filters


def _blackout_names(calendar: WorkCalendar, code: str) -> tuple[Bilingual, ...]:
    names = (row.name for day in sorted(calendar.blackout_rows) for row in calendar.blackouts(day, code))
    return tuple(dict.fromkeys(names))


def _is_free_of(facts: PlanningFacts, activity: ActivityFacts, name: Bilingual) -> Callable[[date], bool]:
    def keeps(day: date) -> bool:
        return all(row.name != name for row in facts.calendar.blackouts(day, activity.ref.code))

    return keeps

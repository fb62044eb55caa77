"""What speaks against the time of an event by itself: its days, its window, closed venues and absent persons."""

from collections.abc import Iterator, Sequence
from datetime import date

from campaigns.core.days import day_in_words
from campaigns.core.placements import NEVER_WARNS, Clash, Placement, Surroundings
from campaigns.core.spans import days_of
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import ClashKind


def day_warnings(placement: Placement, calendar: WorkCalendar, zone: str) -> tuple[Clash, ...]:
    """Return what speaks against the days of an event; one that is over or takes nothing has no warnings."""
    if placement.status in NEVER_WARNS:
        return ()
    days = days_of(placement.span, zone)
    return (
        *_off_days(placement, days, calendar),
        *_outside_window(placement, days),
        *_blackouts(placement, days, calendar),
    )


def opening_clashes(placement: Placement, around: Surroundings) -> Iterator[Clash]:
    """Yield a closed venue and the persons who are away."""
    hours = around.venues.get(placement.venue_id or 0)
    why = hours and hours.why_closed(placement.span, around.zone, is_all_day=placement.is_all_day)
    if why:
        message = Bilingual("“{name}”那时不开放：{why}。", "{name} is closed then: {why}.")
        yield Clash(ClashKind.VENUE_CLOSED, message.filled(name=placement.venue_name, why=why))
    for person_id, name in placement.persons.items():
        hours = around.persons.get(person_id)
        why = hours and hours.why_closed(placement.span, around.zone, is_all_day=placement.is_all_day)
        if why:
            message = Bilingual("{name}那时不在：{why}。", "{name} is away then: {why}.")
            yield Clash(ClashKind.PERSON_AWAY, message.filled(name=name, why=why))


def _off_days(placement: Placement, days: Sequence[date], calendar: WorkCalendar) -> Iterator[Clash]:
    """A weekend warns only where the whole event lies on it: a long exhibition is meant to span one."""
    holiday = next((day for day in days if calendar.is_off(day)), None)
    if holiday is not None:
        message = Bilingual("{day}是{name}假期。", "{day} is a holiday ({name}).")
        name = calendar.name_of(holiday)
        yield Clash(ClashKind.HOLIDAY, message.filled(day=day_in_words(holiday), name=name))
        return
    if placement.weekend_is_usual or any(calendar.is_workday(day) for day in days):
        return
    message = Bilingual("{day}是周末，不是调休上班日。", "{day} is on a weekend and no make-up workday.")
    yield Clash(ClashKind.WEEKEND, message.filled(day=day_in_words(days[0])))


def _outside_window(placement: Placement, days: Sequence[date]) -> Iterator[Clash]:
    first, last = placement.window_start_on, placement.window_end_on
    if first is not None and days[0] < first:
        message = Bilingual(
            "早于活动窗口，窗口从{day}开始。", "This is before the activity's window, which begins on {day}."
        )
        yield Clash(ClashKind.OUTSIDE_WINDOW, message.filled(day=day_in_words(first)))
    if last is not None and days[-1] > last:
        message = Bilingual(
            "晚于活动窗口，窗口到{day}为止。", "This is after the activity's window, which ends on {day}."
        )
        yield Clash(ClashKind.OUTSIDE_WINDOW, message.filled(day=day_in_words(last)))


def _blackouts(placement: Placement, days: Sequence[date], calendar: WorkCalendar) -> Iterator[Clash]:
    named: dict[Bilingual, date] = {}
    for day in days:
        for row in calendar.blackouts(day, placement.activity_code):
            named.setdefault(row.name, day)
    for name, day in named.items():
        message = Bilingual("{day}是“{name}”，不宜安排。", "{day} is best avoided: {name}.")
        yield Clash(ClashKind.BLACKOUT, message.filled(day=day_in_words(day), name=name))

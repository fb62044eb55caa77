"""What a change of a series would do to each of its events and dates, decided before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from campaigns.core.recurrence.dates import dates
from campaigns.core.recurrence.fates import Fate, FateKind, Window, fates
from campaigns.core.recurrence.rules import Rule
from campaigns.core.recurrence.standing import SeriesEvent, dates_stood_for, in_order, reach_of
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import HolidayPolicy


@dataclass(frozen=True, slots=True)
class Manner:
    """What a series says of the days and times of its events."""

    rule: Rule
    holiday_policy: HolidayPolicy
    start: time
    length: timedelta


class StepKind(StrEnum):
    """What becomes of an event or a date: ``LEAVE`` is an event nobody may touch, ``SKIP`` a date without event.

    ``RESTORE`` brings an event back that its series had cancelled.
    """

    KEEP = "keep"
    CHANGE = "change"
    ADD = "add"
    RESTORE = "restore"
    CANCEL = "cancel"
    LEAVE = "leave"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the difference.

    ``day`` is the date of the rule; where the rule has none any more, the event's own. ``at`` is the local time at
    which the event is to be held. ``was_left_out`` marks a date that had been left out before, though no holiday
    was in its way.
    """

    kind: StepKind
    day: date
    event: SeriesEvent | None = None
    fate: Fate | None = None
    at: datetime | None = None
    length: timedelta = timedelta()
    was_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What a change is decided on: the calendar, the last day of the edition, the activity's window."""

    calendar: WorkCalendar
    last_on: date
    window: Window = (None, None)

    def fates_of(self, manner: Manner) -> dict[date, Fate]:
        """Return the fates of a rule's dates by date."""
        found = fates(
            manner.rule, self.calendar, manner.holiday_policy, last_on=self.last_on, window=self.window
        )
        return {fate.original_on: fate for fate in found}

    def dates_of(self, rule: Rule) -> tuple[date, ...]:
        """Return the dates of a rule."""
        return dates(rule, self.last_on, self.calendar)


def missing_dates(rule: Rule, events: Iterable[SeriesEvent], ground: Ground) -> tuple[date, ...]:
    """Return the dates of a rule for which no event stands, which can be put back."""
    days = ground.dates_of(rule)
    taken = set(dates_stood_for(days, rule, events).values())
    return tuple(day for day in days if day not in taken)


def steps_of(
    before: Manner,
    after: Manner,
    events: Iterable[SeriesEvent],
    ground: Ground,
    *,
    since: date | None = None,
    ways: Mapping[date, datetime] | None = None,
    is_reworded: bool = False,
) -> tuple[Step, ...]:
    """Return what becomes of every event and date from ``since`` on, in order of day.

    Dates meet the events that stood for the same date first, then the rest in order, so that an event keeps its
    identity through a move of the weekday. What the change does not say stays as each event has it. ``ways`` gives
    other local times to single dates; ``is_reworded`` tells that place, title or responsible person change.
    """
    own = {event.id: event for event in events}
    old_days = ground.dates_of(before.rule)
    stood = dates_stood_for(old_days, before.rule, own.values())
    slots: list[tuple[date, SeriesEvent | None]] = [
        (stood.get(event.id, event.original_on), event) for event in own.values()
    ]
    slots += [(day, None) for day in old_days if day not in set(stood.values())]
    slots = sorted((one for one in slots if since is None or one[0] >= since), key=_place)
    found = [fate for day, fate in ground.fates_of(after).items() if since is None or day >= since]
    pairs = _paired(found, slots, max(reach_of(before.rule), reach_of(after.rule)))
    decide = _Decision(before, after, ground.fates_of(before), ways or {}, is_reworded)
    met = set(pairs.values())
    steps = [
        decide.of_date(fate, *(slots[pairs[place]] if place in pairs else (None, None)))
        for place, fate in enumerate(found)
    ]
    rest = [event for place, (_, event) in enumerate(slots) if event and place not in met]
    steps += [decide.of_rest(event) for event in rest if not event.is_dropped]
    return tuple(sorted(steps, key=lambda step: (step.day, step.event.id if step.event else 0)))


def _place(slot: tuple[date, SeriesEvent | None]) -> tuple[date, int]:
    return slot[0], slot[1].id if slot[1] else 0


def _paired(found: list[Fate], slots: list[tuple[date, SeriesEvent | None]], reach: int) -> dict[int, int]:
    """Return by place of the date the place of the slot it meets."""
    by_day: dict[date, int] = {}
    for place, (day, _) in enumerate(slots):
        by_day.setdefault(day, place)
    pairs = {n: by_day[fate.original_on] for n, fate in enumerate(found) if fate.original_on in by_day}
    met = set(pairs.values())
    here = [n for n in range(len(found)) if n not in pairs]
    there = [place for place in range(len(slots)) if place not in met]
    rest = in_order([found[n].original_on for n in here], [slots[place][0] for place in there], reach)
    return pairs | {here[i]: there[j] for i, j in rest}


@dataclass(frozen=True, slots=True)
class _Decision:
    before: Manner
    after: Manner
    old_fates: Mapping[date, Fate]
    ways: Mapping[date, datetime]
    is_reworded: bool

    def of_date(self, fate: Fate, stood_for: date | None, event: SeriesEvent | None) -> Step:
        """Return what becomes of a date and of the event that stands for it, if one does."""
        day = fate.original_on
        if event is None:
            at = self._at(day, fate.on, self.after.start) if fate.kind is not FateKind.OUTSIDE else None
            kind = StepKind.ADD if at else StepKind.SKIP
            return Step(kind, day, None, fate, at, self.after.length, self._was_held(stood_for))
        if event.is_protected:
            return Step(StepKind.LEAVE, day, event, fate)
        start = self.after.start if self.after.start != self.before.start else event.start
        length = self.after.length if self.after.length != self.before.length else event.length
        at = self._at(day, self._day_of(fate, stood_for, event), start)
        if event.is_dropped:
            kind = StepKind.RESTORE if at else StepKind.SKIP
            return Step(kind, day, event if at else None, fate, at, length, self._was_held(stood_for))
        if at is None:
            return Step(StepKind.CANCEL, day, event, fate)
        is_as_before = (at, length) == (datetime.combine(event.on, event.start), event.length)
        kind = StepKind.KEEP if is_as_before and not self.is_reworded else StepKind.CHANGE
        return Step(kind, day, event, fate, at, length)

    def of_rest(self, event: SeriesEvent) -> Step:
        """Return what becomes of an event for which the rule has no date any more."""
        kind = StepKind.LEAVE if event.is_protected else StepKind.CANCEL
        return Step(kind, event.original_on, event)

    def _was_held(self, stood_for: date | None) -> bool:
        """Tell whether a date of the old rule could have had its event, so that somebody left it out."""
        old = self.old_fates.get(stood_for) if stood_for else None
        return old is not None and old.on is not None

    def _at(self, day: date, on: date | None, start: time) -> datetime | None:
        return self.ways.get(day) or (datetime.combine(on, start) if on else None)

    def _day_of(self, fate: Fate, stood_for: date | None, event: SeriesEvent) -> date | None:
        """Return the day of an event: one that had been given another day than the rule's keeps it on its date."""
        old = self.old_fates.get(stood_for) if stood_for else None
        has_own_day = old is not None and event.on != old.on
        return event.on if has_own_day and stood_for == fate.original_on else fate.on

"""The read model of a series: what its dates would become, what they have become, and what a change would do."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.recurrence.changes import Step, StepKind
from campaigns.core.recurrence.fates import Fate
from campaigns.core.recurrence.rules import Rule
from campaigns.core.recurrence.standing import Protection
from campaigns.core.wording import Bilingual
from campaigns.enums import HolidayPolicy
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef

WRITING = frozenset({StepKind.CHANGE, StepKind.ADD, StepKind.RESTORE, StepKind.CANCEL})


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """A date of the rule as it stands: with times where it is held, and what speaks against it.

    ``clashes`` are double bookings, which need another time or a reason; ``notes`` only warn. ``free_at`` is another
    time that day at which the place is free. ``is_make_up`` marks a workday in exchange for a holiday (班).
    """

    fate: Fate
    starts_at: datetime | None
    ends_at: datetime | None
    clashes: tuple[Clash, ...] = ()
    notes: tuple[Clash, ...] = ()
    free_at: datetime | None = None
    is_make_up: bool = False
    is_own_way: bool = False
    is_chosen: bool = False

    @property
    def key(self) -> str:
        """Return what a form sends for this date: the rule's day and the local time at which it is held."""
        return f"{self.fate.original_on}/{self.starts_at:%Y-%m-%d/%H:%M}" if self.starts_at else ""


@dataclass(frozen=True, slots=True)
class SeriesPreview:
    """What a rule would make; ``unreached`` is how many of its count lie after the year.

    ``is_full`` tells that a rule without a count has more dates than one series may have.
    """

    dates: tuple[ProposedDate, ...]
    unreached: int
    before: RequirementProgress | None
    after: RequirementProgress | None
    is_full: bool = False

    @property
    def chosen(self) -> tuple[ProposedDate, ...]:
        """Return the dates that saving would make."""
        return tuple(one for one in self.dates if one.is_chosen)

    @property
    def clashing(self) -> int:
        """Return how many dates clash."""
        return sum(bool(one.clashes) for one in self.dates)


@dataclass(frozen=True, slots=True)
class SeriesTexts:
    """What a series says of all its events in words; an empty text is left to the activity or to each event."""

    place: str = ""
    title: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """One line of what a change of a series would do, with what speaks against it.

    ``item`` is the event as it stands; ``starts_at`` and ``ends_at`` are when it is to be held. ``clashes``, ``notes``,
    ``free_at``, ``is_make_up`` and ``is_own_way`` are as of a proposed date.
    """

    step: Step
    item: AgendaItem | None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    clashes: tuple[Clash, ...] = ()
    notes: tuple[Clash, ...] = ()
    free_at: datetime | None = None
    is_make_up: bool = False
    is_own_way: bool = False
    is_chosen: bool = False

    @property
    def is_offered(self) -> bool:
        """Tell whether a planner decides about this line: it would write something."""
        return self.step.kind in WRITING

    @property
    def is_over(self) -> bool:
        """Tell whether this is an event of the past, which no change can touch."""
        event = self.step.event
        return event is not None and event.protection in (Protection.HELD, Protection.PAST)

    @property
    def is_usual(self) -> bool:
        """Tell whether the line is ticked unless the planner decides otherwise."""
        return self.is_offered and not self.clashes and not self.step.was_left_out

    @property
    def is_moved(self) -> bool:
        """Tell whether the event is held at another time than before."""
        item = self.item
        return item is not None and (item.starts_at, item.ends_at) != (self.starts_at, self.ends_at)

    @property
    def key(self) -> str:
        """Return exactly what this line would do, to which version of which event."""
        event, at = self.step.event, self.starts_at
        who = f"{event.id}.{event.version}" if event else "-"
        when = f"{at:%Y-%m-%d/%H:%M}" if at else "-"
        return f"{self.step.day}/{self.step.kind}/{who}/{when}"


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What a change of a series would do, line by line; ``version`` is that of the series it was decided on."""

    series_id: int
    version: int
    steps: tuple[ProposedStep, ...]

    @property
    def chosen(self) -> tuple[ProposedStep, ...]:
        """Return the lines that saving would write."""
        return tuple(one for one in self.steps if one.is_chosen)

    @property
    def over(self) -> tuple[ProposedStep, ...]:
        """Return the lines of the past."""
        return tuple(one for one in self.steps if one.is_over)

    @property
    def open(self) -> tuple[ProposedStep, ...]:
        """Return all other lines."""
        return tuple(one for one in self.steps if not one.is_over)

    @property
    def clashing(self) -> int:
        """Return how many lines clash."""
        return sum(bool(one.clashes) for one in self.steps)

    @property
    def mark(self) -> str:
        """Return a short mark of everything that is shown, so that what is saved can be compared with it."""
        told = "\n".join([f"{self.series_id} {self.version}", *(one.key for one in self.steps)])
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def count(self, kind: StepKind) -> int:
        """Return how many lines are of a kind; of those that write, how many are chosen."""
        return sum(one.step.kind == kind and (one.is_chosen or not one.is_offered) for one in self.steps)


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A line of a series' page: an event with why a change leaves it alone, or a date that has none.

    ``stands_for`` is the date of the rule, or the event's own day of old where the rule has none for it;
    ``original_on`` is the day the rule gave the event when it was made.
    """

    stands_for: date
    item: AgendaItem | None = None
    protection: Protection | None = None
    missing: ProposedDate | None = None
    is_over: bool = False
    original_on: date | None = None

    @property
    def moved_from(self) -> date | None:
        """Return the day an event was moved from; one that stands where either rule put it was not moved."""
        if self.item is None or self.item.local_day in (self.stands_for, self.original_on):
            return None
        return self.stands_for


@dataclass(frozen=True, slots=True)
class SeriesShown:
    """A saved series with those of its events that the actor may see; ``cancellable`` is how many are untouched.

    ``undo_id`` is the line of the log of its last change, where that can still be taken back as a whole.
    """

    id: int
    version: int
    activity: ActivityRef
    title: Bilingual
    rule: Rule
    holiday_policy: HolidayPolicy
    start: time
    length: timedelta
    texts: SeriesTexts
    lines: tuple[SeriesLine, ...]
    cancellable: int
    may_change: bool
    undo_id: int | None = None

    @property
    def over(self) -> tuple[SeriesLine, ...]:
        """Return the events of the past."""
        return tuple(line for line in self.lines if line.is_over)

    @property
    def coming(self) -> tuple[SeriesLine, ...]:
        """Return all other lines."""
        return tuple(line for line in self.lines if not line.is_over)

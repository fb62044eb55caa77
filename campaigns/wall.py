"""The read model of the year wall: windows, events by day, holidays and due days of one edition on one sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.agenda import AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.enums import Counted, DayKind, EventStatus
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef, EditionRef, OrganisationRef
from campaigns.submissions import ObligationLine


@dataclass(frozen=True, slots=True)
class WallDot:
    """One event on its local day; ``is_held`` fills the dot, everything else that is still on outlines it."""

    on: date
    is_held: bool


@dataclass(frozen=True, slots=True)
class WallCount:
    """The first required count of a row in figures: done of target, with its unit.

    Where each event is counted, ``target`` is how many were held and ``done`` how many of them meet it.
    """

    text: Bilingual
    unit: Bilingual
    done: Decimal
    target: Decimal
    is_each: bool = False


@dataclass(frozen=True, slots=True)
class WallRow:
    """One activity: its window (inclusive, None where there is none), its events in order, its first count."""

    activity: ActivityRef
    starts_on: date | None
    ends_on: date | None
    dots: tuple[WallDot, ...]
    cancelled: int = 0
    count: WallCount | None = None

    @property
    def held(self) -> int:
        """Return how many events were held."""
        return sum(dot.is_held for dot in self.dots)

    @property
    def planned(self) -> int:
        """Return how many events are still to be held or closed out."""
        return len(self.dots) - self.held


@dataclass(frozen=True, slots=True)
class WallDay:
    """A holiday, make-up workday or blackout day; ``name`` may be empty on the days after a holiday's first."""

    on: date
    kind: DayKind
    name: Bilingual


@dataclass(frozen=True, slots=True)
class WallDue:
    """A day on which summaries are due, with the activities they are about; ``is_expected`` follows a planned end."""

    on: date
    activities: tuple[ActivityRef, ...]
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class YearWall:
    """One edition on one sheet, as it stood on ``today``; ``organisation`` is None for the whole programme."""

    edition: EditionRef
    today: date
    rows: tuple[WallRow, ...]
    days: tuple[WallDay, ...]
    dues: tuple[WallDue, ...]
    organisation: OrganisationRef | None = None
    is_provisional: bool = False


def hang_wall(
    edition: EditionRef,
    today: date,
    activities: Sequence[ActivityRef],
    items: Iterable[AgendaItem],
    requirements: Sequence[RequirementProgress],
    obligations: Iterable[ObligationLine],
    days: Iterable[WallDay],
    *,
    organisation: OrganisationRef | None = None,
    is_provisional: bool = False,
) -> YearWall:
    """Return the wall: one row an activity in the given order, each event once, due days merged by day."""
    events = list({item.id: item for item in items if not item.is_departed}.values())
    return YearWall(
        edition=edition,
        today=today,
        rows=tuple(_row(activity, events, requirements) for activity in activities),
        days=tuple(sorted(days, key=lambda day: day.on)),
        dues=_dues(obligations),
        organisation=organisation,
        is_provisional=is_provisional,
    )


def _row(
    activity: ActivityRef, events: Sequence[AgendaItem], requirements: Sequence[RequirementProgress]
) -> WallRow:
    own = [event for event in events if event.activity.id == activity.id]
    on = [event for event in own if not event.is_cancelled]
    counts = [line for line in requirements if line.activity is not None and line.activity.id == activity.id]
    dots = sorted((event.local_day, event.status is EventStatus.HELD) for event in on)
    return WallRow(
        activity=activity,
        starts_on=activity.window_start_on,
        ends_on=activity.actual_end_on or activity.window_end_on,
        dots=tuple(WallDot(day, is_held) for day, is_held in dots),
        cancelled=len(own) - len(on),
        count=_count(counts[0]) if counts else None,
    )


def _count(line: RequirementProgress) -> WallCount:
    return WallCount(line.text, line.done_unit, line.done, line.goal, line.counted is Counted.PER_EVENT)


def _dues(obligations: Iterable[ObligationLine]) -> tuple[WallDue, ...]:
    """Merge obligations by day; an expected day stays apart from a fixed one."""
    merged: dict[tuple[date, bool], dict[int, ActivityRef]] = {}
    for line in obligations:
        due = line.due_on or line.expected_due_on
        if due is not None:
            merged.setdefault((due, line.due_on is None), {})[line.activity.id] = line.activity
    return tuple(
        WallDue(on, tuple(sorted(activities.values(), key=lambda activity: activity.id)), is_expected)
        for (on, is_expected), activities in sorted(merged.items())
    )

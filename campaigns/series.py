"""The read model of a series: what its dates would become, and, once it is saved, what they have become."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.recurrence.fates import Fate
from campaigns.core.recurrence.rules import Rule
from campaigns.core.wording import Bilingual
from campaigns.enums import HolidayPolicy
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef


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
    """What a rule would make; ``unreached`` is how many of its count lie after the year."""

    dates: tuple[ProposedDate, ...]
    unreached: int
    before: RequirementProgress | None
    after: RequirementProgress | None

    @property
    def chosen(self) -> tuple[ProposedDate, ...]:
        """Return the dates that saving would make."""
        return tuple(one for one in self.dates if one.is_chosen)

    @property
    def clashing(self) -> int:
        """Return how many dates clash."""
        return sum(bool(one.clashes) for one in self.dates)


@dataclass(frozen=True, slots=True)
class SeriesShown:
    """A saved series with those of its events that the actor may see; ``cancellable`` is how many are untouched."""

    id: int
    version: int
    activity: ActivityRef
    title: Bilingual
    rule: Rule
    holiday_policy: HolidayPolicy
    start: str
    minutes: int
    place: str
    items: tuple[AgendaItem, ...]
    original_on: dict[int, date | None]
    cancellable: int

"""Closed spans out of somebody else's calendar, and what reading them would do to those that stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class ImportedSpan:
    """A busy time of a calendar file: UTC, the end exclusive.

    ``recurrence_on`` is the local day on which its rule put it, wherever it was moved to; None for what does not
    repeat.
    """

    uid: str
    recurrence_on: date | None
    starts_at: datetime
    ends_at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A span that stands already, with the id of its row."""

    id: int
    span: ImportedSpan


@dataclass(frozen=True, slots=True)
class Replaced:
    """A span that the file tells otherwise than it stands."""

    id: int
    before: ImportedSpan
    after: ImportedSpan


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do; what stands and is missing from the file stays, because a file may be a part of a calendar.

    ``digest`` is the same for the same outcome only, so that what is confirmed is what was shown.
    """

    added: tuple[ImportedSpan, ...] = ()
    changed: tuple[Replaced, ...] = ()
    same: tuple[ImportedSpan, ...] = ()

    @property
    def does_anything(self) -> bool:
        """Tell whether anything would be written."""
        return bool(self.added or self.changed)

    @property
    def digest(self) -> str:
        """Return what names this outcome."""
        told = repr((self.added, [(one.id, one.before, one.after) for one in self.changed]))
        return sha256(told.encode()).hexdigest()


def plan_import(spans: Iterable[ImportedSpan], standing: Iterable[Standing]) -> ImportPlan:
    """Return what is new, told otherwise, and the same.

    A span is known by its uid and the day of its rule; several of one day pair up in the order of their times.
    """
    known: Mapping[tuple[str, date | None], list[Standing]] = _by_key(standing)
    added, changed, same = [], [], []
    for span in sorted(spans, key=lambda one: (one.starts_at, one.ends_at, one.uid)):
        rows = known.get((span.uid, span.recurrence_on))
        row = rows.pop(0) if rows else None
        if row is None:
            added.append(span)
        elif row.span == span:
            same.append(span)
        else:
            changed.append(Replaced(row.id, row.span, span))
    return ImportPlan(tuple(added), tuple(changed), tuple(same))


def _by_key(standing: Iterable[Standing]) -> dict[tuple[str, date | None], list[Standing]]:
    known = defaultdict(list)
    for row in sorted(standing, key=lambda one: (one.span.starts_at, one.span.ends_at, one.id)):
        known[row.span.uid, row.span.recurrence_on].append(row)
    return known

"""A proposal as its page lays it out: by activity and month, what stays apart from what changes."""

from collections import defaultdict
from dataclasses import dataclass

from campaigns.core.spans import local_day
from campaigns.planning import LineKind, LineShown, Proposal
from campaigns.references import ActivityRef


@dataclass(frozen=True, slots=True)
class ActivityLines:
    """The lines of one activity: what changes by month of the new day, and what stays."""

    activity: ActivityRef
    months: tuple[tuple[int, tuple[LineShown, ...]], ...]
    kept: tuple[LineShown, ...]

    @property
    def changes(self) -> int:
        """Return how many lines add or move an event."""
        return sum(len(lines) for _month, lines in self.months)

    @property
    def is_open(self) -> bool:
        """Tell whether any line can still be accepted."""
        return any(line.is_open for _month, lines in self.months for line in lines)


def lines_by_activity(proposal: Proposal) -> tuple[ActivityLines, ...]:
    """Return the lines of each activity that has any, activities in their order and lines in order of start."""
    found: dict[ActivityRef, list[LineShown]] = {row.activity: [] for row in proposal.months}
    for line in proposal.lines:
        found.setdefault(line.activity, []).append(line)
    return tuple(
        ActivityLines(activity, _by_month(lines, proposal.edition.zone), _kept(lines))
        for activity, lines in found.items()
        if lines
    )


def _by_month(lines: list[LineShown], zone: str) -> tuple[tuple[int, tuple[LineShown, ...]], ...]:
    months: dict[int, list[LineShown]] = defaultdict(list)
    for one in lines:
        if one.line.kind is not LineKind.KEPT:
            months[local_day(one.line.starts_at, zone).month].append(one)
    return tuple((month, tuple(months[month])) for month in sorted(months))


def _kept(lines: list[LineShown]) -> tuple[LineShown, ...]:
    return tuple(one for one in lines if one.line.kind is LineKind.KEPT)

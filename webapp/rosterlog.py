"""The log of a roster in words, with what can still be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.models.change import Change
from campaigns.operations.roster_turns import UNDOABLE
from webapp.logwords import PlainLine, plain_lines


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A line of a roster's log; ``undo_id`` is the change to take back, or None."""

    line: PlainLine
    undo_id: int | None


def roster_lines(changes: Iterable[Change], *, may_keep: bool) -> tuple[RosterLine, ...]:
    """Return the lines newest first; one can be taken back while nothing later has touched the same events."""
    touched: set[str] = set()
    found = []
    rows = list(changes)
    undone = {change.undoes_id for change in rows}
    for change, line in zip(rows, plain_lines(rows), strict=True):
        events = set(change.after.get("turns", ()))
        may_undo = may_keep and change.verb in UNDOABLE and not touched & events and change.id not in undone
        found.append(RosterLine(line, change.id if may_undo else None))
        if change.id not in undone:
            touched |= events
    return tuple(found)

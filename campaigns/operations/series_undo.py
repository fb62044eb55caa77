"""A change of a series is taken back whole: every event's line in turn, the last first, and then the series."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.enums import HolidayPolicy
from campaigns.errors import NotFound, Problem, Rejected
from campaigns.models.event import Series
from campaigns.operations.bookings import lock_events
from campaigns.operations.changes import record
from campaigns.operations.undo import undo_change
from campaigns.queries.changes import find_last_change_id, get_change, list_changes_by_id
from campaigns.queries.frames import Frame
from campaigns.queries.series_events import get_series_row, series_values

COLUMNS = frozenset({"title_zh", "rule", "starts_on", "ends_on", "holiday_policy"})


def undo_series_change(
    session: Session, frame: Frame, series_id: int, change_id: int, *, actor: Actor, now: datetime
) -> Series:
    """Take back the newest act on a series; raises Rejected when anything later has touched one of its events."""
    series = get_series_row(session, frame, actor, series_id, locked=True)
    change = get_change(session, change_id)
    if (change.subject_kind, change.subject_id) != ("series", series_id) or "event_lines" not in change.after:
        raise NotFound("change", change_id)
    if find_last_change_id(session, "series", series_id) != change_id or change.verb == "undone":
        message = Bilingual(
            "之后系列又有修改，不能直接撤销。", "The series changed later, so this cannot simply be undone."
        )
        raise Rejected(Problem("", message))
    lines = change.after["event_lines"]
    lock_events(session, [one.subject_id for one in list_changes_by_id(session, lines)])
    for line in reversed(lines):
        row = undo_change(session, frame, line, actor=actor, now=now)
        row.series_version = row.version
        session.add(row)
    before = series_values(series)
    _restore(series, change.before, change.after)
    series.version += 1
    session.add(series)
    record(session, actor=actor, subject_kind="series", subject_id=series_id, verb="undone", now=now,
           before=before, after=series_values(series), undoes_id=change_id)  # fmt: skip
    return series


def _restore(series: Series, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Give a series the values of before, as its columns and its defaults hold them."""
    kinds: dict[str, Any] = {
        "starts_on": date.fromisoformat,
        "ends_on": date.fromisoformat,
        "holiday_policy": HolidayPolicy,
    }
    columns = {name: value for name, value in before.items() if name in COLUMNS}
    for name, value in columns.items():
        setattr(series, name, kinds[name](value) if name in kinds and value is not None else value)
    words = {name: value for name, value in before.items() if name in after and name not in COLUMNS}
    new = after.keys() - before.keys() - {"event_lines"}
    series.defaults = {
        name: value for name, value in (dict(series.defaults) | words).items() if name not in new
    }

"""A series makes its events all or not at all, and its rest can be taken back in one step."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.core.days import day_in_words
from campaigns.core.permissions import Actor
from campaigns.core.recurrence.standing import protection_of
from campaigns.core.recurrence.texts import rule_text
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import Occurrence, SeriesDraft
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.event import Event, Series
from campaigns.operations.bookings import lock_events
from campaigns.operations.changes import record
from campaigns.operations.completion import complete
from campaigns.operations.events import cancel_event, schedule_event
from campaigns.operations.once import wait_for_own
from campaigns.operations.series_lines import last_line, lines_since
from campaigns.queries.frames import Frame
from campaigns.queries.series_events import get_series_row, series_values
from campaigns.queries.sight import changeable_events


def schedule_series(
    session: Session, frame: Frame, draft: SeriesDraft, *, actor: Actor, now: datetime
) -> Series:
    """Add a series with one event for each chosen date; the same creation key answers with the series of before.

    Raises Rejected with the problems of every date at once, after which the caller's rollback leaves nothing.
    """
    uid = series_uid(draft.creation_key)
    made = _made_before(session, uid, draft, actor)
    if made is not None:
        return made
    if not draft.occurrences:
        message = Bilingual("请至少选一个日期。", "Choose at least one date.")
        raise Rejected(Problem("chosen", message))
    series = Series(uid=uid, edition_id=frame.edition.id, **series_columns(session, frame, draft, actor))
    session.add(series)
    session.flush()
    problems: list[Problem] = []
    for occurrence in draft.occurrences:
        try:
            schedule_occurrence(session, frame, draft, occurrence, series, actor=actor, now=now)
        except Rejected as refusal:
            day = day_in_words(local_day(occurrence.starts_at, frame.edition.zone))
            problems += with_day(day, refusal)
    if problems:
        raise Rejected(*problems)
    record(session, actor=actor, subject_kind="series", subject_id=series.id or 0, verb="scheduled", now=now,
           after=series_values(series), reason=draft.override_reason)  # fmt: skip
    return series


def cancel_rest(
    session: Session, frame: Frame, series_id: int, *, version: int, actor: Actor, now: datetime
) -> int:
    """Cancel the events of a series that are still to come and that nobody has touched; return how many."""
    series = get_series_row(session, frame, actor, series_id, locked=True)
    if series.version != version:
        raise Stale(series)
    rest = [row for row in own_events(session, series_id, actor) if _follows(row, now)]
    if not rest:
        message = Bilingual(
            "没有可以取消的场次：都已举办、已改动或已取消。",
            "There is nothing to cancel: every event is over, was changed or is cancelled.",
        )
        raise Rejected(Problem("", message))
    lock_events(session, [row.id or 0 for row in rest])
    line = last_line(session)
    for row in rest:
        cancel_event(session, frame, row.id or 0, "撤销系列", version=row.version, actor=actor, now=now)
        row.series_version = row.version
        session.add(row)
    series.version += 1
    session.add(series)
    lines = lines_since(session, line, [row.id or 0 for row in rest])
    record(session, actor=actor, subject_kind="series", subject_id=series_id, verb="cancelled", now=now,
           after={"events": len(rest), "event_lines": lines})  # fmt: skip
    return len(rest)


def put_back(
    session: Session,
    frame: Frame,
    series_id: int,
    draft: SeriesDraft,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Event:
    """Schedule the one chosen date of a series that had been left without an event."""
    series = get_series_row(session, frame, actor, series_id, locked=True)
    if series.version != version:
        raise Stale(series)
    own_events(session, series_id, actor)
    (occurrence,) = draft.occurrences
    row = schedule_occurrence(session, frame, draft, occurrence, series, actor=actor, now=now)
    series.version += 1
    session.add(series)
    record(session, actor=actor, subject_kind="series", subject_id=series_id, verb="put_back", now=now,
           after={"original_on": occurrence.original_on})  # fmt: skip
    return row


def own_events(session: Session, series_id: int, actor: Actor) -> list[Event]:
    """Return the events of a series that are the actor's to change, in order of start; raises Forbidden for none."""
    own = select(Event).where(Event.series_id == series_id, changeable_events(actor))
    rows = list(session.exec(own.order_by(col(Event.starts_at))))
    if not rows:
        raise Forbidden
    return rows


def _follows(row: Event, now: datetime) -> bool:
    """Tell whether an event is still to come as its series made it."""
    protection = protection_of(
        row.status, row.version, row.series_version, is_pinned=row.is_pinned, starts_at=row.starts_at, now=now
    )
    return protection is None


def series_uid(creation_key: str | None) -> str:
    """Return the identity of a series, which follows from the key of the form that makes it."""
    made = uuid.uuid5(uuid.NAMESPACE_OID, creation_key) if creation_key else uuid.uuid4()
    return f"{made}@campaigns"


def _made_before(session: Session, uid: str, draft: SeriesDraft, actor: Actor) -> Series | None:
    """Return what the same form made before; the actor's own row is locked, so that a double click waits here."""
    if not draft.creation_key:
        return None
    wait_for_own(session, actor)
    return session.exec(select(Series).where(Series.uid == uid)).first()


def series_columns(session: Session, frame: Frame, draft: SeriesDraft, actor: Actor) -> dict[str, Any]:
    """Return the columns of a series' row, with what all its events have in common as its defaults."""
    completed = complete(session, frame, draft.event, actor)
    return {
        "activity_id": completed.activity.id,
        "host_id": completed.host_id,
        "title_zh": completed.title_zh,
        "rule": rule_text(draft.rule),
        "starts_on": draft.rule.starts_on,
        "ends_on": draft.rule.until,
        "holiday_policy": draft.holiday_policy,
        "defaults": {
            "start": f"{draft.event.starts_at.astimezone(ZoneInfo(frame.edition.zone)):%H:%M}",
            "minutes": str(int((completed.ends_at - draft.event.starts_at).total_seconds()) // 60),
            "place": draft.event.place,
            "title": draft.event.title_zh,
            "responsible": draft.event.responsible,
        },
    }


def schedule_occurrence(
    session: Session,
    frame: Frame,
    draft: SeriesDraft,
    occurrence: Occurrence,
    series: Series,
    *,
    actor: Actor,
    now: datetime,
) -> Event:
    """Add the event of one date."""
    times = {"starts_at": occurrence.starts_at, "ends_at": occurrence.ends_at}
    own = {"override_reason": draft.override_reason, "creation_key": None}
    event = draft.event.model_copy(update=times | own)
    row = schedule_event(session, frame, event, actor=actor, now=now)
    row.series_id, row.original_on, row.series_version = series.id, occurrence.original_on, row.version
    session.add(row)
    session.flush()
    return row


def with_day(day: Bilingual, refusal: Rejected) -> list[Problem]:
    """Return the problems of one date with its day before each; those of the place belong to the list of dates."""
    sentence = Bilingual("{day}：{what}", "{day}: {what}")
    return [
        Problem(
            "chosen" if problem.field == "place" else problem.field,
            sentence.filled(day=day, what=problem.message),
        )
        for problem in refusal.problems
    ]

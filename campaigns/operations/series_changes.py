"""A series is changed: its events follow it, keep their identity, and those that are somebody's own are left."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.days import day_in_words
from campaigns.core.permissions import Actor
from campaigns.core.recurrence.changes import StepKind
from campaigns.core.recurrence.standing import Protection, protection_of
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft, Occurrence, SeriesChangeDraft, SeriesStep
from campaigns.errors import Problem, Rejected, Stale
from campaigns.models.event import Event, EventOrganiser, Series
from campaigns.operations.bookings import lock_events, persons_of
from campaigns.operations.changes import record
from campaigns.operations.events import cancel_event, edit_event
from campaigns.operations.series import own_events, schedule_occurrence, series_columns, with_day
from campaigns.operations.series_lines import last_line, lines_since
from campaigns.operations.undo import restore_event
from campaigns.queries.frames import Frame
from campaigns.queries.series_changes import draft_of_series, texts_wanted
from campaigns.queries.series_events import get_series_row, series_values, texts_of
from campaigns.series import SeriesTexts

REASON = "系列调整"


def change_series(
    session: Session, frame: Frame, series_id: int, draft: SeriesChangeDraft, *, actor: Actor, now: datetime
) -> int:
    """Write the chosen lines of a change and then the series itself, all or nothing; return the log's line of it.

    Raises Stale when the series or one of the events is no longer what was seen, and Rejected with the problems of
    every line at once, after which the caller's rollback leaves everything as it was.
    """
    series = get_series_row(session, frame, actor, series_id, locked=True)
    if series.version != draft.version:
        raise Stale(series)
    own_events(session, series_id, actor)
    lock_events(session, [step.event_id for step in draft.steps if step.event_id is not None])
    before, line = series_values(series), last_line(session)
    texts, problems, touched = texts_of(series), [], []
    for step in in_writing_order(draft.steps, _starts(session, draft.steps)):
        try:
            touched.append(_write(session, frame, series, draft, step, texts, actor, now))
        except Rejected as refusal:
            problems += with_day(day_in_words(step.original_on), refusal)
    if problems:
        raise Rejected(*problems)
    event = draft_of_series(frame, series, draft.wanted.event)
    wanted = draft.wanted.model_copy(update={"event": event})
    for name, value in series_columns(session, frame, wanted, actor).items():
        setattr(series, name, value)
    series.version += 1
    session.add(series)
    after = series_values(series)
    if before == after and not touched:
        raise Rejected(Problem("", Bilingual("没有要改的内容。", "There is nothing to change.")))
    after["event_lines"] = lines_since(session, line, touched)
    line_of_all = record(
        session, actor=actor, subject_kind="series", subject_id=series_id, verb="changed", now=now,
        before=before, after=after, reason=draft.wanted.override_reason,
    )  # fmt: skip
    return line_of_all.id or 0


def in_writing_order(steps: Iterable[SeriesStep], starts: dict[int, datetime]) -> list[SeriesStep]:
    """Return lines so that none meets an event of the same series that is about to make room.

    What is cancelled goes first; what moves later goes from the last to the first, and what moves earlier the other
    way round; new dates come when all that is done.
    """

    def rank(step: SeriesStep) -> tuple[int, float]:
        at = step.starts_at.timestamp() if step.starts_at else 0.0
        if step.kind is StepKind.CANCEL:
            return 0, 0.0
        if step.event_id is None or step.starts_at is None or step.kind is StepKind.RESTORE:
            return 3, at
        return (1, -at) if step.starts_at > starts[step.event_id] else (2, at)

    return sorted(steps, key=rank)


def _starts(session: Session, steps: Iterable[SeriesStep]) -> dict[int, datetime]:
    ids = [step.event_id for step in steps if step.event_id is not None]
    rows = session.exec(select(Event.id, Event.starts_at).where(col(Event.id).in_(ids)))
    return {id_ or 0: starts_at for id_, starts_at in rows}


def _write(
    session: Session,
    frame: Frame,
    series: Series,
    draft: SeriesChangeDraft,
    step: SeriesStep,
    texts: SeriesTexts,
    actor: Actor,
    now: datetime,
) -> int:
    """Write one line and return the event's id."""
    if step.event_id is None:
        return _add(session, frame, series, draft, step, actor, now)
    row = _follower(session, series, step, now)
    version = step.version or 0
    if step.kind is StepKind.CANCEL:
        cancel_event(session, frame, step.event_id, REASON, version=version, actor=actor, now=now)
    else:
        if step.kind is StepKind.RESTORE:
            version = restore_event(
                session, frame, step.event_id, version=version, actor=actor, now=now
            ).version
        event = _rewritten(session, frame, row, step, texts, draft.wanted.event)
        reason = draft.wanted.override_reason or _kept_reason(row, event)
        event = event.model_copy(update={"override_reason": reason})
        edit_event(session, frame, step.event_id, event, version=version, actor=actor, now=now)
    row.series_version = row.version
    session.add(row)
    session.flush()
    return step.event_id


def _add(
    session: Session,
    frame: Frame,
    series: Series,
    draft: SeriesChangeDraft,
    step: SeriesStep,
    actor: Actor,
    now: datetime,
) -> int:
    if step.starts_at is None or step.ends_at is None:
        raise ValueError("a date that is added has its times")
    occurrence = Occurrence(original_on=step.original_on, starts_at=step.starts_at, ends_at=step.ends_at)
    event = draft_of_series(frame, series, draft.wanted.event)
    wanted = draft.wanted.model_copy(update={"event": event})
    return schedule_occurrence(session, frame, wanted, occurrence, series, actor=actor, now=now).id or 0


def _follower(session: Session, series: Series, step: SeriesStep, now: datetime) -> Event:
    """Return the locked row of an event that still follows its series; raises Stale when it no longer does."""
    statement = select(Event).where(Event.id == step.event_id, Event.series_id == series.id)
    row = session.exec(statement.with_for_update().execution_options(populate_existing=True)).first()
    if row is None or row.version != step.version:
        raise Stale(series)
    protection = protection_of(
        row.status, row.version, row.series_version, is_pinned=row.is_pinned, starts_at=row.starts_at, now=now
    )
    if protection is not (Protection.DROPPED if step.kind is StepKind.RESTORE else None):
        raise Stale(series)
    return row


def _rewritten(
    session: Session, frame: Frame, row: Event, step: SeriesStep, before: SeriesTexts, wanted: EventDraft
) -> EventDraft:
    """Return an event as it stands with the times of its line and what the series now says otherwise in words."""
    organisers = session.exec(select(EventOrganiser.organisation_id).where(EventOrganiser.event_id == row.id))
    organisations, after = frame.organisations, texts_wanted(wanted)
    district = organisations[row.district_id].slug if row.district_id else None
    changes: dict[str, Any] = {}
    if after.place != before.place:
        changes |= {"place": after.place, "venue_id": wanted.venue_id, "district_slug": None}
    if after.title != before.title:
        changes |= {"title_zh": after.title, "title_en": ""}
    if after.responsible != before.responsible:
        changes["responsible"] = after.responsible
    return EventDraft(
        activity_code=frame.activities[row.activity_id].code,
        starts_at=step.starts_at or row.starts_at,
        ends_at=step.ends_at or row.ends_at,
        is_all_day=row.is_all_day,
        place=row.place,
        venue_id=row.venue_id,
        title_zh=row.title_zh,
        title_en=row.title_en,
        host_slug=organisations[row.host_id].slug,
        district_slug=district,
        level=row.level,
        status=row.status,
        visibility=row.visibility,
        organiser_slugs=tuple(organisations[id_].slug for id_ in organisers),
        person_ids=tuple(persons_of(session, row)),
        expected_people=row.expected_people,
        description=row.description,
        materials=row.materials,
        responsible=row.responsible,
    ).model_copy(update=changes)


def _kept_reason(row: Event, event: EventDraft) -> str:
    """Return why the event stands beside another, as long as it stays where and when it is."""
    is_there = (row.starts_at, row.ends_at, row.venue_id) == (event.starts_at, event.ends_at, event.venue_id)
    return row.clash_override if is_there else ""

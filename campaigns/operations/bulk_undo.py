"""A bulk change taken back: exactly the events that stand as it left them, and word about those that do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.bulk import FOREIGN
from campaigns.core.clashes import needing_reason
from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.errors import Forbidden, NotFound, Problem, Rejected
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.operations.bulk import BULK_LOGGED, SUBJECT, lock_what_is_taken
from campaigns.operations.changes import record, record_all, values_of
from campaigns.operations.revisions import face_of, revise_all
from campaigns.operations.undo import typed
from campaigns.queries.bulk import Chosen, clashes_after, list_chosen
from campaigns.queries.changes import get_change, list_changes_by_id
from campaigns.queries.frames import Frame

TOUCHED = Bilingual("之后又改过", "changed since")
TAKEN = Bilingual("原来的时间地点已另有安排", "its old time or place is taken now")
GONE = Bilingual("不在您的范围内", "not within your sight")


@dataclass(frozen=True, slots=True)
class Untaken:
    """An event that stays as the bulk change left it or as somebody changed it since, and why."""

    title: Bilingual
    why: Bilingual


@dataclass(frozen=True, slots=True)
class BulkUndone:
    """How many events were put back, and which were not."""

    count: int
    kept: tuple[Untaken, ...]


def undo_bulk(session: Session, frame: Frame, change_id: int, *, actor: Actor, now: datetime) -> BulkUndone:
    """Put back what a bulk change did; raises Rejected when that was done before or nothing is as it left it."""
    whole = get_change(session, change_id)
    if whole.subject_kind != SUBJECT or whole.subject_id != frame.edition.id or whole.verb == "undone":
        raise NotFound("change", change_id)
    if whole.account_id != actor.account_id:
        raise Forbidden
    lines = {line.subject_id: line for line in list_changes_by_id(session, whole.after.get("changes", ()))}
    chosen = list_chosen(session, frame, actor, sorted(lines), locked=True)
    if session.exec(select(Change.id).where(Change.undoes_id == whole.id)).first() is not None:
        raise Rejected(Problem("", Bilingual("这批修改已经撤销过。", "This has been undone already.")))
    kept = [Untaken(Bilingual(one.row.title_zh, one.row.title_en), why) for one in chosen
            if (why := _why_not(one, lines[one.row.id or 0]))]  # fmt: skip
    kept += [Untaken(GONE, GONE)] * (len(lines) - len(chosen))
    back = [one for one in chosen if not _why_not(one, lines[one.row.id or 0])]
    put, taken = _put_back(session, frame, back, lines, actor=actor, now=now)
    kept += [Untaken(Bilingual(row.title_zh, row.title_en), TAKEN) for row in taken]
    if not put:
        message = Bilingual(
            "这些活动之后都改过，没有可以撤销的。", "All of them were changed since; nothing can be undone."
        )
        raise Rejected(Problem("", message))
    record(session, actor=actor, subject_kind=SUBJECT, subject_id=frame.edition.id, verb="undone", now=now,
           after={"events": len(put), "changes": [line.id for line in put]}, undoes_id=whole.id)  # fmt: skip
    return BulkUndone(len(put), tuple(kept))


def _why_not(one: Chosen, line: Change) -> Bilingual | None:
    """Return why an event is not put back; only what the bulk change touched has to stand as it left it."""
    if not one.may_change:
        return FOREIGN
    current = values_of(one.row, BULK_LOGGED)
    return TOUCHED if any(current[name] != value for name, value in line.after.items()) else None


def _put_back(
    session: Session,
    frame: Frame,
    back: Sequence[Chosen],
    lines: Mapping[int, Change],
    *,
    actor: Actor,
    now: datetime,
) -> tuple[list[Change], list[Event]]:
    """Write the old values where the old place is still free; return the lines, and the events whose place is taken."""
    wanted = {one.row.id or 0: _old_values(lines[one.row.id or 0]) for one in back}
    taken = _taken(session, frame, back, wanted, actor)
    befores, revised = [], []
    for one in back:
        if one.row.id in taken:
            continue
        befores.append(values_of(one.row, BULK_LOGGED))
        revised.append((one.row, face_of(one.row)))
        for name, value in wanted[one.row.id or 0].items():
            setattr(one.row, name, value)
        one.row.year = one.row.local_day.year
    revise_all(session, frame, revised, now=now)
    put = record_all(
        session,
        actor=actor,
        subject_kind="event",
        verb="undone",
        now=now,
        values=[
            (row.id or 0, before, values_of(row, BULK_LOGGED))
            for (row, _), before in zip(revised, befores, strict=True)
        ],
        undoes={id_: lines[id_].id for id_ in wanted},
    )
    return put, [one.row for one in back if one.row.id in taken]


def _old_values(line: Change) -> dict[str, Any]:
    return {name: typed(name, value) for name, value in line.before.items()}


def _taken(
    session: Session,
    frame: Frame,
    back: Sequence[Chosen],
    wanted: Mapping[int, Mapping[str, Any]],
    actor: Actor,
) -> set[int]:
    """Return the events whose old time and place are double booked now, without those that meant to be."""
    placed = {id_ for id_, values in wanted.items() if values.keys() & {"starts_at", "venue_id", "status"}}
    if not placed:
        return set()
    rows = {one.row.id or 0: one.row for one in back}
    venues = {values["venue_id"] for values in wanted.values() if values.get("venue_id")}
    lock_what_is_taken(session, list(rows.values()), venues)
    with session.no_autoflush:
        named = {row.id: row for row in session.exec(select(Venue).where(col(Venue.id).in_(venues)))}
    found = clashes_after(session, frame, {id_: wanted[id_] for id_ in placed}, venues=named, actor=actor)
    meant = {id_ for id_ in placed if rows[id_].clash_override}
    return {id_ for id_, clashes in found.items() if needing_reason(clashes, confirms=False)} - meant

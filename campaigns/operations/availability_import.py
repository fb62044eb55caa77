"""A calendar file as availability: written whole, told in one line of the log, and undone by that line."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from campaigns.core.imported import ImportedSpan, ImportPlan, plan_import
from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.enums import AvailabilityKind
from campaigns.errors import NotFound, Problem, Rejected
from campaigns.models.availability import Availability
from campaigns.operations.availability import Owner, lock_owner
from campaigns.operations.changes import record
from campaigns.queries.availability import list_availability, list_imported
from campaigns.queries.changes import get_change

VERB, UNDONE = "hours_imported", "hours_import_undone"


def import_spans(
    session: Session,
    owner: Owner,
    spans: Sequence[ImportedSpan],
    *,
    seen: str,
    actor: Actor,
    now: datetime,
    file_name: str = "",
) -> tuple[ImportPlan, int | None]:
    """Write what a file says and return what was done, with the line of the log, or None where nothing was to do.

    ``seen`` is the digest of what the person was shown: where something else would happen now, nothing does.
    """
    lock_owner(session, owner, actor)
    plan = plan_import(spans, list_imported(session, owner.venue_id, owner.person_id))
    if not plan.does_anything:
        return plan, None
    if plan.digest != seen:
        message = Bilingual(
            "刚才有人改过这里的时间，请看一下新的结果再确认。",
            "Somebody has just changed these times; look at the new result before you confirm.",
        )
        raise Rejected(Problem("", message))
    rows = [Availability(kind=AvailabilityKind.CLOSED, venue_id=owner.venue_id, person_id=owner.person_id,
                         **_columns(span)) for span in plan.added]  # fmt: skip
    session.add_all(rows)
    standing = _rows(session, owner)
    for one in plan.changed:
        standing[one.id].sqlmodel_update(_columns(one.after))
    session.flush()
    kind, id_ = owner.subject
    change = record(session, actor=actor, subject_kind=kind, subject_id=id_, verb=VERB, now=now,
                    before={"changed_spans": {str(one.id): _told(one.before) for one in plan.changed}},
                    after=_after(plan, rows, file_name))  # fmt: skip
    return plan, change.id


def undo_import(session: Session, change_id: int, *, actor: Actor, now: datetime) -> tuple[Owner, int]:
    """Take back what one import wrote, where it stands as it left it, and return how many spans were touched since."""
    change = get_change(session, change_id)
    if change.verb != VERB:
        raise NotFound("change", change_id)
    is_venue = change.subject_kind == "venue"
    owner = Owner(change.subject_id if is_venue else None, None if is_venue else change.subject_id)
    lock_owner(session, owner, actor)
    standing = {one.id: one.span for one in list_imported(session, owner.venue_id, owner.person_id)}
    rows = _rows(session, owner)
    kept = undone = 0
    for id_, told in change.after["changed_spans"].items():
        row = rows.get(int(id_))
        before = change.before["changed_spans"].get(id_)
        if row is None or standing.get(int(id_)) != _span(told):
            kept += row is not None
        elif before is None:
            session.delete(row)
            undone += 1
        else:
            row.sqlmodel_update(_columns(_span(before)))
            undone += 1
    session.flush()
    if undone:
        record(session, actor=actor, subject_kind=change.subject_kind, subject_id=change.subject_id, verb=UNDONE,
               now=now, after={"spans_undone": undone}, undoes_id=change.id)  # fmt: skip
    return owner, kept


def _rows(session: Session, owner: Owner) -> dict[int, Availability]:
    rows = list_availability(session, venue_id=owner.venue_id, person_id=owner.person_id)
    return {row.id: row for row in rows if row.id is not None}


def _after(plan: ImportPlan, rows: Sequence[Availability], file_name: str) -> dict[str, Any]:
    written = {str(row.id): _told(span) for row, span in zip(rows, plan.added, strict=True)}
    return {
        "file_name": file_name,
        "spans_added": len(plan.added),
        "spans_changed": len(plan.changed),
        "changed_spans": written | {str(one.id): _told(one.after) for one in plan.changed},
    }


def _columns(span: ImportedSpan) -> dict[str, Any]:
    names = ("uid", "recurrence_on", "starts_at", "ends_at", "name")
    return {name: getattr(span, name) for name in names}


def _told(span: ImportedSpan) -> list[str | None]:
    on = span.recurrence_on
    return [span.uid, on.isoformat() if on else None, span.starts_at.astimezone(UTC).isoformat(),
            span.ends_at.astimezone(UTC).isoformat(), span.name]  # fmt: skip


def _span(told: Sequence[str]) -> ImportedSpan:
    uid, on, starts_at, ends_at, name = told
    day = date.fromisoformat(on) if on else None
    return ImportedSpan(uid, day, datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at), name)

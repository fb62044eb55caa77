"""One change for many events: all of it or nothing, one line of the log for the whole beside each event's own."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.bulk import BulkDraft, BulkLine, BulkPreview
from campaigns.core.bulk import PLACES, BulkAct
from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected
from campaigns.models.assignment import Assignment, Person
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.models.organisation import Organisation
from campaigns.models.venue import Venue
from campaigns.operations.changes import record, record_all, values_of
from campaigns.operations.events import LOGGED
from campaigns.operations.revisions import face_of, revise_all
from campaigns.queries.bulk import Chosen, judge, list_chosen
from campaigns.queries.frames import Frame
from campaigns.queries.venues import find_venue_by_name

SUBJECT = "bulk"
BULK_LOGGED = (*LOGGED, *(name for name in ("is_pinned",) if name not in LOGGED))
VERBS = {BulkAct.SHIFT: "moved", BulkAct.WORKDAY: "moved", BulkAct.CANCEL: "cancelled"}


def change_events(
    session: Session, frame: Frame, draft: BulkDraft, *, actor: Actor, now: datetime
) -> tuple[BulkPreview, Change | None]:
    """Change what may be changed of the chosen events and return what was hit and left, and the line of the whole.

    Raises Rejected where the change itself is not said. Without anything to change there is no line.
    """
    check_bulk(draft)
    chosen = list_chosen(session, frame, actor, sorted(draft.versions), locked=True)
    if draft.act in PLACES or draft.act is BulkAct.CONFIRM:
        venue = find_venue_by_name(session, draft.place) if draft.act is BulkAct.PLACE else None
        lock_what_is_taken(session, [one.row for one in chosen], {venue.id or 0} if venue else ())
    preview = judge(session, frame, draft, chosen, actor=actor)
    if not preview.hit:
        return preview, None
    reason = draft.reason.strip() or draft.override_reason.strip()
    lines = _write(session, frame, preview.hit, chosen, draft, actor=actor, now=now, reason=reason)
    whole = record(
        session,
        actor=actor,
        subject_kind=SUBJECT,
        subject_id=frame.edition.id,
        verb=f"bulk_{draft.act}",
        now=now,
        after={"events": len(lines), "changes": [line.id for line in lines]},
        reason=reason,
    )
    return preview, whole


def check_bulk(draft: BulkDraft) -> None:
    """Raise Rejected where the change leaves out what it is about."""
    gaps = {
        BulkAct.SHIFT: (
            "days",
            draft.days,
            "请写移动几天，往前写负数。",
            "Say by how many days; earlier is negative.",
        ),
        BulkAct.PLACE: ("place", draft.place, "请写新的地点。", "Say the new place."),
        BulkAct.HOST: ("host", draft.host_slug, "请选择单位。", "Choose an organisation."),
        BulkAct.RESPONSIBLE: ("responsible", draft.responsible, "请写责任岗位。", "Say who is responsible."),
        BulkAct.CANCEL: ("reason", draft.reason.strip(), "请写明取消的原因。", "Say why they are cancelled."),
    }
    problems = []
    if not draft.versions:
        problems.append(Problem("", Bilingual("请先选中要处理的活动。", "Choose the events first.")))
    name, value, zh, en = gaps.get(draft.act, ("", True, "", ""))
    if not value:
        problems.append(Problem(name, Bilingual(zh, en)))
    if problems:
        raise Rejected(*problems)


def lock_what_is_taken(session: Session, rows: Sequence[Event], venue_ids: Collection[int] = ()) -> None:
    """Lock the venues, persons and teams of events in the order of ``bookings``, so that races wait for each other."""
    with session.no_autoflush:
        venues = sorted({*venue_ids, *(row.venue_id for row in rows if row.venue_id is not None)})
        locked = select(Venue.id).where(col(Venue.id).in_(venues)).order_by(col(Venue.id))
        session.exec(locked.with_for_update()).all()
        assigned = select(Assignment.person_id, Assignment.organisation_id).where(
            col(Assignment.event_id).in_([row.id for row in rows])
        )
        pairs = session.exec(assigned).all()
        persons = sorted({person for person, _ in pairs if person is not None})
        teams = sorted({team for _, team in pairs if team is not None})
        if persons:
            own = select(Person.id).where(col(Person.id).in_(persons)).order_by(col(Person.id))
            session.exec(own.with_for_update()).all()
        if teams:
            those = (
                select(Organisation.id).where(col(Organisation.id).in_(teams)).order_by(col(Organisation.id))
            )
            session.exec(those.with_for_update(key_share=True)).all()


def _write(
    session: Session,
    frame: Frame,
    hit: Sequence[BulkLine],
    chosen: Sequence[Chosen],
    draft: BulkDraft,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
) -> list[Change]:
    rows = {one.row.id or 0: one.row for one in chosen}
    befores, revised = [], []
    for line in hit:
        row = rows[line.event_id]
        befores.append(values_of(row, BULK_LOGGED))
        revised.append((row, face_of(row)))
        for name, value in line.values.items():
            setattr(row, name, value)
        row.year = row.local_day.year
        if draft.override_reason.strip() and line.clashes:
            row.clash_override = draft.override_reason.strip()
    revise_all(session, frame, revised, now=now)
    return record_all(
        session,
        actor=actor,
        subject_kind="event",
        verb=VERBS.get(draft.act, "edited"),
        now=now,
        values=[
            (row.id or 0, before, values_of(row, BULK_LOGGED))
            for (row, _), before in zip(revised, befores, strict=True)
        ],
        reason=reason,
    )

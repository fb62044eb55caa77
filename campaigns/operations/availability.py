"""When venues are open and persons are there: rows are added and taken out, never edited, so each can be put back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.opening import ClosedSpan, OpenHours, check_hours
from campaigns.core.permissions import Actor, may_keep_hours
from campaigns.core.wording import Bilingual
from campaigns.enums import AvailabilityKind
from campaigns.errors import Forbidden, NotFound, Problem, Rejected
from campaigns.models.assignment import Person
from campaigns.models.availability import Availability
from campaigns.models.venue import Venue
from campaigns.operations.changes import record, values_of
from campaigns.queries.changes import get_change

COLUMNS = (
    "venue_id", "person_id", "kind", "weekday", "start_minute", "end_minute", "first_on", "last_on", "starts_at",
    "ends_at", "name", "uid", "recurrence_on",
)  # fmt: skip
INSTANTS, DAYS = frozenset({"starts_at", "ends_at"}), frozenset({"first_on", "last_on", "recurrence_on"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose hours these are: one venue or one person."""

    venue_id: int | None = None
    person_id: int | None = None

    @property
    def subject(self) -> tuple[str, int]:
        """Return what the log calls it."""
        return ("venue", self.venue_id) if self.venue_id is not None else ("person", self.person_id or 0)


def add_open_hours(
    session: Session, owner: Owner, hours: Sequence[OpenHours], *, actor: Actor, now: datetime
) -> int:
    """Add weekly hours and return how many are new; what stands already is not added twice."""
    problems = [problem for one in hours for problem in check_hours(one)]
    if problems:
        raise Rejected(*dict.fromkeys(problems))
    rows = [
        Availability(
            venue_id=owner.venue_id,
            person_id=owner.person_id,
            kind=AvailabilityKind.OPEN,
            weekday=one.weekday,
            start_minute=one.start_minute,
            end_minute=one.end_minute,
            first_on=one.first_on,
            last_on=one.last_on,
        )
        for one in hours
    ]
    return _add(session, owner, rows, actor, now)


def add_closed_span(
    session: Session, owner: Owner, span: ClosedSpan, *, actor: Actor, now: datetime, uid: str = ""
) -> int:
    """Add a span in which a venue is closed or a person away, and return 1, or 0 for one that stands already."""
    if span.ends_at <= span.starts_at:
        message = Bilingual("结束要晚于开始。", "The end must be later than the start.")
        raise Rejected(Problem("ends_on", message))
    row = Availability(
        venue_id=owner.venue_id,
        person_id=owner.person_id,
        kind=AvailabilityKind.CLOSED,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        name=span.name,
        uid=uid,
    )
    return _add(session, owner, [row], actor, now)


def remove_availability(session: Session, availability_id: int, *, actor: Actor, now: datetime) -> int:
    """Take one row out and return the line of the log by which it can be put back."""
    row = session.get(Availability, availability_id, with_for_update=True)
    if row is None:
        raise NotFound("availability", availability_id)
    owner = Owner(row.venue_id, row.person_id)
    lock_owner(session, owner, actor)
    kind, id_ = owner.subject
    before = _told(row)
    session.delete(row)
    session.flush()
    change = record(session, actor=actor, subject_kind=kind, subject_id=id_, verb="hours_removed", now=now,
                    before=before, after=dict.fromkeys(before))  # fmt: skip
    return change.id or 0


def put_back_availability(session: Session, change_id: int, *, actor: Actor, now: datetime) -> Owner:
    """Put back what one line of the log took out; twice puts back once."""
    change = get_change(session, change_id)
    if change.verb != "hours_removed":
        raise NotFound("change", change_id)
    values: dict[str, Any] = {name: _typed(name, value) for name, value in change.before.items()}
    row = Availability(**values)
    owner = Owner(row.venue_id, row.person_id)
    _add(session, owner, [row], actor, now)
    return owner


def _add(session: Session, owner: Owner, rows: Iterable[Availability], actor: Actor, now: datetime) -> int:
    """Add what does not stand yet; the venue or person is locked, so that a double click waits here."""
    lock_owner(session, owner, actor)
    statement = select(Availability).where(
        col(Availability.venue_id) == owner.venue_id
        if owner.venue_id is not None
        else col(Availability.person_id) == owner.person_id
    )
    standing = [values_of(row, COLUMNS) for row in session.exec(statement)]
    new = [row for row in rows if values_of(row, COLUMNS) not in standing]
    kind, id_ = owner.subject
    for row in new:
        session.add(row)
        record(session, actor=actor, subject_kind=kind, subject_id=id_, verb="hours_added", now=now,
               after=_told(row))  # fmt: skip
    session.flush()
    return len(new)


def _told(row: Availability) -> dict[str, Any]:
    """Return what a row says, without the columns it leaves empty."""
    return {name: value for name, value in values_of(row, COLUMNS).items() if value not in (None, "")}


def lock_owner(session: Session, owner: Owner, actor: Actor) -> None:
    """Check the right and hold the venue or person, so that two writers of its hours wait for each other."""
    if not may_keep_hours(actor):
        raise Forbidden
    model: type[Venue] | type[Person] = Venue if owner.venue_id is not None else Person
    kind, id_ = owner.subject
    if session.get(model, id_, with_for_update=True) is None:
        raise NotFound(kind, id_)


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in INSTANTS:
        return datetime.fromisoformat(value)
    if name in DAYS:
        return date.fromisoformat(value)
    return AvailabilityKind(value) if name == "kind" else value

"""Lines of a proposal become events: new ones as drafts, the others at their new places, all or nothing."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from campaigns.core.lifecycle import check_editable
from campaigns.core.permissions import Actor, may_plan
from campaigns.core.revisions import EventFace
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus, PlanStatus
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.event import Event
from campaigns.models.plan import PlanRun
from campaigns.models.venue import Venue
from campaigns.operations.assignments import assign_persons
from campaigns.operations.bookings import lock_events
from campaigns.operations.changes import record, values_of
from campaigns.operations.completion import title_at
from campaigns.operations.confirming import refuse_clashes
from campaigns.operations.events import LOGGED, schedule_event
from campaigns.operations.revisions import face_of, revise
from campaigns.planning import PLAN_RESULT, LineKind, PlanLine
from campaigns.queries.events import get_event_row
from campaigns.queries.frames import Frame
from campaigns.queries.plan_runs import list_accepted_since, lock_runs
from campaigns.queries.plans import get_result, get_run_row

OVERTAKEN = Bilingual(
    "这次排计划之后，已采用过另一份方案里同样活动的场次；再采用就重复了。请重新排一次。",
    "Events of the same activities were accepted from another plan since; these would come twice. Plan again.",
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many lines were accepted, and how many of them changed an event that was no draft any more."""

    lines: int
    at_once: int


@dataclass(frozen=True)
class _Placed:
    """An event that stands at its new place, with what it was before."""

    line: PlanLine
    row: Event
    face: EventFace
    before: dict[str, Any]


def apply_lines(
    session: Session,
    frame: Frame,
    run_id: int,
    keys: Collection[str] | None,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Accepted:
    """Make drafts of new lines and move the events of others, all or nothing; ``None`` means every open line.

    An event that others see already changes at once. Raises Stale when the run was accepted from meanwhile, and
    Rejected, naming each line, where an event was changed since the plan was made or a place has been taken.
    """
    if not may_plan(actor):
        raise Forbidden
    lock_runs(session, frame)
    row = get_run_row(session, frame, run_id, locked=True)
    if row.version != version:
        raise Stale(row)
    result = get_result(row)
    pending = [line for line in result.pending if keys is None or line.key in keys]
    new = [line for line in pending if line.kind is LineKind.NEW]
    moves = [line for line in pending if line.kind is LineKind.MOVED]
    _check_chosen(session, row, pending, new)
    applied = dict(result.applied)
    lock_events(session, [line.event_id for line in moves if line.event_id is not None])
    problems: list[Problem] = []
    # All events leave their old places before anything is checked, so that two that change places do not collide.
    placed = [placed for line in moves for placed in _moved(session, frame, line, problems, actor=actor)]
    for one in placed:
        applied[one.line.key] = _settle(session, frame, one, problems, actor=actor, now=now)
    for line in new:
        try:
            applied[line.key] = _schedule(session, frame, line, actor=actor, now=now)
        except Rejected as refusal:
            problems += [_of_line(line, problem) for problem in refusal.problems]
    if problems:
        raise Rejected(*problems)
    row.result = PLAN_RESULT.dump_python(replace(result, applied=applied), mode="json")
    row.status = PlanStatus.APPLIED
    row.version += 1
    session.add(row)
    record(session, actor=actor, subject_kind="plan", subject_id=run_id, verb="applied", now=now,
           after={"lines": len(pending)})  # fmt: skip
    return Accepted(len(pending), sum(one.row.status is not EventStatus.DRAFT for one in placed))


def _check_chosen(session: Session, row: PlanRun, pending: list[PlanLine], new: list[PlanLine]) -> None:
    if not pending:
        message = Bilingual("请至少选一场可以采用的。", "Choose at least one line that can be accepted.")
        raise Rejected(Problem("keys", message))
    if list_accepted_since(session, row) & {line.activity_code for line in new}:
        raise Rejected(Problem("keys", OVERTAKEN))


def _schedule(session: Session, frame: Frame, line: PlanLine, *, actor: Actor, now: datetime) -> int:
    venue = session.get(Venue, line.venue_id) if line.venue_id else None
    district = frame.organisations.get(line.district_id or 0)
    draft = EventDraft(
        activity_code=line.activity_code,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        place=venue.name_zh if venue else "",
        venue_id=line.venue_id,
        host_slug=frame.organisations[line.host_id].slug,
        district_slug=district.slug if district else None,
        level=line.level,
        status=EventStatus.DRAFT,
        person_ids=line.person_ids,
        team_slugs=(frame.organisations[line.team_id].slug,) if line.team_id else (),
        is_headline=line.is_headline,
    )
    return schedule_event(session, frame, draft, actor=actor, now=now).id or 0


def _moved(
    session: Session, frame: Frame, line: PlanLine, problems: list[Problem], *, actor: Actor
) -> list[_Placed]:
    """Give an event the time, place and persons of its line, or note why not; checks wait until all have moved."""
    row = get_event_row(session, frame, actor, line.event_id or 0, locked=True)
    refusals = check_editable(row.status)
    if row.version != line.version:
        message = Bilingual(
            "排计划之后有人改过它，请重新排一次。", "it was changed after the plan was made; plan again."
        )
        refusals = [Problem("keys", message)]
    if refusals:
        problems += [_of_line(line, problem) for problem in refusals]
        return []
    placed = _Placed(line, row, face_of(row), values_of(row, LOGGED))
    row.starts_at, row.ends_at = line.starts_at, line.ends_at
    row.local_day = local_day(line.starts_at, frame.edition.zone)
    row.year = row.local_day.year
    if row.venue_id != line.venue_id:
        venue = session.get(Venue, line.venue_id) if line.venue_id else None
        title = title_at(session, row, venue)
        row.title_zh, row.title_en, row.venue_id = title.zh, title.en, line.venue_id
    session.add(row)
    assign_persons(session, row, line.person_ids)
    return [placed]


def _settle(
    session: Session, frame: Frame, placed: _Placed, problems: list[Problem], *, actor: Actor, now: datetime
) -> int:
    """Check an event at its new place and revise it."""
    row, line = placed.row, placed.line
    try:
        refuse_clashes(session, frame, row, row.clash_override, actor=actor, person_ids=line.person_ids)
    except Rejected as refusal:
        problems += [_of_line(line, problem) for problem in refusal.problems]
    revise(session, frame, row, placed.face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=row.id or 0, verb="moved", now=now,
           before=placed.before, after=values_of(row, LOGGED))  # fmt: skip
    return row.id or 0


def _of_line(line: PlanLine, problem: Problem) -> Problem:
    sentence = Bilingual("{label}：{what}", "{label}: {what}")
    return Problem("keys", sentence.filled(label=line.label, what=problem.message))

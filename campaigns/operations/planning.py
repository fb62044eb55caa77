"""Runs of the planner are started, followed and stopped, and their lines become drafts."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.lifecycle import check_editable
from campaigns.core.permissions import Actor, may_plan
from campaigns.core.revisions import EventFace
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventDraft
from campaigns.enums import AssignmentRole, EventStatus, PlanStatus
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.account import Account
from campaigns.models.assignment import Assignment
from campaigns.models.event import Event
from campaigns.models.plan import PlanRun
from campaigns.models.venue import Venue
from campaigns.operations.bookings import refuse_double_booking
from campaigns.operations.changes import record, values_of
from campaigns.operations.completion import title_at
from campaigns.operations.events import LOGGED, schedule_event
from campaigns.operations.revisions import face_of, revise
from campaigns.planning import PLAN_RESULT, LineKind, PlanLine, PlanRequest, PlanResult
from campaigns.queries.events import get_event_row
from campaigns.queries.frames import Frame
from campaigns.queries.plans import get_result, get_run_row

UNFINISHED = (PlanStatus.WAITING, PlanStatus.RUNNING)


@dataclass(frozen=True)
class _Placed:
    """An event that stands at its new place, with what it was before."""

    line: PlanLine
    row: Event
    face: EventFace
    before: dict[str, Any]


def start_run(
    session: Session,
    frame: Frame,
    request: PlanRequest,
    *,
    actor: Actor,
    now: datetime,
    creation_key: str | None = None,
) -> PlanRun:
    """Add a run that waits for a worker; the same creation key answers with the run of before."""
    if not may_plan(actor):
        raise Forbidden
    made = _made_before(session, creation_key, actor)
    if made is not None:
        return made
    known = {activity.code for activity in frame.board_activities}
    unknown = [code for code in request.codes if code not in known]
    if unknown:
        message = Bilingual("没有代号为“{code}”的活动。", "There is no activity with the code “{code}”.")
        raise Rejected(Problem("codes", message.filled(code=unknown[0])))
    row = PlanRun(
        edition_id=frame.edition.id,
        account_id=actor.account_id,
        request=request.model_dump(mode="json"),
        created_at=now,
        creation_key=creation_key,
    )
    session.add(row)
    session.flush()
    record(session, actor=actor, subject_kind="plan", subject_id=row.id or 0, verb="started", now=now,
           after={"codes": ",".join(request.codes), "seed": request.seed})  # fmt: skip
    return row


def _made_before(session: Session, creation_key: str | None, actor: Actor) -> PlanRun | None:
    """Return what the same form started before; the actor's own row is locked, so that a double click waits here."""
    if not creation_key:
        return None
    own = select(Account.id).where(Account.id == actor.account_id)
    session.exec(own.with_for_update(key_share=True)).all()
    return session.exec(select(PlanRun).where(PlanRun.creation_key == creation_key)).first()


def note_progress(session: Session, row: PlanRun, percent: int, *, now: datetime) -> bool:
    """Write how far a run is and tell whether it may go on; the first note marks it as running."""
    session.refresh(row)
    if row.status is PlanStatus.WAITING:
        row.status, row.started_at = PlanStatus.RUNNING, now
    row.progress = percent
    session.add(row)
    session.flush()
    return not row.is_stop_wanted


def finish_run(session: Session, row: PlanRun, result: PlanResult, *, now: datetime) -> None:
    """Keep what a run has found."""
    row.result = PLAN_RESULT.dump_python(result, mode="json")
    row.status = PlanStatus.STOPPED if result.plan.is_stopped else PlanStatus.DONE
    row.progress, row.finished_at = 100, now
    row.version += 1
    session.add(row)
    session.flush()


def fail_run(session: Session, row: PlanRun, message: str, *, now: datetime) -> None:
    """Note that a run came to nothing, in a sentence."""
    row.status, row.message, row.finished_at = PlanStatus.FAILED, message, now
    row.version += 1
    session.add(row)
    session.flush()


def stop_run(session: Session, frame: Frame, run_id: int, *, actor: Actor, now: datetime) -> PlanRun:
    """Ask a run to stop; one that nobody has begun is stopped at once."""
    if not may_plan(actor):
        raise Forbidden
    row = get_run_row(session, frame, run_id, locked=True)
    if row.status in UNFINISHED and not row.is_stop_wanted:
        row.is_stop_wanted = True
        if row.status is PlanStatus.WAITING:
            row.status, row.finished_at = PlanStatus.STOPPED, now
        session.add(row)
        record(session, actor=actor, subject_kind="plan", subject_id=run_id, verb="stopped", now=now)
    return row


def apply_lines(
    session: Session,
    frame: Frame,
    run_id: int,
    keys: Collection[str] | None,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> int:
    """Make drafts of new lines and move the events of others, all or nothing; ``None`` means every open line.

    Returns how many lines were accepted. Raises Stale when the run was accepted from meanwhile, and Rejected, naming
    each line, where an event was changed since the plan was made or a place has been taken.
    """
    if not may_plan(actor):
        raise Forbidden
    row = get_run_row(session, frame, run_id, locked=True)
    if row.version != version:
        raise Stale(row)
    result = get_result(row)
    pending = [line for line in result.pending if keys is None or line.key in keys]
    if not pending:
        message = Bilingual("请至少选一场可以采用的。", "Choose at least one line that can be accepted.")
        raise Rejected(Problem("keys", message))
    applied = dict(result.applied)
    moves = [line for line in pending if line.kind is LineKind.MOVED]
    problems: list[Problem] = []
    # All events leave their old places before anything is checked, so that two that change places do not collide.
    placed = [placed for line in moves for placed in _moved(session, frame, line, problems, actor=actor)]
    for one in placed:
        applied[one.line.key] = _settle(session, frame, one, problems, actor=actor, now=now)
    for line in (line for line in pending if line.kind is LineKind.NEW):
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
    return len(pending)


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
    )
    row = schedule_event(session, frame, draft, actor=actor, now=now)
    if line.team_id is not None:
        team = Assignment(event_id=row.id or 0, role=AssignmentRole.STAFF, organisation_id=line.team_id)
        session.add(team)
        session.flush()
    return row.id or 0


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
    _write_persons(session, row, line)
    return [placed]


def _settle(
    session: Session, frame: Frame, placed: _Placed, problems: list[Problem], *, actor: Actor, now: datetime
) -> int:
    """Check an event at its new place and revise it."""
    row, line = placed.row, placed.line
    try:
        refuse_double_booking(session, row, line.person_ids, row.clash_override, actor=actor)
    except Rejected as refusal:
        problems += [_of_line(line, problem) for problem in refusal.problems]
    revise(session, frame, row, placed.face, now=now)
    record(session, actor=actor, subject_kind="event", subject_id=row.id or 0, verb="moved", now=now,
           before=placed.before, after=values_of(row, LOGGED))  # fmt: skip
    return row.id or 0


def _write_persons(session: Session, row: Event, line: PlanLine) -> None:
    """Let those come whom the line names; who stays keeps role and topic."""
    standing = session.exec(
        select(Assignment).where(Assignment.event_id == row.id, col(Assignment.person_id).is_not(None))
    ).all()
    for assignment in standing:
        if assignment.person_id not in line.person_ids:
            session.delete(assignment)
    kept = {assignment.person_id for assignment in standing}
    for position, person_id in enumerate(line.person_ids):
        if person_id not in kept:
            expert = AssignmentRole.EXPERT
            session.add(Assignment(event_id=row.id or 0, role=expert, person_id=person_id, position=position))
    session.flush()


def _of_line(line: PlanLine, problem: Problem) -> Problem:
    sentence = Bilingual("{label}：{what}", "{label}: {what}")
    return Problem("keys", sentence.filled(label=line.label, what=problem.message))

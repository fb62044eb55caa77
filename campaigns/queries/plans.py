"""Runs of the planner and the proposals they have made."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.core.demand.needs import OFF
from campaigns.core.ledger import EventFacts
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventStatus
from campaigns.errors import NotFound
from campaigns.models.account import Account
from campaigns.models.assignment import Person
from campaigns.models.plan import PlanRun
from campaigns.models.venue import Venue
from campaigns.planning import (
    PLAN_RESULT,
    ActivityMonths,
    CountForeseen,
    LineKind,
    LineShown,
    MonthCell,
    OpenNeed,
    PlanLine,
    PlanRequest,
    PlanResult,
    Proposal,
    RunShown,
)
from campaigns.progress import REACHED_BY_EVENTS
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import Foreseen, foresee_all
from campaigns.queries.placements import get_work_calendar

NOWHERE = Bilingual("")


def get_run_row(session: Session, frame: Frame, run_id: int, *, locked: bool = False) -> PlanRun:
    """Return the row of a run of this edition, or raise NotFound."""
    statement = select(PlanRun).where(PlanRun.id == run_id, PlanRun.edition_id == frame.edition.id)
    if locked:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = session.exec(statement).first()
    if row is None:
        raise NotFound("plan", run_id)
    return row


def get_run(session: Session, frame: Frame, run_id: int) -> RunShown:
    """Return a run without its result, or raise NotFound."""
    return _shown(*_run_and_who(session, frame, run_id))


def _run_and_who(session: Session, frame: Frame, run_id: int) -> tuple[PlanRun, str | None]:
    statement = select(PlanRun, Account.display_name).join(Account, isouter=True)
    found = session.exec(
        statement.where(PlanRun.id == run_id, PlanRun.edition_id == frame.edition.id)
    ).first()
    if found is None:
        raise NotFound("plan", run_id)
    return found


def list_runs(session: Session, frame: Frame, *, limit: int = 20) -> tuple[RunShown, ...]:
    """Return the latest runs of the edition, newest first."""
    statement = (
        select(PlanRun, Account.display_name)
        .join(Account, isouter=True)
        .where(PlanRun.edition_id == frame.edition.id)
        .order_by(col(PlanRun.id).desc())
        .limit(limit)
    )
    return tuple(_shown(row, name) for row, name in session.exec(statement))


def get_result(row: PlanRun) -> PlanResult:
    """Return what a run found, or raise NotFound for one that has found nothing yet."""
    if not row.result:
        raise NotFound("proposal", row.id)
    return PLAN_RESULT.validate_python(row.result)


def get_proposal(session: Session, frame: Frame, run_id: int, *, today: date) -> Proposal:
    """Return a finished run as its page shows it, or raise NotFound."""
    row, who = _run_and_who(session, frame, run_id)
    result = get_result(row)
    calendar = get_work_calendar(session, frame.edition.starts_on.year, frame.edition.ends_on.year)
    names = _names(session, result)
    foreseen = _foreseen(session, frame, calendar, result, today)
    statuses = {one.id: one.status for one in foreseen.events}
    lines = tuple(_line_shown(frame, names, statuses, result, line) for line in result.lines)
    return Proposal(
        edition=frame.edition,
        run=_shown(row, who),
        lines=lines,
        open_needs=tuple(
            OpenNeed(one.key, frame.activity(task.activity_code), task.label, one.reasons)
            for one in result.plan.unplaced
            if (task := result.open_tasks.get(one.key)) is not None
        ),
        obstacles=result.plan.obstacles,
        counts=tuple(
            CountForeseen(*pair) for pair in foreseen.counts if pair[0].counted in REACHED_BY_EVENTS
        ),
        months=_months(frame, foreseen.events, lines),
        cost=result.plan.cost,
        bound=result.plan.bound,
        calendar=calendar,
        reported=sum(before.counted not in REACHED_BY_EVENTS for before, _after in foreseen.counts),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """What the places and persons of a result are called."""

    places: Mapping[int, Bilingual]
    persons: Mapping[int, str]


def _names(session: Session, result: PlanResult) -> _Names:
    venue_ids = {id_ for line in result.lines for id_ in (line.venue_id, line.was_venue_id)} - {None}
    person_ids = {id_ for line in result.lines for id_ in (*line.person_ids, *line.was_person_ids)}
    places = session.exec(select(Venue.id, Venue.name_zh, Venue.name_en).where(col(Venue.id).in_(venue_ids)))
    persons = session.exec(select(Person.id, Person.name).where(col(Person.id).in_(person_ids)))
    return _Names(
        {id_ or 0: Bilingual(zh, en) for id_, zh, en in places},
        {id_ or 0: name for id_, name in persons},
    )


def _shown(row: PlanRun, who: str | None) -> RunShown:
    return RunShown(
        id=row.id or 0,
        version=row.version,
        status=row.status,
        progress=row.progress,
        message=row.message,
        who=who or "",
        request=PlanRequest.model_validate(row.request),
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def _line_shown(
    frame: Frame, names: _Names, statuses: Mapping[int, EventStatus], result: PlanResult, line: PlanLine
) -> LineShown:
    event_id = result.applied.get(line.key, line.event_id)
    team = frame.organisations.get(line.team_id or 0)
    return LineShown(
        line=line,
        activity=frame.activity(line.activity_code),
        host=frame.organisations[line.host_id],
        place=names.places.get(line.venue_id or 0, NOWHERE),
        was_place=names.places.get(line.was_venue_id or 0, NOWHERE),
        people=tuple(names.persons[id_] for id_ in line.person_ids if id_ in names.persons),
        team=team.short if team else NOWHERE,
        is_applied=line.key in result.applied,
        event_id=event_id,
        was_people=tuple(names.persons[id_] for id_ in line.was_person_ids if id_ in names.persons),
        status=statuses.get(event_id or 0),
    )


def _foreseen(
    session: Session, frame: Frame, calendar: WorkCalendar, result: PlanResult, today: date
) -> Foreseen:
    """Return every count, today and with the lines that are not accepted yet."""
    zone = frame.edition.zone
    pending = [line for line in result.lines if line.key not in result.applied]
    also = tuple(
        EventFacts(
            id=-number,
            activity_code=line.activity_code,
            level=line.level,
            status=EventStatus.DRAFT,
            local_day=local_day(line.starts_at, zone),
            district_id=line.district_id,
            organiser_ids=frozenset({line.host_id}),
        )
        for number, line in enumerate(pending, start=1)
        if line.kind is LineKind.NEW
    )
    moved = {
        line.event_id: local_day(line.starts_at, zone)
        for line in pending
        if line.kind is LineKind.MOVED and line.event_id is not None
    }
    return foresee_all(session, frame, calendar, also, moved, today=today)


def _months(
    frame: Frame, events: Iterable[EventFacts], lines: Iterable[LineShown]
) -> tuple[ActivityMonths, ...]:
    standing = [one for one in events if one.status not in OFF]
    today = Counter((one.activity_code, one.local_day.month) for one in standing)
    held = Counter(
        (one.activity_code, one.local_day.month) for one in standing if one.status is EventStatus.HELD
    )
    proposed: Counter[tuple[str, int]] = Counter()
    proposed.update(today)
    for one in (shown.line for shown in lines if shown.is_open):
        if one.was_starts_at is not None:
            proposed[one.activity_code, local_day(one.was_starts_at, frame.edition.zone).month] -= 1
        proposed[one.activity_code, local_day(one.starts_at, frame.edition.zone).month] += 1
    return tuple(
        ActivityMonths(
            activity,
            tuple(
                MonthCell(month, today[of], proposed[of], held[of])
                for month in range(1, 13)
                for of in ((activity.code, month),)
            ),
        )
        for activity in frame.board_activities
    )

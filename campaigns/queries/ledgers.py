"""Everything of an edition that counts, in three statements, and the progress that follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Integer, Select, cast, null, union_all
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, col, select

from campaigns.core.counting import progress_of
from campaigns.core.ledger import EventFacts, FigureFacts, Ledger, RequirementFacts
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventStatus, OrganisationKind
from campaigns.models.closeout import Closeout, Tally
from campaigns.models.event import Event, EventOrganiser
from campaigns.models.figure import Figure
from campaigns.models.measure import Measure
from campaigns.models.requirement import Allocation, Requirement
from campaigns.progress import Progress, RequirementProgress
from campaigns.queries.frames import Frame

# What a figure has beside its measure and amount, in the order in which both kinds of numbers are read.
FIGURE_COLUMNS: Mapping[str, TypeEngine[Any]] = {
    "id": Integer(),
    "organisation_id": Integer(),
    "period_start_on": Date(),
    "period_end_on": Date(),
}


@dataclass(frozen=True)
class Counting:
    """The progress of all required counts, and which of them is the headline of each activity."""

    progress: Progress
    headline_ids: frozenset[int]
    organiser_ids: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What counts of an edition: events, figures, and the further organisers of joint events."""

    events: tuple[EventFacts, ...]
    figures: tuple[FigureFacts, ...]
    organiser_ids: dict[int, tuple[int, ...]]

    def ledger(self, frame: Frame, calendar: WorkCalendar, today: date) -> Ledger:
        """Return it as counting reads it."""
        return Ledger(frame.edition, frame.districts, self.events, self.figures, calendar, today)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Each count as it stands and as it would, and the events as they stand."""

    counts: tuple[tuple[RequirementProgress, RequirementProgress], ...]
    events: tuple[EventFacts, ...]


def get_progress(session: Session, frame: Frame, calendar: WorkCalendar, *, today: date) -> Progress:
    """Return every required count of the edition as it stands on a day, over all organisations."""
    return get_counting(session, frame, calendar, today=today).progress


def get_counting(session: Session, frame: Frame, calendar: WorkCalendar, *, today: date) -> Counting:
    """Return the progress with what the year board needs besides."""
    requirements, headline_ids = _requirements(session, frame)
    known = _known(session, frame)
    ledger = known.ledger(frame, calendar, today)
    return Counting(progress_of(requirements, ledger), headline_ids, known.organiser_ids)


def list_requirements(session: Session, frame: Frame) -> list[RequirementFacts]:
    """Return the edition's required counts as stored, in order."""
    return _requirements(session, frame)[0]


def foresee_all(
    session: Session,
    frame: Frame,
    calendar: WorkCalendar,
    also: Iterable[EventFacts],
    moved_to: Mapping[int, date],
    *,
    today: date,
) -> Foreseen:
    """Return every required count as it stands, and as it would with further events and some moved to other days."""
    requirements, _ = _requirements(session, frame)
    ledger = _known(session, frame).ledger(frame, calendar, today)
    events = ledger.events
    moved = (replace(event, local_day=moved_to.get(event.id, event.local_day)) for event in events)
    then = replace(ledger, events=(*moved, *also))
    pairs = (progress_of(requirements, one).requirements for one in (ledger, then))
    return Foreseen(tuple(zip(*pairs, strict=True)), events)


def foresee(
    session: Session,
    frame: Frame,
    calendar: WorkCalendar,
    activity_code: str,
    also: tuple[EventFacts, ...],
    *,
    today: date,
) -> tuple[RequirementProgress | None, RequirementProgress | None]:
    """Return an activity's headline count as it stands, and as it would with further events; None where it has none."""
    requirements, headline_ids = _requirements(session, frame)
    own = [
        one
        for one in requirements
        if one.id in headline_ids and one.activity is not None and one.activity.code == activity_code
    ]
    if not own:
        return None, None
    ledger = _known(session, frame).ledger(frame, calendar, today)
    events = ledger.events
    with_them = replace(ledger, events=(*events, *also))
    now, then = (progress_of(own[:1], one).requirements[0] for one in (ledger, with_them))
    return now, then


def _requirements(session: Session, frame: Frame) -> tuple[list[RequirementFacts], frozenset[int]]:
    part, whole = aliased(Measure), aliased(Measure)
    statement = (
        select(Requirement, part.code, whole.code, Allocation)
        .join(part, col(part.id) == col(Requirement.measure_id), isouter=True)
        .join(whole, col(whole.id) == col(Requirement.whole_measure_id), isouter=True)
        .join(Allocation, col(Allocation.requirement_id) == col(Requirement.id), isouter=True)
        .where(Requirement.edition_id == frame.edition.id)
        .order_by(col(Requirement.position), col(Requirement.id))
    )
    rows: dict[int, tuple[Requirement, str | None, str | None]] = {}
    allocations: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row, measure, whole_measure, allocation in session.exec(statement):
        rows[row.id or 0] = (row, measure, whole_measure)
        if allocation is not None:
            allocations[row.id or 0][allocation.organisation_id] = allocation.target
    facts = [_facts(frame, *found, allocations[id_]) for id_, found in rows.items()]
    return facts, frozenset(id_ for id_, (row, _, _) in rows.items() if row.is_headline)


def _facts(
    frame: Frame,
    row: Requirement,
    measure: str | None,
    whole_measure: str | None,
    allocations: dict[int, Decimal],
) -> RequirementFacts:
    return RequirementFacts(
        id=row.id or 0,
        code=row.code,
        version=row.version,
        activity=frame.activities[row.activity_id] if row.activity_id else None,
        text=Bilingual(row.text_zh, row.text_en),
        reading=Bilingual(row.reading_zh, row.reading_en),
        unit=Bilingual(row.unit_zh, row.unit_en),
        counted=row.counted,
        comparison=row.comparison,
        target=row.target,
        target_max=row.target_max,
        period=row.period,
        month=row.month,
        level=row.level,
        measure=measure,
        whole_measure=whole_measure,
        allocations=allocations,
    )


def _known(session: Session, frame: Frame) -> Known:
    """Return every event's facts with the tallies of the held ones, and every figure, in two statements."""
    rows = select(Event, EventOrganiser.organisation_id).join(
        EventOrganiser, col(EventOrganiser.event_id) == col(Event.id), isouter=True
    )
    found: dict[int, Event] = {}
    organisers: dict[int, list[int]] = defaultdict(list)
    for event, organisation_id in session.exec(rows.where(Event.edition_id == frame.edition.id)):
        found[event.id or 0] = event
        if organisation_id is not None:
            organisers[event.id or 0].append(organisation_id)
    tallies, figures = _numbers(session, frame)
    facts = tuple(
        EventFacts(
            id=id_,
            activity_code=frame.activities[event.activity_id].code,
            level=event.level,
            status=event.status,
            local_day=event.local_day,
            district_id=event.district_id,
            organiser_ids=frozenset({event.host_id, *organisers.get(id_, ())}),
            tallies=tallies.get(id_, {}),
        )
        for id_, event in found.items()
    )
    return Known(facts, figures, {id_: tuple(sorted(ids)) for id_, ids in organisers.items()})


def _numbers(session: Session, frame: Frame) -> tuple[dict[int, dict[str, Decimal]], tuple[FigureFacts, ...]]:
    """Return the measures of held events and the figures, in one statement.

    A reopened close-out does not count until it is closed again, a withdrawn figure not at all.
    """
    tallies: Select[Any] = (
        sql_select(
            col(Closeout.event_id).label("event_id"),
            col(Measure.code).label("code"),
            col(Tally.amount).label("amount"),
            *(cast(null(), kind).label(name) for name, kind in FIGURE_COLUMNS.items()),
        )
        .join(Tally, col(Tally.closeout_id) == col(Closeout.id))
        .join(Measure, col(Measure.id) == col(Tally.measure_id))
        .join(Event, col(Event.id) == col(Closeout.event_id))
        .where(col(Event.edition_id) == frame.edition.id, col(Event.status) == EventStatus.HELD)
    )
    figures: Select[Any] = (
        sql_select(
            cast(null(), Integer()).label("event_id"),
            col(Measure.code).label("code"),
            col(Figure.amount).label("amount"),
            *(getattr(Figure, name).label(name) for name in FIGURE_COLUMNS),
        )
        .join(Measure, col(Measure.id) == col(Figure.measure_id))
        .where(col(Figure.edition_id) == frame.edition.id, col(Figure.withdrawn_at).is_(None))
    )
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    facts: list[FigureFacts] = []
    for event_id, code, amount, id_, organisation_id, first, last in session.execute(
        union_all(tallies, figures)
    ):
        if id_ is None:
            found[event_id][code] = amount
            continue
        district_id = _district_of(frame, organisation_id)
        facts.append(FigureFacts(id_, code, organisation_id, district_id, amount, first, last))
    return found, tuple(sorted(facts, key=lambda one: one.id))


def _district_of(frame: Frame, organisation_id: int) -> int | None:
    is_district = frame.organisations[organisation_id].kind is OrganisationKind.DISTRICT
    return organisation_id if is_district else None

"""Everything of an edition that counts, in four statements, and the progress that follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import aliased
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


@dataclass(frozen=True)
class Counting:
    """The progress of all required counts, and which of them is the headline of each activity."""

    progress: Progress
    headline_ids: frozenset[int]
    organiser_ids: dict[int, tuple[int, ...]]


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
    events, organisers = _events(session, frame)
    ledger = Ledger(frame.edition, frame.districts, events, _figures(session, frame), calendar, today)
    return Counting(progress_of(requirements, ledger), headline_ids, organisers)


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
    events, _ = _events(session, frame)
    ledger = Ledger(frame.edition, frame.districts, events, _figures(session, frame), calendar, today)
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
    events, _ = _events(session, frame)
    ledger = Ledger(frame.edition, frame.districts, events, _figures(session, frame), calendar, today)
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


def _events(session: Session, frame: Frame) -> tuple[tuple[EventFacts, ...], dict[int, tuple[int, ...]]]:
    """Return every event's facts with the tallies of the held ones, and the further organisers of joint events."""
    rows = select(Event, EventOrganiser.organisation_id).join(
        EventOrganiser, col(EventOrganiser.event_id) == col(Event.id), isouter=True
    )
    found: dict[int, Event] = {}
    organisers: dict[int, list[int]] = defaultdict(list)
    for event, organisation_id in session.exec(rows.where(Event.edition_id == frame.edition.id)):
        found[event.id or 0] = event
        if organisation_id is not None:
            organisers[event.id or 0].append(organisation_id)
    tallies = _tallies(session, frame)
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
    return facts, {id_: tuple(sorted(ids)) for id_, ids in organisers.items()}


def _tallies(session: Session, frame: Frame) -> dict[int, dict[str, Decimal]]:
    """Return the measures of held events only: a reopened close-out does not count until it is closed again."""
    statement = (
        select(col(Closeout.event_id), col(Measure.code), col(Tally.amount))
        .join(Tally, col(Tally.closeout_id) == col(Closeout.id))
        .join(Measure, col(Measure.id) == col(Tally.measure_id))
        .join(Event, col(Event.id) == col(Closeout.event_id))
        .where(Event.edition_id == frame.edition.id, col(Event.status) == EventStatus.HELD)
    )
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for event_id, code, amount in session.exec(statement):
        found[event_id][code] = amount
    return found


def _figures(session: Session, frame: Frame) -> tuple[FigureFacts, ...]:
    statement = (
        select(Figure, Measure.code)
        .join(Measure, col(Measure.id) == col(Figure.measure_id))
        .where(Figure.edition_id == frame.edition.id, col(Figure.withdrawn_at).is_(None))
        .order_by(col(Figure.id))
    )
    return tuple(
        FigureFacts(
            id=row.id or 0,
            measure=code,
            organisation_id=row.organisation_id,
            district_id=_district_of(frame, row.organisation_id),
            amount=row.amount,
            period_start_on=row.period_start_on,
            period_end_on=row.period_end_on,
        )
        for row, code in session.exec(statement)
    )


def _district_of(frame: Frame, organisation_id: int) -> int | None:
    is_district = frame.organisations[organisation_id].kind is OrganisationKind.DISTRICT
    return organisation_id if is_district else None

"""Working out a plan reads a year and writes nothing; so does asking why a line stands where it does."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns.core.demand.facts import PlanningFacts
from campaigns.core.demand.needs import Need
from campaigns.core.demand.tasks import Demand, demand_of
from campaigns.core.demand.trails import left_out
from campaigns.core.planner.planning import plan, why_here, why_not
from campaigns.core.planner.tasks import Placing, Slot
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel
from campaigns.errors import NotFound
from campaigns.planning import LineKind, OpenTask, PlanLine, PlanRequest, PlanResult, label_of
from campaigns.queries.frames import Frame
from campaigns.queries.planning_facts import get_planning_facts

NOWHERE = Bilingual("")


def propose(
    session: Session,
    frame: Frame,
    request: PlanRequest,
    *,
    today: date,
    now: datetime,
    report: Callable[[int], bool] | None = None,
) -> PlanResult:
    """Work out a plan for what is asked; ``report`` hears 0 to 100 and answers False to stop."""
    facts = get_planning_facts(session, frame, today=today, now=now)
    demand = demand_of(facts, request.codes, request.weights)
    found = plan(demand.assignment, seed=request.seed, budget=request.budget, report=report)
    places = {place.id: place.name for place in facts.places}
    lines = tuple(
        _line(facts, need, found.placings[key], places)
        for key, need in demand.needs.items()
        if key in found.placings
    )
    unplaced = (demand.needs[one.key] for one in found.unplaced if one.key in demand.needs)
    open_tasks = {need.key: OpenTask(need.activity_code, need.label) for need in unplaced}
    ordered = tuple(sorted(lines, key=lambda line: (line.starts_at, line.key)))
    return PlanResult(found, ordered, open_tasks)


def explain_line(
    session: Session,
    frame: Frame,
    result: PlanResult,
    request: PlanRequest,
    key: str,
    slot: Slot | None,
    *,
    today: date,
    now: datetime,
) -> tuple[Bilingual, ...]:
    """Return why a task stands where it does, or why it does not stand at a slot; raises NotFound for no task.

    The question is asked of the year as it is now, so the answer counts what happened since the run.
    """
    facts = get_planning_facts(session, frame, today=today, now=now)
    demand = demand_of(facts, request.codes, request.weights)
    if all(task.key != key for task in demand.assignment.tasks):
        raise NotFound("task", key)
    if slot is None:
        return why_here(demand.assignment, result.plan, key)
    need = demand.needs.get(key)
    if need is not None:
        activity = next(one for one in facts.activities if one.ref.code == need.activity_code)
        sentence = left_out(facts, activity, need, slot.day)
        if sentence is not None:
            return (sentence,)
    return why_not(demand.assignment, result.plan, key, slot)


def get_demand(session: Session, frame: Frame, request: PlanRequest, *, today: date, now: datetime) -> Demand:
    """Return the planner's question for what is asked."""
    facts = get_planning_facts(session, frame, today=today, now=now)
    return demand_of(facts, request.codes, request.weights)


def _line(facts: PlanningFacts, need: Need, placing: Placing, places: Mapping[int, Bilingual]) -> PlanLine:
    activity = next(one for one in facts.activities if one.ref.code == need.activity_code)
    event, slot, zone = need.event, placing.slot, ZoneInfo(facts.edition.zone)
    stays = event is not None and event.slot.half is slot.half
    minute = event.start_minute if event is not None and stays else activity.start_in(slot.half)
    minutes = event.minutes if event is not None else activity.minutes
    starts_at = datetime.combine(slot.day, time(), zone) + timedelta(minutes=minute)
    team_id = placing.team_id if placing.team_id != need.host_id else None
    kind, was = LineKind.NEW, None
    if event is not None:
        was = datetime.combine(event.day, time(), zone) + timedelta(minutes=event.start_minute)
        same = (was, event.venue_id, event.person_ids) == (starts_at, placing.venue_id, placing.expert_ids)
        kind = LineKind.KEPT if same else LineKind.MOVED
    by_id = {place.id: place for place in facts.places}
    place = by_id.get(placing.venue_id or 0)
    return PlanLine(
        key=need.key,
        kind=kind,
        activity_code=need.activity_code,
        level=need.level,
        host_id=need.host_id,
        district_id=need.district_id or (place.district_id if place else None),
        label=need.label if event else label_of(activity.ref, places.get(placing.venue_id or 0, NOWHERE)),
        half=slot.half,
        starts_at=starts_at.astimezone(UTC),
        ends_at=starts_at.astimezone(UTC) + timedelta(minutes=minutes),
        venue_id=placing.venue_id,
        team_id=team_id,
        person_ids=placing.expert_ids,
        event_id=event.id if event else None,
        version=event.version if event else None,
        was_starts_at=was.astimezone(UTC) if was else None,
        was_venue_id=event.venue_id if event else None,
        was_person_ids=event.person_ids if event else (),
        is_headline=activity.rule.is_headline and need.level is EventLevel.CITY,
    )

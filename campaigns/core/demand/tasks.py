"""The whole question for the planner: needs with their days, places, people and what stands already."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from campaigns.core.demand.facts import LONGEST_HALF, ActivityFacts, PlanningFacts, StandingEvent
from campaigns.core.demand.needs import OFF, Need, needs_of
from campaigns.core.demand.places import district_of_place, places_of
from campaigns.core.demand.trails import Trail, day_costs, dislikes, in_parts, trail_of
from campaigns.core.planner.tasks import HALVES, Assignment, FilterStep, Placing, Slot, Task, Weights
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel


@dataclass(frozen=True)
class Demand:
    """The planner's question with the need behind each of its tasks, by key."""

    assignment: Assignment
    needs: Mapping[str, Need]


def demand_of(facts: PlanningFacts, codes: Collection[str], weights: Weights) -> Demand:
    """Return what is to be planned of the activities ``codes``; everything else stands where it is."""
    tasks: list[Task] = []
    needs: dict[str, Need] = {}
    for activity in facts.activities:
        if activity.ref.code not in codes:
            continue
        own = needs_of(facts, activity)
        tasks += _tasks(facts, activity, own)
        needs |= {need.key: need for need in own}
    tasks += [
        _standing(event, is_locked=True)
        for event in facts.events
        if f"e{event.id}" not in needs and event.status not in OFF
    ]
    days = sorted({slot.day for task in tasks for slot in task.slots})
    assignment = Assignment(
        tasks=tuple(tasks),
        closed_venues=facts.closed_venues | _later_days(facts.events),
        away_experts=facts.away_experts,
        day_costs=day_costs(facts.calendar, days),
        far_ids=facts.far_ids,
        weights=weights,
        team_names=facts.names,
        venue_names={place.id: place.name for place in facts.places},
        expert_names=facts.experts,
    )
    return Demand(assignment, needs)


def _tasks(facts: PlanningFacts, activity: ActivityFacts, needs: Sequence[Need]) -> Iterator[Task]:
    places = places_of(facts, activity, needs)
    trails = {need.key: trail_of(facts, activity, need) for need in needs}
    for group in dict.fromkeys(need.group for need in needs):
        own = [need for need in needs if need.group == group]
        if activity.rule.is_steady:
            trails |= _steady(own, trails)
        links = _links(own, trails)
        before: Need | None = None
        for need in sorted(own, key=lambda one: links[one.key]):
            task = _task(facts, activity, need, trails[need.key], places.get(need.key, ()))
            gap = _gap(activity, before, need)
            yield replace(task, chain=group, link=links[need.key], chain_gap=gap)
            # An open need between two that stand may stay open, so they are measured from each other.
            before = need if need.event is not None else before


def _gap(activity: ActivityFacts, before: Need | None, need: Need) -> int:
    """Return how many days a need keeps from those before it; closer to one that stands already it may stay so."""
    usual = max(1, activity.rule.min_gap_days)
    if before is None or before.event is None or need.event is None:
        return usual
    return min(usual, (need.event.day - before.event.day).days)


def _steady(needs: Sequence[Need], trails: Mapping[str, Trail]) -> dict[str, Trail]:
    """Give each open need its own part of the days it shares with the others, leaving out answered parts.

    Needs that are bound to a week or a district anyway have their rhythm already.
    """
    widest = max(needs, key=lambda one: one.days.length).days
    alike = [need for need in needs if need.days == widest]
    if len(alike) < 2:
        return {}
    open_needs = [need for need in alike if need.event is None]
    if not open_needs:
        return {}
    days, steps = trails[open_needs[0].key]
    # What is over lies before the days that are left, so only standing events among them take a part.
    ahead = [
        need for need in alike if need.event is not None and days and days[0] <= need.event.day <= days[-1]
    ]
    parts = len(open_needs) + len(ahead)
    taken = {_part_of(need.event, days, parts) for need in ahead if need.event is not None}
    free = [n for n in range(parts) if n not in taken]
    return {need.key: in_parts((days, steps), parts, free[n]) for n, need in enumerate(open_needs)}


def _part_of(event: StandingEvent, days: Sequence[date], parts: int) -> int:
    before = sum(day < event.day for day in days)
    return min(parts - 1, before * parts // len(days))


def _links(needs: Sequence[Need], trails: Mapping[str, Trail]) -> dict[str, int]:
    """Return the order in which the needs of a group are held: as they stand, the open ones evenly among them."""
    open_needs = [need for need in needs if need.event is None]
    middles: dict[str, tuple[date, int]] = {}
    for n, need in enumerate(open_needs):
        days = trails[need.key][0] or (need.days.first,)
        is_alike = len(open_needs) > 1 and days == trails[open_needs[0].key][0]
        place = (2 * n + 1) * len(days) // (2 * len(open_needs)) if is_alike else len(days) // 2
        middles[need.key] = (days[min(place, len(days) - 1)], n)
    for n, need in enumerate(needs):
        if need.event is not None:
            middles[need.key] = (need.event.day, n)
    return {key: link for link, key in enumerate(sorted(middles, key=middles.__getitem__))}


def _task(
    facts: PlanningFacts,
    activity: ActivityFacts,
    need: Need,
    trail: Trail,
    venue_ids: tuple[int, ...],
) -> Task:
    days, steps = trail
    experts = activity.rule.experts if need.level is EventLevel.CITY and facts.expert_ids else 0
    if need.event is not None:
        # An event of several days does not fit into half-days of one: a person moves it.
        is_locked = need.event.is_fixed or need.event.last_day > need.event.day
        standing = _standing(need.event, is_locked=is_locked)
        if standing.is_locked:
            return standing
        half = need.event.slot.half
        slots = {Slot(day, half) for day in days}
        if not days or not _is_kept_free(facts, activity, need.event.day):
            slots.add(need.event.slot)
        return replace(
            standing,
            slots=tuple(sorted(slots, key=_order)),
            trail=steps,
            expert_ids=tuple(dict.fromkeys((*standing.expert_ids, *facts.expert_ids))),
            venue_ids=tuple(dict.fromkeys((*standing.venue_ids, *_others_like(facts, need.event)))),
            dislikes=dislikes(activity, days),
        )
    slots_left, steps = _beside_own(facts, activity, need, days, steps)
    teams = facts.teams.get(need.host_id) or (need.host_id,)
    return Task(
        key=need.key,
        activity_code=need.activity_code,
        label=need.label,
        organisation_id=need.host_id,
        district_id=need.district_id or district_of_place(facts, venue_ids),
        slots=slots_left,
        trail=steps,
        halves=activity.halves,
        venue_ids=venue_ids,
        team_ids=teams,
        experts=experts,
        expert_ids=facts.expert_ids if experts else (),
        is_headline=activity.rule.is_headline and need.level is EventLevel.CITY,
        dislikes=dislikes(activity, days),
    )


def _beside_own(
    facts: PlanningFacts,
    activity: ActivityFacts,
    need: Need,
    days: Sequence[date],
    steps: tuple[FilterStep, ...],
) -> tuple[tuple[Slot, ...], tuple[FilterStep, ...]]:
    """Return the half-days of the days; an organiser without teams is at one event at a time."""
    slots = tuple(Slot(day, half) for day in days for half in activity.rule.halves)
    if facts.teams.get(need.host_id):
        return slots, steps
    busy = {
        half
        for event in facts.events
        if event.host_id == need.host_id and event.status not in OFF
        for half in _taken_by(event)
    }
    free = tuple(slot for slot in slots if busy.isdisjoint(_halves_from(slot, activity.halves)))
    left = len({slot.day for slot in free})
    if left < len(days):
        name = Bilingual("本单位当时没有别的活动", "nothing else of the organiser then")
        steps = (*steps, FilterStep(name, left))
    return free, steps


def _is_kept_free(facts: PlanningFacts, activity: ActivityFacts, day: date) -> bool:
    """Tell whether nothing of an activity should stand on a day: on a holiday, or where it is to be avoided."""
    return facts.calendar.is_off(day) or bool(facts.calendar.blackouts(day, activity.ref.code))


def _halves_from(slot: Slot, halves: int) -> tuple[Slot, ...]:
    """Return the half-days that an event takes of its day, from its first on."""
    first = HALVES.index(slot.half)
    return tuple(Slot(slot.day, half) for half in HALVES[first : first + halves])


def _taken_by(event: StandingEvent) -> Iterator[Slot]:
    """Yield every half-day of an event, of all its days."""
    yield from _halves_from(event.slot, _halves(event))
    yield from _after_first_day(event)


def _after_first_day(event: StandingEvent) -> Iterator[Slot]:
    for n in range(1, (event.last_day - event.day).days + 1):
        yield from (Slot(event.day + timedelta(days=n), half) for half in HALVES)


def _standing(event: StandingEvent, *, is_locked: bool) -> Task:
    """Return an event as a task that stands where it is."""
    return Task(
        key=f"e{event.id}",
        activity_code=event.activity_code,
        label=event.title,
        organisation_id=event.host_id,
        district_id=event.district_id,
        slots=(event.slot,),
        halves=_halves(event),
        venue_ids=(event.venue_id,) if event.venue_id else (),
        team_ids=(event.team_id,) if event.team_id else (),
        experts=len(event.person_ids),
        expert_ids=event.person_ids,
        is_headline=event.is_headline,
        current=Placing(event.slot, event.venue_id, event.team_id, event.person_ids),
        is_locked=is_locked,
    )


def _halves(event: StandingEvent) -> int:
    """Return how many half-days of its first day an event takes."""
    left = len(HALVES) - HALVES.index(event.slot.half)
    if event.last_day > event.day:
        return left
    return min(left, 1 if event.minutes <= LONGEST_HALF else 2)


def _others_like(facts: PlanningFacts, event: StandingEvent) -> tuple[int, ...]:
    """Return the places of the same kind and district to which an event could go when its own is closed."""
    own = next((place for place in facts.places if place.id == event.venue_id), None)
    if own is None:
        return ()
    alike = (
        place.id
        for place in facts.places
        if place.kind is own.kind and place.district_id == own.district_id and place.id != own.id
    )
    return tuple(alike)


def _later_days(events: Sequence[StandingEvent]) -> frozenset[tuple[int, Slot]]:
    """Return what events of several days take of their places after the first day."""
    return frozenset(
        (event.venue_id, slot)
        for event in events
        if event.venue_id is not None and event.status not in OFF
        for slot in _after_first_day(event)
    )


def _order(slot: Slot) -> tuple[date, int]:
    return slot.day, HALVES.index(slot.half)

"""The soft cost of a plan, term by term, in integers.

An even split is what the fullest plan could wish for: n events over m months are n // m or one more in each. The cost
of months is half of what the sum of squares lies above the even split's, so that one event too many in one month and
one too few in another cost 1, two cost 4; experts alike. It is counted for each organisation over the months in which
any of its tasks may stand, and for all experts whom any task could ask.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from campaigns.core.planner.tasks import Assignment, CostTerm, Placing, Task


def even_squares(things: int, boxes: int) -> int:
    """Return the least sum of squares that so many things in so many boxes can have."""
    if not boxes:
        return 0
    each, more = divmod(things, boxes)
    return more * (each + 1) ** 2 + (boxes - more) * each**2


def unevenness(counts: Iterable[int], boxes: int) -> int:
    """Return half of what the sum of squares lies above an even split's; 0 is as even as can be."""
    found = list(counts)
    return (sum(count**2 for count in found) - even_squares(sum(found), boxes)) // 2


def months_of(problem: Assignment) -> dict[int, set[tuple[int, int]]]:
    """Return the months in which each organisation's tasks may stand."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    seen: set[tuple[int, int]] = set()
    for task in problem.tasks:
        if (task.organisation_id, id(task.slots)) not in seen:
            seen.add((task.organisation_id, id(task.slots)))
            found[task.organisation_id] |= {(slot.day.year, slot.day.month) for slot in task.slots}
        if task.current is not None and task.is_locked:
            found[task.organisation_id].add(_month(task.current.slot.day))
    return found


def cost_by_term(problem: Assignment, placings: Mapping[str, Placing]) -> dict[CostTerm, int]:
    """Return what a plan costs, weights applied; what is not placed costs nothing."""
    weights = problem.weights
    placed = [(task, placings[task.key]) for task in problem.tasks if task.key in placings]
    months: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    loads: Counter[int] = Counter()
    trips: Counter[tuple[int, date, int]] = Counter()
    cost = dict.fromkeys(CostTerm, 0)
    for task, placing in placed:
        day = placing.slot.day
        months[task.organisation_id][_month(day)] += 1
        loads.update(placing.expert_ids)
        if (
            task.district_id in problem.far_ids
            and task.district_id is not None
            and placing.team_id is not None
        ):
            trips[placing.team_id, day, task.district_id] += 1
        cost[CostTerm.DAYS] += weights.days * (problem.day_costs.get(day, 0) + task.dislikes.get(day, 0))
        cost[CostTerm.MOVES] += move_cost(problem, task, placing)
    possible = months_of(problem)
    cost[CostTerm.MONTHS] = weights.months * sum(
        unevenness(counts.values(), len(possible[organisation] | counts.keys()))
        for organisation, counts in months.items()
    )
    experts = {expert for task in problem.tasks for expert in task.expert_ids} | loads.keys()
    cost[CostTerm.EXPERTS] = weights.experts * unevenness(loads.values(), len(experts))
    cost[CostTerm.JOURNEYS] = weights.journeys * sum(count - 1 for count in trips.values())
    return cost


def move_cost(problem: Assignment, task: Task, placing: Placing) -> int:
    """Return what leaving today's place costs: the day, and once for half-day, place and people together."""
    current = task.current
    if current is None or task.is_locked:
        return 0
    is_other_day = current.slot.day != placing.slot.day
    is_other_half = not is_other_day and current.slot.half != placing.slot.half
    is_other_place = (current.venue_id, current.team_id) != (placing.venue_id, placing.team_id)
    is_other_crew = sorted(current.expert_ids) != sorted(placing.expert_ids)
    details = problem.weights.move_details if is_other_half or is_other_place or is_other_crew else 0
    return (problem.weights.move_day if is_other_day else 0) + details


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month

"""A sum below which no plan of the same tasks can go, found without the search and without its assumptions.

Teams, places, chains and headlines are left out, which only makes plans cheaper. What stays falls into parts that do
not share a task's choice twice: for each organisation its tasks over months, each at its cheapest day of the month,
where the k-th event of a month adds its own part of the square (a b-matching with convex costs, solved exactly by
shortest augmenting paths); and the experts' loads, each task asking so many of its pool (an optimal semi-matching).
"""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date

from campaigns.core.planner.costs import even_squares, months_of
from campaigns.core.planner.tasks import Assignment, Slot, Task

Month = tuple[int, int]
NEVER = 1 << 60


def lower_bound(problem: Assignment, keys: Container[str]) -> int:
    """Return a sum that no plan placing just these tasks can go below."""
    tasks = [task for task in problem.tasks if task.key in keys]
    possible = months_of(problem)
    organisations: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        organisations[task.organisation_id].append(task)
    cheapest = _Cheapest(problem)
    total = 0
    for organisation, own in organisations.items():
        months = sorted(possible[organisation])
        flow = _cheapest_flow([cheapest.by_month(task, months) for task in own], problem.weights.months)
        even = even_squares(len(own), len(months))
        # The flow is counted double, so that half of a sum of squares stays whole.
        total += (flow - problem.weights.months * even) // 2
    return total + problem.weights.experts * _experts_bound(problem, tasks)


class _Cheapest:
    """The cheapest day of each month, kept for tasks that share their slots and have no wishes of their own."""

    def __init__(self, problem: Assignment) -> None:
        self.problem = problem
        self.known: dict[int, dict[Month, int]] = {}

    def by_month(self, task: Task, months: Sequence[Month]) -> list[int]:
        """Return what the cheapest day of each month costs a task, today's place left included."""
        if task.is_locked and task.current is not None:
            found = self._least(task, (task.current.slot,))
        elif task.current is None and not task.dislikes:
            if id(task.slots) not in self.known:
                self.known[id(task.slots)] = self._least(task, task.slots)
            found = self.known[id(task.slots)]
        else:
            found = self._least(task, task.slots)
        return [found.get(month, NEVER) for month in months]

    def _least(self, task: Task, slots: Sequence[Slot]) -> dict[Month, int]:
        least: dict[Month, int] = {}
        days: dict[date, int] = {}
        for slot in slots:
            day = slot.day
            if day not in days:
                own = self.problem.day_costs.get(day, 0) + task.dislikes.get(day, 0)
                days[day] = self.problem.weights.days * own
                if task.current is not None and not task.is_locked and task.current.slot.day != day:
                    days[day] += self.problem.weights.move_day
                month = (day.year, day.month)
                least[month] = min(days[day], least.get(month, NEVER))
        return least


def _cheapest_flow(costs: list[list[int]], weight: int) -> int:
    """Return twice the least cost of giving each task a month, plus the weighted sum of squares of the months."""
    size = len(costs[0])
    in_month: list[list[int]] = [[] for _ in range(size)]
    # step[a][b] is the least that moving some task of month a to month b adds, and which task that is.
    step = [[(NEVER, -1)] * size for _ in range(size)]
    total = 0
    for task, own in enumerate(costs):
        reach = [2 * cost if cost < NEVER else NEVER for cost in own]
        came: list[int] = [-1] * size
        _relax(reach, came, step)
        end = min(range(size), key=lambda month: reach[month] + weight * (2 * len(in_month[month]) + 1))
        total += reach[end] + weight * (2 * len(in_month[end]) + 1)
        touched = {end}
        while came[end] != -1:
            origin = came[end]
            moved = step[origin][end][1]
            in_month[origin].remove(moved)
            in_month[end].append(moved)
            end = origin
            touched.add(end)
        in_month[end].append(task)
        for month in touched:
            step[month] = [
                min(
                    ((2 * (costs[one][other] - costs[one][month]), one) for one in in_month[month]),
                    default=(NEVER, -1),
                )
                for other in range(size)
            ]
    return total


def _relax(reach: list[int], came: list[int], step: list[list[tuple[int, int]]]) -> None:
    """Shorten the ways into every month through others (Bellman and Ford) until none gets shorter."""
    size, is_shorter = len(reach), True
    while is_shorter:
        is_shorter = False
        for origin in range(size):
            here = reach[origin]
            if here >= NEVER:
                continue
            for other, (more, task) in enumerate(step[origin]):
                if task >= 0 and other != origin and here + more < reach[other]:
                    reach[other], came[other], is_shorter = here + more, origin, True


def _experts_bound(problem: Assignment, tasks: Sequence[Task]) -> int:
    """Return the least unevenness of loads, were every expert free on every day."""
    experts = {expert for task in problem.tasks for expert in task.expert_ids}
    experts |= {one for task in tasks if task.is_locked for one in _current(task)}
    # What locked tasks ask for is fixed, so it comes first: the others are dealt out around it.
    loads = Counter(one for task in tasks if task.is_locked for one in _current(task))
    of_expert: dict[int, dict[int, int]] = defaultdict(dict)
    asking = [task for task in tasks if task.experts and not task.is_locked]
    pools = {number: task.expert_ids for number, task in enumerate(asking)}
    for number, task in enumerate(asking):
        for _ in range(task.experts):
            _ask_one(number, pools, loads, of_expert)
    return (sum(load**2 for load in loads.values()) - even_squares(loads.total(), len(experts))) // 2


def _current(task: Task) -> tuple[int, ...]:
    return task.current.expert_ids if task.current is not None else ()


def _ask_one(
    task: int, pools: Mapping[int, Sequence[int]], loads: Counter[int], of_expert: dict[int, dict[int, int]]
) -> None:
    """Give a task one more asking, to the least loaded expert that any chain of handing on reaches.

    Harvey, Ladner, Lovász and Tamir (Semi-matchings, 2006): no such chain to a less loaded one left means optimal.
    """
    came: dict[int, tuple[int, int | None]] = dict.fromkeys(pools[task], (task, None))
    order = list(came)
    for expert in order:
        for other in of_expert[expert]:
            for another in pools[other]:
                if another not in came:
                    came[another] = (other, expert)
                    order.append(another)
    if not order:
        return
    end = min(order, key=lambda expert: (loads[expert], expert))
    loads[end] += 1
    while True:
        giver, before = came[end]
        of_expert[end][giver] = of_expert[end].get(giver, 0) + 1
        if before is None:
            return
        of_expert[before][giver] -= 1
        if not of_expert[before][giver]:
            del of_expert[before][giver]
        end = before

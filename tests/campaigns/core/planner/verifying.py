"""Checks a plan against every hard rule, written from the rules alone, and finds the best plan of a tiny question."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from campaigns.core.planner.tasks import HALVES, Assignment, Placing, Plan, Slot, Task


def place(slot: Slot) -> int:
    return slot.day.toordinal() * 3 + HALVES.index(slot.half)


def taken_halves(task: Task, placing: Placing) -> set[int]:
    return {place(placing.slot) + n for n in range(task.halves)}


def taken_days(task: Task, placing: Placing) -> set[date]:
    return {date.fromordinal(number // 3) for number in taken_halves(task, placing)}


def broken_alone(problem: Assignment, task: Task, placing: Placing) -> Iterator[str]:
    """Give the rules that one placing breaks whatever stands beside it."""
    if placing.slot not in task.slots:
        yield f"{task.key}: {placing.slot} is not among its slots"
    if task.venue_ids and placing.venue_id not in task.venue_ids:
        yield f"{task.key}: venue {placing.venue_id} is none of its own"
    if task.team_ids and placing.team_id not in task.team_ids:
        yield f"{task.key}: team {placing.team_id} is none of its own"
    if len(set(placing.expert_ids)) != task.experts or not set(placing.expert_ids) <= set(task.expert_ids):
        yield f"{task.key}: experts {placing.expert_ids} are not {task.experts} of its own"
    for venue, slot in problem.closed_venues:
        if venue == placing.venue_id and place(slot) in taken_halves(task, placing):
            yield f"{task.key}: venue {venue} is closed on {slot}"
    for expert, away in problem.away_experts:
        if expert in placing.expert_ids and away in taken_days(task, placing):
            yield f"{task.key}: expert {expert} is away on {away}"


def broken_together(one: Task, at_one: Placing, other: Task, at_other: Placing) -> Iterator[str]:
    """Give the rules that two placings break with each other."""
    names = f"{one.key} and {other.key}"
    if taken_halves(one, at_one) & taken_halves(other, at_other):
        if at_one.team_id is not None and at_one.team_id == at_other.team_id:
            yield f"{names}: one team at one time"
        if at_one.venue_id is not None and at_one.venue_id == at_other.venue_id:
            yield f"{names}: one venue at one time"
    if taken_days(one, at_one) & taken_days(other, at_other):
        if set(at_one.expert_ids) & set(at_other.expert_ids):
            yield f"{names}: an expert twice a day"
        if one.is_headline and other.is_headline:
            yield f"{names}: two headlines on one day"
    if one.chain and one.chain == other.chain:
        if (one.link, one.key) > (other.link, other.key):
            one, at_one, other, at_other = other, at_other, one, at_one
        apart = (at_other.slot.day - at_one.slot.day).days
        if place(at_other.slot) < place(at_one.slot) + one.halves or apart < other.chain_gap:
            yield f"{names}: order or gap of their chain"


def broken_rules(problem: Assignment, plan: Plan) -> list[str]:
    """Return every hard rule that a plan breaks; what locked tasks do among each other is not its doing."""
    tasks = {task.key: task for task in problem.tasks}
    found: list[str] = []
    opened = [one.key for one in plan.unplaced]
    if sorted([*plan.placings, *opened]) != sorted(tasks):
        found.append("not every task is either placed or open, once")
    for key, placing in plan.placings.items():
        task = tasks[key]
        if task.is_locked:
            if placing != task.current:
                found.append(f"{key}: a locked task moved")
            continue
        found += broken_alone(problem, task, placing)
    found += [f"{key}: a locked task is open" for key in opened if tasks[key].is_locked]
    by_day: dict[int, list[str]] = defaultdict(list)
    for key, placing in plan.placings.items():
        for one in taken_days(tasks[key], placing):
            by_day[one.toordinal()].append(key)
    pairs = {pair for keys in by_day.values() for pair in combinations(sorted(keys), 2)}
    chains: dict[str, list[str]] = defaultdict(list)
    for key in plan.placings:
        if tasks[key].chain:
            chains[tasks[key].chain].append(key)
    pairs |= {pair for keys in chains.values() for pair in combinations(sorted(keys), 2)}
    for one, other in sorted(pairs):
        if not (tasks[one].is_locked and tasks[other].is_locked):
            found += broken_together(tasks[one], plan.placings[one], tasks[other], plan.placings[other])
    return found


def options(problem: Assignment, task: Task) -> list[Placing]:
    """Return every placing of a task that breaks no rule alone."""
    if task.is_locked and task.current is not None:
        return [task.current]
    every = (
        Placing(slot, venue, team, crew)
        for slot, venue, team, crew in product(
            task.slots,
            task.venue_ids or (None,),
            task.team_ids or (None,),
            combinations(task.expert_ids, task.experts),
        )
    )
    return [one for one in every if not list(broken_alone(problem, task, one))]


def all_plans(problem: Assignment, keys: set[str]) -> Iterator[dict[str, Placing]]:
    """Give every way to place just these tasks (and the locked ones) by the hard rules; for tiny questions."""
    asked = [task for task in problem.tasks if task.key in keys or task.is_locked]
    each = {task.key: options(problem, task) for task in asked}

    def grow(number: int, so_far: dict[str, Placing]) -> Iterator[dict[str, Placing]]:
        if number == len(asked):
            yield dict(so_far)
            return
        task = asked[number]
        for option in each[task.key]:
            clash = any(
                list(broken_together(other, so_far[other.key], task, option))
                for other in asked[:number]
                if not (other.is_locked and task.is_locked)
            )
            if not clash:
                so_far[task.key] = option
                yield from grow(number + 1, so_far)
                del so_far[task.key]

    yield from grow(0, {})

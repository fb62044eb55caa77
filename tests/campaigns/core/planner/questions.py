"""Small random questions in which everything that a rule speaks of happens often."""

from dataclasses import replace
from random import Random

from campaigns.core.planner.tasks import HALVES, Assignment, Placing, Slot, Task, Weights
from campaigns.core.wording import Bilingual
from tests.campaigns.core.planner.factories import AM, MONDAY, NIGHT, PM, day, task

TEAMS, VENUES, EXPERTS = (11, 12), (21, 22), (31, 32, 33)


def random_placing(rng: Random, days: int) -> Placing:
    return Placing(
        Slot(day(rng.randrange(days)), rng.choice(HALVES)),
        rng.choice((None, *VENUES)),
        rng.choice((None, *TEAMS)),
        tuple(rng.sample(EXPERTS, rng.randrange(2))),
    )


def random_task(rng: Random, number: int, days: int) -> Task:
    every = [Slot(day(n), half) for n in range(days) for half in (AM, PM, NIGHT)]
    where = tuple(sorted(rng.sample(every, rng.randint(1, min(5, len(every))))))
    current = random_placing(rng, days) if rng.random() < 0.35 else None
    if current is not None and rng.random() < 0.6:
        current = replace(current, slot=rng.choice(where))
    chain = rng.choice(("", "", "a", "b"))
    return task(
        f"t{number}",
        where,
        organisation_id=rng.randint(1, 2),
        district_id=rng.choice((None, 2, 3)),
        halves=rng.choice((1, 1, 1, 2, 4)),
        venue_ids=tuple(rng.sample(VENUES, rng.randrange(3))),
        team_ids=tuple(rng.sample(TEAMS, rng.randrange(3))),
        experts=(wanted := rng.choice((0, 0, 1, 2))),
        expert_ids=tuple(rng.sample(EXPERTS, rng.randint(wanted, 3))),
        is_headline=rng.random() < 0.2,
        chain=chain,
        link=rng.randrange(4),
        chain_gap=rng.randrange(4),
        dislikes={day(n): rng.randint(1, 4) for n in range(days) if rng.random() < 0.15},
        current=current,
        is_locked=current is not None and rng.random() < 0.4,
    )


def random_question(seed: int, *, most: int = 12, days: int = 9) -> Assignment:
    """Return a question that a seed alone decides; its days cross the end of a month."""
    rng = Random(seed)
    tasks = tuple(random_task(rng, number, days) for number in range(rng.randint(1, most)))
    slots = [Slot(day(n), half) for n in range(days) for half in HALVES]
    return Assignment(
        tasks,
        closed_venues=frozenset((venue, slot) for venue in VENUES for slot in slots if rng.random() < 0.1),
        away_experts=frozenset((one, day(n)) for one in EXPERTS for n in range(days) if rng.random() < 0.15),
        day_costs={day(n): rng.randint(1, 4) for n in range(days) if rng.random() < 0.3},
        far_ids=frozenset({2}),
        weights=rng.choice((Weights(), Weights(1, 3, 5, 2, 1, 4))),
    )


def planted_question(seed: int) -> Assignment:
    """Return a tight question that has a plan: one was laid first, and its tasks asked for with a few false options.

    Two teams, two halls and headline days are taken on about nine of ten half-days; a third of the tasks hang in chains
    whose gaps are those of the plan.
    """
    rng = Random(seed)
    days = rng.randint(6, 14)
    every = [Slot(day(n), half) for n in range(days) for half in (AM, PM)]
    laid: list[tuple[Slot, int, int]] = []
    for team in TEAMS:
        for slot in every:
            if rng.random() < 0.92:
                laid.append((slot, team, VENUES[TEAMS.index(team)]))
    headlines: set[object] = set()
    tasks: list[Task] = []
    links: dict[str, Slot] = {}
    for number, (slot, team, venue) in enumerate(sorted(laid)):
        near = [one for one in every if abs((one.day - slot.day).days) <= 3 and one != slot]
        where = tuple(sorted({slot, *rng.sample(near, min(len(near), rng.randint(1, 5)))}))
        is_headline = slot.day not in headlines and rng.random() < 0.3
        chain = rng.choice(("", "", "a", "b"))
        last, gap = links.get(chain), 0
        if chain and last is not None:
            if last.day == slot.day:
                chain = ""
            else:
                gap = rng.randint(1, (slot.day - last.day).days)
        if chain:
            links[chain] = slot
        if is_headline:
            headlines.add(slot.day)
        tasks.append(
            task(
                f"t{number:02}",
                where,
                label=Bilingual(f"第{number}场", f"no. {number}"),
                team_ids=(team,) if rng.random() < 0.7 else TEAMS,
                venue_ids=(venue,) if rng.random() < 0.7 else VENUES,
                is_headline=is_headline,
                chain=chain,
                link=number,
                chain_gap=gap,
            )
        )
    rng.shuffle(tasks)
    return Assignment(tuple(tasks), day_costs={MONDAY: 2})

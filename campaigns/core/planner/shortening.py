"""Chooses which links of a chain too long for its days are searched for, so that the others need no room."""

from bisect import bisect_left
from dataclasses import dataclass

from campaigns.core.planner.domains import earliest_starts, is_apart, linked
from campaigns.core.planner.grid import PARTS
from campaigns.core.planner.jobs import Compiled, Job


@dataclass(frozen=True, slots=True)
class Held:
    """Links of a chain that can be held one after another: what they are worth, the last of them, when it begins."""

    worth: int
    start: int
    job: Job | None = None
    before: "Held | None" = None


def shorten_chains(compiled: Compiled) -> frozenset[int]:
    """Take the links for which there is no room out of each chain, and return them; they have no half-days then.

    As many as possible stay, the first of equals. What stands today stays where it is, whatever is new beside it.
    """
    dropped: set[int] = set()
    for number, chain in enumerate(compiled.chains):
        if len(earliest_starts(compiled, chain)) < len(chain):
            kept = _most_held([compiled.jobs[index] for index in chain])
            dropped |= set(chain) - kept
            compiled.chains[number] = linked(compiled, [index for index in chain if index in kept])
    for index in dropped:
        compiled.jobs[index].starts = compiled.jobs[index].costs = ()
    return frozenset(dropped)


def _most_held(jobs: list[Job]) -> set[int]:
    """Return as many jobs of a chain as can be held, keeping for each worth the way that ends the earliest."""
    front = [Held(0, -1)]
    fixed = _fixed(jobs)
    # What must leave its half-day today still comes before all that is new.
    of_standing = len(jobs) + 1
    for job in jobs:
        home = job.home[0] if job.home is not None and job.index in fixed else None
        worth = 1 if job.home is None else of_standing
        longer = [
            Held(held.worth + worth, start, job, held)
            for held in front
            if (start := _next_start(held, job, home)) is not None
        ]
        front = _best(longer if home is not None else [*front, *longer])
    best: Held | None = max(front, key=lambda held: held.worth)
    kept: set[int] = set()
    while best is not None and best.job is not None:
        kept.add(best.job.index)
        best = best.before
    return kept


def _fixed(jobs: list[Job]) -> set[int]:
    """Return what can stay where it stands today, each beside those before it."""
    found: set[int] = set()
    last: Job | None = None
    for job in jobs:
        if job.home is None or job.home[0] not in job.starts:
            continue
        if last is None or last.home is None or _follows(last, last.home[0], job, job.home[0]):
            found.add(job.index)
            last = job
    return found


def _follows(before: Job, first: int, job: Job, start: int) -> bool:
    return is_apart(first, before.halves, start, job.task.chain_gap)


def _next_start(held: Held, job: Job, home: int | None) -> int | None:
    """Return the earliest half-day of a job after those held, or its home where that is kept."""
    before = held.job
    if home is not None:
        return home if before is None or _follows(before, held.start, job, home) else None
    if before is None:
        return job.starts[0]
    lowest = max(held.start + before.halves, (held.start // PARTS + job.task.chain_gap) * PARTS)
    at = bisect_left(job.starts, lowest)
    return job.starts[at] if at < len(job.starts) else None


def _best(ways: list[Held]) -> list[Held]:
    """Return the ways that no other beats in both worth and end; of equals the one that was found first."""
    found: list[Held] = []
    # A stable sort, so that the first links of a chain stay and the last ones leave.
    for held in sorted(ways, key=lambda one: (-one.worth, one.start)):
        if not found or held.start < found[-1].start:
            found.append(held)
    return found

"""Which half-days are left to each task before any other that is not locked is placed."""

from campaigns.core.planner.grid import PARTS
from campaigns.core.planner.jobs import Compiled, Job
from campaigns.core.planner.state import State


def filter_starts(compiled: Compiled) -> None:
    """Take away what closed places, absent experts and locked tasks leave to nobody.

    Tasks left with nothing leave their chain, so that the others need no room for them.
    """
    state = State(compiled)
    locked: dict[str, list[Job]] = {}
    for job in compiled.jobs:
        if job.is_locked and job.task.chain:
            locked.setdefault(job.task.chain, []).append(job)
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    for job in compiled.jobs:
        if job.is_locked:
            continue
        others = locked.get(job.task.chain, ()) if job.task.chain else ()
        chain, job.chain = job.chain, -1
        kept = [
            at
            for at, start in enumerate(job.starts)
            if state.fits(job, start) is not None and all(keeps_from(other, job, start) for other in others)
        ]
        job.chain = chain
        if len(kept) < len(job.starts):
            starts, costs = tuple(job.starts[at] for at in kept), tuple(job.costs[at] for at in kept)
            job.starts, job.costs = known.setdefault(starts, starts), known.setdefault(costs, costs)
    for number, chain_jobs in enumerate(compiled.chains):
        compiled.chains[number] = linked(
            compiled, [index for index in chain_jobs if compiled.jobs[index].starts]
        )


def keeps_from(locked: Job, job: Job, start: int) -> bool:
    """Tell whether a start keeps the chain's order and gap from a locked task of it."""
    if locked.home is None:
        return True
    first, other = locked.home[0], locked.task
    if (other.link, other.key) < (job.task.link, job.task.key):
        return is_apart(first, locked.halves, start, job.task.chain_gap)
    return is_apart(start, job.halves, first, other.chain_gap)


def is_apart(first: int, halves: int, second: int, gap: int) -> bool:
    """Tell whether the second begins after the first has ended, and at least so many days after its first day."""
    return second >= first + halves and second // PARTS - first // PARTS >= gap


def linked(compiled: Compiled, chain: list[int]) -> list[int]:
    """Return a chain whose tasks need room for each other alone, after others have left it."""
    offset = 0
    for link, index in enumerate(chain):
        job = compiled.jobs[index]
        offset += job.task.chain_gap if link else 0
        job.link, job.offset = link, offset
    return chain


def earliest_starts(compiled: Compiled, chain: list[int]) -> list[int]:
    """Return the earliest half-day of each task of a chain, all before it being held; it ends where one has none."""
    found: list[int] = []
    for index in chain:
        job = compiled.jobs[index]
        lowest, day = least_after(compiled, chain, found)
        start = next((one for one in job.starts if one >= lowest and one // PARTS >= day), None)
        if start is None:
            break
        found.append(start)
    return found


def least_after(compiled: Compiled, chain: list[int], earliest: list[int]) -> tuple[int, int]:
    """Return the half-day and the day before which the next of a chain cannot begin."""
    if not earliest:
        return 0, 0
    before, job = compiled.jobs[chain[len(earliest) - 1]], compiled.jobs[chain[len(earliest)]]
    return earliest[-1] + before.halves, earliest[-1] // PARTS + job.offset - before.offset


def latest_starts(compiled: Compiled, chain: list[int]) -> list[int]:
    """Return the latest half-day of each task of a chain that has room for all, all after it being held."""
    found: list[int] = []
    for link in range(len(chain) - 1, -1, -1):
        job = compiled.jobs[chain[link]]
        if found:
            after = compiled.jobs[chain[link + 1]]
            highest, day = found[-1] - job.halves, found[-1] // PARTS - (after.offset - job.offset)
            starts = [start for start in job.starts if start <= highest and start // PARTS <= day]
        else:
            starts = list(job.starts)
        if not starts:
            return []
        found.append(starts[-1])
    return found[::-1]


def narrow_chains(compiled: Compiled) -> None:
    """Leave each task of a chain only the half-days that the others leave it; a chain without room stays wide."""
    for chain in compiled.chains:
        earliest = earliest_starts(compiled, chain)
        if len(earliest) < len(chain):
            continue
        for index, low, high in zip(chain, earliest, latest_starts(compiled, chain), strict=True):
            job = compiled.jobs[index]
            kept = [at for at, start in enumerate(job.starts) if low <= start <= high]
            job.starts, job.costs = tuple(job.starts[at] for at in kept), tuple(job.costs[at] for at in kept)

"""Which hard rules stand against a task at a half-day, and who is in the way."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from campaigns.core.planner.domains import is_apart
from campaigns.core.planner.grid import days_within
from campaigns.core.planner.jobs import CLOSED, NONE, Compiled, Job, Seat
from campaigns.core.planner.sentences import listed
from campaigns.core.planner.state import State
from campaigns.core.wording import Bilingual


class Rule(StrEnum):
    """The hard rules that depend on what else stands there."""

    HEADLINE = "headline"
    TEAM = "team"
    VENUE = "venue"
    EXPERTS = "experts"
    CHAIN = "chain"


RULE_WORDS = {
    Rule.HEADLINE: Bilingual("当天已有重点活动", "a headline event that day"),
    Rule.TEAM: Bilingual("没有空着的队伍", "no team free"),
    Rule.VENUE: Bilingual("没有空着的场地", "no place free"),
    Rule.EXPERTS: Bilingual("有空的专家不够", "too few experts free"),
    Rule.CHAIN: Bilingual("与同系列的场次顺序或间隔不合", "order or gap of its chain"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """One rule that a half-day breaks: the tasks in the way, and how many options are closed or away."""

    rule: Rule
    jobs: tuple[int, ...]
    closed: int = 0


class Blocks:
    """Looks at half-days of tasks in a state; a task asked about has to be lifted, it may stand nowhere."""

    def __init__(self, compiled: Compiled, state: State) -> None:
        self.compiled, self.state = compiled, state
        self.chains: dict[str, list[Job]] = defaultdict(list)
        for job in compiled.jobs:
            if job.task.chain:
                self.chains[job.task.chain].append(job)

    def at(self, job: Job, start: int) -> list[Block]:
        """Return every rule that a start breaks; none means that the task could stand there."""
        taken = self.state.taken
        halves = range(start, start + job.halves)
        days = days_within(start, job.halves)
        found: list[Block] = []
        if job.is_headline and (owners := self._owners([0], days)):
            found.append(_block(Rule.HEADLINE, owners))
        for rule, bases in ((Rule.TEAM, job.teams), (Rule.VENUE, job.venues)):
            if bases and all(any(base + half in taken for half in halves) for base in bases):
                found.append(_block(rule, self._owners(bases, halves)))
        if job.experts:
            busy = [expert for expert in job.pool if any(expert + day in taken for day in days)]
            if len(job.pool) - len(busy) < job.experts:
                found.append(_block(Rule.EXPERTS, self._owners(busy, days)))
        if others := self._out_of_order(job, start):
            found.append(Block(Rule.CHAIN, tuple(others)))
        return found

    def seat_at(self, job: Job, start: int) -> Seat | None:
        """Return the best seat at a start that breaks no rule; unlike the search it keeps no room for open tasks."""
        if self.at(job, start):
            return None
        chain, job.chain = job.chain, NONE
        seat = self.state.fits(job, start)
        job.chain = chain
        return seat

    def _owners(self, bases: Sequence[int], steps: range) -> list[int]:
        taken = self.state.taken
        return [taken[base + step] for base in bases for step in steps if base + step in taken]

    def _out_of_order(self, job: Job, start: int) -> list[int]:
        own = (job.task.link, job.task.key)
        found: list[int] = []
        for other in self.chains.get(job.task.chain, ()):
            seat = self.state.seats[other.index]
            if seat is None or other is job:
                continue
            if (other.task.link, other.task.key) < own:
                is_right = is_apart(seat[0], other.halves, start, job.task.chain_gap)
            else:
                is_right = is_apart(start, job.halves, seat[0], other.task.chain_gap)
            if not is_right:
                found.append(other.index)
        return found

    def summary(self, job: Job) -> Bilingual:
        """Return how many of a task's half-days each rule rules out: 可选8个半天：没有空着的场地5个…；剩0个."""
        starts = sorted({self.compiled.grid.number(slot) for slot in job.task.slots})
        broken = Counter(block.rule for start in starts for block in self.at(job, start))
        left = sum(1 for start in starts if not self.at(job, start))
        parts = [(RULE_WORDS[rule], count) for rule, count in broken.most_common()]
        why = listed(Bilingual(f"{words.zh}{count}个", f"{words.en} {count}") for words, count in parts)
        return Bilingual(
            f"可选半天{len(starts)}个：{why.zh}；剩{left}个" if parts else f"可选半天{len(starts)}个",
            f"{len(starts)} half-days to choose from: {why.en}; {left} left"
            if parts
            else f"{len(starts)} half-days to choose from",
        )


def _block(rule: Rule, owners: Sequence[int]) -> Block:
    jobs = tuple(sorted({owner for owner in owners if owner != CLOSED}))
    return Block(rule, jobs, sum(1 for owner in owners if owner == CLOSED))

"""Answers “why here?”, “why not there?” and “why not at all?” about one task of a finished plan."""

from collections import Counter
from collections.abc import Sequence

from campaigns.core.days import day_in_words
from campaigns.core.planner.blocks import RULE_WORDS, Block, Blocks, Rule
from campaigns.core.planner.costs import cost_by_term
from campaigns.core.planner.jobs import NONE, Job, compile_problem, placing_of
from campaigns.core.planner.sentences import (
    after_trail,
    counted,
    joined,
    listed,
    more_by_term,
    quoted,
    slot_in_words,
)
from campaigns.core.planner.state import State
from campaigns.core.planner.tasks import Assignment, CostTerm, Plan, Slot
from campaigns.core.wording import Bilingual

# How many half-days an answer names of those that would do, or would but for one task.
NAMED_SLOTS = 3


class Answers:
    """One plan, ready to be asked; build it once for many questions."""

    def __init__(self, problem: Assignment, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.compiled = compiled = compile_problem(problem)
        self.state = State(compiled)
        self.blocks = Blocks(compiled, self.state)
        self.known: dict[tuple[object, ...], tuple[Bilingual, ...]] = {}
        self.jobs = {job.task.key: job for job in compiled.jobs}
        for job in compiled.jobs:
            placing = plan.placings.get(job.task.key)
            if job.is_locked or placing is None or placing.slot not in job.task.slots:
                continue
            start = compiled.grid.number(placing.slot)
            crew = tuple(sorted(compiled.base("expert", one) for one in placing.expert_ids))
            for expert in crew:
                self.state.loads.setdefault(expert, 0)
            team, venue = compiled.base("team", placing.team_id), compiled.base("venue", placing.venue_id)
            self.state.put(job, job.starts.index(start), (start, team, venue, crew))

    def why_here(self, key: str) -> tuple[Bilingual, ...]:
        """Say what the filters left, what other half-days would cost, and what blocks the better ones."""
        job = self.jobs[key]
        at = self.state.at[job.index]
        if job.is_locked:
            return (Bilingual("已锁定，不参与排期", "Locked: the planner leaves it where it is"),)
        if at == NONE:
            return self.blockers(key)
        seat = self.state.lift(job)
        here = self.state.cost_of(job, at, seat)
        free: list[tuple[int, int]] = []
        better: list[int] = []
        for other, start in enumerate(job.starts):
            if other == at:
                continue
            found = self.blocks.seat_at(job, start)
            if found is not None:
                free.append((self.state.cost_of(job, other, found) - here, start))
            elif self.state.least_cost(job, other) < here:
                better.append(start)
        blocks = [(start, self.blocks.at(job, start)) for start in better]
        self.state.put(job, at, seat)
        total = len(job.starts)
        left = Bilingual(f"可选半天{total}个", f"{counted(total, 'half-day')} to choose from")
        return (after_trail(job.task, left), self._others(job, free), *self._better(job, blocks))

    def _others(self, job: Job, free: Sequence[tuple[int, int]]) -> Bilingual:
        others = len(job.starts) - 1
        if not others:
            return Bilingual("只有这一个半天", "It is the only one")
        if not free:
            return Bilingual(f"其余{others}个半天都排不下", f"None of the other {others} is free")
        dearer = [cost for cost, _ in free if cost > 0]
        same = sum(1 for cost, _ in free if cost == 0)
        cheaper = len(free) - len(dearer) - same
        parts: list[Bilingual] = []
        if dearer:
            span = f"{min(dearer)}" if min(dearer) == max(dearer) else f"{min(dearer)}–{max(dearer)}"
            parts.append(Bilingual(f"{len(dearer)}个多花{span}分", f"{len(dearer)} cost {span} more"))
        if same:
            parts.append(Bilingual(f"{same}个一样好", f"{same} are as good"))
        if cheaper:
            parts.append(Bilingual(f"{cheaper}个更省", f"{cheaper} cost less"))
        if len(free) < others:
            full = others - len(free)
            parts.append(Bilingual(f"{full}个排不下", f"{full} are not free"))
        words = listed(parts)
        best, start = min(free)
        slot = self.compiled.grid.slot(start)
        terms = more_by_term(self._more(job, slot)) if best else Bilingual("")
        named = slot_in_words(slot)
        zh = f"；最接近的是{named.zh}（{terms.zh}）" if terms.zh else ""
        en = f"; the nearest is {named.en} ({terms.en})" if terms.zh else ""
        return Bilingual(f"其余{others}个半天：{words.zh}{zh}", f"The other {others}: {words.en}{en}")

    def _better(self, job: Job, blocks: Sequence[tuple[int, list[Block]]]) -> list[Bilingual]:
        if not blocks:
            return [Bilingual("没有更省却被挡住的半天", "No cheaper half-day is blocked")]
        found: list[Bilingual] = []
        for start, broken in blocks[:NAMED_SLOTS]:
            slot = slot_in_words(self.compiled.grid.slot(start))
            why = joined(self._block_words(job, start, block) for block in broken)
            found.append(Bilingual(f"{slot.zh}更省，但{why.zh}", f"{slot.en} would cost less, but {why.en}"))
        return found

    def why_not(self, key: str, slot: Slot) -> tuple[Bilingual, ...]:
        """Say each hard rule that a half-day would break, or else what it would cost more."""
        job, state = self.jobs[key], self.state
        if job.is_locked:
            return (Bilingual("已锁定，不参与排期", "Locked: the planner leaves it where it is"),)
        placing = self.plan.placings.get(key)
        words = slot_in_words(slot)
        if placing is not None and placing.slot == slot:
            return (Bilingual(f"就排在{words.zh}", f"It stands on {words.en}"),)
        if slot not in job.task.slots:
            end = Bilingual(f"{words.zh}不在其中", f"{words.en} is not among them")
            return (after_trail(job.task, end),)
        start = self.compiled.grid.number(slot)
        at = state.at[job.index]
        seat = state.lift(job) if at != NONE else None
        blocks = self.blocks.at(job, start)
        if seat is not None:
            state.put(job, at, seat)
        if blocks:
            return tuple(self._block_words(job, start, block) for block in blocks)
        if seat is None:
            return (Bilingual(f"{words.zh}现在排得下", f"{words.en} is free now"),)
        more = self._more(job, slot)
        total, terms = sum(more.values()), more_by_term(more)
        if total > 0:
            return (
                Bilingual(
                    f"排得下，但多花{total}分（{terms.zh}）",
                    f"It is free, but costs {total} more ({terms.en})",
                ),
            )
        less = f"省{-total}分" if total else "一样好"
        return (Bilingual(f"排得下，{less}", f"It is free and {f'saves {-total}' if total else 'as good'}"),)

    def blockers(self, key: str) -> tuple[Bilingual, ...]:
        """Say why a task stays open: the obstacles it is part of, what rules out its half-days, who is in the way."""
        job = self.jobs[key]
        obstacles = [found for found in self.plan.obstacles if key in found.task_keys]
        known = [found.message for found in obstacles]
        if not job.starts:
            own = [after_trail(job.task, Bilingual("剩0天", "0 days left"))]
            return tuple(known or own)
        is_alone = any(found.task_keys == (key,) for found in obstacles)
        alike = (*self._alike(job), is_alone)
        if alike not in self.known:
            self.known[alike] = self._obstructed(job, is_alone=is_alone)
        return (*known, *self.known[alike])

    def _alike(self, job: Job) -> tuple[object, ...]:
        """Return what the sentences on an open task depend on: of a long chain hundreds are open for one reason."""
        own, seats = (job.task.link, job.task.key), self.state.seats
        before = sum(
            1
            for other in self.blocks.chains.get(job.task.chain, ())
            if seats[other.index] is not None and (other.task.link, other.task.key) < own
        )
        crew = (job.pool, job.experts, job.is_headline)
        chain = (job.task.chain, job.task.chain_gap, before)
        return (job.starts, job.halves, job.teams, job.venues, job.task.trail, *crew, *chain)

    def _obstructed(self, job: Job, *, is_alone: bool) -> tuple[Bilingual, ...]:
        """Say what rules out each half-day of an open task; ``is_alone`` where an obstacle has said how many."""
        broken = [(start, self.blocks.at(job, start)) for start in job.starts]
        free = [start for start, blocks in broken if not blocks]
        if free:
            slots = listed(slot_in_words(self.compiled.grid.slot(start)) for start in free[:NAMED_SLOTS])
            return (Bilingual(f"现在排得下：{slots.zh}", f"Free now: {slots.en}"),)
        sentences: list[Bilingual] = []
        if not is_alone:
            sentences.append(after_trail(job.task, self.blocks.summary(job)))
        single = [
            (start, blocks[0])
            for start, blocks in broken
            if len(blocks) == 1 and len(blocks[0].jobs) == 1 and not blocks[0].closed
        ]
        for start, block in single[:NAMED_SLOTS]:
            slot, why = slot_in_words(self.compiled.grid.slot(start)), self._block_words(job, start, block)
            sentences.append(Bilingual(f"{slot.zh}：{why.zh}", f"{slot.en}: {why.en}"))
        if not single:
            often = Counter(index for _, blocks in broken for block in blocks for index in block.jobs)
            labels = [self.compiled.jobs[index].task.label for index, _ in often.most_common(NAMED_SLOTS)]
            if labels:
                names = quoted(labels)
                sentences.append(Bilingual(f"主要被{names.zh}挡住", f"Mostly blocked by {names.en}"))
        return tuple(sentences)

    def _more(self, job: Job, slot: Slot) -> dict[CostTerm, int]:
        """Return by how much each term would grow if a task moved to a free half-day."""
        at = self.state.at[job.index]
        seat = self.state.lift(job)
        found = self.blocks.seat_at(job, self.compiled.grid.number(slot))
        self.state.put(job, at, seat)
        if found is None:
            return {}
        moved = {**self.plan.placings, job.task.key: placing_of(self.compiled, found)}
        before, after = cost_by_term(self.problem, self.plan.placings), cost_by_term(self.problem, moved)
        return {term: after[term] - before[term] for term in CostTerm}

    def _block_words(self, job: Job, start: int, block: Block) -> Bilingual:
        """Return a broken rule with the tasks in the way."""
        labels = [self.compiled.jobs[index].task.label for index in block.jobs]
        if block.rule is Rule.CHAIN:
            return self._chain_words(job, start, block)
        rule, names = RULE_WORDS[block.rule], quoted(labels)
        closed = _closed_words(block)
        if labels and closed.zh:
            return Bilingual(f"{rule.zh}：{names.zh}，{closed.zh}", f"{rule.en}: {names.en}, {closed.en}")
        if labels or closed.zh:
            return Bilingual(f"{rule.zh}：{names.zh or closed.zh}", f"{rule.en}: {names.en or closed.en}")
        return rule

    def _chain_words(self, job: Job, start: int, block: Block) -> Bilingual:
        other = self.compiled.jobs[block.jobs[0]]
        seat = self.state.seats[other.index]
        label, gap = other.task.label, job.task.chain_gap
        day = day_in_words(self.compiled.grid.slot(seat[0] if seat is not None else start).day)
        is_before = (other.task.link, other.task.key) < (job.task.link, job.task.key)
        if not is_before:
            gap = other.task.chain_gap
        zh = f"须在“{label.zh}”（{day.zh}）{'之后' if is_before else '之前'}至少{gap}天"
        side = "after" if is_before else "before"
        return Bilingual(
            zh, f"must be at least {counted(gap, 'day')} {side} “{label.in_language('en')}” ({day.en})"
        )


def _closed_words(block: Block) -> Bilingual:
    if not block.closed:
        return Bilingual("")
    if block.rule is Rule.EXPERTS:
        return Bilingual(f"{block.closed}位不在", f"{block.closed} away")
    return Bilingual(f"{block.closed}处不开放", f"{block.closed} closed")

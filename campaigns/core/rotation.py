"""Who comes to which slot of a roster: least used, then longest ago, and in words why a slot stays short."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from campaigns.core.shortage import Hindrance, shortage_in_words
from campaigns.core.turns import Decision, Member, Rotation, Slot, Terms, Turn
from campaigns.core.wording import Bilingual
from campaigns.enums import RosterRule, RosterTurnKind


def rotate(
    members: Sequence[Member], slots: Sequence[Slot], terms: Terms, decisions: Iterable[Decision] = ()
) -> Rotation:
    """Fill the open slots, which come in their order in time, by the rule.

    Every slot gets as many members as it may; where that leaves another one short, first as many as it must.
    """
    decided = tuple(decisions)
    full = _filled(members, slots, terms, decided, (terms.per_slot_max,))
    if full.missing():
        modest = _filled(members, slots, terms, decided, (terms.per_slot_min, terms.per_slot_max))
        full = min(full, modest, key=_Table.missing)
    stand_ins = full.stand_ins()
    return Rotation(
        tuple(
            Turn(slot.event_id, tuple(full.at[place]), stand_ins[place], full.shortage(place))
            for place, slot in enumerate(slots)
        ),
        {member.id: full.load(member) for member in members},
        dict(full.credits),
    )


def spread_of(loads: Mapping[int, int], weights: Mapping[int, int]) -> Fraction:
    """Return how unfair a roster is: the most turns for its weight that one has, less the fewest."""
    ratios = [Fraction(load, weights.get(key, 1)) for key, load in loads.items()]
    return max(ratios) - min(ratios) if ratios else Fraction(0)


def _filled(
    members: Sequence[Member],
    slots: Sequence[Slot],
    terms: Terms,
    decisions: Sequence[Decision],
    sizes: tuple[int, ...],
) -> "_Table":
    table = _Table(members, slots, terms, decisions)
    for size in sizes:
        for place in range(len(slots)):
            table.welcome(place)
            table.fill(place, size)
    table.balance()
    return table


class _Table:
    """Slots with their members while they are filled; a place is a slot's number in time, from 0."""

    def __init__(
        self, members: Sequence[Member], slots: Sequence[Slot], terms: Terms, decisions: Sequence[Decision]
    ) -> None:
        self.members = {member.id: member for member in members}
        self.slots, self.terms = slots, terms
        self.credits: dict[int, int] = {}
        self.out: dict[int, set[int]] = {slot.event_id: set() for slot in slots}
        self.chosen = {slot.event_id: list(slot.fixed_ids) for slot in slots}
        for decision in decisions:
            self._settle(decision)
        self.at = [self._start(place) for place in range(len(slots))]
        self.fixed = [frozenset(ids) for ids in self.at]
        self.places: dict[int, set[int]] = {member.id: set() for member in members}
        for place, ids in enumerate(self.at):
            for id_ in ids:
                self.places[id_].add(place)
        self.joins = {m.id: self._join_place(m) for m in members if m.joined_on is not None}

    def _settle(self, decision: Decision) -> None:
        """Take a decision into account; of several about one slot the last one holds."""
        if decision.event_id not in self.out:
            return
        out, chosen = self.out[decision.event_id], self.chosen[decision.event_id]
        out.add(decision.member_id)
        if decision.member_id in chosen:
            chosen.remove(decision.member_id)
        if decision.other_id is not None and decision.kind is not RosterTurnKind.SKIPPED:
            out.discard(decision.other_id)
            if decision.other_id not in chosen:
                chosen.append(decision.other_id)

    def _start(self, place: int) -> list[int]:
        """Return who is in a slot before anybody is proposed."""
        slot = self.slots[place]
        ids = [id_ for id_ in self.chosen[slot.event_id] if id_ in self.members]
        for id_ in slot.kept_ids:
            if id_ in self.members and id_ not in ids and (slot.is_locked or self._may_stay(id_, place)):
                ids.append(id_)
        room = max(self.terms.per_slot_max, len(self.chosen[slot.event_id]))
        return ids if slot.is_locked else ids[:room]

    def _may_stay(self, id_: int, place: int) -> bool:
        slot = self.slots[place]
        is_out = id_ in self.out[slot.event_id] or id_ in slot.busy_ids
        return not is_out and self.members[id_].is_on(slot.day)

    def _join_place(self, member: Member) -> int | None:
        days = enumerate(slot.day for slot in self.slots)
        return next((place for place, day in days if member.joined_on and day >= member.joined_on), None)

    def load(self, member: Member) -> int:
        """Return what a member has done: before, credited as a newcomer, and in these slots, coming ones too."""
        return member.turns + self.credits.get(member.id, 0) + len(self.places[member.id])

    def welcome(self, place: int) -> None:
        """Credit those who join here with the average of the others so far, rounded."""
        new = [self.members[id_] for id_, joins in self.joins.items() if joins == place]
        others = [m for m in self.members.values() if m not in new and m.is_on(self.slots[place].day)]
        if not new or not others:
            return
        average = sum((self._ratio(m, self._load_before(m, place)) for m in others), Fraction(0))
        for member in new:
            whole = average / len(others) * self._weight(member) + Fraction(1, 2)
            self.credits[member.id] = whole.numerator // whole.denominator

    def _load_before(self, member: Member, place: int) -> int:
        done = sum(1 for one in self.places[member.id] if one < place)
        return member.turns + self.credits.get(member.id, 0) + done

    def _weight(self, member: Member) -> int:
        return member.weight if self.terms.rule is RosterRule.WEIGHTED else 1

    def _ratio(self, member: Member, load: int) -> Fraction:
        return Fraction(load, self._weight(member))

    def fill(self, place: int, size: int) -> None:
        """Add members by the rule until a slot has its size or nobody suits."""
        while not self.slots[place].is_locked and len(self.at[place]) < size:
            suitable = [m for m in self.members.values() if self.hindrance(m.id, place) is None]
            if not suitable:
                return
            self._put(min(suitable, key=lambda member: self._turn_key(member, place)).id, place)

    def _turn_key(self, member: Member, place: int) -> tuple[Fraction, int, int, int]:
        ratio = self._ratio(member, self.load(member))
        if self.terms.rule is RosterRule.ORDER:
            return ratio, 0, member.position, member.id
        earlier = [one for one in self.places[member.id] if one < place]
        before = member.last_on.toordinal() - date.max.toordinal() if member.last_on else -(10**7)
        return ratio, max(earlier, default=before), member.position, member.id

    def hindrance(self, id_: int, place: int) -> Hindrance | None:
        """Return what keeps a member from a slot, or None."""
        slot = self.slots[place]
        if id_ in self.at[place]:
            return Hindrance.HERE
        if not self.members[id_].is_on(slot.day):
            return Hindrance.NOT_ON
        if id_ in self.out[slot.event_id]:
            return Hindrance.DECIDED
        if id_ in slot.busy_ids:
            return Hindrance.BUSY
        is_near = any(abs(one - place) < self.terms.min_gap for one in self.places[id_])
        return Hindrance.NEAR if is_near else None

    def _put(self, id_: int, place: int, *, instead_of: int | None = None) -> None:
        if instead_of is None:
            self.at[place].append(id_)
        else:
            self.at[place][self.at[place].index(instead_of)] = id_
            self.places[instead_of].discard(place)
        self.places[id_].add(place)

    def balance(self) -> None:
        """Hand turns on, also through others between, while somebody has two more than somebody else."""
        while any(self._hand_on(most) for most in self._by_load(reverse=True)):
            pass

    def _by_load(self, *, reverse: bool) -> list[Member]:
        sign = -1 if reverse else 1
        return sorted(
            self.members.values(), key=lambda m: (sign * self._ratio(m, self.load(m)), m.position, m.id)
        )

    def _hand_on(self, most: Member) -> bool:
        """Move one turn from a member to one with fewer by the shortest chain there is; tell whether one was."""
        least = {
            member.id
            for member in self._by_load(reverse=False)
            if self._ratio(most, self.load(most)) > self._ratio(member, self.load(member) + 1)
            # Who leaves early has done its part with fewer.
            and (member.left_on is None or member.is_on(self.slots[-1].day))
        }
        came_from: dict[int, tuple[int, int]] = {}
        queue = deque([most.id] if least else [])
        while queue:
            giver = queue.popleft()
            for place in sorted(self.places[giver]):
                if self.slots[place].is_locked or giver in self.fixed[place]:
                    continue
                for taker in sorted(self.members, key=lambda id_: (id_ not in least, id_)):
                    if taker in came_from or taker == most.id or self.hindrance(taker, place) is not None:
                        continue
                    came_from[taker] = giver, place
                    if taker in least:
                        self._follow(came_from, taker, most.id)
                        return True
                    queue.append(taker)
        return False

    def _follow(self, came_from: Mapping[int, tuple[int, int]], taker: int, first: int) -> None:
        while taker != first:
            giver, place = came_from[taker]
            self._put(taker, place, instead_of=giver)
            taker = giver

    def missing(self) -> int:
        """Return how many members the open slots lack of what they must have."""
        return sum(
            max(0, self.terms.per_slot_min - len(ids))
            for slot, ids in zip(self.slots, self.at, strict=True)
            if not slot.is_locked
        )

    def shortage(self, place: int) -> Bilingual | None:
        """Return in words why a slot is short of members, or None."""
        lacking = self.terms.per_slot_min - len(self.at[place])
        if lacking <= 0 or self.slots[place].is_locked:
            return None
        found = [self.hindrance(id_, place) for id_ in self.members]
        return shortage_in_words(lacking, [one for one in found if one], self.terms.min_gap)

    def stand_ins(self) -> list[int | None]:
        """Return for each open slot who is next should one fall out, so that all stand in about equally often."""
        asked = dict.fromkeys(self.members, 0)
        found: list[int | None] = []
        for place, slot in enumerate(self.slots):
            suitable = [m for m in self.members.values() if self.hindrance(m.id, place) is None]
            if slot.is_locked or not suitable:
                found.append(None)
                continue
            next_one = min(suitable, key=lambda m: (asked[m.id], self._turn_key(m, place)))
            asked[next_one.id] += 1
            found.append(next_one.id)
        return found

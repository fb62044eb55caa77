"""What the rotation of a roster is asked and what it answers: members, slots, decisions, terms and turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from campaigns.core.wording import Bilingual
from campaigns.enums import RosterRule, RosterTurnKind


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the list, from ``joined_on`` to ``left_on`` inclusive; ``turns`` and ``last_on`` are of before.

    ``topic_ids`` are the topics it is competent in, none means all.
    """

    id: int
    position: int = 0
    weight: int = 1
    joined_on: date | None = None
    left_on: date | None = None
    topic_ids: frozenset[int] = frozenset()
    turns: int = 0
    last_on: date | None = None

    def is_on(self, day: date) -> bool:
        """Tell whether the member is on the list on a day."""
        has_joined = self.joined_on is None or self.joined_on <= day
        return has_joined and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class Slot:
    """An event to fill, unless it ``is_locked``: over, or not ours to change.

    A person chose ``fixed_ids``; a roster put ``kept_ids`` there, which stay while they suit; ``busy_ids`` are
    elsewhere at that time. ``topics`` are those that members bring already, 0 for one that is on no list.
    """

    event_id: int
    day: date
    is_locked: bool = False
    fixed_ids: tuple[int, ...] = ()
    kept_ids: tuple[int, ...] = ()
    busy_ids: frozenset[int] = frozenset()
    topics: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: the member does not come; after a swap or a substitution the other one does."""

    kind: RosterTurnKind
    event_id: int
    member_id: int
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How the list takes turns; two turns of one member are at least ``min_gap`` slots apart."""

    rule: RosterRule = RosterRule.LEAST_RECENT
    per_slot_min: int = 1
    per_slot_max: int = 2
    min_gap: int = 0
    topics_max: int = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """Who comes to a slot, who stands in should one of them fall out, and why it is short of members, if it is."""

    event_id: int
    member_ids: tuple[int, ...]
    stand_in_id: int | None = None
    shortage: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Rotation:
    """A whole list of turns; ``loads`` are the turns of each member with its ``credits`` as a newcomer."""

    turns: tuple[Turn, ...]
    loads: Mapping[int, int]
    credits: Mapping[int, int]

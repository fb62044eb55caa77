"""The read model of a roster: members, slots in time, and how fair it is; pages and the printed list render it."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus, RosterRule
from campaigns.references import ActivityRef, EditionRef


@dataclass(frozen=True, slots=True)
class RosterTopicRef:
    """A topic that members can bring."""

    id: int
    name: Bilingual


@dataclass(frozen=True, slots=True)
class RosterMemberLine:
    """A member with its turns: held or over, planned, and credited as a newcomer; ``topic_ids`` empty means all."""

    id: int
    organisation_id: int | None
    person_id: int | None
    name: Bilingual
    position: int
    weight: int
    joined_on: date | None
    left_on: date | None
    topic_ids: frozenset[int]
    turns: int = 0
    planned: int = 0
    credit: int = 0
    last_on: date | None = None
    next_on: date | None = None

    @property
    def total(self) -> int:
        """Return the turns so far and planned."""
        return self.turns + self.planned

    def can_bring(self, topic_id: int) -> bool:
        """Tell whether the member is competent in a topic."""
        return not self.topic_ids or topic_id in self.topic_ids


@dataclass(frozen=True, slots=True)
class RosterGuest:
    """Who comes to a slot with which topic; ``member_id`` None for somebody who is not on the list."""

    member_id: int | None
    name: Bilingual
    topic: Bilingual
    is_by_roster: bool = False


@dataclass(frozen=True, slots=True)
class RosterSlot:
    """One event of the activity; ``number`` counts them in time, ``is_open`` tells whether it may still change.

    ``due_on`` is when the material must be in; ``remarks`` tell what people decided and what is missing.
    """

    number: int
    event_id: int
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    local_day: date
    place: str
    status: EventStatus
    is_open: bool
    guests: tuple[RosterGuest, ...]
    others: tuple[RosterGuest, ...]
    stand_in: Bilingual | None
    due_on: date
    remarks: tuple[Bilingual, ...]
    shortage: Bilingual | None

    @property
    def topics(self) -> tuple[Bilingual, ...]:
        """Return the topics, each once."""
        return tuple(dict.fromkeys(guest.topic for guest in self.guests if guest.topic.zh))

    @property
    def member_ids(self) -> frozenset[int]:
        """Return which members come."""
        return frozenset(guest.member_id for guest in self.guests if guest.member_id is not None)


@dataclass(frozen=True, slots=True)
class RosterRef:
    """A roster as a list shows it."""

    id: int
    name: Bilingual
    activity: ActivityRef
    rule: RosterRule
    members: int
    planned: int


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """A whole roster; ``spread`` is the most turns for its weight that a member of now has, less the fewest."""

    edition: EditionRef
    id: int
    version: int
    name: Bilingual
    activity: ActivityRef
    rule: RosterRule
    per_slot_min: int
    per_slot_max: int
    topics_max: int
    min_gap: int
    topics: tuple[RosterTopicRef, ...]
    members: tuple[RosterMemberLine, ...]
    slots: tuple[RosterSlot, ...]
    spread: Fraction
    today: date

    def member(self, member_id: int | None) -> RosterMemberLine | None:
        """Return a member of the list, or None."""
        return next((one for one in self.members if one.id == member_id), None)

    def slot(self, event_id: int | None) -> RosterSlot | None:
        """Return the slot of an event, or None."""
        return next((one for one in self.slots if one.event_id == event_id), None)


@dataclass(frozen=True, slots=True)
class FillLine:
    """A slot that filling would change: who came before and who would come now."""

    slot: RosterSlot
    guests: tuple[RosterGuest, ...]
    shortage: Bilingual | None


@dataclass(frozen=True, slots=True)
class RosterFill:
    """What filling a roster would change, with the fairness it leads to; ``shown`` is the mark of exactly this."""

    lines: tuple[FillLine, ...]
    unfilled: tuple[FillLine, ...]
    totals: tuple[tuple[RosterMemberLine, int], ...]
    spread: Fraction
    shown: str

"""What a change of an event means to the calendars that show it: RFC 5545 3.8.7.3 and 3.8.7.4."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from campaigns.enums import EventLevel, EventStatus, Visibility


class ShownStatus(Enum):
    """The three states a calendar can show (RFC 5545 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


SHOWN = {
    EventStatus.DRAFT: ShownStatus.TENTATIVE,
    EventStatus.PROPOSED: ShownStatus.TENTATIVE,
    EventStatus.CONFIRMED: ShownStatus.CONFIRMED,
    EventStatus.HELD: ShownStatus.CONFIRMED,
    EventStatus.CANCELLED: ShownStatus.CANCELLED,
    EventStatus.NOT_HELD: ShownStatus.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class EventFace:
    """Everything of an event's row that a calendar shows."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    venue_id: int | None
    place: str
    status: EventStatus
    title_zh: str
    title_en: str
    description: str
    materials: str
    responsible: str
    activity_id: int
    host_id: int
    district_id: int | None
    visibility: Visibility
    level: EventLevel = EventLevel.CITY


@dataclass(frozen=True, slots=True)
class Revision:
    """Whether SEQUENCE grows, and whether anything shown changed, which is a new LAST-MODIFIED."""

    bumps_sequence: bool
    is_shown: bool


def what_changed(before: EventFace, after: EventFace) -> Revision:
    """Compare two faces; a close-out that only says "held" shows nothing new, so nothing is revised."""
    bumps_sequence = _placement(before) != _placement(after)
    return Revision(bumps_sequence, bumps_sequence or _wording(before) != _wording(after))


def next_revised_at(previous: datetime | None, now: datetime) -> datetime:
    """Return the instant of a revision: whole seconds, and later than the one before even within a second."""
    whole = now.replace(microsecond=0)
    if previous is None or whole > previous:
        return whole
    return previous.replace(microsecond=0) + timedelta(seconds=1)


def _placement(face: EventFace) -> tuple[object, ...]:
    return (
        face.starts_at, face.ends_at, face.is_all_day, face.venue_id, face.place, SHOWN[face.status],
    )  # fmt: skip


def _wording(face: EventFace) -> tuple[object, ...]:
    return (
        face.title_zh, face.title_en, face.description, face.materials, face.responsible,
        face.activity_id, face.host_id, face.district_id, face.visibility,
    )  # fmt: skip

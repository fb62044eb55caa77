"""Frozen references to the nouns every read model names: an edition, an activity, an organisation, a venue."""

from dataclasses import dataclass
from datetime import date

from campaigns.core.wording import Bilingual
from campaigns.enums import ActivityKind, EventLevel, OrganisationKind, VenueKind


@dataclass(frozen=True, slots=True)
class EditionRef:
    """One year of a programme; ``zone`` is an IANA name.

    ``is_provisional`` says that the year's holidays are not announced yet, so that every plan on it says so.
    """

    id: int
    year: int
    programme: Bilingual
    zone: str
    basis_title: Bilingual
    basis_number: str
    theme: Bilingual
    starts_on: date
    ends_on: date
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationRef:
    """An organisation under the names it bore in the edition's year; a team's parent is who sends it."""

    id: int
    slug: str
    kind: OrganisationKind
    name: Bilingual
    short: Bilingual
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityRef:
    """One campaign or supporting activity of an edition; ``colour`` is ``#rrggbb``, the window is inclusive."""

    id: int
    code: str
    kind: ActivityKind
    name: Bilingual
    short: Bilingual
    colour: str
    window_start_on: date | None
    window_end_on: date | None
    actual_end_on: date | None
    weekend_is_usual: bool = False
    default_minutes: int = 120
    default_level: EventLevel = EventLevel.CITY


@dataclass(frozen=True, slots=True)
class VenueRef:
    """A place where events are held; ``capacity`` is how many it seats, where that is known."""

    id: int
    kind: VenueKind
    name: Bilingual
    address: str
    district_id: int | None
    capacity: int | None = None

"""The read model of planned and held events: pages, the calendar, feeds and documents all render it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from campaigns.core.placements import Clash as Clash
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel, EventStatus, Visibility
from campaigns.references import ActivityRef, EditionRef, OrganisationRef, VenueRef


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One event as everybody shows it.

    ``starts_at`` and ``ends_at`` are aware UTC instants, the end exclusive; an all-day event starts at local
    midnight and ends at local midnight of the day after its last. ``local_day`` is the first local day.
    ``revised_at`` has whole seconds and grows strictly with every revision; ``sequence`` is RFC 5545's.
    ``is_departed`` marks a tombstone: the event has left the scope that was asked for.
    """

    id: int
    uid: str
    sequence: int
    version: int
    created_at: datetime
    revised_at: datetime
    activity: ActivityRef
    title: Bilingual
    host: OrganisationRef
    district: OrganisationRef | None
    venue: VenueRef | None
    place: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    local_day: date
    status: EventStatus
    level: EventLevel
    visibility: Visibility
    description: str = ""
    materials: str = ""
    responsible: str = ""
    cancel_reason: str = ""
    series_uid: str | None = None
    series_id: int | None = None
    is_headline: bool = False
    expected_people: int | None = None
    is_departed: bool = False
    organisers: tuple[OrganisationRef, ...] = ()
    clashes: tuple[Clash, ...] = field(default=())

    @property
    def is_cancelled(self) -> bool:
        """Tell whether calendars show it as cancelled."""
        return self.is_departed or self.status in (EventStatus.CANCELLED, EventStatus.NOT_HELD)

    @property
    def place_name(self) -> Bilingual:
        """Return the venue's name, or the place as typed."""
        return self.venue.name if self.venue else Bilingual(self.place)


@dataclass(frozen=True, slots=True)
class AgendaDeadline:
    """A due day as calendars show it: all-day, transparent."""

    uid: str
    sequence: int
    created_at: datetime
    revised_at: datetime
    due_on: date
    activity: ActivityRef
    title: Bilingual
    rule: Bilingual
    organisations: tuple[OrganisationRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The events of one scope of an edition, in order of start, with the due days that belong to the scope.

    ``changed_at`` is the newest revision of the scope, raised by departures too; it never goes back.
    """

    edition: EditionRef
    title: Bilingual
    items: tuple[AgendaItem, ...]
    deadlines: tuple[AgendaDeadline, ...] = ()
    changed_at: datetime | None = None

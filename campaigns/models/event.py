"""Events, the unit of everything, with their series, their organisers and the scopes they have left."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from campaigns.enums import EventLevel, EventStatus, HolidayPolicy, Visibility
from campaigns.models.columns import enum_field, json_field


class Series(SQLModel, table=True):
    """A rule that generates events and owns their defaults; an event keeps its identity through any rule change."""

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    host_id: int = Field(foreign_key="organisation.id", index=True)
    title_zh: str = ""
    rule: str
    starts_on: date
    ends_on: date | None = None
    holiday_policy: HolidayPolicy = enum_field(HolidayPolicy, default=HolidayPolicy.SKIP)
    defaults: dict[str, str] = json_field()
    version: int = 1


class Event(SQLModel, table=True):
    """One event.

    ``starts_at`` and ``ends_at`` are UTC instants, the end exclusive; ``local_day`` and ``year`` are those of the
    start in the edition's zone and are written with it. ``sequence`` and ``revised_at`` follow RFC 5545 3.8.7;
    ``version`` grows with every write and guards against silent overwriting; ``series_version`` is the version at
    which its series wrote it last, so an event whose versions differ was edited by itself. ``creation_key`` makes a
    form that is submitted twice create one row. ``expected_people`` is how many are expected, for the venue's size.
    """

    __table_args__ = (Index("ix_event_edition_id_starts_at", "edition_id", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    edition_id: int = Field(foreign_key="edition.id")
    activity_id: int = Field(foreign_key="activity.id", index=True)
    series_id: int | None = Field(default=None, foreign_key="series.id", index=True)
    original_on: date | None = None
    series_version: int | None = None
    host_id: int = Field(foreign_key="organisation.id", index=True)
    district_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    venue_id: int | None = Field(default=None, foreign_key="venue.id", index=True)
    place: str = ""
    title_zh: str
    title_en: str = ""
    description: str = ""
    materials: str = ""
    responsible: str = ""
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    is_all_day: bool = False
    local_day: date = Field(index=True)
    year: int
    status: EventStatus = enum_field(EventStatus, default=EventStatus.CONFIRMED, index=True)
    level: EventLevel = enum_field(EventLevel, default=EventLevel.CITY)
    visibility: Visibility = enum_field(Visibility, default=Visibility.INTERNAL)
    is_pinned: bool = False
    is_headline: bool = False
    expected_people: int | None = None
    cancel_reason: str = ""
    clash_override: str = ""
    sequence: int = 0
    created_at: datetime
    revised_at: datetime = Field(index=True)
    creation_key: str | None = Field(default=None, unique=True)
    version: int = 1


class EventOrganiser(SQLModel, table=True):
    """A further organiser of a joint event; the host is not repeated here."""

    __tablename__ = "event_organiser"

    event_id: int = Field(foreign_key="event.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)


class FormerScope(SQLModel, table=True):
    """A scope an event has left: its feed shows the event as cancelled (FEEDS.md 6), as it stood when it left.

    What the event became afterwards is not for those who no longer see it, so its face is kept here.
    """

    __tablename__ = "former_scope"

    event_id: int = Field(foreign_key="event.id", primary_key=True)
    scope: str = Field(primary_key=True, index=True)
    sequence: int
    left_at: datetime
    title_zh: str
    title_en: str = ""
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    activity_id: int = Field(foreign_key="activity.id")
    host_id: int = Field(foreign_key="organisation.id")
    district_id: int | None = Field(default=None, foreign_key="organisation.id")

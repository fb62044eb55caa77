"""Campaigns, supporting activities and duties of an edition, and what belongs to each."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import ActivityKind, EventLevel, OrganisationRole, VenueKind
from campaigns.models.columns import enum_field, json_field


class Activity(SQLModel, table=True):
    """One item of the notice in one edition; the window is inclusive, the actual end is recorded by a person.

    ``planning`` is the activity's planning rule as ``core.planning_rules`` validates it; empty where a person plans.
    ``sequence`` and ``revised_at`` are those of its due day in calendars (RFC 5545 3.8.7).
    """

    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    code: str
    kind: ActivityKind = enum_field(ActivityKind)
    position: int = 0
    name_zh: str
    name_en: str = ""
    short_zh: str
    short_en: str = ""
    scope_zh: str = ""
    scope_en: str = ""
    purpose_zh: str = ""
    purpose_en: str = ""
    colour: str = "#0b57a4"
    window_start_on: date | None = None
    window_end_on: date | None = None
    actual_end_on: date | None = None
    default_start: str = "09:00"
    default_minutes: int = 120
    default_level: EventLevel = enum_field(EventLevel, default=EventLevel.CITY)
    venue_kind: VenueKind | None = enum_field(VenueKind, default=None, nullable=True)
    weekend_is_usual: bool = False
    planning: dict[str, Any] = json_field()
    sequence: int = 0
    created_at: datetime
    revised_at: datetime
    version: int = 1


class ActivityOrganisation(SQLModel, table=True):
    """Who leads, co-organises, appears in or carries out an activity; ``is_inferred`` when the notice is silent."""

    __tablename__ = "activity_organisation"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    role: OrganisationRole = enum_field(OrganisationRole, default=OrganisationRole.LEAD)
    position: int = 0
    is_inferred: bool = False


class ActivityMeasure(SQLModel, table=True):
    """A measure that the close-out form of an activity asks for, in order."""

    __tablename__ = "activity_measure"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    measure_id: int = Field(foreign_key="measure.id", primary_key=True)
    position: int = 0

"""When venues are open and people are there, and how hard each clash rule is."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import AvailabilityKind, ClashKind, ClashLevel
from campaigns.models.columns import enum_field


class Availability(SQLModel, table=True):
    """A weekly open time, or a span in which a venue or a person is not to be had; exactly one of both is set.

    ``OPEN`` uses ``weekday`` (Monday is 0) and local minutes of the day, the end exclusive, within ``first_on`` and
    ``last_on`` where they are set; ``CLOSED`` uses the UTC instants, the end exclusive. ``uid`` is that of the .ics
    file a row came from, ``recurrence_on`` the local day a rule gave it: the same file read twice changes nothing.
    """

    id: int | None = Field(default=None, primary_key=True)
    venue_id: int | None = Field(default=None, foreign_key="venue.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: AvailabilityKind = enum_field(AvailabilityKind)
    weekday: int | None = None
    start_minute: int | None = None
    end_minute: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    name: str = ""
    uid: str = ""
    recurrence_on: date | None = None


class ClashRule(SQLModel, table=True):
    """The level an edition gives one kind of clash; without a row the usual level holds.

    ``amount`` is the rule's number where it has one: events of a district in a day, or days until a community's
    next turn.
    """

    __tablename__ = "clash_rule"

    __table_args__ = (UniqueConstraint("edition_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    kind: ClashKind = enum_field(ClashKind)
    level: ClashLevel = enum_field(ClashLevel)
    amount: int | None = None

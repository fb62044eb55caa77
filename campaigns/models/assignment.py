"""Who comes to an event: persons without accounts, and organisations."""

from sqlmodel import Field, SQLModel

from campaigns.enums import AssignmentRole
from campaigns.models.columns import enum_field


class Person(SQLModel, table=True):
    """A guest, expert or member of staff; nobody needs an account to be one."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    function: str = ""
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    is_active: bool = True
    version: int = 1


class Assignment(SQLModel, table=True):
    """A person or an organisation that takes part in an event, with the topic it brings.

    ``roster_id`` is set where a roster put it there; a team that goes out is an organisation with the role of staff.
    """

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    role: AssignmentRole = enum_field(AssignmentRole)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    topic: str = ""
    position: int = 0
    roster_id: int | None = Field(default=None, foreign_key="roster.id", index=True)

"""Rosters: ordered lists that take turns at the events of an activity, and what people decided about turns."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import RosterRule, RosterTurnKind
from campaigns.models.columns import enum_field


class Roster(SQLModel, table=True):
    """A list whose members take turns; two turns of one member are at least ``min_gap`` slots apart.

    A slot has ``per_slot_min`` to ``per_slot_max`` members; ``topics_max`` is how many topics an event treats.
    """

    __table_args__ = (UniqueConstraint("edition_id", "name_zh"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    name_zh: str
    name_en: str = ""
    rule: RosterRule = enum_field(RosterRule, default=RosterRule.LEAST_RECENT)
    per_slot_min: int = 1
    per_slot_max: int = 2
    topics_max: int = 2
    min_gap: int = 0
    version: int = 1


class RosterTopic(SQLModel, table=True):
    """A topic that members of a roster can bring."""

    __tablename__ = "roster_topic"

    id: int | None = Field(default=None, primary_key=True)
    roster_id: int = Field(foreign_key="roster.id", index=True)
    name_zh: str
    name_en: str = ""
    position: int = 0


class RosterMember(SQLModel, table=True):
    """An organisation or a person on a roster; ``topic_ids`` are those it is competent in, none means all.

    ``joined_on`` gives a newcomer the average of the others as its count so far; ``left_on`` is its last day.
    """

    __tablename__ = "roster_member"

    id: int | None = Field(default=None, primary_key=True)
    roster_id: int = Field(foreign_key="roster.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    position: int = 0
    weight: int = 1
    joined_on: date | None = None
    left_on: date | None = None
    topic_ids: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class RosterTurn(SQLModel, table=True):
    """What a person decided about a member's turn at an event, with the reason; ``other_id`` takes it instead."""

    __tablename__ = "roster_turn"

    id: int | None = Field(default=None, primary_key=True)
    roster_id: int = Field(foreign_key="roster.id", index=True)
    event_id: int = Field(foreign_key="event.id", index=True)
    member_id: int = Field(foreign_key="roster_member.id")
    kind: RosterTurnKind = enum_field(RosterTurnKind)
    other_id: int | None = Field(default=None, foreign_key="roster_member.id")
    reason: str
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")

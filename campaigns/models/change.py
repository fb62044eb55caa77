"""The change log: who did what, when, with the values before and after."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from campaigns.models.columns import json_field


class Change(SQLModel, table=True):
    """One line of the append-only log; ``actor_name`` stays readable when the account is gone."""

    __table_args__ = (Index("ix_change_subject", "subject_kind", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    actor_name: str
    subject_kind: str
    subject_id: int
    verb: str
    before: dict[str, Any] = json_field()
    after: dict[str, Any] = json_field()
    reason: str = ""
    undoes_id: int | None = Field(default=None, foreign_key="change.id")

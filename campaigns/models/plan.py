"""Runs of the planner: what was asked, how far it is, and what it proposes."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from campaigns.enums import PlanStatus
from campaigns.models.columns import enum_field, json_field


class PlanRun(SQLModel, table=True):
    """One run; ``request`` and ``result`` are what ``campaigns.planning`` reads and writes.

    ``progress`` is 0 to 100; ``is_stop_wanted`` is asked by the worker between steps.
    """

    __tablename__ = "plan_run"

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    status: PlanStatus = enum_field(PlanStatus, default=PlanStatus.WAITING, index=True)
    request: dict[str, Any] = json_field()
    result: dict[str, Any] = json_field()
    progress: int = 0
    message: str = ""
    is_stop_wanted: bool = False
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    creation_key: str | None = Field(default=None, unique=True)
    version: int = 1

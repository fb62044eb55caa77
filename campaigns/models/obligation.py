"""Deadline rules, the summaries owed under them, and their way up."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import DeadlineAnchor, ReportStatus
from campaigns.models.columns import enum_field, json_field


class DeadlineRule(SQLModel, table=True):
    """A rule that gives a due day; due days are never stored, they follow the rule."""

    __tablename__ = "deadline_rule"
    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    code: str
    what_zh: str
    what_en: str = ""
    rule_zh: str
    rule_en: str = ""
    quote: str = ""
    anchor: DeadlineAnchor = enum_field(DeadlineAnchor)
    add_days: int = 0
    fixed_month: int | None = None
    fixed_day: int | None = None
    stale_after_days: int | None = None
    version: int = 1


class Obligation(SQLModel, table=True):
    """One summary that one organisation owes for one activity; ``recipient_id`` is where it is sent."""

    __table_args__ = (UniqueConstraint("activity_id", "organisation_id", "rule_id"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    rule_id: int = Field(foreign_key="deadline_rule.id", index=True)
    recipient_id: int | None = Field(default=None, foreign_key="organisation.id")
    extended_to: date | None = None
    version: int = 1


class Report(SQLModel, table=True):
    """One version of the summary that answers an obligation; submitting freezes figures and file."""

    __table_args__ = (UniqueConstraint("obligation_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    number: int = 1
    status: ReportStatus = enum_field(ReportStatus, default=ReportStatus.DRAFT)
    main_practices: str = ""
    problems: str = ""
    next_steps: str = ""
    snapshot: dict[str, Any] = json_field()
    document: bytes | None = None
    document_sha256: str = ""
    submitted_at: datetime | None = None
    submitted_by: int | None = Field(default=None, foreign_key="account.id")
    return_reason: str = ""
    version: int = 1


class ReportStep(SQLModel, table=True):
    """One step of a report's way up, kept for ever."""

    __tablename__ = "report_step"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    status: ReportStatus = enum_field(ReportStatus)
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    reason: str = ""

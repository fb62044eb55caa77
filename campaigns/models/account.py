"""Accounts, their sessions on the server, and the failed attempts that limit guessing."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from campaigns.enums import Role
from campaigns.models.columns import enum_field


class Account(SQLModel, table=True):
    """A person who signs in; the role is held in an organisation."""

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    display_name: str
    password_hash: str
    role: Role = enum_field(Role)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    language: str = "zh_Hans_CN"
    is_active: bool = True
    is_demo: bool = False
    created_at: datetime
    version: int = 1


class LoginSession(SQLModel, table=True):
    """A session kept on the server; only the SHA-256 of its secret is stored."""

    __tablename__ = "login_session"

    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    expires_at: datetime


class LoginAttempt(SQLModel, table=True):
    """A failed attempt; the limit counts those of the last minutes."""

    __tablename__ = "login_attempt"

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(index=True)
    at: datetime = Field(index=True)

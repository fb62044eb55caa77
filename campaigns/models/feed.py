"""Secret addresses of feeds."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from campaigns.enums import FeedScope
from campaigns.models.columns import enum_field


class FeedAddress(SQLModel, table=True):
    """One secret address per person and scope: the token is stored as SHA-256, rights are asked at each fetch."""

    __tablename__ = "feed_address"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    edition_id: int = Field(foreign_key="edition.id")
    scope: FeedScope = enum_field(FeedScope)
    scope_value: str = ""
    language: str = "zh_Hans_CN"
    created_at: datetime
    revoked_at: datetime | None = None
    fetched_at: datetime | None = None
    fetched_by: str = ""

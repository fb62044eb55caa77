"""The programme and its yearly editions."""

from datetime import date

from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import EditionStatus
from campaigns.models.columns import enum_field


class Programme(SQLModel, table=True):
    """An action set by an official document and repeated every year."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name_zh: str
    name_en: str = ""


class Edition(SQLModel, table=True):
    """One year of a programme; ``version`` grows with every edit of its own columns."""

    __table_args__ = (UniqueConstraint("year"),)

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    year: int
    preset: str
    zone: str = "Asia/Shanghai"
    theme_zh: str = ""
    theme_en: str = ""
    basis_title_zh: str = ""
    basis_title_en: str = ""
    basis_number: str = ""
    basis_on: date | None = None
    starts_on: date
    ends_on: date
    status: EditionStatus = enum_field(EditionStatus, default=EditionStatus.ACTIVE)
    version: int = 1

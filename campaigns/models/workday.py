"""Holidays, make-up workdays and local blackouts, year by year with their source."""

from datetime import date

from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import DayKind
from campaigns.models.columns import enum_field


class CalendarYear(SQLModel, table=True):
    """A year's calendar; provisional until the State Council's notice is entered."""

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True)
    is_confirmed: bool = False
    source: str = ""
    version: int = 1


class CalendarDay(SQLModel, table=True):
    """A day that differs from its week's rule; ``activity_codes`` narrows a blackout, comma separated, empty = all."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("day", "kind", "name_zh"),)

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    kind: DayKind = enum_field(DayKind)
    name_zh: str
    name_en: str = ""
    activity_codes: str = ""

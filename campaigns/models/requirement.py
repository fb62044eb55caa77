"""Required counts with their readings, and their split over organisations."""

from decimal import Decimal

from sqlmodel import Field, SQLModel, UniqueConstraint

from campaigns.enums import Comparison, Counted, CountLevel, Period
from campaigns.models.columns import amount_field, enum_field


class Requirement(SQLModel, table=True):
    """One required count; without an activity it belongs to the whole programme."""

    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    code: str
    position: int = 0
    text_zh: str
    text_en: str = ""
    reading_zh: str = ""
    reading_en: str = ""
    quote: str = ""
    counted: Counted = enum_field(Counted)
    comparison: Comparison = enum_field(Comparison, default=Comparison.AT_LEAST)
    target: Decimal = amount_field()
    target_max: Decimal | None = amount_field(default=None, nullable=True)
    unit_zh: str
    unit_en: str = ""
    period: Period = enum_field(Period, default=Period.YEAR)
    month: int | None = None
    level: CountLevel = enum_field(CountLevel, default=CountLevel.CITY)
    measure_id: int | None = Field(default=None, foreign_key="measure.id")
    whole_measure_id: int | None = Field(default=None, foreign_key="measure.id")
    is_headline: bool = False
    version: int = 1


class Allocation(SQLModel, table=True):
    """The part of a requirement's target that one organisation carries."""

    requirement_id: int = Field(foreign_key="requirement.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True)
    target: Decimal = amount_field()

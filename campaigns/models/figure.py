"""Numbers an organisation reports that no event shows, as increments with a source."""

from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Field, SQLModel

from campaigns.models.columns import amount_field


class Figure(SQLModel, table=True):
    """An increment for a period (both days inclusive), never a running total; a withdrawn one stays readable."""

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    measure_id: int = Field(foreign_key="measure.id", index=True)
    period_start_on: date
    period_end_on: date
    amount: Decimal = amount_field()
    source: str
    recorded_at: datetime
    recorded_by: int | None = Field(default=None, foreign_key="account.id")
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    creation_key: str | None = Field(default=None, unique=True)
    version: int = 1

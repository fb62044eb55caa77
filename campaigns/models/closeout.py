"""What happened: the close-out of an event and its tallies."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Field, SQLModel

from campaigns.models.columns import amount_field


class Closeout(SQLModel, table=True):
    """Whether an event was held and with how many people; ``visits`` (人次) may count a person more than once."""

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="event.id", unique=True)
    is_held: bool
    people: int = 0
    visits: int | None = None
    text: str = ""
    not_held_reason: str = ""
    closed_at: datetime
    closed_by: int | None = Field(default=None, foreign_key="account.id")
    version: int = 1


class Tally(SQLModel, table=True):
    """One number of a close-out: of a measure, or of people in an audience category."""

    id: int | None = Field(default=None, primary_key=True)
    closeout_id: int = Field(foreign_key="closeout.id", index=True)
    measure_id: int | None = Field(default=None, foreign_key="measure.id", index=True)
    audience_id: int | None = Field(default=None, foreign_key="audience.id", index=True)
    amount: Decimal = amount_field()

"""Venues: communities, campuses, halls, studios, squares and bases."""

from sqlmodel import Field, SQLModel

from campaigns.enums import VenueKind
from campaigns.models.columns import enum_field


class Venue(SQLModel, table=True):
    """A place; ``is_demo`` marks rows that came with the demonstration data."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    kind: VenueKind = enum_field(VenueKind)
    name_zh: str = Field(index=True)
    name_en: str = ""
    district_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    street: str = ""
    address: str = ""
    capacity: int | None = None
    is_demo: bool = False
    is_active: bool = True
    version: int = 1

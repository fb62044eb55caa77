"""Organisations as a tree of rows, with the names and codes they bore in other years."""

from sqlmodel import Field, SQLModel

from campaigns.enums import OrganisationKind
from campaigns.models.columns import enum_field


class Organisation(SQLModel, table=True):
    """A bureau, department, district, office, medium or corps; the slug is its identity, codes are not.

    A team travels to a district that ``is_far`` once a day at most.
    """

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    kind: OrganisationKind = enum_field(OrganisationKind)
    parent_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    position: int = 0
    is_coordinating: bool = False
    is_far: bool = False
    is_active: bool = True
    version: int = 1


class OrganisationName(SQLModel, table=True):
    """A name and code that hold from ``since_year`` (None: always) to ``until_year`` (None: still), inclusive."""

    __tablename__ = "organisation_name"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    since_year: int | None = None
    until_year: int | None = None
    name_zh: str
    short_zh: str = ""
    name_en: str = ""
    short_en: str = ""
    code: str = ""

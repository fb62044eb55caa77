"""What can be counted at an event and whom it reached: measures and audience categories of an edition."""

from sqlmodel import Field, SQLModel, UniqueConstraint


class Measure(SQLModel, table=True):
    """A quantity with its unit; persons (人) and visits (人次) are different measures and are never added."""

    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    code: str
    name_zh: str
    name_en: str = ""
    unit_zh: str
    unit_en: str = ""
    is_whole: bool = True
    is_typed: bool = False
    position: int = 0
    version: int = 1


class Audience(SQLModel, table=True):
    """A category of people, such as 高校毕业生; the close-out splits its people over these."""

    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    code: str
    name_zh: str
    name_en: str = ""
    is_focus: bool = False
    position: int = 0
    version: int = 1

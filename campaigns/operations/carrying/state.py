"""A copy of a year while it is made: what became of each row, and what is said about it afterwards."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, or_, select

from campaigns.core.next_year import CopySummary, MovedDate
from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.errors import PresetError
from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.models.programme import Edition
from campaigns.presets.loader import Preset, load_preset

Row = TypeVar("Row", bound=SQLModel)


@dataclass
class Carrying:
    """Two editions, the ids of the new rows by those of the old, and the summary as it grows.

    An organisation's id leads to that of who acts for it in the new year; one that nobody acts for is not in it.
    """

    session: Session
    source: Edition
    target: Edition
    preset: Preset | None
    actor: Actor | None
    actor_name: str
    now: datetime
    organisations: dict[int, int]
    organisation_names: dict[int, str]
    activities: dict[int, int] = field(default_factory=dict)
    measures: dict[int, int] = field(default_factory=dict)
    rules: dict[int, int] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    moved: list[MovedDate] = field(default_factory=list)
    left_out: list[Bilingual] = field(default_factory=list)

    @property
    def target_id(self) -> int:
        """Return the id of the edition that is made."""
        return self.target.id or 0

    def leave_out(self, zh: str, en: str) -> None:
        """Say once that something was not carried over."""
        sentence = Bilingual(zh, en)
        if sentence not in self.left_out:
            self.left_out.append(sentence)

    def count(self, kind: str, number: int) -> None:
        """Add to what was made of a kind."""
        self.made[kind] = self.made.get(kind, 0) + number

    def summary(self) -> CopySummary:
        """Return what is to be shown."""
        return CopySummary(
            self.source.year,
            self.target.year,
            tuple(self.made.items()),
            tuple(sorted(self.moved, key=lambda one: (one.original_on, one.title.zh))),
            tuple(self.left_out),
        )


def rows_of(session: Session, model: type[Row], edition_id: int | None, *order: Any) -> list[Row]:
    """Return an edition's rows of a table, in order."""
    own = select(model).where(col(model.edition_id) == edition_id)  # type: ignore[attr-defined]
    return list(session.exec(own.order_by(*order, col(model.id))))  # type: ignore[attr-defined]


def cloned(row: Row, **changes: Any) -> Row:
    """Return a new row with the values of another, but a version of its own."""
    values = row.model_dump(exclude={"id", "version"}) | changes
    return type(row)(**values)


def find_preset(name: str) -> Preset | None:
    """Return the preset an edition was made from, None where it is gone: then its rows alone say what holds."""
    try:
        return load_preset(name)
    except PresetError:
        return None


def acting_organisations(
    session: Session, preset: Preset | None, year: int
) -> tuple[dict[int, int], dict[int, str]]:
    """Return who acts for each organisation in a year, and what each was called last."""
    rows = session.exec(select(Organisation)).all()
    names: dict[int, str] = {}
    for name in session.exec(select(OrganisationName).order_by(col(OrganisationName.since_year).asc())):
        names[name.organisation_id] = name.short_zh or name.name_zh
    valid = set(session.exec(_named_in(year)))
    ids = {row.slug: row.id or 0 for row in rows if row.is_active and row.id in valid}
    known = {spec.slug for spec in preset.city.organisations} if preset else set()
    acting = {
        row.id or 0: preset.acting(row.slug, year) if preset and row.slug in known else row.slug
        for row in rows
    }
    return {id_: ids[slug] for id_, slug in acting.items() if slug in ids}, names


def _named_in(year: int) -> Any:
    return (
        select(OrganisationName.organisation_id)
        .where(or_(col(OrganisationName.since_year).is_(None), col(OrganisationName.since_year) <= year))
        .where(or_(col(OrganisationName.until_year).is_(None), col(OrganisationName.until_year) >= year))
    )

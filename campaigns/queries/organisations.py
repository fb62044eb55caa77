"""Organisations with all the names they bear and bore."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from campaigns.core.naming import NameSpan, in_order, name_in
from campaigns.errors import NotFound
from campaigns.models.organisation import Organisation, OrganisationName


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation's row with its names, oldest first."""

    row: Organisation
    names: tuple[NameSpan, ...]

    def name_of(self, year: int) -> NameSpan:
        """Return its name in a year, or the last one it bore."""
        return name_in(self.names, year) or self.names[-1]


def list_organisations(session: Session) -> tuple[OrganisationLine, ...]:
    """Return all organisations in their order, in one statement; the closed ones too."""
    return _lines(session, None)


def get_organisation(session: Session, slug: str) -> OrganisationLine:
    """Return one organisation with its names, or raise NotFound."""
    found = _lines(session, slug)
    if not found:
        raise NotFound("organisation", slug)
    return found[0]


def _lines(session: Session, slug: str | None) -> tuple[OrganisationLine, ...]:
    statement = (
        select(Organisation, OrganisationName)
        .join(OrganisationName, col(OrganisationName.organisation_id) == col(Organisation.id))
        .order_by(col(Organisation.position), col(Organisation.id), col(OrganisationName.id))
    )
    if slug is not None:
        statement = statement.where(Organisation.slug == slug)
    rows: dict[int, Organisation] = {}
    names: dict[int, list[NameSpan]] = {}
    for row, name in session.exec(statement):
        rows[row.id or 0] = row
        names.setdefault(row.id or 0, []).append(name_span(name))
    return tuple(OrganisationLine(row, in_order(names[id_])) for id_, row in rows.items())


def name_span(row: OrganisationName) -> NameSpan:
    """Return a name's row as a value."""
    return NameSpan(
        row.name_zh, row.since_year, row.until_year, row.name_en, row.short_zh, row.short_en, row.code
    )

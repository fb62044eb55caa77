"""Organisations of a city, entered once and shared by all its editions."""

from sqlmodel import Session, select

from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.presets.schema import City, OrganisationSpec


def add_organisations(session: Session, city: City) -> dict[str, int]:
    """Add the organisations that are not there yet, with all their names, and return every id by slug."""
    ids = {row.slug: row.id or 0 for row in session.exec(select(Organisation))}
    has_coordinating = (
        session.exec(select(Organisation).where(Organisation.is_coordinating)).first() is not None
    )
    for position, spec in enumerate(city.organisations):
        if spec.slug in ids:
            continue
        row = Organisation(
            slug=spec.slug,
            kind=spec.kind,
            parent_id=ids[spec.parent] if spec.parent else None,
            position=position,
            is_far=spec.is_far,
            is_coordinating=spec.is_coordinating and not has_coordinating,
        )
        session.add(row)
        session.flush()
        ids[spec.slug] = row.id or 0
        _add_names(session, spec, ids[spec.slug])
    session.flush()
    return ids


def _add_names(session: Session, spec: OrganisationSpec, organisation_id: int) -> None:
    session.add_all(
        OrganisationName(
            organisation_id=organisation_id,
            since_year=name.since,
            until_year=name.until,
            name_zh=name.name.zh,
            name_en=name.name.en,
            short_zh=name.short.zh,
            short_en=name.short.en,
            code=name.code,
        )
        for name in spec.names
    )

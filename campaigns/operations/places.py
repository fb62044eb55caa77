"""Places of a city, entered once and shared by all its editions."""

from sqlmodel import Session, select

from campaigns.enums import VenueKind
from campaigns.models.venue import Venue
from campaigns.presets.loader import Preset


def add_venues(session: Session, preset: Preset, year: int, organisation_ids: dict[str, int]) -> None:
    """Add the places that stood in the year and are not there yet.

    Communities and halls bear today's names, so they are demonstration rows in an edition of any year.
    """
    known = set(session.exec(select(Venue.slug)))
    places = [
        Venue(
            slug=spec.slug,
            kind=spec.kind,
            name_zh=spec.name.zh,
            name_en=spec.name.en,
            district_id=organisation_ids[spec.district],
            capacity=spec.capacity,
            is_demo=True,
        )
        for spec in preset.city.venues
        if spec.since is None or spec.since <= year
    ]
    communities = [
        Venue(
            slug=community.code,
            kind=VenueKind.COMMUNITY,
            name_zh=community.name,
            district_id=organisation_ids[community.district],
            street=community.street,
            is_demo=True,
        )
        for community in preset.communities
    ]
    session.add_all(venue for venue in [*places, *communities] if venue.slug not in known)
    session.flush()

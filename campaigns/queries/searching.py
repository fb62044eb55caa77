"""One question over everything an actor may find: events, activities, venues and organisations of an edition."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventFilter
from campaigns.models.venue import Venue
from campaigns.queries.events import containing, list_agenda, venue_ref
from campaigns.queries.frames import Frame
from campaigns.references import ActivityRef, OrganisationRef, VenueRef

MOST = 50


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, at most ``MOST`` of each kind; events newest first."""

    events: tuple[AgendaItem, ...] = ()
    activities: tuple[ActivityRef, ...] = ()
    venues: tuple[VenueRef, ...] = ()
    organisations: tuple[OrganisationRef, ...] = ()

    @property
    def total(self) -> int:
        """Return how many things are shown."""
        return len(self.events) + len(self.activities) + len(self.venues) + len(self.organisations)


def find_anything(session: Session, frame: Frame, actor: Actor, text: str) -> Findings:
    """Return everything whose names hold every word of the text, in three statements; no text finds nothing."""
    words = text.casefold().split()
    if not words:
        return Findings()
    events = list_agenda(session, frame, actor, EventFilter(text=text), newest_first=True, limit=MOST)
    return Findings(
        events=events,
        activities=tuple(a for a in frame.activities.values() if _holds(words, a.code, a.name, a.short)),
        venues=_venues(session, words),
        organisations=tuple(
            o for o in frame.organisations.values() if _holds(words, o.slug, o.name, o.short)
        ),
    )


def _holds(words: list[str], code: str, name: Bilingual, short: Bilingual) -> bool:
    text = f"{code} {name.zh} {name.en} {short.zh} {short.en}".casefold()
    return all(word in text for word in words)


def _venues(session: Session, words: list[str]) -> tuple[VenueRef, ...]:
    columns = (Venue.name_zh, Venue.name_en, Venue.street, Venue.address)
    statement = select(Venue).where(col(Venue.is_active))
    for word in words:
        statement = statement.where(or_(*(containing(column, word) for column in columns)))
    return tuple(venue_ref(row) for row in session.exec(statement.order_by(col(Venue.name_zh)).limit(MOST)))

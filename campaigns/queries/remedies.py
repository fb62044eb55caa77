"""Every clash of the events still to come, and what would clear each, in a constant number of statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.permissions import Actor, may_change_event
from campaigns.core.placements import NEVER_WARNS, Placement
from campaigns.core.remedies import OF_THE_PLACE, WITHIN_DAYS, VenueChoice, free_venues, next_free_slot
from campaigns.core.spans import Span
from campaigns.core.wording import Bilingual
from campaigns.drafts import EventFilter
from campaigns.enums import ClashKind, ClashLevel
from campaigns.queries.clashes import Ground, survey
from campaigns.queries.dossiers import stake_of_item
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.venues import list_venues


@dataclass(frozen=True, slots=True)
class ClashFilter:
    """Which clashes to list; what is None or empty does not narrow."""

    kind: ClashKind | None = None
    level: ClashLevel | None = None
    district_slug: str = ""
    event_id: int | None = None
    venue_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Remedies:
    """What would clear every clash of an event: another time, or another venue at its time."""

    slot: Span | None = None
    venue: VenueChoice | None = None


@dataclass(frozen=True, slots=True)
class ClashLine:
    """An event with its clashes, and whether the actor may do something about them."""

    item: AgendaItem
    may_change: bool


@dataclass(frozen=True)
class ClashList:
    """The clashes of a year: all lines that were asked for, and the ground on which remedies are found."""

    lines: tuple[ClashLine, ...]
    ground: Ground | None
    venues: tuple[VenueChoice, ...]

    def remedies(self, lines: Iterable[ClashLine], *, now: datetime) -> dict[int, Remedies]:
        """Return what would clear the lines of a page that the actor may change, by event."""
        ground = self.ground
        if ground is None:
            return {}
        return {
            line.item.id: remedies_of(line.item, ground, self.venues, now=now)
            for line in lines
            if line.may_change
        }


def list_clashes(
    session: Session, frame: Frame, actor: Actor, wanted: ClashFilter, *, now: datetime
) -> ClashList:
    """Return the events that are not over and clash, in order of start, in five statements."""
    agenda = list_agenda(session, frame, actor, EventFilter(), organisers={})
    coming = [item for item in agenda if item.ends_at > now and item.status not in NEVER_WARNS]
    if not coming:
        return ClashList((), None, ())
    ground = survey(session, frame, coming, actor, reach=timedelta(days=WITHIN_DAYS))
    venues = tuple(
        VenueChoice(row.id or 0, row.kind, Bilingual(row.name_zh, row.name_en), row.district_id, row.capacity)
        for row in list_venues(session)
    )
    lines = [
        ClashLine(replace(item, clashes=found), may_change_event(actor, stake_of_item(item)))
        for item in coming
        if _is_at(ground.placements.get(item.id), wanted)
        and (found := _wanted(ground.clashes.get(item.id, ()), item, wanted))
    ]
    return ClashList(tuple(lines), ground, venues)


def count_hit(
    session: Session, frame: Frame, actor: Actor, span: Span, wanted: ClashFilter, *, now: datetime
) -> int:
    """Return how many of the clashes that a filter lists fall into a span, in five statements."""
    lines = list_clashes(session, frame, actor, wanted, now=now).lines
    return sum(span.overlaps(Span(line.item.starts_at, line.item.ends_at)) for line in lines)


def remedies_of(
    item: AgendaItem, ground: Ground, venues: Sequence[VenueChoice], *, now: datetime
) -> Remedies:
    """Return the next time and the first venue at which nothing at all speaks against an event."""
    placement = ground.placements[item.id]
    others = ground.placements.values()
    is_of_place = any(clash.kind in OF_THE_PLACE for clash in ground.clashes.get(item.id, ()))
    found = free_venues(placement, others, ground.around, venues) if is_of_place else ()
    return Remedies(
        slot=next_free_slot(placement, others, ground.around, not_before=now),
        venue=found[0] if found else None,
    )


def _is_at(placement: Placement | None, wanted: ClashFilter) -> bool:
    """Tell whether an event takes the venue and the person that are asked for."""
    if placement is None:
        return False
    if wanted.venue_id not in (None, placement.venue_id):
        return False
    return wanted.person_id is None or wanted.person_id in placement.persons


def _wanted(clashes: Sequence[Clash], item: AgendaItem, wanted: ClashFilter) -> tuple[Clash, ...]:
    if wanted.district_slug and (item.district is None or item.district.slug != wanted.district_slug):
        return ()
    if wanted.event_id not in (None, item.id):
        return ()
    return tuple(
        clash
        for clash in clashes
        if wanted.kind in (None, clash.kind) and wanted.level in (None, clash.level)
    )

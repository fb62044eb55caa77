"""What a bulk change would do, in a constant number of statements however many events it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from campaigns.agenda import Clash
from campaigns.bulk import BulkDraft, BulkLine, BulkPreview
from campaigns.core.bulk import CHANGED, FOREIGN, FOREIGN_HOST, PLACES, BulkAct, BulkWish, decide
from campaigns.core.clashes import find_clashes, needing_reason
from campaigns.core.permissions import Actor, may_host
from campaigns.core.placements import TAKES_NOTHING, Placement
from campaigns.core.spans import Span
from campaigns.core.titles import title_elsewhere
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus
from campaigns.models.activity import Activity
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.placements import get_work_calendar, list_placements, without_hidden
from campaigns.queries.sight import changeable_events, visible_events
from campaigns.queries.surroundings import get_clash_rules, get_surroundings
from campaigns.queries.venues import find_venue_by_name, place_name

# Rules look this far around an event: an event's greatest length, and a community's next turn.
AROUND = timedelta(days=60)


@dataclass(frozen=True)
class Chosen:
    """A chosen event's row, its activity, its venue, and whether the actor may change it."""

    row: Event
    activity: Activity
    venue: Venue | None
    may_change: bool


def list_chosen(
    session: Session, frame: Frame, actor: Actor, ids: Sequence[int], *, locked: bool = False
) -> tuple[Chosen, ...]:
    """Return the chosen events within the actor's sight by start, in one statement, or two where they are locked."""
    if locked:
        own = select(Event.id).where(col(Event.id).in_(ids), visible_events(actor)).order_by(col(Event.id))
        session.exec(own.with_for_update()).all()
    statement = (
        select(Event, Activity, Venue, changeable_events(actor).label("may_change"))
        .join(Activity, col(Activity.id) == col(Event.activity_id))
        .join(Venue, col(Venue.id) == col(Event.venue_id), isouter=True)
        .where(col(Event.id).in_(ids), col(Event.edition_id) == frame.edition.id, visible_events(actor))
        .order_by(col(Event.starts_at), col(Event.id))
        .execution_options(populate_existing=locked)
    )
    return tuple(
        Chosen(row, activity, venue, bool(may)) for row, activity, venue, may in session.exec(statement)
    )


def preview_bulk(session: Session, frame: Frame, draft: BulkDraft, *, actor: Actor) -> BulkPreview:
    """Return what the change hits, leaves out and would clash with; nothing is locked or written."""
    chosen = list_chosen(session, frame, actor, sorted(draft.versions))
    return judge(session, frame, draft, chosen, actor=actor)


def judge(
    session: Session, frame: Frame, draft: BulkDraft, chosen: Sequence[Chosen], *, actor: Actor
) -> BulkPreview:
    """Return what the change makes of events that were read already."""
    venue = find_venue_by_name(session, draft.place) if draft.act is BulkAct.PLACE else None
    wish = _wish(frame, draft, venue)
    calendar = get_work_calendar(session, frame.edition.year - 1, frame.edition.year + 1)
    lines = []
    for one in chosen:
        decided = _decided(frame, draft, wish, one, venue, actor) or decide(
            one.row, wish, calendar, year=frame.edition.year, zone=frame.edition.zone
        )
        if isinstance(decided, dict) and draft.act is BulkAct.PLACE:
            decided |= _follows_place(one, venue, draft.place)
        lines.append(_line(one.row, decided))
    if draft.act in PLACES or draft.act is BulkAct.CONFIRM:
        lines = _weighed(session, frame, draft, lines, chosen, venue, actor)
    return BulkPreview(draft.act, tuple(lines), unseen=len(draft.versions) - len(chosen))


def _wish(frame: Frame, draft: BulkDraft, venue: Venue | None) -> BulkWish:
    values: dict[BulkAct, dict[str, Any]] = {
        BulkAct.PLACE: {"venue_id": venue.id if venue else None, "place": "" if venue else draft.place},
        BulkAct.RESPONSIBLE: {"responsible": draft.responsible},
        BulkAct.CONFIRM: {"status": EventStatus.CONFIRMED},
        BulkAct.CANCEL: {"status": EventStatus.CANCELLED, "cancel_reason": draft.reason.strip()},
        BulkAct.PIN: {"is_pinned": True},
        BulkAct.UNPIN: {"is_pinned": False},
    }
    if draft.act is BulkAct.HOST:
        return BulkWish(draft.act, {"host_id": frame.organisation(draft.host_slug).id})
    return BulkWish(draft.act, values.get(draft.act, {}), draft.days)


def _decided(
    frame: Frame, draft: BulkDraft, wish: BulkWish, one: Chosen, venue: Venue | None, actor: Actor
) -> Bilingual | None:
    """Return why an event is left out whatever it is: rights, and somebody else's newer change."""
    if not one.may_change:
        return FOREIGN
    if one.row.version != draft.versions[one.row.id or 0]:
        return CHANGED
    if wish.act is BulkAct.HOST and not may_host(actor, wish.values["host_id"], one.row.level):
        return FOREIGN_HOST
    return None


def _follows_place(one: Chosen, venue: Venue | None, place: str) -> dict[str, Any]:
    """A title made from the place follows a new place, and so does the district of a venue."""
    changed: dict[str, Any] = {}
    if venue is not None and venue.district_id is not None and venue.district_id != one.row.district_id:
        changed["district_id"] = venue.district_id
    title = Bilingual(one.row.title_zh, one.row.title_en)
    short = Bilingual(one.activity.short_zh, one.activity.short_en)
    new = title_elsewhere(title, short, place_name(one.venue, one.row.place), place_name(venue, place))
    return changed if new == title else changed | {"title_zh": new.zh, "title_en": new.en}


def _line(row: Event, decided: dict[str, Any] | Bilingual) -> BulkLine:
    return BulkLine(
        event_id=row.id or 0,
        version=row.version,
        title=Bilingual(row.title_zh, row.title_en),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        values={} if isinstance(decided, Bilingual) else decided,
        left=decided if isinstance(decided, Bilingual) else None,
    )


def _weighed(
    session: Session,
    frame: Frame,
    draft: BulkDraft,
    lines: list[BulkLine],
    chosen: Sequence[Chosen],
    venue: Venue | None,
    actor: Actor,
) -> list[BulkLine]:
    """Return the lines with their clashes; what needs a reason and has none stays where it is.

    An event that stays may stand in the way of another, so this is asked again until nothing more is left out.
    """
    statuses = {one.row.id or 0: one.row.status for one in chosen}
    while True:
        changes = {one.event_id: one.values for one in lines if one.left is None}
        found = clashes_after(session, frame, changes, venues={venue.id: venue} if venue else {}, actor=actor)
        weighed = [
            _graded(line, found.get(line.event_id, ()), statuses[line.event_id], draft) for line in lines
        ]
        if sum(line.left is None for line in weighed) == sum(line.left is None for line in lines):
            return weighed
        lines = weighed


def _graded(line: BulkLine, clashes: tuple[Clash, ...], status: EventStatus, draft: BulkDraft) -> BulkLine:
    if line.left is not None:
        return line
    confirms = draft.act is BulkAct.CONFIRM or status is EventStatus.CONFIRMED
    against = needing_reason(clashes, confirms=confirms)
    if not against or draft.override_reason.strip():
        return replace(line, clashes=clashes)
    told = against[0].message
    left = Bilingual("会冲突：{what}", "would clash: {what}").filled(what=told)
    return replace(line, clashes=clashes, left=left)


def clashes_after(
    session: Session,
    frame: Frame,
    changes: Mapping[int, Mapping[str, Any]],
    *,
    venues: Mapping[int | None, Venue],
    actor: Actor,
) -> dict[int, tuple[Clash, ...]]:
    """Return the clashes that events would have after the change, in eight statements however many they are.

    ``venues`` are those that the changes name, by id.
    """
    if not changes:
        return {}
    with session.no_autoflush:
        standing = list_placements(session, frame, actor, col(Event.id).in_(sorted(changes)))
        moved = {one.id: _after(one, changes[one.id], venues) for one in standing if one.id in changes}
        if not moved:
            return {}
        first = min(one.starts_at for one in moved.values()) - AROUND
        last = max(one.ends_at for one in moved.values()) + AROUND
        others = list_placements(
            session,
            frame,
            actor,
            col(Event.status).not_in(TAKES_NOTHING),
            col(Event.starts_at).between(first, last),
            col(Event.id).not_in(sorted(moved)),
        )
        rules = get_clash_rules(session, frame.edition.id)
        around = get_surroundings(session, frame, Span(first, last), rules)
    found = find_clashes([*moved.values(), *others], around, of=set(moved))
    return {id_: tuple(map(without_hidden, clashes)) for id_, clashes in found.items()}


def _after(placement: Placement, values: Mapping[str, Any], venues: Mapping[int | None, Venue]) -> Placement:
    """Return an event as it would stand."""
    names = ("starts_at", "ends_at", "status", "district_id")
    changed = {name: values[name] for name in names if name in values}
    if "venue_id" in values or "place" in values:
        venue = venues.get(values.get("venue_id"))
        changed |= {
            "venue_id": venue.id if venue else None,
            "venue_name": Bilingual(venue.name_zh, venue.name_en)
            if venue
            else Bilingual(values.get("place", "")),
            "venue_kind": venue.kind if venue else None,
            "capacity": venue.capacity if venue else None,
        }
    return replace(placement, **changed)

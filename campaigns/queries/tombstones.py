"""Events that have left a feed: each is shown as cancelled, as it stood when the subscriber last saw it."""

from sqlmodel import Session, col, or_, select

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor, sight_of
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus, FeedScope
from campaigns.models.event import Event, FormerScope
from campaigns.queries.frames import Frame
from campaigns.queries.sight import visible_events

# Everybody who signs in sees city-level events, so everybody may be told that one has gone.
SEEN_BY_ALL = "city"


def list_tombstones(
    session: Session, frame: Frame, actor: Actor | None, scope: FeedScope, value: str, *, present: set[int]
) -> list[AgendaItem]:
    """Return the events that have left a feed and are not in it by another way, one tombstone each.

    Somebody who sees less than everything is told of what was seen: a city-level event, one of the own district
    or of the own organisation, or one that is still within sight elsewhere.
    """
    if scope is FeedScope.DEADLINES:
        return []
    own = _own_scopes(frame, actor)
    is_everything = actor is None or sight_of(actor).is_everything
    wanted = _scopes(scope, value, own) | (set() if is_everything else {SEEN_BY_ALL, *own})
    statement = (
        select(Event, FormerScope)
        .join(FormerScope, col(FormerScope.event_id) == col(Event.id))
        .where(col(FormerScope.scope).in_(wanted), Event.edition_id == frame.edition.id)
        .order_by(col(FormerScope.left_at))
    )
    if actor is not None and not is_everything:
        statement = statement.where(
            or_(visible_events(actor), col(FormerScope.scope).in_({SEEN_BY_ALL, *own}))
        )
    found = {
        row.id or 0: _tombstone(frame, row, former)
        for row, former in session.exec(statement)
        if row.id not in present and _belonged(frame, former, scope, value, own)
    }
    return list(found.values())


def _own_scopes(frame: Frame, actor: Actor | None) -> frozenset[str]:
    """Return the scopes of the actor's own organisation and district."""
    if actor is None:
        return frozenset()
    slugs = [frame.organisations[id_].slug for id_ in sight_of(actor).own_ids]
    return frozenset(f"{kind}:{slug}" for kind in ("host", "district") for slug in slugs)


def _scopes(scope: FeedScope, value: str, own: frozenset[str]) -> set[str]:
    """Return the scopes whose tombstones belong to a feed by themselves."""
    if scope is FeedScope.MINE:
        return {name for name in own if name.startswith("host:")}
    return {f"{scope.value}:{value}" if value else scope.value}


def _belonged(frame: Frame, former: FormerScope, scope: FeedScope, value: str, own: frozenset[str]) -> bool:
    """Tell whether the event, as it stood when it left, was in the feed at all."""
    if scope is FeedScope.ACTIVITY:
        return frame.activities[former.activity_id].code == value
    if scope is FeedScope.DISTRICT:
        return former.district_id is not None and frame.organisations[former.district_id].slug == value
    if scope is FeedScope.MINE:
        return f"host:{frame.organisations[former.host_id].slug}" in own
    return True


def _tombstone(frame: Frame, row: Event, former: FormerScope) -> AgendaItem:
    return AgendaItem(
        id=row.id or 0,
        uid=row.uid,
        sequence=former.sequence,
        version=row.version,
        created_at=row.created_at,
        revised_at=former.left_at,
        activity=frame.activities[former.activity_id],
        title=Bilingual(former.title_zh, former.title_en),
        host=frame.organisations[former.host_id],
        district=frame.organisations[former.district_id] if former.district_id else None,
        venue=None,
        place="",
        starts_at=former.starts_at,
        ends_at=former.ends_at,
        is_all_day=former.is_all_day,
        local_day=local_day(former.starts_at, frame.edition.zone),
        status=EventStatus.CANCELLED,
        level=row.level,
        visibility=row.visibility,
        is_departed=True,
    )

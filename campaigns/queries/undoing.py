"""What a person has changed today and can still take back: the undo list of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.models.change import Change
from campaigns.models.event import Event
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame
from campaigns.queries.sight import changeable_events, visible_events

MOST = 300
BULK = "bulk"


@dataclass(frozen=True, slots=True)
class OwnChange:
    """One change of the actor's own: of an event, or of many at once.

    ``is_touched`` tells that something later has changed the same values; ``title`` is empty for a bulk change.
    """

    change: Change
    title: Bilingual
    may_change: bool
    is_touched: bool
    is_undone: bool


@dataclass(frozen=True)
class OwnDay:
    """The actor's changes of a day, newest first, with the names of the venues they mention."""

    changes: tuple[OwnChange, ...]
    venue_names: Mapping[int, Bilingual]


def list_own_changes(session: Session, frame: Frame, actor: Actor, *, since: datetime) -> OwnDay:
    """Return the actor's changes of events within sight since an instant, in six statements at most.

    What a bulk change did to each event stands in its own line and is not repeated; a change that took another back
    is not listed, but shown as taken back on that one. Both are left out before the list is cut to its length, so
    that one change of hundreds of events never hides the rest of the day.
    """
    own = (
        Change.account_id == actor.account_id,
        Change.at >= since,
        col(Change.subject_kind).in_(("event", BULK)),
    )
    bulk = [
        line
        for line in session.exec(select(Change).where(*own, Change.subject_kind == BULK))
        if line.subject_id == frame.edition.id
    ]
    within = {id_ for line in bulk for id_ in line.after.get("changes", ())}
    of_the_year = {line.id for line in bulk}
    undone: set[int] = set()
    ids: list[int] = []
    brief = select(Change.id, Change.undoes_id, Change.verb, Change.subject_kind).where(*own)
    for id_, undoes_id, verb, kind in session.exec(brief.order_by(col(Change.id).desc())):
        if undoes_id is not None:
            undone.add(undoes_id)
        if verb != "undone" and id_ not in within and (kind != BULK or id_ in of_the_year):
            ids.append(id_ or 0)
    chosen = select(Change).where(col(Change.id).in_(ids[:MOST])).order_by(col(Change.id).desc())
    shown = list(session.exec(chosen)) if ids else []
    if not shown:
        return OwnDay((), {})
    events = _events(
        session, frame, actor, {line.subject_id for line in shown if line.subject_kind == "event"}
    )
    later = _later(session, set(events), min(line.id or 0 for line in shown))
    changes = tuple(
        own_change
        for line in shown
        if (own_change := _own_change(line, events, later, is_undone=line.id in undone)) is not None
    )
    return OwnDay(changes, _venue_names(session, changes))


def _events(session: Session, frame: Frame, actor: Actor, ids: set[int]) -> dict[int, tuple[Bilingual, bool]]:
    """Return title and right to change of the events within sight, by id."""
    statement = select(
        Event.id, Event.title_zh, Event.title_en, changeable_events(actor).label("may_change")
    ).where(col(Event.id).in_(sorted(ids)), Event.edition_id == frame.edition.id, visible_events(actor))
    return {id_ or 0: (Bilingual(zh, en), bool(may)) for id_, zh, en, may in session.exec(statement)}


def _later(session: Session, event_ids: set[int], first_id: int) -> dict[int, list[tuple[int, set[str]]]]:
    """Return for each event the lines since the first one, with the values each has touched."""
    statement = select(Change.id, Change.subject_id, Change.after).where(
        Change.subject_kind == "event",
        col(Change.subject_id).in_(sorted(event_ids)),
        col(Change.id) >= first_id,
    )
    found: dict[int, list[tuple[int, set[str]]]] = {}
    for id_, event_id, after in session.exec(statement):
        found.setdefault(event_id, []).append((id_ or 0, set(after)))
    return found


def _own_change(
    line: Change,
    events: Mapping[int, tuple[Bilingual, bool]],
    later: Mapping[int, list[tuple[int, set[str]]]],
    *,
    is_undone: bool,
) -> OwnChange | None:
    if line.subject_kind == BULK:
        return OwnChange(line, Bilingual(""), may_change=True, is_touched=False, is_undone=is_undone)
    if line.subject_id not in events:
        return None
    title, may_change = events[line.subject_id]
    own = set(line.after)
    is_touched = any(
        id_ > (line.id or 0) and own & touched for id_, touched in later.get(line.subject_id, ())
    )
    return OwnChange(line, title, may_change, is_touched, is_undone)


def _venue_names(session: Session, changes: tuple[OwnChange, ...]) -> dict[int, Bilingual]:
    ids = {
        values["venue_id"]
        for one in changes
        for values in (one.change.before, one.change.after)
        if values.get("venue_id")
    }
    if not ids:
        return {}
    rows = session.exec(select(Venue).where(col(Venue.id).in_(sorted(ids))))
    return {row.id or 0: Bilingual(row.name_zh, row.name_en) for row in rows}

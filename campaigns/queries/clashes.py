"""The clashes of many events at once, in a constant number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session, col

from campaigns.agenda import AgendaItem, Clash
from campaigns.core.clashes import find_clashes
from campaigns.core.permissions import Actor
from campaigns.core.placements import TAKES_NOTHING, ClashRules, Placement, Surroundings
from campaigns.core.spans import Span
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import ClashKind, ClashLevel
from campaigns.models.event import Event
from campaigns.queries.events import LONGEST
from campaigns.queries.frames import Frame
from campaigns.queries.placements import list_placements, without_hidden
from campaigns.queries.surroundings import get_surroundings

BLOCKING = frozenset({ClashLevel.BLOCKS})
TOLD = frozenset({ClashLevel.BLOCKS, ClashLevel.WARNS})


@dataclass(frozen=True)
class Ground:
    """Everything the clashes of some events were computed from, and the clashes by event."""

    placements: Mapping[int, Placement]
    around: Surroundings
    clashes: Mapping[int, tuple[Clash, ...]]


def with_clashes(
    session: Session,
    frame: Frame,
    items: tuple[AgendaItem, ...],
    actor: Actor,
    *,
    levels: frozenset[ClashLevel] = BLOCKING,
    calendar: WorkCalendar | None = None,
) -> tuple[AgendaItem, ...]:
    """Return events with their clashes of some levels, usually those that block, also with events they do not list.

    One statement, and two more where a rule about days or hours is among the levels.
    """
    if not items:
        return items
    found = survey(session, frame, items, actor, levels=levels, calendar=calendar).clashes
    return tuple(replace(item, clashes=found[item.id]) if item.id in found else item for item in items)


def survey(
    session: Session,
    frame: Frame,
    items: Sequence[AgendaItem],
    actor: Actor,
    *,
    levels: frozenset[ClashLevel] = TOLD,
    calendar: WorkCalendar | None = None,
    reach: timedelta = timedelta(),
) -> Ground:
    """Return the clashes of events with all they were found from; ``reach`` looks further ahead, for remedies."""
    rules = narrowed(frame.clash_rules, levels)
    back = timedelta(days=rules.amount(ClashKind.TOO_SOON)) if rules.heeds(ClashKind.TOO_SOON) else LONGEST
    first = min(item.starts_at for item in items) - max(back, LONGEST)
    last = max(item.ends_at for item in items) + max(back, timedelta(days=1)) + reach
    placements = list_placements(
        session,
        frame,
        actor,
        col(Event.starts_at) >= first,
        col(Event.starts_at) <= last,
        col(Event.status).not_in(TAKES_NOTHING),
    )
    around = get_surroundings(session, frame, Span(first, last), rules, calendar=calendar)
    found = find_clashes(placements, around, of={item.id for item in items})
    return Ground(
        placements={one.id: one for one in placements},
        around=around,
        clashes={id_: tuple(map(without_hidden, clashes)) for id_, clashes in found.items()},
    )


def narrowed(rules: ClashRules, levels: Iterable[ClashLevel]) -> ClashRules:
    """Return rules that ignore every kind of another level."""
    wanted = set(levels)
    kept = {kind: rules.level(kind) for kind in ClashKind}
    return ClashRules(
        {kind: level if level in wanted else ClashLevel.IGNORED for kind, level in kept.items()},
        rules.amounts,
    )

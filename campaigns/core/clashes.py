"""Everything that speaks against where and when events stand; computed and never stored, and none stops a drag."""

from collections.abc import Collection, Iterable

from campaigns.core.day_clashes import day_warnings, opening_clashes
from campaigns.core.double_bookings import double_bookings
from campaigns.core.limit_clashes import limit_clashes
from campaigns.core.placements import DOUBLE_BOOKINGS, NEVER_WARNS, Clash, Placement, Surroundings
from campaigns.enums import ClashLevel


def find_clashes(
    placements: Iterable[Placement], around: Surroundings, *, of: Collection[int] | None = None
) -> dict[int, tuple[Clash, ...]]:
    """Return all clashes by event, without those that the rules ignore; an event without any is left out.

    What is held or cancelled is never told of; what was held still takes its place. ``of`` narrows the answer to some
    events, not what they are compared with.
    """
    all_of_them = list(placements)
    booked = double_bookings(all_of_them, around.zone)
    limited = limit_clashes(all_of_them, around.rules, around.zone)
    found: dict[int, tuple[Clash, ...]] = {}
    for placement in sorted(all_of_them, key=lambda one: one.id):
        id_ = placement.id
        if placement.status in NEVER_WARNS or (of is not None and id_ not in of):
            continue
        alone = (
            *opening_clashes(placement, around),
            *day_warnings(placement, around.calendar, around.zone),
        )
        graded = around.rules.graded((*booked.get(id_, ()), *limited.get(id_, ()), *alone))
        if graded:
            found[id_] = graded
    return found


def blocking(clashes: Iterable[Clash]) -> tuple[Clash, ...]:
    """Return the clashes against which an event is confirmed only with a reason."""
    return tuple(clash for clash in clashes if clash.level is ClashLevel.BLOCKS)


def needing_reason(clashes: Iterable[Clash], *, confirms: bool) -> tuple[Clash, ...]:
    """Return what an event is saved against only with a reason.

    A double booking needs one whatever its level and the event's status, because nobody books a hall twice without
    meaning to; only where the rules ignore the kind is it not there at all. Everything else asks for a reason when it
    blocks and the event is to be confirmed.
    """
    return tuple(
        clash
        for clash in clashes
        if clash.kind in DOUBLE_BOOKINGS or (confirms and clash.level is ClashLevel.BLOCKS)
    )

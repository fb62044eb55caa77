"""A venue, a person or a team that two events need at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from campaigns.core.days import day_in_words
from campaigns.core.placements import TAKES_NOTHING, Clash, Placement
from campaigns.core.spans import days_of
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind

Need = tuple[ClashKind, int]


def double_bookings(placements: Iterable[Placement], zone: str) -> dict[int, list[Clash]]:
    """Return the double bookings by event, from both sides; the cost is a sort and the pairs found."""
    found: dict[int, list[Clash]] = defaultdict(list)
    users: dict[Need, list[Placement]] = defaultdict(list)
    for placement in placements:
        for need in needs_of(placement):
            users[need].append(placement)
    for need, those in users.items():
        for one, other in _overlapping(those):
            found[one.id].append(_clash(need, other, zone))
            found[other.id].append(_clash(need, one, zone))
    return found


def needs_of(placement: Placement) -> Iterator[Need]:
    """Yield what an event takes for its time: its venue, its persons, its teams; a cancelled one takes nothing."""
    if placement.status in TAKES_NOTHING:
        return
    if placement.venue_id is not None:
        yield ClashKind.VENUE, placement.venue_id
    yield from ((ClashKind.PERSON, person_id) for person_id in placement.persons)
    yield from ((ClashKind.TEAM, team_id) for team_id in placement.teams)


def _overlapping(users: Sequence[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """Sweep by start; only what has not ended yet is compared."""
    running: list[Placement] = []
    for placement in sorted(users, key=lambda user: (user.starts_at, user.id)):
        running = [other for other in running if other.ends_at > placement.starts_at]
        yield from ((other, placement) for other in running)
        running.append(placement)


def _clash(need: Need, other: Placement, zone: str) -> Clash:
    kind, key = need
    if kind is ClashKind.VENUE:
        name = other.venue_name
        message = Bilingual("地点“{name}”在{when}已安排“{title}”。", "{name} is taken {when} by “{title}”.")
    else:
        name = Bilingual(other.persons[key]) if kind is ClashKind.PERSON else other.teams[key]
        message = Bilingual("{name}在{when}已安排到“{title}”。", "{name} is at “{title}” {when}.")
    return Clash(kind, message.filled(name=name, when=when(other, zone), title=other.title), other.id)


def when(placement: Placement, zone: str) -> Bilingual:
    """Return the days or the times of an event in words."""
    tz = ZoneInfo(zone)
    start, end = placement.starts_at.astimezone(tz), placement.ends_at.astimezone(tz)
    days = days_of(placement.span, zone)
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    if len(days) > 1:
        return Bilingual(f"{first.zh}—{last.zh}", f"from {first.en} to {last.en}")
    if placement.is_all_day:
        return Bilingual(f"{first.zh}全天", f"all day on {first.en}")
    return Bilingual(
        f"{first.zh} {start.hour}:{start:%M}—{end.hour}:{end:%M}",
        f"on {first.en}, {start.hour}:{start:%M}–{end.hour}:{end:%M}",
    )

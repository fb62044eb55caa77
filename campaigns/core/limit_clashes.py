"""Limits on how much may fall together: seats, headline events of a day, events of a district, visits of a community.

An event counts on the local day it begins: a fair of three weeks does not fill a district's every day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from campaigns.core.days import day_in_words
from campaigns.core.placements import TAKES_NOTHING, Clash, ClashRules, Placement
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, VenueKind

Visits = tuple[int, str, int]
Dated = tuple[date, Placement]


def limit_clashes(placements: Iterable[Placement], rules: ClashRules, zone: str) -> dict[int, list[Clash]]:
    """Return by event where a limit is passed; every event that takes part in it is told."""
    found: dict[int, list[Clash]] = defaultdict(list)
    taking = [(local_day(one.starts_at, zone), one) for one in placements if one.status not in TAKES_NOTHING]
    for id_, clash in (*_too_small(taking), *_headlines(taking), *_saturated(taking, rules)):
        found[id_].append(clash)
    for id_, clash in _too_soon(taking, rules.amount(ClashKind.TOO_SOON)):
        found[id_].append(clash)
    return found


def visits_of(placement: Placement) -> Visits | None:
    """Return which visits of a community an event belongs to: those of one activity and one organisation."""
    if placement.venue_kind is not VenueKind.COMMUNITY or placement.venue_id is None:
        return None
    return placement.venue_id, placement.activity_code, placement.host_id or 0


def _too_small(taking: Sequence[Dated]) -> Iterator[tuple[int, Clash]]:
    for _day, one in taking:
        if one.capacity is not None and (one.expected_people or 0) > one.capacity:
            message = Bilingual(
                "“{name}”容纳 {capacity} 人，预计 {people} 人。",
                "{name} seats {capacity}; {people} are expected.",
            )
            filled = message.filled(name=one.venue_name, capacity=one.capacity, people=one.expected_people)
            yield one.id, Clash(ClashKind.CAPACITY, filled)


def _headlines(taking: Sequence[Dated]) -> Iterator[tuple[int, Clash]]:
    by_day: dict[date, list[Placement]] = defaultdict(list)
    for day, one in taking:
        if one.is_city_headline:
            by_day[day].append(one)
    message = Bilingual(
        "{day}还有市级主要活动“{title}”。", "{day} has another headline event of the city: “{title}”."
    )
    for day, those in by_day.items():
        for one in those:
            for other in those:
                if other.id != one.id:
                    filled = message.filled(day=day_in_words(day), title=other.title)
                    yield one.id, Clash(ClashKind.HEADLINE, filled, other.id)


def _saturated(taking: Sequence[Dated], rules: ClashRules) -> Iterator[tuple[int, Clash]]:
    most = rules.amount(ClashKind.SATURATION)
    by_day: dict[tuple[int, date], list[Placement]] = defaultdict(list)
    for day, one in taking:
        if one.district_id is not None:
            by_day[one.district_id, day].append(one)
    message = Bilingual(
        "{district}{day}有 {n} 场活动，超过 {most} 场。",
        "{district} has {n} events on {day}, more than {most}.",
    )
    for (_district, day), those in by_day.items():
        if len(those) > most:
            for one in those:
                filled = message.filled(
                    district=one.district_name, day=day_in_words(day), n=len(those), most=most
                )
                yield one.id, Clash(ClashKind.SATURATION, filled)


def _too_soon(taking: Sequence[Dated], days: int) -> Iterator[tuple[int, Clash]]:
    """Tell of the nearest visit before and after; those beyond are that one's own affair."""
    visits: dict[Visits, list[Dated]] = defaultdict(list)
    for day, one in taking:
        of = visits_of(one)
        if of is not None:
            visits[of].append((day, one))
    message = Bilingual(
        "“{name}”在{day}另有“{title}”，间隔不到 {days} 天。",
        "{name} also has “{title}” on {day}, fewer than {days} days apart.",
    )
    for those in visits.values():
        ordered = sorted(those, key=lambda pair: (pair[0], pair[1].starts_at, pair[1].id))
        for (early_on, early), (late_on, late) in pairwise(ordered):
            if (late_on - early_on).days < days:
                for one, other, day in ((early, late, late_on), (late, early, early_on)):
                    filled = message.filled(
                        name=other.venue_name, day=day_in_words(day), title=other.title, days=days
                    )
                    yield one.id, Clash(ClashKind.TOO_SOON, filled, other.id)

"""How many events a year needs, of whom and in which days: one need for each required occurrence.

The larger of the required count and the activity's own wish is taken. Events that stand answer needs first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from campaigns.core.demand.facts import ActivityFacts, PlanningFacts, StandingEvent
from campaigns.core.ledger import RequirementFacts
from campaigns.core.pace import Days, counted_days
from campaigns.core.weeks import plan_weeks
from campaigns.core.wording import Bilingual
from campaigns.enums import Counted, CountLevel, EventLevel, EventStatus

OFF = frozenset({EventStatus.CANCELLED, EventStatus.NOT_HELD})
# The counts that demand events, those first whose events are bound the most.
COUNTS = (Counted.WEEKS, Counted.DISTRICTS_BY_EVENT, Counted.EVENTS)


@dataclass(frozen=True, slots=True)
class Need:
    """One occurrence, to be held within ``days``; ``event`` is the one that answers it already.

    ``group`` holds the needs of one activity and one organiser, which keep their distance from each other.
    """

    key: str
    activity_code: str
    label: Bilingual
    level: EventLevel
    host_id: int
    district_id: int | None
    days: Days
    group: str
    event: StandingEvent | None = None


def needs_of(facts: PlanningFacts, activity: ActivityFacts) -> tuple[Need, ...]:
    """Return what an activity needs of the city and of each district, in a stable order."""
    requirements = tuple(
        one for one in facts.requirements if one.activity and one.activity.code == activity.ref.code
    )
    shares = _district_shares(facts, activity, requirements)
    found = [*_of_city(facts, activity, requirements)]
    for district in facts.districts:
        found += _of_district(facts, activity, requirements, district.id, shares[district.id])
    return tuple(found)


def window_of(facts: PlanningFacts, activity: ActivityFacts) -> Days:
    """Return the days of an activity's window, within the edition; the whole edition where it has none."""
    whole = Days(facts.edition.starts_on, facts.edition.ends_on)
    ref = activity.ref
    return Days(ref.window_start_on or whole.first, ref.window_end_on or whole.last).within(whole)


def _of_city(
    facts: PlanningFacts, activity: ActivityFacts, requirements: Sequence[RequirementFacts]
) -> Iterator[Need]:
    own = [
        event
        for event in facts.events
        if event.activity_code == activity.ref.code
        and event.level is EventLevel.CITY
        and event.status not in OFF
    ]
    bound = [one for one in requirements if one.level is not CountLevel.DISTRICT]
    blank = _blank(facts, activity, EventLevel.CITY, facts.coordinating_id, None, "city")
    wanted = _required(facts, bound, blank)
    total = max(activity.rule.city_events, _city_share(activity, bound, len(facts.districts)))
    wanted += [replace(blank, key=f"{blank.key}:{n + 1}") for n in range(len(wanted), total)]
    yield from _answered(wanted, own, blank)


def _of_district(
    facts: PlanningFacts,
    activity: ActivityFacts,
    requirements: Sequence[RequirementFacts],
    district_id: int,
    share: int,
) -> Iterator[Need]:
    own = [
        event
        for event in facts.events
        if event.activity_code == activity.ref.code
        and event.level is EventLevel.DISTRICT
        and _owner(facts, event) == district_id
        and event.status not in OFF
    ]
    slug = next(district.slug for district in facts.districts if district.id == district_id)
    blank = _blank(facts, activity, EventLevel.DISTRICT, district_id, district_id, slug)
    bound = [one for one in requirements if one.level is CountLevel.DISTRICT]
    wanted = _required(facts, bound, blank)
    wanted += [replace(blank, key=f"{blank.key}:{n + 1}") for n in range(len(wanted), share)]
    yield from _answered(wanted, own, blank)


def _owner(facts: PlanningFacts, event: StandingEvent) -> int | None:
    """Return the district whose event it is: its host, or where a department holds it, its place."""
    is_unit = any(district.id == event.host_id for district in facts.districts)
    return event.host_id if is_unit else event.district_id


def _blank(
    facts: PlanningFacts,
    activity: ActivityFacts,
    level: EventLevel,
    host_id: int,
    district_id: int | None,
    who: str,
) -> Need:
    group = f"{activity.ref.code}:{who}"
    days = window_of(facts, activity)
    return Need(group, activity.ref.code, activity.ref.short, level, host_id, district_id, days, group)


def _required(facts: PlanningFacts, requirements: Iterable[RequirementFacts], blank: Need) -> list[Need]:
    """Return one need for each week, each district, or each event that a count demands; sums demand no event.

    The narrowest count comes first, because what is held for it counts towards the wider ones too.
    """
    found: list[Need] = []
    taken: set[str] = set()
    for one in sorted(requirements, key=lambda one: _width(facts, one)):
        for asked, times in _asked(facts, one, blank):
            have = sum(_counts_towards(need, asked) for need in found)
            for _ in range(have, times):
                key = next(key for key in _keys(asked.key, one.counted) if key not in taken)
                taken.add(key)
                found.append(replace(asked, key=key))
    return found


def _width(facts: PlanningFacts, one: RequirementFacts) -> tuple[int, int, date]:
    days = counted_days(one, facts.edition)
    return COUNTS.index(one.counted) if one.counted in COUNTS else len(COUNTS), days.length, days.first


def _asked(facts: PlanningFacts, one: RequirementFacts, blank: Need) -> Iterator[tuple[Need, int]]:
    """Yield what a count asks for and how often."""
    days = counted_days(one, facts.edition).within(blank.days)
    if one.counted is Counted.WEEKS:
        for week in plan_weeks(counted_days(one, facts.edition), facts.calendar).required:
            key = f"{blank.key}:{week.iso_year}-W{week.iso_week:02}"
            yield replace(blank, key=key, days=Days(week.monday_on, week.sunday_on)), int(one.target)
    elif one.counted is Counted.DISTRICTS_BY_EVENT:
        for district in facts.districts[: int(one.target)]:
            key = f"{blank.key}:{district.slug}"
            yield replace(blank, key=key, district_id=district.id, days=days), 1
    elif one.counted is Counted.EVENTS and one.level is not CountLevel.PROGRAMME:
        yield replace(blank, days=days), int(one.allocations.get(blank.host_id, one.target))


def _counts_towards(need: Need, asked: Need) -> bool:
    is_there = asked.district_id in (None, need.district_id)
    return is_there and need.days.first in asked.days and need.days.last in asked.days


def _keys(stem: str, counted: Counted) -> Iterator[str]:
    """Yield the keys that an occurrence could have: numbers for events, a number only for a week's second."""
    if counted is Counted.EVENTS:
        yield from (f"{stem}:{n}" for n in count(1))
    yield stem
    yield from (f"{stem}.{n}" for n in count(2))


def _city_share(activity: ActivityFacts, requirements: Iterable[RequirementFacts], districts: int) -> int:
    """Return the city's part of a count over everybody: all of it where districts are not asked for any."""
    whole = _over_everybody(requirements)
    if not whole:
        return 0
    return whole if not activity.rule.district_events or not districts else 0


def _district_shares(
    facts: PlanningFacts, activity: ActivityFacts, requirements: Iterable[RequirementFacts]
) -> dict[int, int]:
    """Return how many events each district holds: its wish, and its turn of what a count over everybody lacks."""
    shares = {district.id: activity.rule.district_events for district in facts.districts}
    lacking = _over_everybody(requirements) - activity.rule.city_events - sum(shares.values())
    if shares and activity.rule.district_events:
        for n in range(max(0, lacking)):
            shares[facts.districts[n % len(facts.districts)].id] += 1
    return shares


def _over_everybody(requirements: Iterable[RequirementFacts]) -> int:
    return max(
        (
            int(one.target)
            for one in requirements
            if one.counted is Counted.EVENTS and one.level is CountLevel.PROGRAMME
        ),
        default=0,
    )


def _answered(wanted: Sequence[Need], own: Sequence[StandingEvent], blank: Need) -> Iterator[Need]:
    """Let each event answer the narrowest need it fits; an event that answers none stands as a need of its own."""
    open_needs = list(wanted)
    answers: dict[str, StandingEvent] = {}
    surplus: list[StandingEvent] = []
    for event in sorted(own, key=lambda one: (one.day, one.start_minute, one.id)):
        fitting = [need for need in open_needs if _fits(need, event)]
        if not fitting:
            surplus.append(event)
            continue
        need = min(fitting, key=lambda one: one.days.length)
        open_needs.remove(need)
        answers[need.key] = event
    for need in wanted:
        event_or_none = answers.get(need.key)
        yield need if event_or_none is None else _of_event(need, event_or_none, need.days)
    for event in surplus:
        yield _of_event(blank, event, Days(min(blank.days.first, event.day), max(blank.days.last, event.day)))


def _fits(need: Need, event: StandingEvent) -> bool:
    is_there = need.district_id in (None, event.district_id, event.host_id)
    return is_there and event.day in need.days


def _of_event(need: Need, event: StandingEvent, days: Days) -> Need:
    return replace(
        need,
        key=f"e{event.id}",
        label=event.title,
        host_id=event.host_id,
        district_id=event.district_id,
        days=days,
        event=event,
    )

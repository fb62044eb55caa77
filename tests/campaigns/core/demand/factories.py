"""A small city to plan: two districts, a few places, and the activities a test names."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from campaigns.core.demand.facts import ActivityFacts, PlaceFacts, PlanningFacts, StandingEvent
from campaigns.core.ledger import RequirementFacts
from campaigns.core.planning_rules import PlanningRule
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow, WorkCalendar, YearStatus
from campaigns.enums import (
    ActivityKind,
    Comparison,
    Counted,
    CountLevel,
    DayKind,
    EventLevel,
    EventStatus,
    OrganisationKind,
    Period,
    VenueKind,
)
from campaigns.references import ActivityRef, EditionRef, OrganisationRef

CITY, HUANCUI, RONGCHENG = 1, 2, 3
# 15 to 23 February is Spring Festival, served by 14 and 28 February (notice of 4 November 2025).
SPRING = [
    DayRow(date(2026, 2, day), DayKind.OFF, Bilingual("春节", "Spring Festival")) for day in range(15, 24)
]
MADE_UP = [DayRow(date(2026, 2, day), DayKind.WORK, Bilingual("春节", "Spring Festival")) for day in (14, 28)]
EXAM = [
    DayRow(date(2026, 6, day), DayKind.BLACKOUT, Bilingual("高考", "exams"), frozenset({"C1"}))
    for day in range(7, 11)
]
CALENDAR = WorkCalendar.of([*SPRING, *MADE_UP, *EXAM], [YearStatus(2026, is_confirmed=True)])
EDITION = EditionRef(
    1, 2026, Bilingual("行动", "Action"), "Asia/Shanghai", Bilingual(""), "", Bilingual(""),
    date(2026, 1, 1), date(2026, 12, 31),
)  # fmt: skip
DISTRICTS = (
    OrganisationRef(
        HUANCUI, "hc", OrganisationKind.DISTRICT, Bilingual("环翠区", "Huancui"), Bilingual("环翠", "Huancui")
    ),
    OrganisationRef(
        RONGCHENG,
        "rc",
        OrganisationKind.DISTRICT,
        Bilingual("荣成市", "Rongcheng"),
        Bilingual("荣成", "Rongcheng"),
    ),
)
PLACES = (
    *(PlaceFacts(n, VenueKind.COMMUNITY, Bilingual(f"环翠社区{n}"), HUANCUI) for n in (11, 12, 13)),
    PlaceFacts(21, VenueKind.COMMUNITY, Bilingual("荣成社区21"), RONGCHENG),
    PlaceFacts(31, VenueKind.HALL, Bilingual("环翠会场"), HUANCUI),
    PlaceFacts(32, VenueKind.HALL, Bilingual("荣成会场"), RONGCHENG),
)


def activity(
    code: str,
    rule: PlanningRule | None = None,
    *,
    window: tuple[date, date] | tuple[None, None] = (None, None),
    venue_kind: VenueKind | None = VenueKind.HALL,
    start_minute: int = 540,
    minutes: int = 120,
    weekend_is_usual: bool = False,
) -> ActivityFacts:
    """Return an activity whose names are its code."""
    ref = ActivityRef(
        id=sum(map(ord, code)),
        code=code,
        kind=ActivityKind.SUPPORTING,
        name=Bilingual(code, code),
        short=Bilingual(code, code),
        colour="#000000",
        window_start_on=window[0],
        window_end_on=window[1],
        actual_end_on=None,
        weekend_is_usual=weekend_is_usual,
    )
    return ActivityFacts(ref, rule or PlanningRule(), start_minute, minutes, EventLevel.CITY, venue_kind)


def requirement(
    of: ActivityFacts,
    counted: Counted,
    target: int,
    *,
    level: CountLevel = CountLevel.CITY,
    period: Period = Period.YEAR,
    month: int | None = None,
) -> RequirementFacts:
    """Return a required count of an activity."""
    return RequirementFacts(
        id=1,
        code="Q",
        version=1,
        activity=of.ref,
        text=Bilingual("要求", "count"),
        reading=Bilingual(""),
        unit=Bilingual("次", "times"),
        counted=counted,
        comparison=Comparison.AT_LEAST,
        target=Decimal(target),
        target_max=None,
        period=period,
        month=month,
        level=level,
    )


def event(
    id_: int,
    code: str,
    day: date,
    *,
    host_id: int = CITY,
    district_id: int | None = None,
    venue_id: int | None = None,
    status: EventStatus = EventStatus.CONFIRMED,
    is_fixed: bool = False,
    person_ids: tuple[int, ...] = (),
) -> StandingEvent:
    """Return an event of two hours on a morning."""
    return StandingEvent(
        id=id_,
        version=1,
        activity_code=code,
        level=EventLevel.CITY if host_id == CITY else EventLevel.DISTRICT,
        status=status,
        host_id=host_id,
        district_id=district_id,
        title=Bilingual(f"{code}第{id_}场", f"{code} {id_}"),
        day=day,
        last_day=day,
        start_minute=540,
        minutes=120,
        venue_id=venue_id,
        person_ids=person_ids,
        is_fixed=is_fixed,
    )


def facts(
    *activities: ActivityFacts,
    requirements: Iterable[RequirementFacts] = (),
    events: Iterable[StandingEvent] = (),
    today: date = date(2025, 12, 1),
    **more: object,
) -> PlanningFacts:
    """Return the small city's facts."""
    known: dict[str, object] = {
        "places": PLACES,
        "experts": {101: Bilingual("专家01"), 102: Bilingual("专家02")},
    }
    return PlanningFacts(
        edition=EDITION,
        activities=activities,
        requirements=tuple(requirements),
        events=tuple(events),
        calendar=CALENDAR,
        today=today,
        districts=DISTRICTS,
        coordinating_id=CITY,
        **(known | more),  # type: ignore[arg-type]
    )

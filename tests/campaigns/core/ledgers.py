"""Short ways to write down a ledger and a required count."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from campaigns.core.ledger import EventFacts, FigureFacts, Ledger, RequirementFacts
from campaigns.core.wording import Bilingual
from campaigns.enums import (
    ActivityKind,
    Comparison,
    Counted,
    CountLevel,
    EventLevel,
    EventStatus,
    OrganisationKind,
    Period,
)
from campaigns.references import ActivityRef, EditionRef, OrganisationRef
from tests.campaigns.core.years import calendar_for

HUANCUI, WENDENG, BUREAU = 10, 11, 1
DISTRICTS = tuple(
    OrganisationRef(id_, slug, OrganisationKind.DISTRICT, Bilingual(name), Bilingual(name))
    for id_, slug, name in ((HUANCUI, "hc", "环翠区"), (WENDENG, "wd", "文登区"))
)


def edition(year: int = 2026, starts_on: date | None = None, ends_on: date | None = None) -> EditionRef:
    name = Bilingual("行动", "Action")
    return EditionRef(
        1, year, name, "Asia/Shanghai", name, "", name,
        starts_on or date(year, 1, 1), ends_on or date(year, 12, 31),
    )  # fmt: skip


def activity(
    code: str = "S3", first: date | None = None, last: date | None = None, **more: Any
) -> ActivityRef:
    name = Bilingual(f"活动{code}", f"Activity {code}")
    kind = ActivityKind.CAMPAIGN if code.startswith("C") else ActivityKind.SUPPORTING
    return ActivityRef(
        more.get("id", 1), code, kind, name, name, "#0b57a4", first, last, more.get("actual_end_on")
    )


def requirement(counted: Counted = Counted.EVENTS, target: str = "5", **more: Any) -> RequirementFacts:
    values: dict[str, Any] = {
        "id": 1,
        "code": "Q09",
        "version": 1,
        "activity": activity(),
        "text": Bilingual("要求"),
        "reading": Bilingual("口径"),
        "unit": Bilingual("次"),
        "counted": counted,
        "comparison": Comparison.AT_LEAST,
        "target": Decimal(target),
        "target_max": None,
        "period": Period.YEAR,
        "month": None,
        "level": CountLevel.CITY,
    }
    return RequirementFacts(**(values | more))


def event(
    id_: int,
    day: date,
    status: EventStatus = EventStatus.HELD,
    *,
    code: str = "S3",
    level: EventLevel = EventLevel.CITY,
    district: int | None = None,
    organisers: Iterable[int] = (BUREAU,),
    tallies: Mapping[str, int] | None = None,
) -> EventFacts:
    amounts = {measure: Decimal(amount) for measure, amount in (tallies or {}).items()}
    return EventFacts(id_, code, level, status, day, district, frozenset(organisers), amounts)


def figure(
    id_: int, measure: str, amount: int, first: date, last: date, organisation: int = HUANCUI
) -> FigureFacts:
    district = organisation if organisation in (HUANCUI, WENDENG) else None
    return FigureFacts(id_, measure, organisation, district, Decimal(amount), first, last)


def ledger(
    *events: EventFacts,
    today: date,
    figures: tuple[FigureFacts, ...] = (),
    of: EditionRef | None = None,
) -> Ledger:
    return Ledger(of or edition(), DISTRICTS, events, figures, calendar_for(2009, 2026), today)

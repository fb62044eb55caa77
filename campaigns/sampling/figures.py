"""The numbers that no event shows, as the districts would report them by quarter."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from campaigns.models.figure import Figure
from campaigns.sampling.ground import Ground
from campaigns.sampling.writing import insert_all

# Percent of the city that each district carries.
WEIGHTS = {"hc": 24, "wd": 17, "rc": 19, "rs": 11, "gq": 13, "jq": 11, "gyxq": 5}
# What the whole city reports in one quarter.
QUARTERLY = {
    "new_founders": 1600, "jobs": 13200, "loans": 300, "eligible": 312, "subsidies": 290, "loan_amount": 2700,
    "willing": 2100, "registered": 2058, "sites": 40,
}  # fmt: skip
ONCE = {"web_pages": 1, "offices": 12, "windows": 12}
BEHIND = "gyxq"
SOURCE = "人社业务系统季报"


def add_figures(session: Session, ground: Ground) -> None:
    """Add every district's figures for the quarters that are over."""
    rows: list[dict[str, Any]] = []
    for first, last in _quarters(ground):
        factor = Decimal(100) if last.month == 6 and first.month == 6 else Decimal(_growth(ground, last))
        for code, total in QUARTERLY.items():
            for slug, weight in WEIGHTS.items():
                amount = int(Decimal(total * weight) * factor / 10000)
                rows.append(_row(ground, slug, code, first, last, Decimal(amount)))
    first, last = ground.edition.starts_on, _quarters(ground)[0][1] if _quarters(ground) else ground.today
    for slug in WEIGHTS:
        for code, amount in ONCE.items():
            is_missing = slug == BEHIND and ground.edition.year == ground.today.year and code != "offices"
            if not is_missing and last <= ground.today:
                rows.append(_row(ground, slug, code, first, last, Decimal(amount)))
    insert_all(session, Figure, rows)


def _growth(ground: Ground, last: date) -> int:
    """Return percent of the quarterly numbers: the notice's first year had to be done in its second half."""
    return 170 if ground.edition.starts_on.month > 1 else 92 + 2 * (last.month // 3)


def _quarters(ground: Ground) -> list[tuple[date, date]]:
    """Return the quarters of the edition that are over, the first cut to its beginning."""
    year = ground.edition.year
    ends = (date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31))
    starts = (date(year, 1, 1), date(year, 4, 1), date(year, 7, 1), date(year, 10, 1))
    return [
        (max(first, ground.edition.starts_on), last)
        for first, last in zip(starts, ends, strict=True)
        if ground.edition.starts_on <= last < ground.today
    ]


def _row(ground: Ground, slug: str, code: str, first: date, last: date, amount: Decimal) -> dict[str, Any]:
    return {
        "edition_id": ground.edition.id,
        "organisation_id": ground.organisations[slug],
        "measure_id": ground.measures[code],
        "period_start_on": first,
        "period_end_on": last,
        "amount": amount,
        "source": SOURCE,
        "recorded_at": min(ground.now, ground.instant(last, "17:00")),
        "withdrawn_reason": "",
        "version": 1,
    }

"""What has changed in a summary's figures since they were submitted."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from campaigns.core.wording import Bilingual
from campaigns.submissions import FigureChange
from campaigns.summary import ActivitySummary

TOTALS = {
    "held": Bilingual("已办场次", "Events held"),
    "planned": Bilingual("已排场次", "Events planned"),
    "cancelled": Bilingual("取消场次", "Events cancelled"),
    "people": Bilingual("参加人数（人）", "People"),
    "visits": Bilingual("参加人次", "Visits"),
}
REQUIREMENT = Bilingual("{code} 完成数", "{code} done")
TARGET = Bilingual("{code} 要求数", "{code} required")


def figure_changes(
    submitted: Mapping[str, Any], current: Mapping[str, Any], summary: ActivitySummary
) -> tuple[FigureChange, ...]:
    """Compare two frozen sets of figures; the summary lends the names of its audiences and measures.

    The day of signing is no figure; a measure that is 0 in one and absent in the other has not changed.
    """
    before, after = dict(_flat(submitted)), dict(_flat(current))
    names = _names(summary)
    changed = (key for key in {**before, **after} if _differs(before.get(key), after.get(key)))
    return tuple(
        FigureChange(names.get(key, Bilingual(key)), before.get(key) or "", after.get(key) or "")
        for key in changed
    )


def _flat(figures: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    """Yield every figure under its path, such as ``requirements/Q09/done``."""
    for key, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}/")
        elif key != "signed_on":
            yield f"{prefix}{key}", None if value is None else str(value)


def _differs(before: str | None, after: str | None) -> bool:
    return Decimal(before or 0) != Decimal(after or 0)


def _names(summary: ActivitySummary) -> dict[str, Bilingual]:
    names = dict(TOTALS)
    names |= {f"by_audience/{line.audience.code}": line.audience.name for line in summary.by_audience}
    names |= {f"by_measure/{line.measure.code}": line.measure.name for line in summary.by_measure}
    for line in summary.requirements:
        names[f"requirements/{line.code}/done"] = REQUIREMENT.filled(code=line.code)
        names[f"requirements/{line.code}/target"] = TARGET.filled(code=line.code)
    return names

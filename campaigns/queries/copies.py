"""What a copy of a year said of itself, kept in the log so that its page can be read again."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.next_year import CopySummary, MovedDate
from campaigns.core.wording import Bilingual
from campaigns.errors import NotFound
from campaigns.models.change import Change
from campaigns.models.programme import Edition

COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made, with the key of the form that made it."""

    creation_key: str
    summary: CopySummary


def find_copy(session: Session, year: int) -> Copy | None:
    """Return how the edition of a year was copied, or None for one that was not."""
    statement = (
        select(Change.after)
        .join(Edition, col(Edition.id) == col(Change.subject_id))
        .where(Edition.year == year, Change.subject_kind == "edition", Change.verb == COPIED)
    )
    kept = session.exec(statement).first()
    return Copy(kept.get("creation_key", ""), unpacked(kept["summary"])) if kept else None


def get_copy_summary(session: Session, year: int) -> CopySummary:
    """Return what a copy came to, or raise NotFound."""
    copy = find_copy(session, year)
    if copy is None:
        raise NotFound("edition", year)
    return copy.summary


def packed(summary: CopySummary) -> dict[str, Any]:
    """Return a summary as JSON can hold it."""
    moved = [
        asdict(one) | {name: day.isoformat() if day else None for name, day in _days(one).items()}
        for one in summary.moved
    ]
    return asdict(summary) | {"made": [list(pair) for pair in summary.made], "moved": moved}


def unpacked(kept: dict[str, Any]) -> CopySummary:
    """Return the summary that ``packed`` made this of."""
    return CopySummary(
        kept["from_year"],
        kept["to_year"],
        made=tuple((kind, number) for kind, number in kept["made"]),
        moved=tuple(
            MovedDate(
                title=Bilingual(**one["title"]),
                original_on=date.fromisoformat(one["original_on"]),
                on=_day(one["on"]),
                reason=Bilingual(**one["reason"]),
                offer_on=_day(one["offer_on"]),
            )
            for one in kept["moved"]
        ),
        left_out=tuple(Bilingual(**one) for one in kept["left_out"]),
    )


def _days(moved: MovedDate) -> dict[str, date | None]:
    return {"original_on": moved.original_on, "on": moved.on, "offer_on": moved.offer_on}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

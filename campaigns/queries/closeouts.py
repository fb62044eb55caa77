"""Close-outs and their tallies, for one event and for counting."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlmodel import Session, col, select

from campaigns.models.closeout import Closeout, Tally
from campaigns.models.event import Event
from campaigns.models.measure import Audience, Measure


@dataclass(frozen=True)
class Recorded:
    """An event's close-out with its tallies by code."""

    closeout: Closeout
    by_measure: Mapping[str, Decimal] = field(default_factory=dict)
    by_audience: Mapping[str, Decimal] = field(default_factory=dict)


def find_closeout(session: Session, event_id: int) -> Closeout | None:
    """Return the close-out of an event, or None."""
    return session.exec(select(Closeout).where(Closeout.event_id == event_id)).first()


def find_recorded(session: Session, event_id: int) -> Recorded | None:
    """Return the close-out of an event with its tallies, or None."""
    return recorded_by_event(session, event_ids={event_id}).get(event_id)


def recorded_by_event(
    session: Session,
    *,
    edition_id: int | None = None,
    activity_id: int | None = None,
    event_ids: set[int] | None = None,
) -> dict[int, Recorded]:
    """Return close-outs with tallies by event, in one statement."""
    wanted = select(Event.id)
    if edition_id is not None:
        wanted = wanted.where(Event.edition_id == edition_id)
    if activity_id is not None:
        wanted = wanted.where(Event.activity_id == activity_id)
    if event_ids is not None:
        wanted = wanted.where(col(Event.id).in_(event_ids))
    statement = (
        select(Closeout, col(Measure.code), col(Audience.code), col(Tally.amount))
        .join(Tally, col(Tally.closeout_id) == col(Closeout.id), isouter=True)
        .join(Measure, col(Measure.id) == col(Tally.measure_id), isouter=True)
        .join(Audience, col(Audience.id) == col(Tally.audience_id), isouter=True)
        .where(col(Closeout.event_id).in_(wanted))
    )
    closeouts: dict[int, Closeout] = {}
    by_measure: dict[int, dict[str, Decimal]] = defaultdict(dict)
    by_audience: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for closeout, measure, audience, amount in session.exec(statement):
        closeouts[closeout.event_id] = closeout
        # A tally has a measure or an audience; a close-out without tallies has neither.
        if measure:
            by_measure[closeout.event_id][measure] = amount
        elif audience:
            by_audience[closeout.event_id][audience] = amount
    return {id_: Recorded(row, by_measure[id_], by_audience[id_]) for id_, row in closeouts.items()}

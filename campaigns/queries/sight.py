"""What an actor may see, as WHERE clauses with exactly the meaning of ``core.permissions``."""

from sqlalchemy import ColumnElement, true
from sqlmodel import and_, col, or_, select

from campaigns.core.permissions import Actor, sight_of
from campaigns.enums import EventLevel, EventStatus
from campaigns.models.event import Event, EventOrganiser
from campaigns.models.obligation import Obligation


def visible_events(actor: Actor) -> ColumnElement[bool]:
    """Return the clause that keeps the events within the actor's sight."""
    sight = sight_of(actor)
    if sight.is_everything:
        return true()
    joint = select(EventOrganiser.event_id).where(col(EventOrganiser.organisation_id).in_(sight.own_ids))
    kept = [
        and_(col(Event.level) == EventLevel.CITY, col(Event.status) != EventStatus.DRAFT),
        col(Event.host_id).in_(sight.own_ids),
        col(Event.id).in_(joint),
    ]
    if sight.district_id is not None:
        kept.append(col(Event.district_id) == sight.district_id)
    return or_(*kept)


def visible_obligations(actor: Actor) -> ColumnElement[bool]:
    """Return the clause that keeps the summaries owed by or to the actor's organisation, or all for the city."""
    sight = sight_of(actor)
    if sight.is_everything:
        return true()
    return or_(
        col(Obligation.organisation_id).in_(sight.own_ids), col(Obligation.recipient_id).in_(sight.own_ids)
    )

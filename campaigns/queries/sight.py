"""What an actor may see, as WHERE clauses with exactly the meaning of ``core.permissions``."""

from sqlalchemy import ColumnElement, false, true
from sqlmodel import and_, col, or_, select

from campaigns.core.permissions import Actor, sight_of
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel, EventStatus, Role
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


def is_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Return a column that tells of each event whether the actor may see it."""
    return visible_events(actor).label("is_seen")


def shown_title(title: Bilingual, *, is_seen: bool) -> Bilingual:
    """Return what an event may be called before somebody who is told no more than that it is there."""
    return title if is_seen else Bilingual("其他单位的安排", "another organisation's event")


def changeable_events(actor: Actor) -> ColumnElement[bool]:
    """Return the clause that keeps the events the actor may edit, cancel and close out."""
    if actor.role in (Role.ADMINISTRATOR, Role.CITY_COORDINATOR):
        return true()
    if actor.role is Role.READER:
        return false()
    kept = [col(Event.host_id) == actor.organisation_id]
    district_id = sight_of(actor).district_id
    if actor.role is Role.DISTRICT_COORDINATOR and district_id is not None:
        kept.append(and_(col(Event.district_id) == district_id, col(Event.level) == EventLevel.DISTRICT))
    return or_(*kept)


def visible_obligations(actor: Actor) -> ColumnElement[bool]:
    """Return the clause that keeps the summaries owed by or to the actor's organisation, or all for the city."""
    sight = sight_of(actor)
    if sight.is_everything:
        return true()
    return or_(
        col(Obligation.organisation_id).in_(sight.own_ids), col(Obligation.recipient_id).in_(sight.own_ids)
    )

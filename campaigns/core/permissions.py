"""Who may see and change what: one decision for pages, feeds, documents, the API and the commands."""

from dataclasses import dataclass

from campaigns.enums import EventLevel, EventStatus, OrganisationKind, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in a role; the organisation is, or belongs to, the district ``district_id``."""

    account_id: int
    name: str
    role: Role
    organisation_id: int
    organisation_kind: OrganisationKind
    is_coordinating: bool
    district_id: int | None = None


@dataclass(frozen=True, slots=True)
class EventStake:
    """What of an event decides who may see and change it; the host is not repeated among the organisers."""

    host_id: int
    district_id: int | None
    organiser_ids: frozenset[int]
    level: EventLevel
    status: EventStatus


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor sees, as a value that a query turns into its WHERE clause.

    An event is seen when ``is_everything``, or it is a city-level event and no draft, or one of ``own_ids``
    is its host or one of its organisers, or ``district_id`` is its district.
    """

    is_everything: bool
    organisation_id: int
    district_id: int | None

    @property
    def own_ids(self) -> frozenset[int]:
        """Return the organisation and, where it has one, its district."""
        own = {self.organisation_id} if self.district_id is None else {self.organisation_id, self.district_id}
        return frozenset(own)

    def covers(self, stake: EventStake) -> bool:
        """Tell whether the event is within sight."""
        if self.is_everything:
            return True
        if stake.level is EventLevel.CITY and stake.status is not EventStatus.DRAFT:
            return True
        if stake.host_id in self.own_ids or stake.organiser_ids & self.own_ids:
            return True
        return self.district_id is not None and stake.district_id == self.district_id


def sight_of(actor: Actor) -> Sight:
    """Return what the actor sees; readers see as the coordinator of their organisation would."""
    return Sight(_sees_everything(actor), actor.organisation_id, _district_of(actor))


def may_see_event(actor: Actor, stake: EventStake) -> bool:
    """Tell whether the event exists for the actor."""
    return sight_of(actor).covers(stake)


def may_change_event(actor: Actor, stake: EventStake) -> bool:
    """Tell whether the actor may edit, move, cancel and close out the event; this implies seeing it."""
    if _coordinates_all(actor):
        return True
    if actor.role is Role.DISTRICT_COORDINATOR:
        is_in_district = stake.district_id is not None and stake.district_id == _district_of(actor)
        is_of_district = is_in_district and stake.level is EventLevel.DISTRICT
        return stake.host_id == actor.organisation_id or is_of_district
    return actor.role is Role.DEPARTMENT_LIAISON and stake.host_id == actor.organisation_id


def may_host(actor: Actor, organisation_id: int, level: EventLevel) -> bool:
    """Tell whether the actor may add an event for this host; districts hold district-level events only.

    A city-level event counts towards the counts that bind the city, so a district makes none by itself.
    """
    if _coordinates_all(actor):
        return True
    if actor.role is Role.DISTRICT_COORDINATOR:
        return organisation_id in sight_of(actor).own_ids and level is EventLevel.DISTRICT
    return actor.role is Role.DEPARTMENT_LIAISON and organisation_id == actor.organisation_id


def may_place_in(actor: Actor, district_id: int | None, venue_district_id: int | None) -> bool:
    """Tell whether the actor may say that an event takes place in a district, which then sees and counts it.

    A district names itself, or another where the venue lies there; otherwise it would write into another's plan.
    Departments work in every district, and where a place has no entry they alone know where it is.
    """
    if district_id is None or district_id == venue_district_id or _coordinates_all(actor):
        return True
    return actor.role is Role.DEPARTMENT_LIAISON or district_id == _district_of(actor)


def may_host_at_all(actor: Actor) -> bool:
    """Tell whether there is any event that the actor may add: whether to offer the button."""
    return actor.role is not Role.READER


def may_record_figure(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor may type in and withdraw figures of this organisation."""
    return _acts_for(actor, organisation_id)


def may_see_figure(actor: Actor, organisation_id: int) -> bool:
    """Tell whether single figures of this organisation are visible; totals of the programme always are."""
    return _sees_of(actor, organisation_id)


def may_see_obligation(actor: Actor, organisation_id: int, recipient_id: int | None) -> bool:
    """Tell whether the summary that one organisation owes another exists for the actor."""
    return _sees_of(actor, organisation_id) or recipient_id in sight_of(actor).own_ids


def may_submit(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor may write and submit the summary of this organisation."""
    return _acts_for(actor, organisation_id)


def may_accept(actor: Actor, organisation_id: int, recipient_id: int | None) -> bool:
    """Tell whether the actor may accept or return a summary: as the city, or as the district that receives it.

    That nobody accepts what the same account submitted is decided in ``lifecycle``, which knows who did.
    """
    if _coordinates_all(actor):
        return True
    own = sight_of(actor).own_ids
    is_for_us = recipient_id in own and organisation_id not in own
    return actor.role is Role.DISTRICT_COORDINATOR and is_for_us


def may_record_end(actor: Actor) -> bool:
    """Tell whether the actor may record that a campaign has ended, which moves due days for everybody."""
    return _coordinates_all(actor)


def may_plan(actor: Actor) -> bool:
    """Tell whether the actor may have a whole year proposed and accept the proposal, for every organisation."""
    return _coordinates_all(actor)


def may_keep_rosters(actor: Actor) -> bool:
    """Tell whether the actor may make rosters, fill them and change turns; everybody signed in may read them."""
    return _coordinates_all(actor)


def may_keep_hours(actor: Actor) -> bool:
    """Tell whether the actor may say when venues are open and persons away, which everybody plans by."""
    return _coordinates_all(actor)


def may_administer(actor: Actor) -> bool:
    """Tell whether the actor may edit activities, counts, organisations, places, calendar and accounts."""
    return actor.role is Role.ADMINISTRATOR


def may_manage_feeds_of_all(actor: Actor) -> bool:
    """Tell whether the actor may list and revoke the feed addresses of other people."""
    return actor.role is Role.ADMINISTRATOR


def _coordinates_all(actor: Actor) -> bool:
    return actor.role in (Role.ADMINISTRATOR, Role.CITY_COORDINATOR)


def _sees_everything(actor: Actor) -> bool:
    """A reader of the coordinating bureau sees as its coordinator does, and a liaison no less."""
    if _coordinates_all(actor):
        return True
    return actor.is_coordinating and actor.role in (Role.READER, Role.DEPARTMENT_LIAISON)


def _district_of(actor: Actor) -> int | None:
    if actor.role not in (Role.DISTRICT_COORDINATOR, Role.READER):
        return None
    if actor.district_id is None and actor.organisation_kind is OrganisationKind.DISTRICT:
        return actor.organisation_id
    return actor.district_id


def _acts_for(actor: Actor, organisation_id: int) -> bool:
    if actor.role is Role.READER:
        return False
    return _coordinates_all(actor) or organisation_id in sight_of(actor).own_ids


def _sees_of(actor: Actor, organisation_id: int) -> bool:
    sight = sight_of(actor)
    return sight.is_everything or organisation_id in sight.own_ids

"""What the form of an event offers: activities with their defaults, hosts, districts, venues and persons."""

from dataclasses import dataclass
from datetime import time

from sqlmodel import Session, select

from campaigns.core.permissions import Actor, may_host
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel, OrganisationKind, VenueKind
from campaigns.models.activity import Activity
from campaigns.queries.events import venue_ref
from campaigns.queries.frames import Frame
from campaigns.queries.venues import list_persons, list_venues
from campaigns.references import ActivityRef, OrganisationRef, VenueRef


@dataclass(frozen=True, slots=True)
class ActivityChoice:
    """An activity with what it decides where a planner says nothing."""

    activity: ActivityRef
    default_start: time
    default_minutes: int
    venue_kind: VenueKind | None


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """A person who can be asked to come."""

    id: int
    name: str
    function: str


@dataclass(frozen=True)
class EventChoices:
    """Everything a planner can choose from, in the order in which it is shown; teams are the city's and the hosts'."""

    activities: tuple[ActivityChoice, ...]
    hosts: tuple[OrganisationRef, ...]
    organisations: tuple[OrganisationRef, ...]
    districts: tuple[OrganisationRef, ...]
    venues: tuple[VenueRef, ...]
    persons: tuple[PersonChoice, ...]
    teams: tuple[OrganisationRef, ...]
    district_names: dict[int, Bilingual]

    def venues_for(self, activity_code: str) -> tuple[VenueRef, ...]:
        """Return all venues, those of the activity's kind first."""
        kind = next((c.venue_kind for c in self.activities if c.activity.code == activity_code), None)
        return tuple(sorted(self.venues, key=lambda venue: venue.kind is not kind))

    def default_start(self, activity_code: str) -> time:
        """Return when an activity's events usually begin."""
        return next((c.default_start for c in self.activities if c.activity.code == activity_code), time(9))


def get_event_choices(session: Session, frame: Frame, actor: Actor) -> EventChoices:
    """Return what the actor may choose from, in three statements."""
    rows = session.exec(select(Activity).where(Activity.edition_id == frame.edition.id)).all()
    defaults = {row.code: row for row in rows}
    others = [one for one in frame.organisations.values() if one.kind is not OrganisationKind.TEAM]
    hosts = tuple(one for one in others if may_host(actor, one.id, EventLevel.DISTRICT))
    senders = {frame.coordinating_id, *(host.id for host in hosts)}
    return EventChoices(
        activities=tuple(_activity_choice(ref, defaults[ref.code]) for ref in frame.board_activities),
        hosts=hosts,
        organisations=tuple(others),
        districts=frame.districts,
        venues=tuple(venue_ref(row) for row in list_venues(session)),
        persons=tuple(PersonChoice(row.id or 0, row.name, row.function) for row in list_persons(session)),
        teams=tuple(
            one
            for one in frame.organisations.values()
            if one.kind is OrganisationKind.TEAM and one.parent_id in senders
        ),
        district_names={district.id: district.short for district in frame.districts},
    )


def _activity_choice(ref: ActivityRef, row: Activity) -> ActivityChoice:
    return ActivityChoice(ref, time.fromisoformat(row.default_start), row.default_minutes, row.venue_kind)

"""What a query shows is exactly what the permissions allow, over every kind of event and every kind of person."""

from datetime import timedelta
from itertools import product

import pytest
from sqlmodel import Session

from campaigns.core.permissions import may_change_event, may_see_event
from campaigns.drafts import EventFilter
from campaigns.enums import EventLevel, EventStatus
from campaigns.errors import NotFound
from campaigns.models.event import Event, EventOrganiser
from campaigns.queries.events import get_event, list_agenda, stake_of
from campaigns.queries.sight import changeable_events
from tests.campaigns.world import NOW, TODAY, World


def add_every_kind_of_event(session: Session, world: World) -> list[Event]:
    """Add an event for each host, district, level, status and further organiser."""
    organisations = [world.frame.organisation(slug).id for slug in ("ldbz", "hc", "rc", "jyj")]
    districts = [None, *(district.id for district in world.frame.districts)]
    statuses = (EventStatus.DRAFT, EventStatus.CONFIRMED, EventStatus.HELD, EventStatus.CANCELLED)
    events = []
    for n, (host, district, level, status, organiser) in enumerate(
        product(organisations, districts, EventLevel, statuses, [None, *organisations])
    ):
        event = Event(
            uid=f"{n}@test",
            edition_id=world.frame.edition.id,
            activity_id=world.frame.activity("S2").id,
            host_id=host,
            district_id=district,
            title_zh=f"活动{n}",
            starts_at=NOW + timedelta(minutes=n),
            ends_at=NOW + timedelta(minutes=n + 30),
            local_day=TODAY,
            year=2026,
            level=level,
            status=status,
            created_at=NOW,
            revised_at=NOW,
        )
        session.add(event)
        session.flush()
        if organiser is not None and organiser != host:
            session.add(EventOrganiser(event_id=event.id or 0, organisation_id=organiser))
        events.append(event)
    session.flush()
    return events


def test_every_person_is_shown_exactly_what_the_permissions_allow(session: Session, world: World) -> None:
    events = add_every_kind_of_event(session, world)
    stakes = {event.id: stake_of(session, event) for event in events}
    people = (
        world.administrator,
        world.city,
        world.huancui,
        world.rongcheng,
        world.school_liaison,
        world.reader,
    )

    for actor in people:
        shown = {item.id for item in list_agenda(session, world.frame, actor, EventFilter())}
        allowed = {event_id for event_id, stake in stakes.items() if may_see_event(actor, stake)}
        assert shown == allowed, actor.name
        assert allowed, actor.name


def test_everybody_may_change_exactly_what_the_permissions_allow(session: Session, world: World) -> None:
    events = add_every_kind_of_event(session, world)
    stakes = {event.id: stake_of(session, event) for event in events}

    for actor in (world.administrator, world.city, world.huancui, world.school_liaison, world.reader):
        found = {
            item.id
            for item in list_agenda(session, world.frame, actor, EventFilter(), also=changeable_events(actor))
        }
        allowed = {event_id for event_id, stake in stakes.items() if may_change_event(actor, stake)}
        assert found == allowed, actor.name


def test_what_is_out_of_sight_answers_as_if_it_did_not_exist(session: Session, world: World) -> None:
    events = add_every_kind_of_event(session, world)
    hidden = next(e for e in events if not may_see_event(world.rongcheng, stake_of(session, e)))

    with pytest.raises(NotFound) as invisible:
        get_event(session, world.frame, world.rongcheng, hidden.id or 0)
    with pytest.raises(NotFound) as missing:
        get_event(session, world.frame, world.rongcheng, 999_999)

    assert str(invisible.value).replace(str(hidden.id), "999999") == str(missing.value)

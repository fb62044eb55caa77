"""Three people look at the same events: the one whose it is, a colleague, and a stranger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.permissions import (
    Actor,
    EventStake,
    Sight,
    may_accept,
    may_administer,
    may_change_event,
    may_host,
    may_host_at_all,
    may_manage_feeds_of_all,
    may_place_in,
    may_record_end,
    may_record_figure,
    may_see_event,
    may_see_figure,
    may_see_obligation,
    may_submit,
    sight_of,
)
from campaigns.enums import EventLevel, EventStatus, OrganisationKind, Role

BUREAU, DEPARTMENT, OTHER_DEPARTMENT, HUANCUI, WENDENG, OFFICE = 1, 2, 3, 10, 11, 20

ADMINISTRATOR = Actor(1, "管理员", Role.ADMINISTRATOR, BUREAU, OrganisationKind.CITY_BUREAU, True)
CITY = Actor(2, "市级统筹", Role.CITY_COORDINATOR, BUREAU, OrganisationKind.CITY_BUREAU, True)
DISTRICT = Actor(3, "环翠区", Role.DISTRICT_COORDINATOR, HUANCUI, OrganisationKind.DISTRICT, False, HUANCUI)
IN_OFFICE = Actor(4, "区办", Role.DISTRICT_COORDINATOR, OFFICE, OrganisationKind.OFFICE, False, HUANCUI)
LIAISON = Actor(5, "部门", Role.DEPARTMENT_LIAISON, DEPARTMENT, OrganisationKind.DEPARTMENT, False)
BUREAU_READER = Actor(6, "局内", Role.READER, BUREAU, OrganisationKind.CITY_BUREAU, True)
DISTRICT_READER = Actor(7, "区内", Role.READER, HUANCUI, OrganisationKind.DISTRICT, False, HUANCUI)
DEPARTMENT_READER = Actor(8, "部门内", Role.READER, DEPARTMENT, OrganisationKind.DEPARTMENT, False)
EVERYBODY = (
    ADMINISTRATOR, CITY, DISTRICT, IN_OFFICE, LIAISON, BUREAU_READER, DISTRICT_READER, DEPARTMENT_READER,
)  # fmt: skip


def stake(
    host: int = BUREAU,
    district: int | None = None,
    organisers: tuple[int, ...] = (),
    level: EventLevel = EventLevel.CITY,
    status: EventStatus = EventStatus.CONFIRMED,
) -> EventStake:
    return EventStake(host, district, frozenset(organisers), level, status)


def seeing(event: EventStake) -> set[str]:
    return {actor.name for actor in EVERYBODY if may_see_event(actor, event)}


def changing(event: EventStake) -> set[str]:
    return {actor.name for actor in EVERYBODY if may_change_event(actor, event)}


ALWAYS = {"管理员", "市级统筹", "局内"}


def test_everybody_sees_a_confirmed_city_event_and_only_the_city_changes_it() -> None:
    event = stake()

    assert seeing(event) == {actor.name for actor in EVERYBODY}
    assert changing(event) == {"管理员", "市级统筹"}


def test_a_city_draft_stays_in_the_bureau() -> None:
    event = stake(status=EventStatus.DRAFT)

    assert seeing(event) == ALWAYS


def test_a_city_draft_in_a_district_is_seen_but_not_changed_there() -> None:
    event = stake(district=HUANCUI, status=EventStatus.DRAFT)

    assert seeing(event) == ALWAYS | {"环翠区", "区办", "区内"}
    assert changing(event) == {"管理员", "市级统筹"}


def test_a_district_event_is_invisible_to_other_districts_and_departments() -> None:
    event = stake(host=WENDENG, district=WENDENG, level=EventLevel.DISTRICT)

    assert seeing(event) == ALWAYS
    assert changing(event) == {"管理员", "市级统筹"}


def test_a_district_event_is_changed_by_the_district_and_its_offices_but_not_by_its_readers() -> None:
    event = stake(host=HUANCUI, district=HUANCUI, level=EventLevel.DISTRICT)

    assert seeing(event) == ALWAYS | {"环翠区", "区办", "区内"}
    assert changing(event) == {"管理员", "市级统筹", "环翠区", "区办"}


def test_a_co_organiser_sees_a_joint_district_event_and_does_not_change_it() -> None:
    event = stake(host=WENDENG, district=WENDENG, organisers=(DEPARTMENT,), level=EventLevel.DISTRICT)

    assert seeing(event) == ALWAYS | {"部门", "部门内"}
    assert changing(event) == {"管理员", "市级统筹"}


def test_a_department_changes_its_own_events_and_not_those_of_another() -> None:
    own = stake(host=DEPARTMENT, status=EventStatus.DRAFT)
    other = stake(host=OTHER_DEPARTMENT, status=EventStatus.DRAFT)

    assert changing(own) == {"管理员", "市级统筹", "部门"}
    assert seeing(other) == ALWAYS


@pytest.mark.parametrize(
    ("actor", "host", "level", "expected"),
    [
        (CITY, WENDENG, EventLevel.CITY, True),
        (DISTRICT, HUANCUI, EventLevel.DISTRICT, True),
        (DISTRICT, HUANCUI, EventLevel.CITY, False),
        (DISTRICT, WENDENG, EventLevel.DISTRICT, False),
        (IN_OFFICE, OFFICE, EventLevel.DISTRICT, True),
        (IN_OFFICE, HUANCUI, EventLevel.DISTRICT, True),
        (LIAISON, DEPARTMENT, EventLevel.CITY, True),
        (LIAISON, OTHER_DEPARTMENT, EventLevel.CITY, False),
        (DISTRICT_READER, HUANCUI, EventLevel.DISTRICT, False),
        (BUREAU_READER, BUREAU, EventLevel.CITY, False),
    ],
)
def test_hosting(actor: Actor, host: int, level: EventLevel, expected: bool) -> None:
    assert may_host(actor, host, level) is expected


@pytest.mark.parametrize(
    ("district", "venue_in", "expected"),
    [
        (None, None, {"管理员", "市级统筹", "环翠区", "区办", "部门", "局内", "区内", "部门内"}),
        (HUANCUI, None, {"管理员", "市级统筹", "环翠区", "区办", "部门", "区内"}),
        (WENDENG, None, {"管理员", "市级统筹", "部门"}),
        (WENDENG, HUANCUI, {"管理员", "市级统筹", "部门"}),
        (WENDENG, WENDENG, {"管理员", "市级统筹", "环翠区", "区办", "部门", "局内", "区内", "部门内"}),
    ],
)
def test_a_district_writes_into_no_other_unless_the_venue_lies_there(
    district: int | None, venue_in: int | None, expected: set[str]
) -> None:
    assert {actor.name for actor in EVERYBODY if may_place_in(actor, district, venue_in)} == expected


def test_readers_are_not_offered_to_add() -> None:
    assert {actor.name for actor in EVERYBODY if not may_host_at_all(actor)} == {"局内", "区内", "部门内"}


def test_figures_and_summaries_are_entered_by_their_own_organisation_and_by_the_city() -> None:
    entering = {actor.name for actor in EVERYBODY if may_record_figure(actor, HUANCUI)}
    submitting = {actor.name for actor in EVERYBODY if may_submit(actor, HUANCUI)}

    assert entering == submitting == {"管理员", "市级统筹", "环翠区", "区办"}


def test_figures_and_obligations_are_seen_by_their_own_organisation_and_by_the_city() -> None:
    expected = ALWAYS | {"环翠区", "区办", "区内"}

    assert {actor.name for actor in EVERYBODY if may_see_figure(actor, HUANCUI)} == expected
    assert {actor.name for actor in EVERYBODY if may_see_obligation(actor, HUANCUI, None)} == expected


def test_a_district_sees_and_accepts_what_an_office_owes_it() -> None:
    assert may_see_obligation(DISTRICT, 99, HUANCUI)
    assert not may_see_obligation(DISTRICT, 99, WENDENG)
    assert may_accept(DISTRICT, 99, HUANCUI)
    assert not may_accept(DISTRICT, HUANCUI, HUANCUI)
    assert not may_accept(DISTRICT_READER, 99, HUANCUI)


def test_only_the_city_accepts_what_a_district_owes_it() -> None:
    accepting = {actor.name for actor in EVERYBODY if may_accept(actor, HUANCUI, BUREAU)}

    assert accepting == {"管理员", "市级统筹"}


def test_what_moves_everybody_is_reserved() -> None:
    assert {actor.name for actor in EVERYBODY if may_record_end(actor)} == {"管理员", "市级统筹"}
    assert {actor.name for actor in EVERYBODY if may_administer(actor)} == {"管理员"}
    assert {actor.name for actor in EVERYBODY if may_manage_feeds_of_all(actor)} == {"管理员"}


def test_sight_is_a_value_a_query_can_use() -> None:
    assert [sight_of(actor) for actor in (CITY, DISTRICT, IN_OFFICE, LIAISON)] == [
        Sight(True, BUREAU, None),
        Sight(False, HUANCUI, HUANCUI),
        Sight(False, OFFICE, HUANCUI),
        Sight(False, DEPARTMENT, None),
    ]


def test_a_district_without_its_own_id_as_district_is_its_own_district() -> None:
    actor = Actor(9, "文登", Role.DISTRICT_COORDINATOR, WENDENG, OrganisationKind.DISTRICT, False)

    assert sight_of(actor) == Sight(False, WENDENG, WENDENG)


ids = st.integers(1, 5)
actors = st.builds(
    Actor,
    account_id=ids,
    name=st.just("某"),
    role=st.sampled_from(Role),
    organisation_id=ids,
    organisation_kind=st.sampled_from(OrganisationKind),
    is_coordinating=st.booleans(),
    district_id=st.none() | ids,
)
stakes = st.builds(
    EventStake,
    host_id=ids,
    district_id=st.none() | ids,
    organiser_ids=st.frozensets(ids, max_size=2),
    level=st.sampled_from(EventLevel),
    status=st.sampled_from(EventStatus),
)


@given(actors, stakes)
def test_nobody_changes_the_unseen_and_readers_change_nothing(actor: Actor, event: EventStake) -> None:
    assert not may_change_event(actor, event) or may_see_event(actor, event)
    assert not (actor.role is Role.READER and may_change_event(actor, event))


@given(actors, ids, st.sampled_from(EventLevel), st.sampled_from(EventStatus))
def test_what_one_may_host_one_may_see(
    actor: Actor, host: int, level: EventLevel, status: EventStatus
) -> None:
    event = EventStake(host, None, frozenset(), level, status)

    assert not may_host(actor, host, level) or may_see_event(actor, event)

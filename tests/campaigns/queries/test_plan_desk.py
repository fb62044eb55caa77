"""What can be planned is offered with its counts, its wish and what stands of it."""

from datetime import timedelta

from sqlmodel import Session

from campaigns.drafts import EventDraft
from campaigns.models.activity import Activity
from campaigns.operations.events import cancel_event, schedule_event
from campaigns.planning import PlanRequest
from campaigns.queries.plan_desk import PlanChoice, foresee_plan, list_plan_choices
from tests.campaigns.world import NOW, TODAY, World


def choice(session: Session, world: World, code: str) -> PlanChoice:
    return next(
        one
        for one in list_plan_choices(session, world.frame, today=TODAY, now=NOW)
        if one.activity.code == code
    )


def wish_for(session: Session, world: World, code: str, **rule: int) -> None:
    session.get_one(Activity, world.frame.activity(code).id).planning = rule
    session.flush()


def test_a_count_that_lacks_events_makes_its_activity_wanting(session: Session, world: World) -> None:
    talks, visits = choice(session, world, "S3"), choice(session, world, "S2")

    assert [(line.missing, line.target) for line in talks.counts] == [(5, 5)]
    assert (talks.is_wanting, visits.is_wanting, visits.counts) == (True, False, ())


def test_events_of_the_city_do_not_stand_for_those_of_districts(session: Session, world: World) -> None:
    wish_for(session, world, "S2", city_events=1, district_events=2)
    for week in range(3):
        starts_at = NOW + timedelta(weeks=week + 1)
        draft = EventDraft(activity_code="S2", starts_at=starts_at, place=f"社区{week}")
        row = schedule_event(session, world.frame, draft, actor=world.city, now=NOW)
    cancel_event(session, world.frame, row.id or 0, "下雨", version=row.version, actor=world.city, now=NOW)

    found = choice(session, world, "S2")

    assert (found.needed, found.held, found.planned, found.missing) == (6, 0, 2, 4)
    assert found.is_wanting


def test_what_is_asked_is_foreseen_before_any_search(session: Session, world: World) -> None:
    found = foresee_plan(session, world.frame, PlanRequest(codes=("S3",)), today=TODAY, now=NOW)

    assert (found.tasks, found.new, found.obstacles) == (5, 5, ())

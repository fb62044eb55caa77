"""A proposal is laid out by activity in the programme's order, by month of the new day, with what stays apart."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import EventLevel, HalfDay, PlanStatus
from campaigns.planning import (
    ActivityMonths,
    LineKind,
    LineShown,
    PlanLine,
    PlanRequest,
    Proposal,
    RunShown,
)
from tests.campaigns.world import NOW, World
from webapp.plan_pages import lines_by_activity

NOWHERE = Bilingual("")


def line(world: World, key: str, code: str, kind: LineKind, starts_at: datetime, **shown: bool) -> LineShown:
    found = PlanLine(
        key=key, kind=kind, activity_code=code, level=EventLevel.CITY, host_id=1, district_id=None,
        label=Bilingual(key), half=HalfDay.MORNING, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
    )  # fmt: skip
    host = next(iter(world.frame.organisations.values()))
    is_applied = shown.get("is_applied", False)
    activity = world.frame.activity(code)
    return LineShown(found, activity, host, NOWHERE, NOWHERE, (), NOWHERE, is_applied, None)


def proposal(world: World, *lines: LineShown) -> Proposal:
    run = RunShown(1, 1, PlanStatus.DONE, 100, "", "", PlanRequest(codes=("S2",)), NOW, NOW, NOW)
    months = tuple(ActivityMonths(activity, ()) for activity in world.frame.board_activities)
    return Proposal(world.frame.edition, run, lines, (), (), (), months, {}, 0, WorkCalendar())


def test_lines_stand_by_activity_and_by_the_local_month(session: Session, world: World) -> None:
    # Seven in the morning of 1 September in Weihai is still August in UTC.
    september = line(world, "b", "S3", LineKind.MOVED, datetime(2026, 8, 31, 23, tzinfo=UTC))
    june = line(world, "a", "S3", LineKind.NEW, datetime(2026, 6, 9, 1, tzinfo=UTC))
    stays = line(world, "c", "S3", LineKind.KEPT, datetime(2026, 7, 9, 1, tzinfo=UTC))
    done = line(world, "d", "S2", LineKind.NEW, datetime(2026, 6, 9, 1, tzinfo=UTC), is_applied=True)

    found = lines_by_activity(proposal(world, june, september, stays, done))

    assert [(group.activity.code, group.months, group.kept) for group in found] == [
        ("S2", ((6, (done,)),), ()),
        ("S3", ((6, (june,)), (9, (september,))), (stays,)),
    ]
    assert [(group.changes, group.is_open) for group in found] == [(1, False), (2, True)]


def test_a_proposal_without_lines_has_no_groups(session: Session, world: World) -> None:
    assert lines_by_activity(proposal(world)) == ()

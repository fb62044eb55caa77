"""The agenda of each feed's scope, and what leaves it, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event as hooks
from sqlmodel import Session

from campaigns.agenda import Agenda
from campaigns.core.permissions import Actor
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventLevel, EventStatus, FeedScope
from campaigns.errors import NotFound
from campaigns.models.event import Event
from campaigns.operations.events import cancel_event, edit_event, move_event, schedule_event
from campaigns.operations.submissions import record_end
from campaigns.queries.feeds import feed_agenda
from campaigns.queries.frames import get_frame
from tests.campaigns.world import NOW, TODAY, World

NINE = datetime(2026, 6, 9, 1, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CALENDAR = WorkCalendar.of([], [])


def visit(**values: object) -> EventDraft:
    return EventDraft(
        **{"activity_code": "S2", "starts_at": NINE, "title_zh": "进社区", "district_slug": "hc", **values}
    )


def agenda(session: Session, actor: Actor | None, scope: FeedScope, value: str = "") -> Agenda:
    return feed_agenda(session, get_frame(session, 2026), actor, scope, value, CALENDAR, today=TODAY)


def shown(found: Agenda) -> list[tuple[str, bool, int]]:
    return [(item.title.zh, item.is_cancelled, item.sequence) for item in found.items]


@pytest.fixture
def visited(session: Session, world: World) -> Event:
    """Return a district-level visit of one district."""
    return schedule_event(session, world.frame, visit(level=EventLevel.DISTRICT), actor=world.city, now=NOW)


def test_each_scope_shows_its_own_events(session: Session, world: World, visited: Event) -> None:
    schedule_event(
        session,
        world.frame,
        visit(activity_code="S3", title_zh="进院校", district_slug="rc", starts_at=NINE + timedelta(days=1)),
        actor=world.city,
        now=NOW,
    )

    both, first, second = (
        [("进社区", False, 0), ("进院校", False, 0)],
        [("进社区", False, 0)],
        [("进院校", False, 0)],
    )
    assert {
        (scope, value): shown(agenda(session, world.city, scope, value))
        for scope, value in (
            (FeedScope.PROGRAMME, ""),
            (FeedScope.ACTIVITY, "S3"),
            (FeedScope.DISTRICT, "hc"),
            (FeedScope.MINE, ""),
            (FeedScope.DEADLINES, ""),
        )
    } == {
        (FeedScope.PROGRAMME, ""): both,
        (FeedScope.ACTIVITY, "S3"): second,
        (FeedScope.DISTRICT, "hc"): first,
        (FeedScope.MINE, ""): both,
        (FeedScope.DEADLINES, ""): [],
    }


def test_a_stranger_does_not_see_another_districts_events(
    session: Session, world: World, visited: Event
) -> None:
    assert shown(agenda(session, world.huancui, FeedScope.PROGRAMME)) == [("进社区", False, 0)]
    assert shown(agenda(session, world.rongcheng, FeedScope.PROGRAMME)) == []
    assert shown(agenda(session, world.rongcheng, FeedScope.DISTRICT, "hc")) == []


def test_a_scope_that_does_not_exist_is_not_found(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        agenda(session, world.city, FeedScope.ACTIVITY, "S9")
    with pytest.raises(NotFound):
        agenda(session, world.city, FeedScope.DISTRICT, "nowhere")


def test_a_cancelled_event_stays_and_says_so(session: Session, world: World, visited: Event) -> None:
    cancel_event(session, world.frame, visited.id or 0, "场地停电", version=1, actor=world.city, now=LATER)

    found = agenda(session, world.city, FeedScope.ACTIVITY, "S2")

    assert (shown(found), found.changed_at) == ([("进社区", True, 1)], LATER)


def test_a_moved_event_keeps_its_uid(session: Session, world: World, visited: Event) -> None:
    uid = visited.uid
    moved = Move(starts_at=NINE + timedelta(days=1), ends_at=NINE + timedelta(days=1, hours=2), version=1)
    move_event(session, world.frame, visited.id or 0, moved, actor=world.city, now=LATER)

    (item,) = agenda(session, world.city, FeedScope.ACTIVITY, "S2").items

    assert (item.uid, item.sequence, item.revised_at, item.local_day) == (uid, 1, LATER, date(2026, 6, 10))


def test_an_event_that_changes_district_leaves_a_tombstone(
    session: Session, world: World, visited: Event
) -> None:
    edit_event(
        session,
        world.frame,
        visited.id or 0,
        visit(level=EventLevel.DISTRICT, district_slug="rc", description="只给新区看"),
        version=1,
        actor=world.city,
        now=LATER,
    )

    (old,) = agenda(session, world.city, FeedScope.DISTRICT, "hc").items
    (new,) = agenda(session, world.city, FeedScope.DISTRICT, "rc").items

    assert (old.uid, old.is_departed, old.is_cancelled, old.description) == (new.uid, True, True, "")
    assert (new.is_departed, new.description) == (False, "只给新区看")
    assert shown(agenda(session, world.huancui, FeedScope.DISTRICT, "hc")) == [("进社区", True, old.sequence)]
    assert shown(agenda(session, world.huancui, FeedScope.PROGRAMME)) == [("进社区", True, old.sequence)]
    assert shown(agenda(session, world.school_liaison, FeedScope.DISTRICT, "hc")) == []
    assert shown(agenda(session, world.rongcheng, FeedScope.PROGRAMME)) == [("进社区", False, new.sequence)]


def test_an_event_that_becomes_a_draft_again_is_cancelled_in_feeds_and_comes_back_newer(
    session: Session, world: World, visited: Event
) -> None:
    draft = visit(level=EventLevel.DISTRICT, status=EventStatus.DRAFT)
    edit_event(session, world.frame, visited.id or 0, draft, version=1, actor=world.city, now=LATER)
    taken_back = agenda(session, world.city, FeedScope.PROGRAMME)
    plan = visit(level=EventLevel.DISTRICT)
    edit_event(session, world.frame, visited.id or 0, plan, version=2, actor=world.city, now=LATER)

    assert (shown(taken_back), taken_back.changed_at) == ([("进社区", True, 1)], LATER)
    assert shown(agenda(session, world.city, FeedScope.PROGRAMME)) == [("进社区", False, 2)]


def test_a_tombstone_tells_nothing_of_what_the_event_became(
    session: Session, world: World, visited: Event
) -> None:
    def edit(version: int, **values: object) -> None:
        draft = visit(level=EventLevel.DISTRICT, **values)
        edit_event(session, world.frame, visited.id or 0, draft, version=version, actor=world.city, now=LATER)

    edit(1, district_slug="rc")
    edit(2, district_slug="rc", status=EventStatus.DRAFT)
    edit(3, district_slug="rc", title_zh="机密", starts_at=NINE + timedelta(days=5), status=EventStatus.DRAFT)

    (tombstone,) = agenda(session, world.huancui, FeedScope.DISTRICT, "hc").items
    assert (tombstone.title.zh, tombstone.starts_at, tombstone.is_cancelled) == ("进社区", NINE, True)


def test_what_is_lost_from_sight_is_cancelled_not_forgotten(session: Session, world: World) -> None:
    seen = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    before = shown(agenda(session, world.rongcheng, FeedScope.PROGRAMME))
    lowered = visit(level=EventLevel.DISTRICT)
    edit_event(session, world.frame, seen.id or 0, lowered, version=1, actor=world.city, now=LATER)

    assert before == [("进社区", False, 0)]
    assert shown(agenda(session, world.rongcheng, FeedScope.PROGRAMME)) == [("进社区", True, 1)]
    assert shown(agenda(session, world.huancui, FeedScope.PROGRAMME)) == [("进社区", False, 1)]


def test_due_days_appear_once_an_end_is_recorded(session: Session, world: World) -> None:
    assert agenda(session, world.city, FeedScope.DEADLINES).deadlines == ()
    record_end(session, world.frame, "C1", date(2026, 6, 1), version=1, actor=world.city, now=LATER)

    (deadline,) = agenda(session, world.city, FeedScope.DEADLINES).deadlines

    assert (deadline.due_on, deadline.title.zh, deadline.sequence, deadline.revised_at) == (
        date(2026, 6, 11),
        "项目推介月总结报送",
        1,
        LATER,
    )
    assert [o.slug for o in deadline.organisations] == ["ldbz", "hc", "rc"]
    assert [o.slug for o in agenda(session, world.huancui, FeedScope.MINE).deadlines[0].organisations] == [
        "hc"
    ]


def test_a_due_day_keeps_its_uid_when_it_moves_and_its_absence_raises_the_instant(
    session: Session, world: World
) -> None:
    def uids() -> list[str]:
        return [d.uid for d in agenda(session, world.city, FeedScope.DEADLINES).deadlines]

    record_end(session, world.frame, "C1", date(2026, 6, 1), version=1, actor=world.city, now=NOW)
    first = uids()
    record_end(
        session, world.frame, "C1", date(2026, 6, 2), version=2, actor=world.city, now=NOW + timedelta(days=2)
    )
    second = uids()
    record_end(session, world.frame, "C1", None, version=3, actor=world.city, now=NOW + timedelta(days=3))

    assert first == second
    found = agenda(session, world.city, FeedScope.DEADLINES)
    assert (found.deadlines, found.changed_at) == ((), NOW + timedelta(days=3))


def count_statements(session: Session, actor: Actor, scope: FeedScope, value: str) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    hooks.listen(session.get_bind(), "before_cursor_execute", note)
    agenda(session, actor, scope, value)
    hooks.remove(session.get_bind(), "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("scope", list(FeedScope))
def test_the_number_of_events_does_not_change_the_number_of_statements(
    session: Session, world: World, visited: Event, scope: FeedScope
) -> None:
    value = {FeedScope.ACTIVITY: "S2", FeedScope.DISTRICT: "hc"}.get(scope, "")
    few = count_statements(session, world.city, scope, value)
    for number in range(30):
        schedule_event(
            session, world.frame, visit(starts_at=NINE + timedelta(days=number)), actor=world.city, now=NOW
        )
    session.flush()

    assert count_statements(session, world.city, scope, value) == few

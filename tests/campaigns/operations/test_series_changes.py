"""A changed series takes its events along as shown, and leaves what is somebody's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.core.recurrence.changes import StepKind
from campaigns.core.recurrence.rules import DayOfMonth, MonthlyRule, NthWeek, Rule, WeeklyRule
from campaigns.core.recurrence.standing import Protection
from campaigns.drafts import EventDraft, Move
from campaigns.enums import EventStatus, HolidayPolicy
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.change import Change
from campaigns.models.event import Series
from campaigns.models.venue import Venue
from campaigns.operations.events import cancel_event, move_event, schedule_event
from campaigns.operations.revisions import revise_shown
from campaigns.operations.series_changes import change_series
from campaigns.queries.series_events import get_standing, get_standing_to_change
from tests.campaigns.operations.series_rows import (
    FIRST,
    HOURS,
    THURSDAYS,
    WEEK,
    change,
    events,
    lay,
    save,
    shown,
    told,
    wanted,
)
from tests.campaigns.operations.test_bookings import outcomes
from tests.campaigns.world import NOW, World


@pytest.fixture
def series_id(session: Session, world: World) -> int:
    """Return a series of four Tuesdays in June."""
    return lay(session, world)


def test_a_move_of_the_weekday_takes_every_event_along_with_its_identity(
    session: Session, world: World, series_id: int
) -> None:
    before = [(row.id, row.uid, row.original_on) for row in events(session)]

    preview = save(session, world, series_id, wanted(THURSDAYS))

    after = events(session)
    lines = session.exec(select(Change).order_by(col(Change.id).desc()).limit(5)).all()
    assert {one.step.kind for one in preview.steps} == {StepKind.CHANGE}
    assert [(row.id, row.uid, row.original_on) for row in after] == before
    assert told(session) == [f"06-{day} 09:00 confirmed" for day in ("11", "18", "25")] + [
        "07-02 09:00 confirmed"
    ]
    assert [(row.version, row.series_version, row.sequence) for row in after] == [(2, 2, 1)] * 4
    assert [(line.subject_kind, line.verb) for line in lines] == [("series", "changed")] + [
        ("event", "edited")
    ] * 4
    assert session.get_one(Series, series_id).rule == "FREQ=WEEKLY;INTERVAL=1;BYDAY=TH;COUNT=4"


def test_a_second_move_follows_the_first(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(THURSDAYS))

    save(session, world, series_id, wanted(WeeklyRule(1, frozenset({4}), FIRST, count=4)))

    assert told(session) == [f"{day} 09:00 confirmed" for day in ("06-12", "06-19", "06-26", "07-03")]


def test_place_title_and_person_change_without_a_move(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(place="哈工大（威海）", responsible="业务岗"))

    rows = events(session)
    venue = session.exec(select(Venue).where(Venue.slug == "hitwh")).one()
    # The title was made of the place, so it follows.
    assert {(row.venue_id, row.title_zh, row.responsible, row.district_id) for row in rows} == {
        (venue.id, "进社区（哈工大（威海））", "业务岗", venue.district_id)
    }


def test_this_and_following_leaves_the_earlier_ones(session: Session, world: World, series_id: int) -> None:
    rule = WeeklyRule(1, frozenset({1}), FIRST + 2 * WEEK, count=2)

    preview = save(session, world, series_id, wanted(rule, time(14)), since=FIRST + 2 * WEEK)

    assert [one.step.day for one in preview.steps] == [FIRST + 2 * WEEK, FIRST + 3 * WEEK]
    assert told(session) == [
        "06-09 09:00 confirmed",
        "06-16 09:00 confirmed",
        "06-23 14:00 confirmed",
        "06-30 14:00 confirmed",
    ]
    assert {row.series_id for row in events(session)} == {series_id}


def test_every_second_week_cancels_what_lies_between(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(WeeklyRule(2, frozenset({1}), FIRST, count=3)))

    assert told(session) == [
        "06-09 09:00 confirmed",
        "06-16 09:00 cancelled",
        "06-23 09:00 confirmed",
        # The fourth stands for the next date of the rule, a week later; the second has none left.
        "07-07 09:00 confirmed",
    ]


def test_a_shift_within_the_turn_meets_none_of_its_own(
    session: Session, world: World, series_id: int
) -> None:
    daily = MonthlyRule(1, NthWeek(2, frozenset({0, 1, 2, 3})), FIRST.replace(day=1), count=4)
    save(session, world, series_id, wanted(daily))

    save(session, world, series_id, wanted(replace(daily, part=NthWeek(2, frozenset({1, 2, 3, 4})))))

    assert sorted(told(session)) == [f"06-{day} 09:00 confirmed" for day in ("09", "10", "11", "12")]


def test_what_is_somebodys_own_is_shown_and_never_touched(
    session: Session, world: World, series_id: int
) -> None:
    own = events(session)
    move = Move(starts_at=own[0].starts_at + HOURS, ends_at=own[0].ends_at + HOURS, version=1)
    move_event(session, world.frame, own[0].id or 0, move, actor=world.city, now=NOW)
    cancel_event(session, world.frame, own[1].id or 0, "下雨", version=1, actor=world.city, now=NOW)
    own[2].is_pinned = True
    session.commit()
    session.expire_all()
    before = [row.model_dump() for row in events(session)[:3]]

    preview = save(session, world, series_id, wanted(THURSDAYS, place="哈工大（威海）"))

    assert [(one.step.kind, one.step.event.protection) for one in preview.steps if one.step.event] == [
        (StepKind.LEAVE, Protection.EDITED),
        (StepKind.LEAVE, Protection.CANCELLED),
        (StepKind.LEAVE, Protection.PINNED),
        (StepKind.CHANGE, None),
    ]
    assert [row.model_dump() for row in events(session)[:3]] == before


def test_a_new_name_of_the_place_is_nobodys_own_change(
    session: Session, world: World, series_id: int
) -> None:
    revise_shown(session, [row.id for row in events(session)], now=NOW)
    session.commit()

    preview = shown(session, world, series_id, wanted(THURSDAYS))

    assert {one.step.kind for one in preview.steps} == {StepKind.CHANGE}


def test_a_taken_place_is_shown_and_left_unless_a_reason_is_given(
    session: Session, world: World, series_id: int
) -> None:
    at = datetime(2026, 6, 18, 1, 0, tzinfo=UTC)
    other = EventDraft(activity_code="S3", starts_at=at, place="古陌社区", title_zh="工作例会")
    schedule_event(session, world.frame, other, actor=world.city, now=NOW)
    session.commit()
    draft = wanted(THURSDAYS)

    preview = shown(session, world, series_id, draft)
    everything = replace(preview, steps=tuple(replace(one, is_chosen=True) for one in preview.steps))
    with pytest.raises(Rejected) as refusal:
        change_series(session, world.frame, series_id, change(everything, draft), actor=world.city, now=NOW)
    session.rollback()

    assert [(bool(one.clashes), one.is_chosen) for one in preview.steps] == [
        (False, True),
        (True, False),
        (False, True),
        (False, True),
    ]
    assert [problem.message.zh for problem in refusal.value.problems] == [
        "6月18日：这个地点那时已有“工作例会”。换个时间或地点，或写明理由仍然安排。"
    ]
    assert told(session) == [f"{day} 09:00 confirmed" for day in ("06-09", "06-16", "06-23", "06-30")]

    reasoned = draft.model_copy(update={"override_reason": "两场合办"})
    change_series(session, world.frame, series_id, change(everything, reasoned), actor=world.city, now=NOW)
    assert told(session)[1] == "06-18 09:00 confirmed"


def test_a_change_on_what_meanwhile_moved_is_refused(session: Session, world: World, series_id: int) -> None:
    draft = wanted(THURSDAYS)
    preview = shown(session, world, series_id, draft)
    row = events(session)[3]
    move = Move(starts_at=row.starts_at + HOURS, ends_at=row.ends_at + HOURS, version=1)
    move_event(session, world.frame, row.id or 0, move, actor=world.city, now=NOW)
    session.commit()

    with pytest.raises(Stale):
        change_series(session, world.frame, series_id, change(preview, draft), actor=world.city, now=NOW)
    session.rollback()

    assert told(session)[:3] == [f"{day} 09:00 confirmed" for day in ("06-09", "06-16", "06-23")]
    assert shown(session, world, series_id, draft).mark != preview.mark


def test_of_two_planners_changing_one_series_at_once_one_is_told(
    engine: Engine, session: Session, world: World, series_id: int
) -> None:
    def changing(rule: Rule, actor: Actor) -> Callable[[Session], object]:
        draft = wanted(rule)
        sent = change(shown(session, world, series_id, draft), draft)
        return lambda own: change_series(own, world.frame, series_id, sent, actor=actor, now=NOW)

    acts = [
        changing(THURSDAYS, world.city),
        changing(WeeklyRule(1, frozenset({4}), FIRST, count=4), world.administrator),
    ]
    session.rollback()

    found = outcomes(engine, *acts)

    session.expire_all()
    assert found == ["Stale", "done"]
    assert len({row.local_day.weekday() for row in events(session)}) == 1


def test_others_meet_nothing_or_may_not(session: Session, world: World, series_id: int) -> None:
    draft = wanted(THURSDAYS)
    sent = change(shown(session, world, series_id, draft), draft)

    with pytest.raises(Forbidden):
        change_series(session, world.frame, series_id, sent, actor=world.rongcheng, now=NOW)
    with pytest.raises(Forbidden):
        get_standing_to_change(session, world.frame, world.reader, series_id, now=NOW)
    with pytest.raises(NotFound):
        get_standing(session, world.frame, world.city, series_id + 1, now=NOW)


def test_nothing_to_change_is_said(session: Session, world: World, series_id: int) -> None:
    with pytest.raises(Rejected):
        save(session, world, series_id, wanted())


rules = st.one_of(
    st.builds(
        WeeklyRule,
        st.integers(1, 3),
        st.frozensets(st.integers(0, 6), min_size=1, max_size=3),
        st.dates(date(2026, 6, 2), date(2026, 7, 20)),
        st.integers(1, 8),
    ),
    st.builds(
        MonthlyRule,
        st.integers(1, 2),
        st.builds(DayOfMonth, st.integers(1, 28)),
        st.dates(date(2026, 6, 2), date(2026, 7, 20)),
        st.integers(1, 4),
    ),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=rules, start=st.sampled_from([time(9), time(14)]), since=st.none() | st.just(FIRST + WEEK))
def test_what_is_saved_is_what_was_shown_and_keeps_every_identity(
    session: Session, world: World, series_id: int, rule: Rule, start: time, since: date | None
) -> None:
    before = {row.id: row.uid for row in events(session)}
    draft = wanted(rule, start, holiday_policy=HolidayPolicy.KEEP)
    preview = shown(session, world, series_id, draft, since)

    try:
        change_series(session, world.frame, series_id, change(preview, draft), actor=world.city, now=NOW)
        after = {row.id: row for row in events(session)}
        uids = {id_: row.uid for id_, row in after.items() if id_ in before}
        planned = {
            one.step.event.id: (one.starts_at, one.ends_at)
            for one in preview.steps
            if one.step.event and one.step.kind in (StepKind.CHANGE, StepKind.KEEP) and one.starts_at
        }
        saved = {id_: (after[id_].starts_at, after[id_].ends_at) for id_ in planned}
        added = [row for id_, row in after.items() if id_ not in before]
        assert uids == before
        assert saved == planned
        assert len(added) == preview.count(StepKind.ADD)
        assert sum(row.status is EventStatus.CANCELLED for row in after.values()) == preview.count(
            StepKind.CANCEL
        )
    finally:
        session.rollback()

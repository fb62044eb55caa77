"""A changed series takes its events along as shown, leaves what is somebody's own, and can be taken back whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor
from campaigns.core.recurrence.changes import StepKind
from campaigns.core.recurrence.rules import DayOfMonth, MonthlyRule, NthWeek, Rule, WeeklyRule
from campaigns.core.recurrence.standing import Protection
from campaigns.drafts import EventDraft, Move, Occurrence, SeriesChangeDraft, SeriesDraft, SeriesStep
from campaigns.enums import DayKind, EventStatus, HolidayPolicy
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.change import Change
from campaigns.models.event import Event, Series
from campaigns.models.venue import Venue
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.events import cancel_event, move_event, schedule_event
from campaigns.operations.revisions import revise_shown
from campaigns.operations.series import cancel_rest, put_back, schedule_series
from campaigns.operations.series_changes import change_series
from campaigns.operations.series_undo import undo_series_change
from campaigns.queries.series import preview_series
from campaigns.queries.series_changes import preview_change
from campaigns.queries.series_events import get_standing, get_standing_to_change
from campaigns.queries.series_shown import get_series
from campaigns.series import SeriesChange
from tests.campaigns.operations.test_bookings import outcomes
from tests.campaigns.world import NOW, TODAY, World

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, HOURS, WEEK = date(2026, 6, 9), timedelta(hours=2), timedelta(weeks=1)
TUESDAYS = WeeklyRule(1, frozenset({1}), FIRST, count=4)
THURSDAYS = WeeklyRule(1, frozenset({3}), FIRST, count=4)


def wanted(rule: Rule = TUESDAYS, start: time = time(9), **values: object) -> SeriesDraft:
    """Return a series as a planner's form says it."""
    own = {name: values.pop(name) for name in ("place", "title_zh", "responsible") if name in values}
    starts_at = datetime.combine(rule.starts_on, start, ZONE)
    event = EventDraft(
        **{
            "activity_code": "S2",
            "starts_at": starts_at,
            "ends_at": starts_at + HOURS,
            "place": "古陌社区",
            **own,
        }
    )
    return SeriesDraft(**{"rule": rule, "event": event, "occurrences": (), **values})


@pytest.fixture
def series_id(session: Session, world: World) -> int:
    """Return a series of four Tuesdays in June."""
    days = [FIRST + n * WEEK for n in range(4)]
    at = [datetime.combine(day, time(9), ZONE) for day in days]
    chosen = tuple(
        Occurrence(original_on=day, starts_at=start, ends_at=start + HOURS)
        for day, start in zip(days, at, strict=True)
    )
    draft = wanted().model_copy(update={"occurrences": chosen})
    made = schedule_series(session, world.frame, draft, actor=world.city, now=NOW).id or 0
    session.commit()
    return made


def shown(
    session: Session, world: World, series_id: int, draft: SeriesDraft, since: date | None = None
) -> SeriesChange:
    standing = get_standing_to_change(session, world.frame, world.city, series_id, now=NOW)
    return preview_change(session, world.frame, standing, draft, since=since, actor=world.city, today=TODAY)


def change(change_shown: SeriesChange, draft: SeriesDraft, since: date | None = None) -> SeriesChangeDraft:
    """Return what saving a preview sends."""
    steps = tuple(
        SeriesStep(
            kind=one.step.kind,
            original_on=one.step.day,
            event_id=one.step.event.id if one.step.event else None,
            version=one.step.event.version if one.step.event else None,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in change_shown.chosen
    )
    return SeriesChangeDraft(wanted=draft, steps=steps, version=change_shown.version, since=since)


def save(
    session: Session, world: World, series_id: int, draft: SeriesDraft, since: date | None = None
) -> SeriesChange:
    preview = shown(session, world, series_id, draft, since)
    change_series(session, world.frame, series_id, change(preview, draft, since), actor=world.city, now=NOW)
    session.commit()
    return preview


def events(session: Session) -> list[Event]:
    rows = select(Event).where(col(Event.series_id).is_not(None))
    return list(session.exec(rows.order_by(col(Event.id))))


def told(session: Session) -> list[str]:
    return [f"{row.starts_at.astimezone(ZONE):%m-%d %H:%M} {row.status}" for row in events(session)]


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


def test_what_a_change_cancelled_comes_back_with_the_next_and_goes_with_its_undo(
    session: Session, world: World, series_id: int
) -> None:
    before = told(session)
    save(session, world, series_id, wanted(WeeklyRule(1, frozenset({1}), FIRST, count=2)))

    save(session, world, series_id, wanted())
    again = told(session)
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0
    undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)

    assert again == before
    assert told(session) == [*before[:2], "06-23 09:00 cancelled", "06-30 09:00 cancelled"]


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


def test_a_change_is_taken_back_whole(session: Session, world: World, series_id: int) -> None:
    before = (
        told(session),
        session.get_one(Series, series_id).rule,
        session.get_one(Series, series_id).defaults,
    )
    draft = wanted(WeeklyRule(2, frozenset({3}), FIRST, count=4), time(14), place="哈工大（威海）")
    save(session, world, series_id, draft)
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0

    undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)
    session.commit()

    row = session.get_one(Series, series_id)
    assert (told(session)[:4], row.rule, row.defaults) == before
    assert told(session)[4:] == ["07-23 14:00 cancelled"]
    assert get_series(session, world.frame, world.city, series_id, now=NOW).undo_id is None
    # What was taken back follows its series as before.
    assert shown(session, world, series_id, wanted(THURSDAYS)).count(StepKind.CHANGE) == 4


def test_a_change_is_not_taken_back_over_a_later_one(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(THURSDAYS))
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0
    row = events(session)[2]
    move = Move(starts_at=row.starts_at + HOURS, ends_at=row.ends_at + HOURS, version=row.version)
    move_event(session, world.frame, row.id or 0, move, actor=world.city, now=NOW)
    session.commit()

    with pytest.raises(Rejected):
        undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)
    session.rollback()

    assert told(session)[0] == "06-11 09:00 confirmed"


def test_the_cancelled_rest_comes_back_in_one_step(session: Session, world: World, series_id: int) -> None:
    cancel_rest(session, world.frame, series_id, version=1, actor=world.city, now=NOW)
    undo_id = get_series(session, world.frame, world.city, series_id, now=NOW).undo_id or 0

    undo_series_change(session, world.frame, series_id, undo_id, actor=world.city, now=NOW)

    assert {row.status for row in events(session)} == {EventStatus.CONFIRMED}


def test_a_date_left_out_is_listed_and_put_back(session: Session, world: World, series_id: int) -> None:
    save(session, world, series_id, wanted(WeeklyRule(1, frozenset({1}), FIRST, count=5)))
    session.delete(events(session)[2])
    session.commit()
    missing = [
        line
        for line in get_series(session, world.frame, world.city, series_id, now=NOW).lines
        if line.missing
    ]

    day = FIRST + 2 * WEEK
    at = datetime.combine(day, time(9), ZONE)
    again = wanted(occurrences=(Occurrence(original_on=day, starts_at=at, ends_at=at + HOURS),))
    row = put_back(session, world.frame, series_id, again, version=2, actor=world.city, now=NOW)

    assert [line.stands_for for line in missing] == [day]
    assert (row.series_id, row.original_on, row.series_version) == (series_id, day, 1)
    assert not [
        line
        for line in get_series(session, world.frame, world.city, series_id, now=NOW).lines
        if line.missing
    ]


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


def test_a_weekly_series_through_spring_festival_and_national_day_2026(
    session: Session, world: World
) -> None:
    """The notice of 2026: off 15—23 February and 1—7 October; worked 14 and 28 February, 20 September, 10 October."""
    session.add(CalendarYear(year=2026, is_confirmed=True, source="通知"))
    for first, last, name in ((date(2026, 2, 15), 23, "春节"), (date(2026, 10, 1), 7, "国庆节")):
        for day in range(first.day, last + 1):
            session.add(CalendarDay(day=first.replace(day=day), kind=DayKind.OFF, name_zh=name))
    for day in (date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10)):
        session.add(CalendarDay(day=day, kind=DayKind.WORK, name_zh="调休上班"))
    session.commit()
    weekly = wanted(WeeklyRule(1, frozenset({2}), date(2026, 1, 7)))
    preview = preview_series(session, world.frame, weekly, ways={}, actor=world.city, today=date(2026, 1, 1))
    ways = {
        one.fate.original_on: datetime.combine(one.fate.offer_on, time(9), ZONE)
        for one in preview.dates
        if one.fate.offer_on
    }
    laid = preview_series(session, world.frame, weekly, ways=ways, actor=world.city, today=date(2026, 1, 1))

    assert {day: f"{at:%m-%d}" for day, at in ways.items()} == {
        date(2026, 2, 18): "02-28",
        date(2026, 10, 7): "10-10",
    }
    assert len(laid.chosen) == len(laid.dates) == 52
    assert [f"{one.starts_at:%m-%d}" for one in laid.chosen if one.is_make_up] == ["02-28", "10-10"]


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
        change_series(
            session, world.frame, series_id, change(preview, draft, since), actor=world.city, now=NOW
        )
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

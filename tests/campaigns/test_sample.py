"""The demonstration shows what the product is for: counts reached and missed, clashes, late and waiting work."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from sqlmodel import Session, col, func, select

from campaigns.enums import EventLevel, EventStatus, Standing
from campaigns.models.account import Account
from campaigns.models.activity import Activity
from campaigns.models.assignment import Assignment, Person
from campaigns.models.closeout import Closeout, Tally
from campaigns.models.event import Event
from campaigns.progress import RequirementProgress
from campaigns.queries.frames import get_frame
from campaigns.queries.ledgers import get_progress
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.rosters import get_roster, list_rosters
from campaigns.sample import fill_sample

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
OPEN = (EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED)


@pytest.fixture
def filled(session: Session) -> Session:
    """Return a session on a database with the demonstration."""
    fill_sample(session, year=2026, today=TODAY, now=NOW, password_hash="hash")
    return session


def progress(session: Session, year: int) -> dict[str, RequirementProgress]:
    frame = get_frame(session, year)
    found = get_progress(session, frame, get_work_calendar(session, year), today=TODAY)
    return {one.code: one for one in found.requirements}


def per_activity(session: Session, year: int, level: EventLevel) -> dict[str, int]:
    codes = session.exec(
        select(Activity.code)
        .join(Event, col(Event.activity_id) == col(Activity.id))
        .where(Event.year == year, Event.level == level)
    )
    return dict(sorted(Counter(codes).items()))


def open_events(session: Session) -> list[Event]:
    statement = select(Event).where(Event.year == 2026, col(Event.status).in_(OPEN))
    return list(session.exec(statement.order_by(col(Event.starts_at))))


def test_2009_holds_what_the_notice_asks_for(filled: Session) -> None:
    assert per_activity(filled, 2009, EventLevel.CITY) == {
        "C1": 1, "C2": 10, "C3": 6, "S1": 7, "S2": 29, "S3": 6, "S4": 4, "S5": 3, "S6": 14, "S7": 2, "S8": 1,
    }  # fmt: skip
    counts = progress(filled, 2009)
    assert (counts["Q08"].done, counts["Q08"].target, counts["Q08"].missed_weeks) == (29, 29, ())
    reached = {code for code, count in counts.items() if count.standing is Standing.REACHED}
    assert set(counts) - reached == {"Q04", "Q05", "Q13"}


def test_the_living_year_has_about_400_events(filled: Session) -> None:
    assert per_activity(filled, 2026, EventLevel.CITY) == {
        "C1": 1, "C2": 10, "C3": 12, "S1": 8, "S2": 51, "S3": 5, "S4": 2, "S5": 5, "S6": 24, "S7": 3, "S8": 1,
    }  # fmt: skip
    assert sum(per_activity(filled, 2026, EventLevel.DISTRICT).values()) == 272
    statuses = Counter(filled.exec(select(Event.status).where(Event.year == 2026)))
    assert (statuses[EventStatus.CANCELLED], statuses[EventStatus.DRAFT]) == (2, 5)


def test_the_living_year_has_counts_reached_behind_and_one_talk_to_come(filled: Session) -> None:
    counts = progress(filled, 2026)

    assert (counts["Q09"].done, counts["Q09"].planned, counts["Q09"].target) == (4, 1, 5)
    assert [week.iso_week for week in counts["Q08"].missed_weeks] == [19, 37]
    assert [week.iso_week for week in counts["Q08"].exempt_weeks] == [8]
    assert counts["Q06"].standing is Standing.REACHED
    assert counts["Q15"].standing is Standing.BEHIND


def test_parts_never_exceed_the_whole_nor_people_visits(filled: Session) -> None:
    parts = (
        select(Tally.closeout_id, func.sum(Tally.amount).label("amount"))
        .where(col(Tally.audience_id).is_not(None))
        .group_by(col(Tally.closeout_id))
        .subquery()
    )
    statement = select(Closeout, parts.c.amount).join(parts, parts.c.closeout_id == Closeout.id)
    rows = filled.exec(statement).all()

    assert len(rows) > 400
    assert [closeout.id for closeout, amount in rows if amount != closeout.people] == []
    assert [closeout.id for closeout, _ in rows if closeout.people > (closeout.visits or 0)] == []


def test_three_clashes_and_no_other_lie_ahead(filled: Session) -> None:
    experts = dict(
        filled.exec(
            select(Assignment.event_id, Person.name).join(Person).where(Person.name == "专家12")
        ).all()
    )
    clashes = [
        (first.place, second.place)
        for first, second in combinations(open_events(filled), 2)
        if first.starts_at < second.ends_at and second.starts_at < first.ends_at
        if first.venue_id == second.venue_id or (first.id in experts and second.id in experts)
    ]

    assert clashes == [
        ("环翠区人力资源市场大厅", "环翠区人力资源市场大厅"),
        ("威海市民文化中心", "威海市民文化中心"),
        ("哈尔滨工业大学（威海）", "荣成市人力资源市场大厅"),
    ]


def test_something_waits_for_its_close_out_and_something_lies_ahead(filled: Session) -> None:
    waiting = [event for event in open_events(filled) if event.ends_at < NOW]
    next_week = [
        event for event in open_events(filled) if timedelta(6) <= event.local_day - TODAY <= timedelta(12)
    ]

    assert 8 <= len(waiting) <= 20
    assert next_week


def test_television_takes_fair_turns_and_one_episode_waits_for_its_guests(filled: Session) -> None:
    frame = get_frame(filled, 2026)
    [roster] = list_rosters(filled, frame)

    sheet = get_roster(filled, frame, None, roster.id, now=NOW, today=TODAY)

    assert sorted(member.total for member in sheet.members) == [4] * 9 + [5] * 2
    assert sheet.spread == 1
    assert [slot.number for slot in sheet.slots if not slot.guests] == [24]
    assert all(1 <= len(slot.topics) <= 2 for slot in sheet.slots[:23])


def test_identities_are_opaque_and_the_same_again(filled: Session) -> None:
    uids = filled.exec(select(Event.uid).order_by(col(Event.id))).all()
    filled.rollback()

    fill_sample(filled, year=2026, today=TODAY, now=NOW, password_hash="hash")

    assert filled.exec(select(Event.uid).order_by(col(Event.id))).all() == uids
    assert len(set(uids)) == len(uids)
    assert {uid.partition("@")[2] for uid in uids} == {"campaigns"}


def test_accounts_are_marked_and_persons_are_placeholders(filled: Session) -> None:
    accounts = filled.exec(select(Account.username).where(Account.is_demo).order_by(col(Account.id))).all()

    assert accounts == ["admin", "city", "huancui", "rongcheng", "jiaoyu", "reader"]
    assert set(filled.exec(select(Person.name))) == {f"专家{n:02}" for n in range(1, 13)}


@pytest.mark.parametrize("today", [date(2026, 1, 5), date(2026, 6, 20), date(2026, 12, 31), date(2027, 3, 3)])
def test_any_day_of_any_year_can_be_today(session: Session, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)

    fill_sample(session, year=today.year, today=today, now=now, password_hash="hash")

    events = session.exec(select(Event).where(Event.year == today.year)).all()
    assert 350 <= len(events) <= 450
    assert [e.id for e in events if e.status is EventStatus.HELD and e.ends_at > now] == []
    assert [e.id for e in events if e.revised_at > now or e.revised_at.microsecond] == []

"""Series are laid anew on the new calendar, single events keep their weekday, and a place is taken once."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from campaigns.core.next_year import MovedDate
from campaigns.core.recurrence.rules import WeeklyRule
from campaigns.core.wording import Bilingual
from campaigns.drafts import Occurrence, SeriesDraft
from campaigns.enums import EventStatus, HolidayPolicy
from campaigns.models.event import Event, EventOrganiser, Series
from campaigns.models.organisation import Organisation
from campaigns.models.venue import Venue
from campaigns.operations.events import cancel_event, schedule_event
from campaigns.operations.series import schedule_series
from campaigns.operations.workdays import seed_calendar_year
from tests.campaigns.operations.carrying.years import copied, draft, edition_id, local
from tests.campaigns.world import NOW, World

WEDNESDAYS = WeeklyRule(1, frozenset({2}), date(2026, 6, 3), count=3)


def weekly(session: Session, world: World) -> Series:
    """Add Wednesdays 3, 10 and 17 June 2026, the second in another place."""
    event = draft("S2", 6, 3, place="古陌社区", title_zh="")
    days = [date(2026, 6, 3) + timedelta(weeks=n) for n in range(3)]
    occurrences = tuple(
        Occurrence(original_on=day, starts_at=local(2026, 6, day.day, 9), ends_at=local(2026, 6, day.day, 11))
        for day in days
    )
    wanted = SeriesDraft(rule=WEDNESDAYS, holiday_policy=HolidayPolicy.EARLIER_WORKDAY, event=event,
                         occurrences=occurrences)  # fmt: skip
    return schedule_series(session, world.frame, wanted, actor=world.city, now=NOW)


def events_of(session: Session, year: int) -> list[tuple[str, str, str, EventStatus]]:
    """Return title, local start, venue and status of a year's events."""
    statement = (
        select(Event, Venue.name_zh)
        .join(Venue, col(Venue.id) == col(Event.venue_id), isouter=True)
        .where(Event.year == year)
        .order_by(col(Event.starts_at), col(Event.id))
    )
    return [
        (row.title_zh, f"{row.starts_at + timedelta(hours=8):%m-%d %H:%M}", venue or row.place, row.status)
        for row, venue in session.exec(statement)
    ]


def test_a_series_is_laid_anew_and_the_date_on_a_holiday_moves_as_its_policy_says(
    session: Session, world: World
) -> None:
    weekly(session, world)

    summary = copied(session, world)

    assert events_of(session, 2027) == [
        ("进社区（古陌社区）", "06-08 09:00", "古陌社区", EventStatus.DRAFT),
        ("进社区（古陌社区）", "06-16 09:00", "古陌社区", EventStatus.DRAFT),
        ("进社区（古陌社区）", "06-23 09:00", "古陌社区", EventStatus.DRAFT),
    ]
    assert summary.moved == (
        MovedDate(Bilingual("进社区（古陌社区）"), date(2027, 6, 9), date(2027, 6, 8),
                  Bilingual("端午节", "Dragon Boat Festival")),
    )  # fmt: skip
    new = session.exec(select(Series).where(Series.edition_id == edition_id(session, 2027))).one()
    assert (new.rule, new.starts_on, new.holiday_policy) == (
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=3", date(2027, 6, 9), HolidayPolicy.EARLIER_WORKDAY,
    )  # fmt: skip
    linked = session.exec(select(Event).where(Event.series_id == new.id).order_by(col(Event.starts_at))).all()
    assert [(row.original_on, row.version, row.series_version) for row in linked] == [
        (date(2027, 6, day), 1, 1) for day in (9, 16, 23)
    ]


def test_single_events_keep_weekday_hour_and_place_and_leave_holidays(session: Session, world: World) -> None:
    seed_calendar_year(session, 2026, now=NOW)
    schedule_event(session, world.frame, draft("S3", 6, 11, hour=14, place="哈工大（威海）",
                   title_zh="2026创业讲座", organiser_slugs=("jyj",)), actor=world.city, now=NOW)  # fmt: skip
    schedule_event(session, world.frame, draft("C1", 9, 16, place="体育馆"), actor=world.city, now=NOW)
    weekend = schedule_event(session, world.frame, draft("C1", 6, 13), actor=world.city, now=NOW)
    off = schedule_event(session, world.frame, draft("S3", 7, 2), actor=world.city, now=NOW)
    cancel_event(session, world.frame, off.id or 0, "雨", version=off.version, actor=world.city, now=NOW)

    summary = copied(session, world)

    assert events_of(session, 2027) == [
        ("2027创业讲座", "06-10 14:00", "哈工大（威海）", EventStatus.DRAFT),
        ("项目推介月", "06-12 09:00", "", EventStatus.DRAFT),
        ("项目推介月（体育馆）", "09-16 09:00", "体育馆", EventStatus.DRAFT),
    ]
    assert weekend.local_day.weekday() == date(2027, 6, 12).weekday()
    assert [(one.original_on, one.on, one.reason.zh) for one in summary.moved] == [
        (date(2027, 9, 15), date(2027, 9, 16), "中秋节"),
    ]  # fmt: skip
    joint = session.exec(
        select(Organisation.slug)
        .join(EventOrganiser, col(EventOrganiser.organisation_id) == col(Organisation.id))
        .join(Event, col(Event.id) == col(EventOrganiser.event_id))
        .where(Event.year == 2027)
    )
    assert joint.all() == ["jyj"]


def test_without_single_events_they_are_named_as_left_out(session: Session, world: World) -> None:
    schedule_event(session, world.frame, draft("S3", 6, 11), actor=world.city, now=NOW)

    summary = copied(session, world, with_events=False)

    assert events_of(session, 2027) == []
    assert "未成系列的 1 场活动没有带来。" in [sentence.zh for sentence in summary.left_out]


def test_a_place_is_taken_once_in_the_new_year_too(session: Session, world: World) -> None:
    for hour, reason in ((9, ""), (10, "同场两个活动")):
        schedule_event(session, world.frame, draft("S2", 10, 29, hour=hour, place="古陌社区",
                       title_zh=f"{hour}点", override_reason=reason), actor=world.city, now=NOW)  # fmt: skip

    summary = copied(session, world)

    assert [(title, place) for title, _, place, _ in events_of(session, 2027)] == [
        ("9点", "古陌社区"), ("10点", ""),
    ]  # fmt: skip
    assert "10月28日“10点”的场地空着：“古陌社区”那时已有安排。" in [one.zh for one in summary.left_out]

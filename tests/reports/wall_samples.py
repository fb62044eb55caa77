"""A whole year of eleven activities for the wall: sparse ones, a weekly one and a dense one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from campaigns.agenda import AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.enums import ActivityKind, DayKind, EventStatus
from campaigns.references import ActivityRef
from campaigns.submissions import ObligationLine
from campaigns.wall import WallDay, YearWall, hang_wall
from tests.reports.samples import BUREAU, EDITION, REQUIREMENTS, TALKS

TODAY = date(2026, 6, 9)
ROWS = (
    ("C1", "项目推介月", "Project month", "#b3202c", date(2026, 6, 1), date(2026, 6, 30), 5, 7),
    ("C2", "基地孵化千人创业", "Thousand founders", "#1f6fb5", date(2026, 6, 1), date(2026, 7, 31), 10, 6),
    ("C3", "小额担保贷款助推", "Micro-loans", "#6b7280", date(2026, 1, 1), date(2026, 12, 31), 12, 30),
    ("S1", "市区行", "Roadshow", "#c77700", date(2026, 6, 1), date(2026, 7, 31), 7, 8),
    ("S2", "进社区", "Communities", "#2f8f4e", date(2026, 1, 1), date(2026, 12, 31), 280, 1.3),
    ("S3", "进院校", "Campuses", "#6b4fa3", date(2026, 3, 1), date(2026, 12, 15), 9, 30),
    ("S4", "见习实训", "Apprenticeship", "#1f9488", date(2026, 7, 1), date(2026, 9, 30), 8, 11),
    ("S5", "服务技能提升", "Better services", "#8d6e63", None, None, 4, 60),
    ("S6", "电视预约嘉宾", "TV guests", "#b5175b", date(2026, 1, 1), date(2026, 12, 31), 24, 14),
    ("S7", "创业三问", "Three questions", "#546e7a", date(2026, 3, 1), date(2026, 10, 31), 2, 150),
    ("S8", "成果展示", "Exhibition", "#d35400", date(2026, 10, 1), date(2026, 10, 31), 1, 1),
)
ACTIVITIES = tuple(
    ActivityRef(
        place,
        code,
        ActivityKind.CAMPAIGN if code[0] == "C" else ActivityKind.SUPPORTING,
        Bilingual(zh, en),
        Bilingual(zh, en),
        colour,
        start,
        end,
        None,
    )
    for place, (code, zh, en, colour, start, end, _, _) in enumerate(ROWS, start=1)
)


def events() -> list[AgendaItem]:
    """Return every event of the year; those before today were held, except a cancelled one."""
    made: list[AgendaItem] = []
    for activity, (_, _, _, _, start, _, number, gap) in zip(ACTIVITIES, ROWS, strict=True):
        for place in range(number):
            on = (start or date(2026, 3, 16)) + timedelta(int(place * gap) + 3)
            at = datetime(on.year, on.month, on.day, 1, tzinfo=UTC)
            status = EventStatus.HELD if on < TODAY else EventStatus.CONFIRMED
            made.append(
                replace(
                    TALKS[0],
                    id=len(made) + 1,
                    activity=activity,
                    local_day=on,
                    starts_at=at,
                    status=EventStatus.CANCELLED if len(made) == 3 else status,
                )
            )
    return made


HOLIDAYS = (
    (date(2026, 1, 1), 3, "元旦", "New Year"),
    (date(2026, 2, 15), 9, "春节", "Spring Festival"),
    (date(2026, 4, 4), 3, "清明", "Qingming"),
    (date(2026, 5, 1), 5, "劳动节", "Labour Day"),
    (date(2026, 6, 19), 3, "端午", "Dragon Boat"),
    (date(2026, 9, 25), 3, "中秋", "Mid-Autumn"),
    (date(2026, 10, 1), 7, "国庆", "National Day"),
)
WORKDAYS = tuple(date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)))
DAYS = (
    *(
        WallDay(start + timedelta(n), DayKind.OFF, Bilingual(zh, en))
        for start, count, zh, en in HOLIDAYS
        for n in range(count)
    ),
    *(WallDay(on, DayKind.WORK, Bilingual("班", "work")) for on in WORKDAYS),
)


def obligation(place: int, due_on: date | None, expected: date | None = None) -> ObligationLine:
    """Return what the bureau owes about an activity."""
    return ObligationLine(
        id=place,
        version=1,
        activity=ACTIVITIES[place],
        organisation=BUREAU,
        recipient=None,
        what=Bilingual("总结", "summary"),
        rule_code="D1",
        rule=Bilingual("结束后10日", "ten days after the end"),
        anchor_on=None,
        due_on=due_on,
        expected_due_on=expected,
        advice_on=None,
        is_overdue=False,
        days_left=None,
        status=None,
        submitted_at=None,
    )


OBLIGATIONS = (
    obligation(0, None, date(2026, 7, 10)),
    obligation(1, None, date(2026, 8, 10)),
    *(obligation(place, date(2026, 12, 31)) for place in range(2, 11)),
)


def wall() -> YearWall:
    """Return the year as it stood on 9 June."""
    counts = tuple(
        replace(REQUIREMENTS[0], activity=activity, done=Decimal(done), target=Decimal(target))
        for activity, done, target in (
            (ACTIVITIES[4], 22, 52),
            (ACTIVITIES[5], 4, 5),
            (ACTIVITIES[1], 430, 1000),
        )
    )
    return hang_wall(EDITION, TODAY, ACTIVITIES, events(), counts, OBLIGATIONS, DAYS)

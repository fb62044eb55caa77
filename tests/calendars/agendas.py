"""Agendas with fixed values, so that a whole feed can be compared with a file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from calendars.feed import Feed, write_feed
from campaigns.agenda import Agenda, AgendaDeadline, AgendaItem
from campaigns.core.wording import Bilingual
from campaigns.enums import ActivityKind, EventLevel, EventStatus, OrganisationKind, VenueKind, Visibility
from campaigns.references import ActivityRef, EditionRef, OrganisationRef, VenueRef

CREATED_AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
REVISED_AT = datetime(2026, 3, 2, 8, 30, 15, tzinfo=UTC)

EDITION = EditionRef(
    id=2,
    year=2026,
    programme=Bilingual("创业助推“1+3”行动", "Start-up Support “1+3”"),
    zone="Asia/Shanghai",
    basis_title=Bilingual("关于开展创业助推“1+3”行动的通知", "Notice on Start-up Support “1+3”"),
    basis_number="威劳发[2009]36号",
    theme=Bilingual("创业助推，就业优先", "Start-ups first"),
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
)
BUREAU = OrganisationRef(
    1,
    "ldbz",
    OrganisationKind.CITY_BUREAU,
    Bilingual("威海市劳动保障局", "Labour Bureau"),
    Bilingual("市劳动保障局", "Labour"),
)
HUANCUI = OrganisationRef(
    2, "hc", OrganisationKind.DISTRICT, Bilingual("环翠区", "Huancui District"), Bilingual("环翠", "Huancui")
)
COMMUNITY = VenueRef(7, VenueKind.COMMUNITY, Bilingual("三号社区"), "环翠区文化西路3号；二楼", HUANCUI.id)
VISITS = ActivityRef(
    id=5,
    code="S2",
    kind=ActivityKind.SUPPORTING,
    name=Bilingual("创业指导进社区活动", "Start-up advice in communities"),
    short=Bilingual("进社区", "Community visits"),
    colour="#2e8b57",
    window_start_on=None,
    window_end_on=None,
    actual_end_on=None,
)
FAIR = replace(
    VISITS,
    id=1,
    code="C1",
    kind=ActivityKind.CAMPAIGN,
    name=Bilingual("“创业项目推介月”活动", "Project recommendation month"),
    short=Bilingual("项目推介月", "Project month"),
    colour="#c0392b",
)


def local(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    """Return the UTC instant of a Shanghai clock."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def item(number: int = 1, **changes: Any) -> AgendaItem:
    """Return a confirmed community visit on Tuesday 9 June 2026, 9:00-11:00."""
    visit = AgendaItem(
        id=number,
        uid=f"0197a1b2-0000-7000-8000-{number:012d}",
        sequence=0,
        version=1,
        created_at=CREATED_AT,
        revised_at=REVISED_AT,
        activity=VISITS,
        title=Bilingual("创业指导进社区", "Advice visit"),
        host=BUREAU,
        district=HUANCUI,
        venue=COMMUNITY,
        place="",
        starts_at=local(6, 9, 9),
        ends_at=local(6, 9, 11),
        is_all_day=False,
        local_day=date(2026, 6, 9),
        status=EventStatus.CONFIRMED,
        level=EventLevel.CITY,
        visibility=Visibility.INTERNAL,
        description="政策咨询、项目推介；现场登记创业意向，\n发放宣传单。",
        materials="宣传单 300 份, 展板 4 块",
        responsible="就业科",
    )
    return replace(visit, **changes)


def deadline(**changes: Any) -> AgendaDeadline:
    """Return the due day of the project month's summary."""
    due = AgendaDeadline(
        uid="due-2-C1-D1@example.org",
        sequence=1,
        created_at=CREATED_AT,
        revised_at=REVISED_AT,
        due_on=date(2026, 7, 19),
        activity=FAIR,
        title=Bilingual("“创业项目推介月”活动总结", "Summary of the project month"),
        rule=Bilingual("活动结束后 10 日内", "Within 10 days of the recorded end"),
        organisations=(BUREAU, HUANCUI),
    )
    return replace(due, **changes)


def agenda(*items: AgendaItem, **changes: Any) -> Agenda:
    """Return the whole programme's agenda with these events."""
    return replace(
        Agenda(EDITION, Bilingual("创业行动 2026", "Start-ups 2026"), items, changed_at=REVISED_AT), **changes
    )


def full_agenda() -> Agenda:
    """Return one event of every kind that is shown differently."""
    return agenda(
        item(1, series_uid="0197a1b2-aaaa-7000-8000-000000000001", organisers=(BUREAU, HUANCUI)),
        item(
            2,
            activity=FAIR,
            title=Bilingual("创业项目推介月", "Project month"),
            venue=None,
            place="威海国际会展中心",
            district=None,
            starts_at=local(6, 10),
            ends_at=local(6, 13),
            is_all_day=True,
            local_day=date(2026, 6, 10),
            description="",
            materials="",
        ),
        item(3, status=EventStatus.CANCELLED, sequence=2, cancel_reason="主讲人张某生病"),
        item(4, is_departed=True, sequence=3),
        item(
            5,
            status=EventStatus.PROPOSED,
            title=Bilingual("走进工业园\r\nSUMMARY:假", "Park visit"),
            venue=None,
            place="",
        ),
        item(6, is_all_day=True, starts_at=local(6, 30), ends_at=local(7, 1), local_day=date(2026, 6, 30)),
        item(
            7,
            starts_at=local(12, 31, 22),
            ends_at=local(1, 1, 1, 30, year=2027),
            local_day=date(2026, 12, 31),
        ),
        deadlines=(deadline(),),
    )


def event_page(number: int) -> str:
    """Return the page of an event."""
    return f"https://campaigns.example.org/2026/e/{number}"


def feed(subject: Agenda, **changes: Any) -> Feed:
    """Return the feed of an agenda at a fixed address."""
    options: dict[str, Any] = {
        "uid": "1c5d2d0e-6a3f-5c7e-9d51-0f2f3f1c8a01",
        "address": "https://campaigns.example.org/feeds/abc/programme.ics",
        "link": event_page,
        "language": "zh_Hans_CN",
        "page": "https://campaigns.example.org/2026/calendar",
        "deadlines_page": "https://campaigns.example.org/2026/reports",
    }
    return write_feed(subject, **(options | changes))

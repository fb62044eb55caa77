"""The living year: planned throughout, held up to today, with the blemishes of real work."""

from datetime import date, timedelta

from campaigns.enums import EventLevel, EventStatus
from campaigns.sampling.ground import DISTRICTS, Ground
from campaigns.sampling.history import BASE_DISTRICTS, BASES
from campaigns.sampling.plans import Plan, city_event, district_event
from campaigns.sampling.series import roadshow, television, weekly_visits

MISSED_WEEK, CANCELLED_WEEK = 37, 19
TALKS = (
    ((3, 18), "campus-hit", "gq"),
    ((4, 21), "campus-wvc", "gq"),
    ((9, 22), "campus-ocean", "rc"),
    ((10, 27), "campus-sdu", "gq"),
)
VISITS_OF_A_DISTRICT = 20
CAMPUS_OF_DISTRICT = {"gq": "campus-sdfdc", "rc": "campus-hust", "wd": "campus-bjtu", "rs": "campus-foreign"}
BASE_OF_DISTRICT = dict(zip(BASE_DISTRICTS, BASES, strict=True))


def plans_of_living_year(ground: Ground) -> list[Plan]:
    """Return about 400 events of a year."""
    return [
        *_visits(ground),
        *television(ground, ground.day(1, 8)),
        *_roadshow(ground),
        *_campaigns(ground),
        *_talks(ground),
        *_supporting(ground),
        *(plan for n, district in enumerate(DISTRICTS) for plan in _of_district(ground, district, n)),
        *_clashes(ground),
        *_drafts(ground),
    ]


def _visits(ground: Ground) -> list[Plan]:
    """Return the weekly visits with one week forgotten and one cancelled by the weather."""
    plans = weekly_visits(ground, ground.day(1, 1), missed=frozenset({MISSED_WEEK}))
    for plan in plans:
        if plan.day.isocalendar().week == CANCELLED_WEEK:
            plan.status, plan.cancel_reason = EventStatus.CANCELLED, "暴雨预警，社区活动取消"
    return plans


def _roadshow(ground: Ground) -> list[Plan]:
    """Return the seven stops, and an eighth that the typhoon took."""
    lost = city_event(ground, "S1", ground.day(7, 27), "square-rc", "rc")
    lost.status, lost.cancel_reason = EventStatus.CANCELLED, "台风黄色预警，取消加演场"
    return [*roadshow(ground, ground.day(6, 16)), lost]


def _campaigns(ground: Ground) -> list[Plan]:
    june = ground.day(6, 22)
    saturday = june + timedelta(days=(5 - june.weekday()) % 7)
    fair = Plan("C1", saturday, ground.venues["hall-expo"], experts=[ground.next_expert(saturday)])
    bases = [
        city_event(ground, "C2", ground.day(6, 3) + timedelta(days=5 * n), base, BASE_DISTRICTS[n])
        for n, base in enumerate(BASES)
    ]
    desks = [city_event(ground, "C3", ground.day(month, 9), "hall-market") for month in range(1, 13)]
    return [fair, *bases, *desks]


def _talks(ground: Ground) -> list[Plan]:
    """Return four talks and a fifth that is still to come."""
    plans = [city_event(ground, "S3", ground.day(*day), campus, district) for day, campus, district in TALKS]
    plans.append(city_event(ground, "S3", _ahead(ground, 8), "campus-jishi", "jq"))
    return plans


def _supporting(ground: Ground) -> list[Plan]:
    exhibition = ground.day(10, 15)
    thursday = exhibition + timedelta(days=(3 - exhibition.weekday()) % 7)
    return [
        *(city_event(ground, "S4", ground.day(month, 14), "base-06", "gq") for month in (4, 11)),
        *(city_event(ground, "S5", ground.day(month, 11), "hall-culture") for month in (3, 6, 9, 12)),
        *(city_event(ground, "S7", ground.day(month, 17), "hall-culture") for month in (4, 9)),
        city_event(ground, "S8", thursday, "hall-expo"),
    ]


def _of_district(ground: Ground, district: str, n: int) -> list[Plan]:
    """Return a district's own year; the districts begin on different days."""
    hall, base = f"hall-{district}", BASE_OF_DISTRICT[district]
    shift = timedelta(days=n)
    at_hall = (
        *(("C1", 6, day) for day in (4, 24)),
        *(("C3", month, 12) for month in (2, 4, 6, 8, 10, 12)),
        *(("S5", month, 20) for month in (5, 11)),
        *(("S7", month, 22) for month in (4, 9)),
        ("S8", 10, 20),
    )
    at_base = (("C2", 7, 6), ("S4", 5, 11), ("S4", 10, 19))
    talks = [(3, 24), (11, 3)] if district in CAMPUS_OF_DISTRICT else [(11, 3)]
    campus = CAMPUS_OF_DISTRICT.get(district, hall)
    return [
        *_visits_of_district(ground, district, n),
        *(district_event(ground, code, ground.day(m, d) + shift, district, hall) for code, m, d in at_hall),
        *(district_event(ground, code, ground.day(m, d) + shift, district, base) for code, m, d in at_base),
        *(district_event(ground, "S3", ground.day(m, d) + shift, district, campus) for m, d in talks),
    ]


def _visits_of_district(ground: Ground, district: str, n: int) -> list[Plan]:
    """Return a district's own community visits, spread over the year in the afternoon."""
    plans = []
    for number in range(VISITS_OF_A_DISTRICT):
        start = ground.day(1, 6) + timedelta(days=n + number * 18)
        day = ground.workday(min(start, ground.day(12, 30)), taken_by=f"visits-{district}")
        community = ground.next_community(district)
        plans.append(Plan("S2", day, community, district, district, EventLevel.DISTRICT, clock="14:30"))
    return plans


def _ahead(ground: Ground, days: int) -> date:
    """Return a working day some days after today, kept within the edition's year."""
    wanted = min(max(ground.today, ground.edition.starts_on) + timedelta(days=days), ground.edition.ends_on)
    while not ground.is_workday(wanted) and wanted > ground.edition.starts_on:
        wanted += timedelta(days=1 if wanted < ground.edition.ends_on - timedelta(days=4) else -1)
    return wanted


def _clashes(ground: Ground) -> list[Plan]:
    """Return three real clashes: two of a place and one of an expert."""
    hall, campus = ground.venues["hall-hc"], ground.venues["campus-hit"]
    first, second, third = _ahead(ground, 2), _ahead(ground, 6), _ahead(ground, 9)
    expert = ground.experts[-1]
    studio = ground.venues["hall-culture"]
    return [
        Plan("S5", first, hall, "hc", "hc", EventLevel.DISTRICT, "服务窗口培训", "window training", "14:00"),
        Plan("S7", first, hall, "hc", "hc", EventLevel.DISTRICT, "创业者座谈", "founders' talk", "15:00"),
        Plan(
            "S7", second, studio, label_zh="问卷回访座谈", label_en="questionnaire follow-up", clock="09:30"
        ),
        Plan("S5", second, studio, label_zh="专家志愿团例会", label_en="expert corps meeting", clock="10:00"),
        Plan("S3", third, campus, "gq", "gq", EventLevel.DISTRICT, clock="14:30", experts=[expert]),
        Plan(
            "S5",
            third,
            ground.venues["hall-rc"],
            "rc",
            "rc",
            EventLevel.DISTRICT,
            clock="15:00",
            experts=[expert],
        ),
    ]


def _drafts(ground: Ground) -> list[Plan]:
    """Return what districts are still writing."""
    return [
        Plan(
            code,
            _ahead(ground, 12 + 2 * n),
            ground.next_community(slug),
            slug,
            slug,
            EventLevel.DISTRICT,
            status=EventStatus.DRAFT,
            clock="09:30",
        )  # fmt: skip
        for n, (slug, code) in enumerate(
            (("hc", "S2"), ("rc", "S2"), ("wd", "S7"), ("jq", "S2"), ("hc", "S7"))
        )
    ]

"""One plausible activity with its close-outs, and one wall, as the documents' tests use them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from campaigns.agenda import AgendaItem
from campaigns.core.summing import summarise
from campaigns.core.wording import Bilingual
from campaigns.enums import (
    ActivityKind,
    Comparison,
    Counted,
    CountLevel,
    EventLevel,
    EventStatus,
    OrganisationKind,
    Period,
    Standing,
    VenueKind,
    Visibility,
)
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef, EditionRef, OrganisationRef, VenueRef
from campaigns.summary import ActivitySummary, Audience, CloseoutFacts, Measure, SummaryTexts

EDITION = EditionRef(
    1,
    2026,
    Bilingual("创业助推“1+3”行动", "Entrepreneurship-boosting “1+3” action"),
    "Asia/Shanghai",
    Bilingual("关于开展创业助推“1+3”行动的通知", "Notice on the entrepreneurship-boosting “1+3” action"),
    "威劳发[2009]36号",
    Bilingual("创业助推 就业惠民", "Founders first"),
    date(2026, 1, 1),
    date(2026, 12, 31),
)
BUREAU = OrganisationRef(
    1,
    "rsj",
    OrganisationKind.CITY_BUREAU,
    Bilingual("威海市人力资源和社会保障局", "Weihai Bureau of Human Resources"),
    Bilingual("市人社局", "HR Bureau"),
)
PROVINCE = OrganisationRef(
    2,
    "sd",
    OrganisationKind.PROVINCE,
    Bilingual("山东省人力资源和社会保障厅", "Shandong Department of Human Resources"),
    Bilingual("省人社厅", "Province"),
)
DISTRICTS = tuple(
    OrganisationRef(10 + place, slug, OrganisationKind.DISTRICT, Bilingual(zh, en), Bilingual(zh, en))
    for place, (slug, zh, en) in enumerate(
        [
            ("hc", "环翠区", "Huancui"),
            ("wd", "文登区", "Wendeng"),
            ("rc", "荣成市", "Rongcheng"),
            ("rs", "乳山市", "Rushan"),
            ("gq", "高区", "High-tech Zone"),
            ("jq", "经区", "Economic Zone"),
            ("lg", "临港区", "Lingang"),
        ]
    )
)
CAMPUS_TALKS = ActivityRef(
    6,
    "S3",
    ActivityKind.SUPPORTING,
    Bilingual("“创业指导进院校活动”", "Start-up guidance into campuses"),
    Bilingual("进院校", "Campuses"),
    "#6b4fa3",
    date(2026, 3, 1),
    date(2026, 12, 15),
    None,
)
AUDIENCES = (
    Audience("graduates", Bilingual("高校毕业生", "graduates")),
    Audience("unemployed", Bilingual("城镇失业人员", "unemployed")),
    Audience("returned", Bilingual("返乡农民工", "returned workers")),
    Audience("lost_rural", Bilingual("城镇失业农民工", "rural workers")),
    Audience("other", Bilingual("其他", "others")),
)
MEASURES = (
    Measure("consultations", Bilingual("现场咨询", "consultations"), Bilingual("人次", "visits")),
    Measure("leaflets", Bilingual("发放宣传单", "leaflets"), Bilingual("份", "copies")),
    Measure("boards", Bilingual("展板", "boards"), Bilingual("块", "boards")),
    Measure("projects", Bilingual("推介项目", "projects"), Bilingual("个", "projects")),
    Measure("intentions", Bilingual("达成意向", "intentions"), Bilingual("个", "intentions")),
    Measure("loans", Bilingual("办理贷款", "loans"), Bilingual("笔", "loans")),
)
CAMPUSES = (
    ("哈尔滨工业大学（威海）", "Harbin Institute of Technology, Weihai", 4),
    ("山东大学（威海）", "Shandong University, Weihai", 4),
    ("威海职业学院", "Weihai Vocational College", 4),
    ("北京交通大学威海校区", "Beijing Jiaotong University, Weihai", 1),
    ("哈尔滨理工大学荣成校区", "Harbin University of Science, Rongcheng", 2),
    ("山东外事职业大学", "Shandong Vocational University of Foreign Affairs", 3),
)


def talk(number: int, on: date, status: EventStatus) -> AgendaItem:
    """Return the talk of a number: the campuses take turns."""
    zh, en, district = CAMPUSES[number % len(CAMPUSES)]
    start = datetime(on.year, on.month, on.day, 6, 0, tzinfo=UTC)
    return AgendaItem(
        id=number,
        uid=f"talk-{number}",
        sequence=0,
        version=1,
        created_at=start,
        revised_at=start,
        activity=CAMPUS_TALKS,
        title=Bilingual(f"创业指导进院校（{zh}站）", f"Campus talk {number}"),
        host=BUREAU,
        district=DISTRICTS[district],
        venue=VenueRef(
            number % len(CAMPUSES), VenueKind.CAMPUS, Bilingual(zh, en), "", DISTRICTS[district].id
        ),
        place="",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        is_all_day=False,
        local_day=on,
        status=status,
        level=EventLevel.CITY,
        visibility=Visibility.PUBLIC,
        organisers=(BUREAU, DISTRICTS[district]) if number == 3 else (BUREAU,),
    )


TALKS = tuple(
    talk(number, on, status)
    for number, (on, status) in enumerate(
        [
            (date(2026, 3, 18), EventStatus.HELD),
            (date(2026, 4, 9), EventStatus.HELD),
            (date(2026, 4, 23), EventStatus.HELD),
            (date(2026, 5, 14), EventStatus.HELD),
            (date(2026, 5, 28), EventStatus.HELD),
            (date(2026, 6, 10), EventStatus.CANCELLED),
            (date(2026, 9, 17), EventStatus.HELD),
            (date(2026, 10, 15), EventStatus.HELD),
            (date(2026, 11, 12), EventStatus.CONFIRMED),
            (date(2026, 12, 10), EventStatus.CONFIRMED),
        ]
    )
)


def facts(item: AgendaItem) -> CloseoutFacts:
    """Return a close-out whose parts never exceed the whole."""
    number = item.id + 1
    parts = [Decimal(number * share) for share in (31, 9, 6, 4, 2)]
    return CloseoutFacts(
        event_id=item.id,
        is_held=True,
        people=int(sum(parts)) + number % 2,
        visits=number * 60,
        by_audience=dict(zip([audience.code for audience in AUDIENCES], parts, strict=True)),
        by_measure={
            m.code: Decimal(number * count) for m, count in zip(MEASURES, (12, 150, 2, 8, 3, 0), strict=True)
        },
    )


def requirement(code: str, zh: str, en: str, done: int, target: int, unit: Bilingual) -> RequirementProgress:
    """Return a count of the year that events alone feed."""
    return RequirementProgress(
        id=1,
        code=code,
        version=1,
        activity=CAMPUS_TALKS,
        text=Bilingual(zh, en),
        reading=Bilingual(
            "只计市级主办且已登记的场次；同一场由多家单位联合举办的，只计一场。",
            "City events that were closed out; an event of several organisers counts once.",
        ),
        unit=unit,
        counted=Counted.EVENTS,
        comparison=Comparison.AT_LEAST,
        period=Period.YEAR,
        level=CountLevel.CITY,
        starts_on=EDITION.starts_on,
        ends_on=EDITION.ends_on,
        target=Decimal(target),
        target_max=None,
        done=Decimal(done),
        planned=Decimal(2),
        missing=Decimal(max(0, target - done - 2)),
        expected=Decimal(4),
        standing=Standing.REACHED if done >= target else Standing.BEHIND,
        plan_reaches=True,
        from_events=Decimal(done),
    )


REQUIREMENTS = (
    requirement(
        "Q07",
        "创业指导进院校每年不少于5次",
        "At least five campus talks a year",
        7,
        5,
        Bilingual("次", "talks"),
    ),
    requirement(
        "Q08", "每年覆盖院校不少于8所", "At least eight campuses a year", 6, 8, Bilingual("所", "campuses")
    ),
)
TEXTS = SummaryTexts(
    main_practices="一是提前摸底，分校施策。会同各院校就业指导中心摸清毕业生创业意愿，按需选派专家01等6名创业指导专家。\n\n"
    "二是政策直达，现场办理。把创业担保贷款、场地安排和培训报名搬到院校，当场受理、限时答复。",
    problems="部分院校实践课程集中，学生到场时间难以统一；后续跟踪服务力量不足。",
    contact="联系人A",
    telephone="0631-5190000",
)


def summary(texts: SummaryTexts = TEXTS) -> ActivitySummary:
    """Return the summary of the campus talks."""
    held = [item for item in TALKS if item.status is EventStatus.HELD]
    return summarise(
        EDITION,
        CAMPUS_TALKS,
        BUREAU,
        PROVINCE,
        TALKS,
        {item.id: facts(item) for item in held},
        AUDIENCES,
        MEASURES,
        REQUIREMENTS,
        texts,
        date(2026, 12, 20),
    )


def empty_summary() -> ActivitySummary:
    """Return the summary of an activity of which nothing was held and nothing typed."""
    planned = tuple(replace(item, status=EventStatus.CONFIRMED) for item in TALKS)
    return summarise(
        EDITION,
        CAMPUS_TALKS,
        BUREAU,
        None,
        planned,
        {},
        AUDIENCES,
        MEASURES,
        (),
        SummaryTexts(),
        date(2026, 12, 20),
    )

"""The words of every closed set in both languages."""

from collections.abc import Mapping
from enum import StrEnum

from campaigns.core.wording import Bilingual
from campaigns.enums import (
    ActivityKind,
    AssignmentRole,
    AvailabilityKind,
    CardKind,
    ClashKind,
    ClashLevel,
    Comparison,
    Counted,
    CountLevel,
    DayKind,
    DeadlineAnchor,
    EditionStatus,
    EventLevel,
    EventStatus,
    FeedScope,
    HalfDay,
    HolidayPolicy,
    OrganisationKind,
    OrganisationRole,
    Period,
    PlanStatus,
    ReportStatus,
    Role,
    RosterRule,
    RosterTurnKind,
    Standing,
    SubmissionState,
    VenueChoice,
    VenueKind,
    Visibility,
)

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, Bilingual]] = {
    EditionStatus: {
        EditionStatus.DRAFT: Bilingual("筹备", "In preparation"),
        EditionStatus.ACTIVE: Bilingual("进行中", "Active"),
        EditionStatus.ARCHIVED: Bilingual("已归档", "Archived"),
    },
    ActivityKind: {
        ActivityKind.CAMPAIGN: Bilingual("主题活动", "Campaign"),
        ActivityKind.SUPPORTING: Bilingual("配套活动", "Supporting activity"),
        ActivityKind.DUTY: Bilingual("行动要求", "Duty"),
    },
    OrganisationKind: {
        OrganisationKind.CITY_BUREAU: Bilingual("市级牵头部门", "City bureau"),
        OrganisationKind.DEPARTMENT: Bilingual("部门", "Department"),
        OrganisationKind.DISTRICT: Bilingual("市区", "District"),
        OrganisationKind.OFFICE: Bilingual("街道（镇）", "Local office"),
        OrganisationKind.PROVINCE: Bilingual("省级部门", "Province"),
        OrganisationKind.MEDIA: Bilingual("新闻媒体", "Media"),
        OrganisationKind.CORPS: Bilingual("专家志愿团", "Expert corps"),
        OrganisationKind.TEAM: Bilingual("工作组", "Team"),
        OrganisationKind.ASSOCIATION: Bilingual("协会", "Association"),
    },
    OrganisationRole: {
        OrganisationRole.LEAD: Bilingual("牵头", "Lead"),
        OrganisationRole.CO_ORGANISER: Bilingual("协办", "Co-organiser"),
        OrganisationRole.GUEST: Bilingual("嘉宾单位", "Guest"),
        OrganisationRole.MEDIA: Bilingual("合作媒体", "Media partner"),
        OrganisationRole.EXECUTOR: Bilingual("承办", "Executor"),
    },
    VenueKind: {
        VenueKind.COMMUNITY: Bilingual("社区", "Community"),
        VenueKind.CAMPUS: Bilingual("院校", "Campus"),
        VenueKind.HALL: Bilingual("会场", "Hall"),
        VenueKind.STUDIO: Bilingual("演播室", "Studio"),
        VenueKind.SQUARE: Bilingual("广场", "Square"),
        VenueKind.BASE: Bilingual("创业基地", "Start-up base"),
        VenueKind.OTHER: Bilingual("其他", "Other"),
    },
    EventStatus: {
        EventStatus.DRAFT: Bilingual("草拟", "Draft"),
        EventStatus.PROPOSED: Bilingual("待审", "Proposed"),
        EventStatus.CONFIRMED: Bilingual("已定", "Confirmed"),
        EventStatus.CANCELLED: Bilingual("已取消", "Cancelled"),
        EventStatus.HELD: Bilingual("已举办", "Held"),
        EventStatus.NOT_HELD: Bilingual("未举办", "Not held"),
    },
    EventLevel: {
        EventLevel.CITY: Bilingual("市级", "City level"),
        EventLevel.DISTRICT: Bilingual("市区级", "District level"),
    },
    Visibility: {
        Visibility.INTERNAL: Bilingual("内部", "Internal"),
        Visibility.PUBLIC: Bilingual("公开", "Public"),
    },
    AssignmentRole: {
        AssignmentRole.GUEST: Bilingual("嘉宾", "Guest"),
        AssignmentRole.EXPERT: Bilingual("专家", "Expert"),
        AssignmentRole.STAFF: Bilingual("工作人员", "Staff"),
    },
    HolidayPolicy: {
        HolidayPolicy.SKIP: Bilingual("跳过", "Skip"),
        HolidayPolicy.EARLIER_WORKDAY: Bilingual("提前到上一个工作日", "Move to the working day before"),
        HolidayPolicy.LATER_WORKDAY: Bilingual("顺延到下一个工作日", "Move to the next working day"),
        HolidayPolicy.KEEP: Bilingual("照常", "Keep"),
    },
    Counted: {
        Counted.EVENTS: Bilingual("已举办场次", "Events held"),
        Counted.WEEKS: Bilingual("有活动的周数", "Weeks with an event"),
        Counted.DISTRICTS_BY_EVENT: Bilingual("举办过活动的市区数", "Districts with an event"),
        Counted.DISTRICTS_BY_MEASURE: Bilingual("已报数的市区数", "Districts that reported"),
        Counted.MEASURE: Bilingual("数量合计", "Sum of a measure"),
        Counted.SHARE: Bilingual("占比", "Share"),
        Counted.PER_EVENT: Bilingual("每场都符合", "Every event within limits"),
    },
    Comparison: {
        Comparison.AT_LEAST: Bilingual("不少于", "At least"),
        Comparison.EQUAL: Bilingual("等于", "Equal to"),
        Comparison.BETWEEN: Bilingual("介于", "Between"),
    },
    Period: {
        Period.YEAR: Bilingual("每年", "Per year"),
        Period.WEEK: Bilingual("每周", "Per week"),
        Period.WINDOW: Bilingual("活动期间", "In the activity's window"),
        Period.MONTH: Bilingual("当月", "In the month"),
        Period.ONCE: Bilingual("一次性", "Once"),
        Period.EVENT: Bilingual("每场", "Per event"),
    },
    CountLevel: {
        CountLevel.CITY: Bilingual("市级", "City"),
        CountLevel.DISTRICT: Bilingual("各市区分别", "Each district"),
        CountLevel.PROGRAMME: Bilingual("全市合计", "Whole programme"),
    },
    Standing: {
        Standing.REACHED: Bilingual("已完成", "Reached"),
        Standing.ON_PACE: Bilingual("按进度", "On pace"),
        Standing.BEHIND: Bilingual("落后", "Behind"),
        Standing.MISSED: Bilingual("未完成", "Missed"),
        Standing.NOT_STARTED: Bilingual("未开始", "Not started"),
        Standing.NO_FIGURES: Bilingual("尚无数据", "No figures yet"),
    },
    DeadlineAnchor: {
        DeadlineAnchor.ACTUAL_END: Bilingual("活动实际结束后", "After the recorded end"),
        DeadlineAnchor.FIXED_DAY: Bilingual("固定日期", "On a fixed day"),
        DeadlineAnchor.ANY_TIME: Bilingual("随时", "At any time"),
    },
    ReportStatus: {
        ReportStatus.DRAFT: Bilingual("草稿", "Draft"),
        ReportStatus.SUBMITTED: Bilingual("已提交", "Submitted"),
        ReportStatus.RETURNED: Bilingual("已退回", "Returned"),
        ReportStatus.ACCEPTED: Bilingual("已接收", "Accepted"),
    },
    DayKind: {
        DayKind.OFF: Bilingual("放假", "Holiday"),
        DayKind.WORK: Bilingual("调休上班", "Make-up workday"),
        DayKind.BLACKOUT: Bilingual("不宜安排", "Blackout"),
    },
    ClashKind: {
        ClashKind.VENUE: Bilingual("地点冲突", "Venue taken twice"),
        ClashKind.PERSON: Bilingual("人员冲突", "Person needed twice"),
        ClashKind.TEAM: Bilingual("工作组冲突", "Team needed twice"),
        ClashKind.VENUE_CLOSED: Bilingual("场地不开放", "Venue closed"),
        ClashKind.PERSON_AWAY: Bilingual("人员不在", "Person away"),
        ClashKind.CAPACITY: Bilingual("场地坐不下", "Venue too small"),
        ClashKind.HEADLINE: Bilingual("主要活动同日", "Two headline events in a day"),
        ClashKind.SATURATION: Bilingual("市区当天过密", "Too much in one district"),
        ClashKind.TOO_SOON: Bilingual("社区重复过近", "Same community too soon"),
        ClashKind.HOLIDAY: Bilingual("节假日", "Holiday"),
        ClashKind.WEEKEND: Bilingual("周末", "Weekend"),
        ClashKind.OUTSIDE_WINDOW: Bilingual("窗口之外", "Outside the window"),
        ClashKind.BLACKOUT: Bilingual("不宜安排", "Blackout"),
    },
    ClashLevel: {
        ClashLevel.BLOCKS: Bilingual("须处理", "Blocks"),
        ClashLevel.WARNS: Bilingual("提醒", "Warns"),
        ClashLevel.IGNORED: Bilingual("忽略", "Ignored"),
    },
    AvailabilityKind: {
        AvailabilityKind.OPEN: Bilingual("开放时间", "Open hours"),
        AvailabilityKind.CLOSED: Bilingual("不可用", "Not available"),
    },
    HalfDay: {
        HalfDay.MORNING: Bilingual("上午", "Morning"),
        HalfDay.AFTERNOON: Bilingual("下午", "Afternoon"),
        HalfDay.EVENING: Bilingual("晚间", "Evening"),
    },
    VenueChoice: {
        VenueChoice.ROTATE: Bilingual("按市区份额轮流", "In turn by district share"),
        VenueChoice.SPREAD: Bilingual("各处轮流", "Places in turn"),
        VenueChoice.OWN: Bilingual("本市区场地", "A place of the district"),
        VenueChoice.OPEN: Bilingual("以后再定", "Named later"),
    },
    RosterRule: {
        RosterRule.ORDER: Bilingual("按顺序", "In order"),
        RosterRule.LEAST_RECENT: Bilingual("最久未来者优先", "Least recently first"),
        RosterRule.WEIGHTED: Bilingual("按权重", "By weight"),
    },
    RosterTurnKind: {
        RosterTurnKind.SKIPPED: Bilingual("跳过", "Skipped"),
        RosterTurnKind.SWAPPED: Bilingual("对调", "Swapped"),
        RosterTurnKind.SUBSTITUTED: Bilingual("替补", "Substituted"),
    },
    PlanStatus: {
        PlanStatus.WAITING: Bilingual("等待中", "Waiting"),
        PlanStatus.RUNNING: Bilingual("计算中", "Running"),
        PlanStatus.DONE: Bilingual("已完成", "Done"),
        PlanStatus.STOPPED: Bilingual("已停止", "Stopped"),
        PlanStatus.FAILED: Bilingual("未完成", "Failed"),
        PlanStatus.APPLIED: Bilingual("已采用", "Applied"),
    },
    Role: {
        Role.ADMINISTRATOR: Bilingual("管理员", "Administrator"),
        Role.CITY_COORDINATOR: Bilingual("市级统筹", "City coordinator"),
        Role.DISTRICT_COORDINATOR: Bilingual("市区统筹", "District coordinator"),
        Role.DEPARTMENT_LIAISON: Bilingual("部门联络员", "Department liaison"),
        Role.READER: Bilingual("查阅", "Reader"),
    },
    CardKind: {
        CardKind.CLASHES: Bilingual("时间冲突", "Clashes"),
        CardKind.OVERDUE: Bilingual("逾期报送", "Overdue summaries"),
        CardKind.AWAITING: Bilingual("待登记", "To close out"),
        CardKind.BEHIND: Bilingual("落后于进度", "Behind pace"),
    },
    SubmissionState: {
        SubmissionState.OVERDUE: Bilingual("已逾期", "Overdue"),
        SubmissionState.DUE: Bilingual("待报送", "To submit"),
        SubmissionState.SUBMITTED: Bilingual("待接收", "Waiting for an answer"),
        SubmissionState.RETURNED: Bilingual("已退回", "Returned"),
        SubmissionState.ACCEPTED: Bilingual("已接收", "Accepted"),
    },
    FeedScope: {
        FeedScope.PROGRAMME: Bilingual("全部活动", "Whole programme"),
        FeedScope.ACTIVITY: Bilingual("单项活动", "One activity"),
        FeedScope.DISTRICT: Bilingual("单个市区", "One district"),
        FeedScope.MINE: Bilingual("与我有关", "My events"),
        FeedScope.DEADLINES: Bilingual("报送截止", "Due days"),
    },
}

# The one-letter marks of a calendar cell.
MARKS: Mapping[DayKind, Bilingual] = {
    DayKind.OFF: Bilingual("休", "off"),
    DayKind.WORK: Bilingual("班", "work"),
}


def label(member: StrEnum) -> Bilingual:
    """Return the words for one member of a closed set."""
    return LABELS[type(member)][member]


def choices(members: type[StrEnum], language: str) -> list[tuple[str, str]]:
    """Return value and word of every member, in order, as a select field takes them."""
    return [(member.value, label(member).in_language(language)) for member in members]

"""What each kind of clash means, in words for the page that decides how hard it is."""

from collections.abc import Mapping

from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind

MEANINGS: Mapping[ClashKind, Bilingual] = {
    ClashKind.VENUE: Bilingual("同一场地同一时间有两场活动。", "Two events need one venue at the same time."),
    ClashKind.PERSON: Bilingual(
        "同一个人同一时间有两场活动。", "Two events need one person at the same time."
    ),
    ClashKind.TEAM: Bilingual("同一工作组同一时间有两场活动。", "Two events need one team at the same time."),
    ClashKind.VENUE_CLOSED: Bilingual(
        "在场地的开放时间之外，或场地停用的时段里。", "Outside the venue's open hours, or while it is closed."
    ),
    ClashKind.PERSON_AWAY: Bilingual("嘉宾或专家那时不在。", "A guest or an expert is away then."),
    ClashKind.CAPACITY: Bilingual(
        "预计人数多于场地能容纳的人数。", "More people are expected than the venue seats."
    ),
    ClashKind.HEADLINE: Bilingual(
        "同一天有两场市级主要活动。", "Two headline events of the city begin on one day."
    ),
    ClashKind.SATURATION: Bilingual(
        "一个市区一天里的活动多于这个场数。", "A district has more events on one day than this many."
    ),
    ClashKind.TOO_SOON: Bilingual(
        "同一单位的同一项活动，隔不到这么多天又到同一个社区。",
        "One organisation brings one activity to the same community again within this many days.",
    ),
    ClashKind.HOLIDAY: Bilingual("在法定假期里。", "On a public holiday."),
    ClashKind.WEEKEND: Bilingual(
        "在周末，又不是调休上班日；常在周末举办的活动不算。",
        "On a weekend that is no make-up workday; activities usual on weekends are left out.",
    ),
    ClashKind.OUTSIDE_WINDOW: Bilingual("在活动期之前或之后。", "Before or after the activity's window."),
    ClashKind.BLACKOUT: Bilingual(
        "在日历上标为不宜安排的日子。", "On a day that the calendar marks as best avoided."
    ),
}
UNITS: Mapping[ClashKind, Bilingual] = {
    ClashKind.SATURATION: Bilingual("场", "events"),
    ClashKind.TOO_SOON: Bilingual("天", "days"),
}

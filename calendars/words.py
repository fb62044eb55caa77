"""The few words that only calendars say."""

from campaigns.core.wording import Bilingual
from campaigns.enums import ActivityKind

CANCELLED_TITLE = Bilingual("【取消】{title}", "[Cancelled] {title}")
DUE_TITLE = Bilingual("【截止】{title}", "[Due] {title}")
DUE = Bilingual("截止", "Due")

ACTIVITY_LINE = Bilingual("活动：{value}", "Activity: {value}")
CONTENT_LINE = Bilingual("内容：{value}", "What: {value}")
RESPONSIBLE_LINE = Bilingual("负责：{value}", "Responsible: {value}")
MATERIALS_LINE = Bilingual("材料：{value}", "Materials: {value}")
LINK_LINE = Bilingual("网页：{value}", "Page: {value}")
RULE_LINE = Bilingual("规定：{value}", "Rule: {value}")
ORGANISATIONS_LINE = Bilingual("单位：{value}", "Organisations: {value}")
DEPARTED_LINE = Bilingual("此项已不在本日历的范围内。", "This event has left the scope of this calendar.")

BASIS_LINE = Bilingual("依据：{title}（{number}）", "Basis: {title} ({number})")
LEFT_OUT_LINE = Bilingual(
    "另有 {count} 项无法写入日历，请在网页上查看。",
    "{count} more could not be written here; see the web page.",
)

PART_SEPARATOR = " · "
NAME_SEPARATOR = Bilingual("、", ", ")
ADDRESS_SEPARATOR = Bilingual("，", ", ")

ACTIVITY_KIND = {
    ActivityKind.CAMPAIGN: Bilingual("主题活动", "Campaign"),
    ActivityKind.SUPPORTING: Bilingual("配套活动", "Supporting activity"),
    ActivityKind.DUTY: Bilingual("日常工作", "Duty"),
}

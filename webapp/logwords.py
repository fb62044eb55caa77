"""The words of the whole change log: what each line is about, what was done, and the values in short."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, ClashLevel
from campaigns.labels import label
from campaigns.models.change import Change
from webapp import changelog
from webapp.forms.bulk import ACTS

KINDS: Mapping[str, Bilingual] = {
    "account": Bilingual("账号", "Account"),
    "activity": Bilingual("活动项目", "Activity"),
    "audience": Bilingual("受众", "Audience"),
    "availability": Bilingual("开放时间", "Open hours"),
    "bulk": Bilingual("批量修改", "Bulk change"),
    "calendar_year": Bilingual("工作日历", "Working calendar"),
    "clash_rule": Bilingual("冲突规则", "Clash rules"),
    "edition": Bilingual("年度计划", "Edition"),
    "event": Bilingual("场次", "Event"),
    "feed_address": Bilingual("日历订阅", "Calendar feed"),
    "figure": Bilingual("填报数字", "Figure"),
    "measure": Bilingual("指标", "Measure"),
    "obligation": Bilingual("报送", "Summary"),
    "organisation": Bilingual("机构", "Organisation"),
    "person": Bilingual("人员", "Person"),
    "requirement": Bilingual("要求数", "Required count"),
    "roster": Bilingual("排班表", "Roster"),
    "series": Bilingual("系列", "Series"),
    "venue": Bilingual("场地", "Venue"),
}
VERBS: Mapping[str, Bilingual] = {
    "accepted": Bilingual("接收", "accepted"),
    "added": Bilingual("新增", "added"),
    **{f"bulk_{act}": words for act, words in ACTS.items()},
    "changed": Bilingual("修改", "changed"),
    "confirmed": Bilingual("确认", "confirmed"),
    "copied": Bilingual("由上一年建立", "made from another year"),
    "created": Bilingual("建立", "created"),
    "day_cleared": Bilingual("恢复平常日", "made ordinary"),
    "days_set": Bilingual("设定日期", "days entered"),
    "ended": Bilingual("记录结束", "recorded the end"),
    "hours_added": Bilingual("新增开放或停用时间", "hours added"),
    "hours_import_undone": Bilingual("撤销导入的日历", "calendar import undone"),
    "hours_imported": Bilingual("导入日历文件", "calendar file imported"),
    "hours_removed": Bilingual("删除开放或停用时间", "hours removed"),
    "filled": Bilingual("排班", "filled"),
    "made": Bilingual("建立", "made"),
    "password_changed": Bilingual("更换密码", "password changed"),
    "put_back": Bilingual("补上", "put back"),
    "recorded": Bilingual("填报", "recorded"),
    "renamed": Bilingual("更名", "renamed"),
    "returned": Bilingual("退回", "returned"),
    "revoked": Bilingual("停用", "revoked"),
    "seeded": Bilingual("预置", "seeded"),
    "skipped": Bilingual("跳过", "skipped a turn"),
    "submitted": Bilingual("提交", "submitted"),
    "substituted": Bilingual("替补", "substituted"),
    "swapped": Bilingual("对调", "swapped"),
    "unconfirmed": Bilingual("取消确认", "unconfirmed"),
    "withdrawn": Bilingual("撤回", "withdrawn"),
    "written": Bilingual("撰写", "written"),
}
FIELDS: Mapping[str, Bilingual] = {
    "actual_end_on": Bilingual("实际结束日", "Recorded end"),
    "address": Bilingual("地址", "Address"),
    "amount": Bilingual("数量", "Amount"),
    "capacity": Bilingual("容纳人数", "Capacity"),
    "changes": Bilingual("逐条记录", "Lines"),
    "code": Bilingual("代号", "Code"),
    "colour": Bilingual("颜色", "Colour"),
    "competence": Bilingual("专长", "Competence"),
    "default_level": Bilingual("默认级别", "Default level"),
    "default_minutes": Bilingual("默认时长", "Default length"),
    "default_start": Bilingual("默认开始", "Default start"),
    "display_name": Bilingual("姓名", "Name"),
    "ends_on": Bilingual("截止日", "Last day"),
    "events": Bilingual("场次", "Events"),
    "from_year": Bilingual("来自年度", "From the year"),
    "guests": Bilingual("嘉宾", "Guests"),
    "holiday_policy": Bilingual("遇法定节假日", "On holidays"),
    "is_active": Bilingual("在用", "Active"),
    "is_confirmed": Bilingual("已确认", "Confirmed"),
    "is_focus": Bilingual("重点人群", "Focus group"),
    "is_typed": Bilingual("按期填报", "Typed in"),
    "is_whole": Bilingual("只记整数", "Whole numbers"),
    "kind": Bilingual("类别", "Kind"),
    "measures": Bilingual("登记时询问的指标", "Measures asked"),
    "members": Bilingual("成员", "Members"),
    "min_gap": Bilingual("相隔期数", "Slots apart"),
    "minutes": Bilingual("时长（分钟）", "Minutes"),
    "name_en": Bilingual("英文名称", "English name"),
    "name_zh": Bilingual("中文名称", "Chinese name"),
    "names": Bilingual("历年名称", "Names"),
    "organisation": Bilingual("单位", "Organisation"),
    "organisation_id": Bilingual("单位编号", "Organisation number"),
    "original_on": Bilingual("规则日期", "Date of the rule"),
    "parent_id": Bilingual("上级编号", "Parent number"),
    "per_slot_max": Bilingual("每期至多", "Most a slot"),
    "per_slot_min": Bilingual("每期至少", "Fewest a slot"),
    "position": Bilingual("次序", "Position"),
    "preset": Bilingual("方案", "Preset"),
    "reading_en": Bilingual("英文口径", "English reading"),
    "reading_zh": Bilingual("中文口径", "Chinese reading"),
    "role": Bilingual("角色", "Role"),
    "rule": Bilingual("规则", "Rule"),
    "scope": Bilingual("范围", "Scope"),
    "short_en": Bilingual("英文简称", "English short name"),
    "short_zh": Bilingual("中文简称", "Chinese short name"),
    "slug": Bilingual("代号", "Short code"),
    "source": Bilingual("依据", "Source"),
    "start": Bilingual("开始时间", "Start"),
    "starts_on": Bilingual("开始日", "First day"),
    "street": Bilingual("街道（镇）", "Street or town"),
    "target": Bilingual("要求数", "Target"),
    "target_max": Bilingual("上限", "Upper limit"),
    "text_en": Bilingual("英文表述", "English wording"),
    "text_zh": Bilingual("中文表述", "Chinese wording"),
    "title": Bilingual("名称", "Title"),
    "topics": Bilingual("主题", "Topics"),
    "topics_max": Bilingual("主题至多", "Most topics"),
    "unit_en": Bilingual("英文单位", "English unit"),
    "unit_zh": Bilingual("单位", "Unit"),
    "file_name": Bilingual("文件", "File"),
    "spans_added": Bilingual("新增时段", "Times added"),
    "spans_changed": Bilingual("更改时段", "Times changed"),
    "spans_undone": Bilingual("撤销时段", "Times undone"),
    "first_on": Bilingual("第一天", "First day"),
    "last_on": Bilingual("最后一天", "Last day"),
    "weekday": Bilingual("星期（一为0）", "Weekday (Monday is 0)"),
    "start_minute": Bilingual("从第几分钟", "From minute"),
    "end_minute": Bilingual("到第几分钟", "To minute"),
    "name": Bilingual("事由", "Reason"),
    "username": Bilingual("用户名", "User name"),
    "venue_kind": Bilingual("场地类型", "Kind of venue"),
    "weekend_is_usual": Bilingual("常在周末", "Often on weekends"),
    "window_end_on": Bilingual("活动期结束", "Window end"),
    "window_start_on": Bilingual("活动期开始", "Window start"),
    "year": Bilingual("年度", "Year"),
}
# What undo needs and nobody reads, and what a copy of a year has a page of its own for.
UNTOLD = frozenset(
    {"creation_key", "decisions", "summary", "event_lines", "turns", "changed_spans", "uid", "recurrence_on"}
)
YES, NO = Bilingual("是", "yes"), Bilingual("否", "no")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class PlainValue:
    """One value of a line; ``before`` is None where nothing stood."""

    name: Bilingual
    before: Bilingual | None
    after: Bilingual


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One line of the log as the settings show it."""

    at: datetime
    who: str
    kind: Bilingual
    subject_kind: str
    subject_id: int
    verb: Bilingual
    reason: str
    values: tuple[PlainValue, ...]


def plain_lines(changes: Iterable[Change]) -> tuple[PlainLine, ...]:
    """Return lines in words."""
    return tuple(
        PlainLine(
            at=change.at,
            who=change.actor_name,
            kind=KINDS.get(change.subject_kind, Bilingual(change.subject_kind)),
            subject_kind=change.subject_kind,
            subject_id=change.subject_id,
            verb=VERBS.get(change.verb) or changelog.VERBS.get(change.verb, Bilingual(change.verb)),
            reason=change.reason,
            values=tuple(_value(change, key) for key in change.after if key not in UNTOLD),
        )
        for change in changes
    )


def _value(change: Change, key: str) -> PlainValue:
    if change.subject_kind == "clash_rule":
        return PlainValue(label(ClashKind(key)), _level(change.before.get(key)), _level(change.after[key]))
    name = FIELDS.get(key) or changelog.FIELDS.get(key, Bilingual(key))
    before = _in_words(change.before[key]) if key in change.before else None
    return PlainValue(name, before, _in_words(change.after[key]))


def _level(told: Any) -> Bilingual:
    level, _space, amount = str(told).partition(" ")
    words = label(ClashLevel(level))
    return Bilingual(f"{words.zh} {amount}".strip(), f"{words.en} {amount}".strip())


def _in_words(value: Any) -> Bilingual:
    if isinstance(value, bool):
        return YES if value else NO
    if value in (None, ""):
        return changelog.EMPTY
    text = str(value)
    return Bilingual(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")

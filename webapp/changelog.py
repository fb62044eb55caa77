"""The change log in words: who did what and when, each value before and after, and what can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel, EventStatus, Visibility
from campaigns.labels import label
from campaigns.models.change import Change
from campaigns.operations.undo import is_undoable
from campaigns.queries.frames import Frame

EMPTY = Bilingual("（空）", "(empty)")
VERBS: Mapping[str, Bilingual] = {
    "scheduled": Bilingual("新增", "added"),
    "edited": Bilingual("修改", "edited"),
    "moved": Bilingual("改期", "moved"),
    "cancelled": Bilingual("取消", "cancelled"),
    "restored": Bilingual("恢复", "restored"),
    "closed_out": Bilingual("登记", "closed out"),
    "reopened": Bilingual("重新打开", "reopened"),
    "undone": Bilingual("撤销", "undone"),
}
FIELDS: Mapping[str, Bilingual] = {
    "activity_id": Bilingual("活动", "Activity"),
    "title_zh": Bilingual("名称", "Title"),
    "title_en": Bilingual("英文名称", "English title"),
    "starts_at": Bilingual("开始", "Start"),
    "ends_at": Bilingual("结束", "End"),
    "is_all_day": Bilingual("全天", "All day"),
    "venue_id": Bilingual("场地", "Venue"),
    "place": Bilingual("地点", "Place"),
    "host_id": Bilingual("主办单位", "Host"),
    "district_id": Bilingual("市区", "District"),
    "is_pinned": Bilingual("固定", "Pinned"),
    "level": Bilingual("级别", "Level"),
    "status": Bilingual("状态", "Status"),
    "visibility": Bilingual("公开范围", "Visibility"),
    "description": Bilingual("说明", "Description"),
    "materials": Bilingual("物资", "Materials"),
    "responsible": Bilingual("责任岗位", "Responsible function"),
    "expected_people": Bilingual("预计人数", "People expected"),
    "is_headline": Bilingual("主要活动", "Headline event"),
    "cancel_reason": Bilingual("取消原因", "Reason for cancelling"),
    "people": Bilingual("参加人数", "People"),
    "visits": Bilingual("人次", "Visits"),
}
# The local day follows from the start and is not told twice.
UNTOLD = frozenset({"local_day"})


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One value before and after, in words; ``before`` is None where nothing was recorded before."""

    name: Bilingual
    before: Bilingual | None
    after: Bilingual


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log as a page shows it."""

    id: int
    at: datetime
    who: str
    verb: Bilingual
    reason: str
    values: tuple[ChangedValue, ...]
    is_undoable: bool


@dataclass(frozen=True)
class Wording:
    """What turns stored values into words: the frame, and names of venues, measures and audiences."""

    frame: Frame
    venue_names: Mapping[int, Bilingual] = field(default_factory=dict)
    number_names: Mapping[str, Bilingual] = field(default_factory=dict)

    def name_of(self, key: str) -> Bilingual:
        """Return the words for a column or a code."""
        return FIELDS.get(key) or self.number_names.get(key) or Bilingual(key)

    def value_of(self, key: str, value: Any) -> Bilingual:
        """Return a logged value in words."""
        if value in (None, ""):
            return EMPTY
        match key:
            case "starts_at" | "ends_at":
                return self._instant(datetime.fromisoformat(value))
            case "activity_id":
                return self.frame.activities[value].short
            case "host_id" | "district_id":
                return self.frame.organisations[value].short
            case "venue_id":
                return self.venue_names.get(value, Bilingual(str(value)))
            case "is_all_day" | "is_pinned":
                return Bilingual("是", "yes") if value else Bilingual("否", "no")
            case "level" | "status" | "visibility":
                kinds = {"level": EventLevel, "status": EventStatus, "visibility": Visibility}
                return label(kinds[key](value))
        return Bilingual(str(value))

    def _instant(self, at: datetime) -> Bilingual:
        local = at.astimezone(ZoneInfo(self.frame.edition.zone))
        weekday = "一二三四五六日"[local.weekday()]
        clock = f"{local.hour}:{local:%M}"
        return Bilingual(
            f"{local.year}年{local.month}月{local.day}日（周{weekday}）{clock}", f"{local:%Y-%m-%d} {clock}"
        )


def log_lines(changes: Iterable[Change], wording: Wording, *, may_change: bool) -> tuple[LogLine, ...]:
    """Return the lines newest first; one can be taken back while nothing later has touched the same values."""
    touched: set[str] = set()
    lines = []
    for change in changes:
        untouched = touched.isdisjoint(change.after)
        lines.append(
            LogLine(
                id=change.id or 0,
                at=change.at,
                who=change.actor_name,
                verb=VERBS.get(change.verb, Bilingual(change.verb)),
                reason=change.reason,
                values=changed_values(change, wording),
                is_undoable=may_change and untouched and is_undoable(change),
            )
        )
        touched |= set(change.after)
    return tuple(lines)


def changed_values(change: Change, wording: Wording) -> tuple[ChangedValue, ...]:
    """Return the values of a line in words; what a new event began with is on its page and not repeated."""
    if change.verb == "scheduled":
        return ()
    return tuple(
        ChangedValue(
            wording.name_of(key),
            wording.value_of(key, change.before[key]) if key in change.before else None,
            wording.value_of(key, value),
        )
        for key, value in change.after.items()
        if key not in UNTOLD
    )

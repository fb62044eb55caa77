"""The words of a series' change: what becomes of an event, and why one is left alone."""

from collections.abc import Mapping

from campaigns.core.recurrence.changes import StepKind
from campaigns.core.recurrence.standing import Protection
from campaigns.core.wording import Bilingual

SAID: Mapping[str, Bilingual] = {
    StepKind.KEEP: Bilingual("不变", "Unchanged"),
    StepKind.CHANGE: Bilingual("变动", "Changes"),
    StepKind.ADD: Bilingual("新增", "New"),
    StepKind.RESTORE: Bilingual("恢复", "Comes back"),
    StepKind.CANCEL: Bilingual("取消", "Cancelled"),
    StepKind.LEAVE: Bilingual("不动", "Left alone"),
    StepKind.SKIP: Bilingual("不排", "Not held"),
    Protection.DROPPED: Bilingual("随系列取消", "cancelled with its series"),
    Protection.HELD: Bilingual("已登记", "closed out"),
    Protection.CANCELLED: Bilingual("已单独取消", "cancelled by itself"),
    Protection.PAST: Bilingual("时间已过", "already past"),
    Protection.PINNED: Bilingual("已钉住", "pinned"),
    Protection.EDITED: Bilingual("已单独改过", "edited by itself"),
    Protection.NOT_YOURS: Bilingual("不归您改", "not yours to change"),
}

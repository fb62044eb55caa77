"""Which steps events and reports may take, and what is locked meanwhile."""

from campaigns.core.wording import Bilingual
from campaigns.enums import EventStatus, ReportStatus
from campaigns.errors import Problem

E, R = EventStatus, ReportStatus

EVENT_STEPS: dict[EventStatus, frozenset[EventStatus]] = {
    E.DRAFT: frozenset({E.PROPOSED, E.CONFIRMED, E.CANCELLED}),
    E.PROPOSED: frozenset({E.DRAFT, E.CONFIRMED, E.CANCELLED, E.HELD, E.NOT_HELD}),
    E.CONFIRMED: frozenset({E.DRAFT, E.PROPOSED, E.CANCELLED, E.HELD, E.NOT_HELD}),
    E.CANCELLED: frozenset({E.DRAFT, E.PROPOSED, E.CONFIRMED}),
    E.HELD: frozenset({E.CONFIRMED}),
    E.NOT_HELD: frozenset({E.CONFIRMED}),
}
REPORT_STEPS: dict[ReportStatus | None, frozenset[ReportStatus]] = {
    None: frozenset({R.DRAFT}),
    R.DRAFT: frozenset({R.SUBMITTED}),
    R.SUBMITTED: frozenset({R.RETURNED, R.ACCEPTED}),
    R.RETURNED: frozenset({R.SUBMITTED}),
    R.ACCEPTED: frozenset(),
}
LOCKED = frozenset({E.HELD, E.NOT_HELD})


def is_locked(status: EventStatus) -> bool:
    """Tell whether a close-out locks the event."""
    return status in LOCKED


def check_editable(status: EventStatus) -> list[Problem]:
    """Return why an event in this state cannot be edited, moved, cancelled or closed out."""
    if is_locked(status):
        message = Bilingual(
            "这场活动已登记，内容已锁定；要修改请先写明原因重新打开。",
            "This event is closed out and locked; reopen it with a reason to change it.",
        )
        return [Problem("", message)]
    if status is EventStatus.CANCELLED:
        message = Bilingual(
            "这场活动已取消；要修改请先恢复。", "This event is cancelled; restore it to change it."
        )
        return [Problem("", message)]
    return []


def check_event_step(before: EventStatus, after: EventStatus, *, reason: str = "") -> list[Problem]:
    """Return why an event cannot go from one state to another; cancelling and reopening need a reason."""
    if after not in EVENT_STEPS[before]:
        message = Bilingual("当前状态下不能这样改。", "An event in its present state cannot take this step.")
        return [Problem("status", message)]
    if reason.strip():
        return []
    if after is EventStatus.CANCELLED:
        return [Problem("reason", Bilingual("请写明取消的原因。", "Say why it is cancelled."))]
    if is_locked(before):
        return [Problem("reason", Bilingual("请写明重新打开的原因。", "Say why it is reopened."))]
    return []


def check_report_step(
    before: ReportStatus | None,
    after: ReportStatus,
    *,
    account_id: int,
    submitted_by: int | None = None,
    reason: str = "",
) -> list[Problem]:
    """Return why a report cannot take a step; nobody accepts what the same account submitted."""
    if after not in REPORT_STEPS[before]:
        message = Bilingual(
            "当前状态下不能这样办理。", "A report in its present state cannot take this step."
        )
        return [Problem("status", message)]
    if after is ReportStatus.RETURNED and not reason.strip():
        return [Problem("reason", Bilingual("请写明退回的原因。", "Say why it is returned."))]
    if after is ReportStatus.ACCEPTED and account_id == submitted_by:
        message = Bilingual(
            "自己提交的总结不能由自己接收，请由他人办理。",
            "You submitted this summary yourself, so somebody else has to accept it.",
        )
        return [Problem("", message)]
    return []

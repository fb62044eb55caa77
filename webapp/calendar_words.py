"""What the calendar's scripts need to know: addresses, the days shown, and the words they say."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from campaigns.enums import EventStatus
from campaigns.queries.events import AWAITING
from campaigns.queries.frames import Frame
from campaigns.queries.schedules import CLASHING
from webapp.assets import asset_url
from webapp.calendar_spans import ShownSpan
from webapp.clock import now
from webapp.filters import label
from webapp.forms.filters import Shown
from webapp.i18n import html_language

SCRIPTS = ("temporal-polyfill.js", "fullcalendar.js", "fullcalendar-theme.js")
STYLES = ("fullcalendar.css", "fullcalendar-theme.css", "fullcalendar-palette.css")
FILTERS = ("activity", "district", "organisation", "status", "text")


def settings_of(frame: Frame, shown: Shown, span: ShownSpan, *, may_add: bool) -> dict[str, Any]:
    """Return the settings of the calendar that can be dragged in."""
    year = frame.edition.year
    chosen = asdict(shown)
    scripts = SCRIPTS if html_language() == "en" else (*SCRIPTS, "fullcalendar-zh-cn.js")
    return {
        "view": span.view,
        "day": span.day.isoformat(),
        "first": span.first.isoformat(),
        "until": (span.last + timedelta(days=1)).isoformat(),
        "zone": frame.edition.zone,
        "now": now().isoformat(),
        "language": html_language(),
        "events": f"/api/v1/{year}/events",
        "days": f"/api/v1/{year}/days",
        "year": year,
        "mayAdd": may_add,
        "filters": {name: chosen[name] for name in FILTERS if chosen[name]},
        "scripts": [asset_url(f"vendor/{name}") for name in scripts],
        "styles": [asset_url(f"vendor/{name}") for name in STYLES],
    }


def words_of() -> dict[str, str]:
    """Return the words that scripts say, in the current language."""
    return {
        "allDay": _("全天"),
        "clash": _("冲突："),
        "moved": _("已改期到"),
        "undo": _("撤销"),
        "undone": _("已撤销，放回原处。"),
        "failed": _("没有保存，已放回原处。请检查网络后再试。"),
        "back": _("已放回原处。"),
        "more": _("另有 {number} 场"),
        "unloaded": _("活动没有载入，请刷新页面。"),
    }


def statuses() -> list[tuple[str, str]]:
    """Return the states a filter offers, the computed ones last."""
    stored = [(status.value, label(status)) for status in EventStatus]
    return [*stored, (AWAITING, _("待登记")), (CLASHING, _("有冲突"))]

"""The entries of the bar: one line each, the same on every page."""

from dataclasses import dataclass

from flask import Flask, g, request
from flask_babel import lazy_gettext as _l

from campaigns.queries.frames import list_years
from webapp.auth import find_person
from webapp.clock import today
from webapp.db import get_session


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry; ``section`` is what a page sets to have it marked, ``address`` is filled with the year."""

    section: str
    words: str
    address: str
    icon: str = ""


TOP = (
    Entry("overview", _l("总览"), "/{year}"),
    Entry("calendar", _l("日历"), "/{year}/calendar"),
    Entry("activities", _l("活动"), "/{year}/activities"),
    Entry("reports", _l("报送"), "/{year}/reports"),
    Entry("resources", _l("资源"), "/{year}/venues"),
    Entry("settings", _l("设置"), "/settings"),
)
# What is done standing: on a phone at the bottom, within reach of a thumb.
BOTTOM = (
    Entry("overview", _l("总览"), "/{year}", "board"),
    Entry("calendar", _l("日历"), "/{year}/calendar", "calendar"),
    Entry("closeouts", _l("登记"), "/{year}/closeouts", "tick"),
    Entry("reports", _l("报送"), "/{year}/reports", "send"),
)


def init_navigation(app: Flask) -> None:
    """Offer the bar to templates."""
    app.jinja_env.globals.update(bar_top=TOP, bar_bottom=BOTTOM, bar_year=bar_year)


def bar_year() -> int:
    """Return the year the bar leads to: the page's own, else the living one."""
    year = (request.view_args or {}).get("year")
    return int(year) if year is not None else living_year() or today().year


def living_year() -> int | None:
    """Return the newest year that has begun, else the nearest to come; None where there is no edition yet."""
    if "living_year" not in g:
        years = list_years(get_session()) if find_person() else ()
        begun = [year for year in years if year <= today().year]
        g.living_year = max(begun) if begun else min(years, default=None)
    year: int | None = g.living_year
    return year

"""The working calendar of a year: its holidays, make-up workdays and blackouts, entered and confirmed."""

from calendar import Calendar
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.dayrows import read_days
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import DayKind
from campaigns.operations.calendar_days import clear_calendar_day, confirm_calendar_year, set_calendar_days
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.settings import find_calendar_year, list_edition_codes
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.filters import WEEKDAYS_EN, WEEKDAYS_ZH
from webapp.forms.working_days import ConfirmForm, DayForm, PasteForm
from webapp.i18n import ENGLISH, language, local
from webapp.notices import announce

blueprint = Blueprint("settings_calendar", __name__)

# One letter each, because a cell of a year's view has no room for a word; the legend tells the words.
MARKS = {
    DayKind.OFF: Bilingual("休", "H"),
    DayKind.WORK: Bilingual("班", "W"),
    DayKind.BLACKOUT: Bilingual("避", "B"),
}


@blueprint.get("/settings/calendar/<int(min=1990, max=2199):year>")
def show(year: int) -> ResponseReturnValue:
    """Show a year, and the forms that change it; ``day`` in the address fills the form of one day."""
    return _page(year)


@blueprint.post("/settings/calendar/<int(min=1990, max=2199):year>/day")
def day(year: int) -> ResponseReturnValue:
    """Enter one day, or make it ordinary again."""
    session, form = get_session(), _day_form(year)
    if form.validate_on_submit():
        with form.reporting():
            row, version = form.row(), form.version.data
            if row is None:
                clear_calendar_day(
                    session,
                    year,
                    form.day.data or date(year, 1, 1),
                    version=version,
                    actor=get_actor(),
                    now=now(),
                )
            else:
                set_calendar_days(session, year, [row], version=version, actor=get_actor(), now=now())
            return _saved(year)
    return _page(year, day_form=form)


@blueprint.post("/settings/calendar/<int(min=1990, max=2199):year>/lines")
def paste(year: int) -> ResponseReturnValue:
    """Preview pasted lines, then enter them, all or none."""
    session, form = get_session(), PasteForm()
    codes = frozenset(code for code, _name in list_edition_codes(session, year))
    preview = None
    if form.validate_on_submit():
        preview = read_days(form.lines.data, year, codes)
        if not preview.problems and "save" in request.form:
            with form.reporting():
                set_calendar_days(
                    session, year, preview.rows, version=form.version.data, actor=get_actor(), now=now()
                )
                return _saved(year)
        elif preview.problems:
            form.refuse(_("有的行看不懂，什么都没有保存。"), form.lines)
    return _page(year, paste_form=form, preview=preview)


@blueprint.post("/settings/calendar/<int(min=1990, max=2199):year>/confirm")
def confirm(year: int) -> ResponseReturnValue:
    """Confirm the year with the notice it follows."""
    session, form = get_session(), ConfirmForm()
    if form.validate_on_submit():
        with form.reporting():
            source, is_confirmed, version = form.source.data or "", form.is_confirmed.data, form.version.data
            confirm_calendar_year(
                session,
                year,
                source,
                is_confirmed=is_confirmed,
                version=version,
                actor=get_actor(),
                now=now(),
            )
            return _saved(year)
    return _page(year, confirm_form=form)


def _saved(year: int) -> ResponseReturnValue:
    get_session().commit()
    announce(_("%(year)s年工作日历已保存。", year=year))
    return redirect(f"/settings/calendar/{year}", 303)


def _day_form(year: int, **data: Any) -> DayForm:
    form = DayForm(formdata=None, data=data) if data else DayForm()
    form.offer([(code, f"{code} {local(name)}") for code, name in list_edition_codes(get_session(), year)])
    return form


def standing_day(calendar: WorkCalendar, day: date | None) -> dict[str, Any]:
    """Return what the form of one day begins with: the day as it stands, a holiday where it is an ordinary one."""
    if day is None:
        return {"day": None, "kind": DayKind.OFF}
    blackouts = calendar.blackout_rows.get(day, ())
    kind = calendar.mark(day) or (DayKind.BLACKOUT if blackouts else DayKind.OFF)
    name = calendar.name_of(day) or (blackouts[0].name if blackouts else Bilingual(""))
    codes = sorted(blackouts[0].activity_codes) if blackouts else []
    return {"day": day, "kind": kind, "name_zh": name.zh, "name_en": name.en, "activities": codes}


def _page(year: int, *, preview: Any = None, **posted: Any) -> ResponseReturnValue:
    session = get_session()
    standing = find_calendar_year(session, year)
    calendar = get_work_calendar(session, year)
    chosen = standing_day(calendar, request.args.get("day", type=date.fromisoformat))
    forms = {
        "day_form": posted.get("day_form") or _day_form(year, version=standing.version, **chosen),
        "paste_form": posted.get("paste_form")
        or PasteForm(formdata=None, data={"version": standing.version}),
        "confirm_form": posted.get("confirm_form") or ConfirmForm(formdata=None, data=standing.model_dump()),
    }
    status = max((form.status for form in posted.values()), default=200)
    page = render_template(
        "settings_calendar/show.html",
        year=year,
        standing=standing,
        calendar=calendar,
        preview=preview,
        marks=MARKS,
        weeks_of=Calendar().monthdatescalendar,
        weekday_letters=WEEKDAYS_EN if language() == ENGLISH else WEEKDAYS_ZH,
        **forms,
    )
    return page, status

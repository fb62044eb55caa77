"""The working calendar of a year: its holidays, make-up workdays and blackouts, entered and confirmed."""

from calendar import Calendar
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.blackouts import BlackoutSpan, blackout_rows, blackout_spans
from campaigns.core.dayrows import ReadDays, read_days
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import DayKind
from campaigns.errors import NotFound
from campaigns.models.workday import CalendarYear
from campaigns.operations.calendar_days import (
    clear_blackout,
    clear_calendar_day,
    confirm_calendar_year,
    set_calendar_days,
)
from campaigns.operations.workdays import PROVISIONAL, seed_calendar_year
from campaigns.queries.changes import find_last_change_id
from campaigns.queries.impacts import (
    PlanImpact,
    find_plan_impact,
    find_unsettled_change_id,
    get_calendar_before,
)
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.settings import find_calendar_year, list_edition_codes
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.event_notices import warn_of
from webapp.filters import WEEKDAYS_EN, WEEKDAYS_ZH
from webapp.forms.filters import find_day
from webapp.forms.moves import VersionForm
from webapp.forms.working_days import BlackoutForm, ConfirmForm, DayForm, PasteForm
from webapp.i18n import ENGLISH, language, local
from webapp.notices import announce

blueprint = Blueprint("settings_calendar", __name__)

YEAR = "/settings/calendar/<int(min=1990, max=2199):year>"

# One letter each, because a cell of a year's view has no room for a word; the legend tells the words.
MARKS = {
    DayKind.OFF: Bilingual("休", "H"),
    DayKind.WORK: Bilingual("班", "W"),
    DayKind.BLACKOUT: Bilingual("避", "B"),
}


@blueprint.get(YEAR)
def show(year: int) -> ResponseReturnValue:
    """Show a year, and the forms that change it; ``day`` in the address fills the form of one day."""
    return _page(year)


@blueprint.post(f"{YEAR}/day")
def day(year: int) -> ResponseReturnValue:
    """Enter one day, or make it ordinary again."""
    session, form = get_session(), DayForm()
    form.offer(_activity_choices(year))
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


@blueprint.post(f"{YEAR}/lines")
def paste(year: int) -> ResponseReturnValue:
    """Preview pasted or uploaded lines with what they hit, then enter them, all or none."""
    session, form, preview = get_session(), PasteForm(), None
    codes = frozenset(code for code, _name in list_edition_codes(session, year))
    form.take_file()
    if not form.errors and form.validate_on_submit():
        preview = read_days(form.lines.data or "", year, codes)
        if not preview.problems and "save" in request.form:
            with form.reporting():
                set_calendar_days(session, year, preview.rows, version=form.version.data, actor=get_actor(),
                                  now=now(), is_whole_notice=form.is_whole_notice.data)  # fmt: skip
                return _saved(year)
        elif preview.problems:
            form.refuse(_("有的行看不懂，什么都没有保存。"), form.lines)
    return _page(year, paste_form=form, preview=preview)


@blueprint.post(f"{YEAR}/blackouts")
def blackout(year: int) -> ResponseReturnValue:
    """Add days to keep free, as a span."""
    session, form = get_session(), BlackoutForm()
    form.offer(_activity_choices(year))
    span = form.span(year) if form.validate_on_submit() else None
    if span is not None:
        with form.reporting():
            rows = blackout_rows(span)
            set_calendar_days(session, year, rows, version=form.version.data, actor=get_actor(), now=now())
            return _saved(year)
    return _page(year, blackout_form=form)


@blueprint.post(f"{YEAR}/blackouts/delete")
def free(year: int) -> ResponseReturnValue:
    """Take a blackout off its days."""
    session, form = get_session(), VersionForm()
    spans = blackout_spans(get_work_calendar(session, year).blackout_rows)
    span = next((one for one in spans if span_key(one) == request.form.get("span")), None)
    if span is None:
        raise NotFound("blackout", request.form.get("span", ""))
    if form.validate_on_submit():
        with form.reporting():
            clear_blackout(session, year, span, version=form.version.data, actor=get_actor(), now=now())
            return _saved(year)
    warn_of(form)
    return redirect(f"/settings/calendar/{year}", 303)


@blueprint.post(f"{YEAR}/seed")
def seed(year: int) -> ResponseReturnValue:
    """Enter the days of a year that nobody has entered: its notice where it is known, else the statutory days."""
    seed_calendar_year(get_session(), year, now=now())
    return _saved(year)


@blueprint.post(f"{YEAR}/confirm")
def confirm(year: int) -> ResponseReturnValue:
    """Confirm the year with the notice it follows, after showing what its days hit since it was provisional."""
    session, form = get_session(), ConfirmForm()
    if form.validate_on_submit():
        since = find_unsettled_change_id(session, year) if form.is_confirmed.data else None
        hit = impact_since(year, since) if since else PlanImpact()
        if hit.hits and form.source.data and "agreed" not in request.form:
            return render_template("settings_calendar/confirm.html", year=year, form=form, impact=hit)
        with form.reporting():
            source, is_confirmed, version = form.source.data or "", form.is_confirmed.data, form.version.data
            confirm_calendar_year(session, year, source, is_confirmed=is_confirmed, version=version,
                                  actor=get_actor(), now=now())  # fmt: skip
            return _saved(year, since=since)
    return _page(year, confirm_form=form)


def impact_since(year: int, change_id: int) -> PlanImpact:
    """Return what has been hit by every change of the year's days from one line of the log on."""
    session = get_session()
    before, after = get_calendar_before(session, year, change_id), get_work_calendar(session, year)
    return find_plan_impact(session, year, before, after, actor=get_actor(), now=now())


def span_key(span: BlackoutSpan) -> str:
    """Return what a form sends for a blackout: its days and its name."""
    return f"{span.first}/{span.last}/{span.name.zh}"


def _saved(year: int, *, since: int | None = None) -> ResponseReturnValue:
    """Commit, and lead to the events that are hit where there are any."""
    session = get_session()
    changed = since or find_last_change_id(session, "calendar_year", year)
    hits = impact_since(year, changed).hits if changed else 0
    session.commit()
    announce(_("%(year)s年工作日历已保存。", year=year))
    return redirect(
        f"/settings/calendar/{year}/impact?since={changed}" if hits else f"/settings/calendar/{year}", 303
    )


def _activity_choices(year: int) -> list[tuple[str, str]]:
    codes = list_edition_codes(get_session(), year)
    return [(code, f"{code} {local(name)}") for code, name in codes]


def standing_day(calendar: WorkCalendar, day: date | None) -> dict[str, Any]:
    """Return what the form of one day begins with: the day as it stands, a holiday where it is an ordinary one."""
    if day is None:
        return {"day": None, "kind": DayKind.OFF}
    blackouts = calendar.blackout_rows.get(day, ())
    kind = calendar.mark(day) or (DayKind.BLACKOUT if blackouts else DayKind.OFF)
    name = calendar.name_of(day) or (blackouts[0].name if blackouts else Bilingual(""))
    codes = sorted(blackouts[0].activity_codes) if blackouts else []
    return {"day": day, "kind": kind, "name_zh": name.zh, "name_en": name.en, "activities": codes}


def _page(year: int, *, preview: ReadDays | None = None, **posted: Any) -> ResponseReturnValue:
    session = get_session()
    standing, calendar = find_calendar_year(session, year), get_work_calendar(session, year)
    chosen = standing_day(calendar, find_day(request.args.get("day", "")))
    version = {"version": standing.version}
    forms: dict[str, Any] = {
        "day_form": posted.get("day_form") or DayForm(formdata=None, data=version | chosen),
        "paste_form": posted.get("paste_form") or PasteForm(formdata=None, data=version),
        "blackout_form": posted.get("blackout_form") or BlackoutForm(formdata=None, data=version),
        "confirm_form": posted.get("confirm_form")
        or ConfirmForm(formdata=None, data=_confirmation(standing)),
    }
    choices = _activity_choices(year)
    forms["day_form"].offer(choices)
    forms["blackout_form"].offer(choices)
    page = render_template(
        "settings_calendar/show.html",
        year=year,
        standing=standing,
        calendar=calendar,
        preview=preview,
        impact=_impact_of(year, calendar, preview, forms["paste_form"]),
        spans=blackout_spans(calendar.blackout_rows),
        span_key=span_key,
        marks=MARKS,
        guessed=PROVISIONAL,
        weeks_of=Calendar().monthdatescalendar,
        weekday_letters=WEEKDAYS_EN if language() == ENGLISH else WEEKDAYS_ZH,
        **forms,
    )
    return page, max((form.status for form in posted.values()), default=200)


def _confirmation(standing: CalendarYear) -> dict[str, Any]:
    """Return what the confirming form begins with; a notice to name is none that nobody has seen yet."""
    source = standing.source if standing.is_confirmed else ""
    return {"version": standing.version, "is_confirmed": standing.is_confirmed, "source": source}


def _impact_of(
    year: int, calendar: WorkCalendar, preview: ReadDays | None, form: PasteForm
) -> PlanImpact | None:
    """Return what lines that are not saved yet would hit."""
    if preview is None or preview.problems:
        return None
    after = calendar.entering(preview.rows, replacing=year if form.is_whole_notice.data else None)
    return find_plan_impact(get_session(), year, calendar, after, actor=get_actor(), now=now())

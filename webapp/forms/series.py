"""What a planner decides about the dates of a series, and the forms that save exactly what was shown."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from campaigns.core.reach import is_in_reach
from campaigns.core.recurrence.changes import missing_dates
from campaigns.core.wording import Bilingual
from campaigns.drafts import Occurrence, SeriesStep
from campaigns.errors import Problem, Rejected
from campaigns.queries.choices import EventChoices
from campaigns.queries.series_events import SeriesStanding, coming_dates, texts_of
from campaigns.series import ProposedDate, SeriesChange, SeriesPreview
from webapp.filters import short_day
from webapp.forms.fields import WhereAsked
from webapp.forms.filters import find_day
from webapp.forms.page_form import CreateForm, EditForm
from webapp.forms.series_rule import Kind, RuleForm, rule_values

USUAL_COUNT = 8
ALL = "all"
# What the planner decided about single dates; everything else in the address is the rule.
DECISIONS = ("way", "leave", "take")


class ChangeRuleForm(RuleForm):
    """The rule of a series that is there already, and from which of its dates on it is to change."""

    activity = None
    since = SelectField(_l("改哪些场次"), default=ALL, validators=[InputRequired()])

    def offer_change(self, choices: EventChoices, standing: SeriesStanding, today: date) -> None:
        """Fill the lists; an old series that leaves the place to each of its events may go on doing so."""
        self.offer(choices)
        days = coming_dates(standing, today)
        self.since.choices = [
            (ALL, _("全部（还没到的各场）")),
            *((day.isoformat(), _("%(day)s及以后", day=short_day(day))) for day in days),
        ]
        if not texts_of(standing.row).place:
            self.place.validators = (Optional(), Length(max=200))

    @property
    def since_on(self) -> date | None:
        """Return the date from which on the series changes, or nothing for all of it."""
        return find_day(self.since.data or "")


class SaveSeriesForm(CreateForm):
    """The chosen dates, as their boxes send them."""

    override_reason = StringField(_l("仍然安排的理由"), validators=[WhereAsked(), Length(max=200)])

    def agrees(self, preview: SeriesPreview, keys: list[str]) -> bool:
        """Tell whether every date that was ticked still stands as it was shown."""
        if set(keys) <= {one.key for one in preview.dates if one.starts_at}:
            return True
        self.refuse(_("预览之后日期有变化，请核对后再保存。"))
        return False


class SaveChangeForm(EditForm):
    """The chosen lines of a change, with a mark of everything that was shown."""

    shown = HiddenField(validators=[InputRequired(), Length(max=64)])
    override_reason = StringField(_l("仍然安排的理由"), validators=[WhereAsked(), Length(max=200)])

    def agrees(self, change: SeriesChange, keys: list[str]) -> bool:
        """Tell whether everything still stands as it was shown."""
        seen, self.shown.data, self.shown.raw_data = self.shown.data, change.mark, [change.mark]
        if seen == change.mark and set(keys) <= {one.key for one in change.steps}:
            return True
        self.version.data, self.version.raw_data = change.version, [str(change.version)]
        self.refuse(_("预览之后计划有变化，下面是现在的情况，请核对后再保存。"))
        return False

    def show(self, change: SeriesChange) -> None:
        """Carry what is shown."""
        self.version.data, self.shown.data = change.version, change.mark


class PutBackForm(EditForm):
    """A date of the rule that is to have its event after all, when, and where the series does not say."""

    way = HiddenField(validators=[InputRequired(), Length(max=40)])
    place = StringField(_l("地点"), validators=[Length(max=200)])


def put_back_occurrence(form: PutBackForm, standing: SeriesStanding, zone: str) -> Occurrence:
    """Return the date that a button sends; raises Rejected for what no button of ours can have sent."""
    original, _slash, at = (form.way.data or "").partition("/")
    day = find_day(original)
    missing = missing_dates(standing.manner.rule, standing.events.values(), standing.ground)
    try:
        starts_at = datetime.fromisoformat(at.replace("/", "T")).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        starts_at = None
    if day not in missing or starts_at is None or not is_in_reach(starts_at):
        message = Bilingual(
            "这一天已有安排，请看下面的列表。", "This date has its event; see the list below."
        )
        raise Rejected(Problem("", message))
    return Occurrence(original_on=day, starts_at=starts_at, ends_at=starts_at + standing.manner.length)


def standing_values(standing: SeriesStanding, since: str) -> dict[str, Any]:
    """Return a series as the fields of its sentence hold it."""
    manner, texts = standing.manner, texts_of(standing.row)
    end = (datetime.combine(manner.rule.starts_on, manner.start) + manner.length).time()
    own = {"start": manner.start, "end": end, "holiday": manner.holiday_policy.value, "since": since}
    words = {"place": texts.place, "title_zh": texts.title, "responsible": texts.responsible}
    return rule_values(manner.rule) | own | words


def usual_rule(choices: EventChoices, args: MultiDict[str, str], today: date) -> dict[str, Any]:
    """Return what a rule begins with: the activity's own times, weekly, from the day asked for or the next week."""
    code = args.get("activity", "")
    start = choices.default_start(code)
    minutes = next((one.default_minutes for one in choices.activities if one.activity.code == code), 120)
    first = find_day(args.get("date", "")) or today + timedelta(days=8 - today.weekday())
    end = (datetime.combine(first, start) + timedelta(minutes=minutes)).time()
    return {
        "activity": code,
        "kind": Kind.WEEKLY.value,
        "every": 1,
        "weekday": [first.weekday()],
        "start": start,
        "end": end,
        "starts": first,
        "count": USUAL_COUNT,
        "place": args.get("place", ""),
    }


def decisions_of(args: MultiDict[str, str], zone: str) -> dict[str, Any]:
    """Return what the address says of single dates; what cannot be read is not said."""
    tz = ZoneInfo(zone)
    ways: dict[date, datetime] = {}
    for text in args.getlist("way"):
        original, _slash, at = text.partition("/")
        try:
            moment = datetime.fromisoformat(at.replace("/", "T")).replace(tzinfo=tz)
        except ValueError:
            continue
        day = find_day(original)
        if day and is_in_reach(moment):
            ways[day] = moment
    return {"ways": ways, "leave": _days(args, "leave"), "take": _days(args, "take")}


def ticked_steps(change: SeriesChange, keys: list[str]) -> dict[str, frozenset[date]]:
    """Return the decisions that ticked boxes amount to."""
    ticked = frozenset(one.step.day for one in change.steps if one.key in keys)
    return {"take": ticked, "leave": frozenset(one.step.day for one in change.steps) - ticked}


def chosen_steps(change: SeriesChange) -> tuple[SeriesStep, ...]:
    """Return the chosen lines as the operation takes them."""
    return tuple(
        SeriesStep(
            kind=one.step.kind,
            original_on=one.step.day,
            event_id=one.step.event.id if one.step.event else None,
            version=one.step.event.version if one.step.event else None,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in change.chosen
    )


def choice_of(preview_dates: tuple[ProposedDate, ...], keys: list[str]) -> dict[str, frozenset[date]]:
    """Return the decisions that ticked boxes amount to."""
    ticked = frozenset(one.fate.original_on for one in preview_dates if one.key and one.key in keys)
    return {"take": ticked, "leave": frozenset(one.fate.original_on for one in preview_dates) - ticked}


def chosen_occurrences(preview: SeriesPreview) -> tuple[Occurrence, ...]:
    """Return the chosen dates as the operation takes them."""
    return tuple(
        Occurrence(original_on=one.fate.original_on, starts_at=one.starts_at, ends_at=one.ends_at)
        for one in preview.chosen
        if one.starts_at and one.ends_at
    )


def addresses(path: str, args: MultiDict[str, str]) -> Callable[[date, str], str]:
    """Return what gives the address of the same preview with another day and time for one date; none undoes it."""

    def address(original_on: date, way: str = "") -> str:
        day = original_on.isoformat()
        kept = [
            (name, value)
            for name, value in args.items(multi=True)
            if name not in DECISIONS or not value.startswith(day)
        ]
        return f"{path}?{urlencode([*kept, *([('way', f'{day}/{way}')] if way else [])])}"

    return address


def _days(args: MultiDict[str, str], name: str) -> frozenset[date]:
    return frozenset(day for text in args.getlist(name) if (day := find_day(text)))

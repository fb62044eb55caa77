"""The rule of a series as a sentence of inputs, all of it in the address, and the form that saves its dates."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from campaigns.core.reach import is_in_reach
from campaigns.core.recurrence.rules import MOST_DATES, MOST_WEEKS, WeeklyRule
from campaigns.drafts import EventDraft, Occurrence, SeriesDraft
from campaigns.enums import HolidayPolicy
from campaigns.labels import label
from campaigns.queries.choices import EventChoices
from campaigns.series import ProposedDate, SeriesPreview
from webapp.filters import WEEKDAYS_EN, WEEKDAYS_ZH
from webapp.forms.events import CheckboxesField, given, grouped_activities
from webapp.forms.fields import ClockField, DayField
from webapp.forms.filters import find_day
from webapp.forms.page_form import CreateForm, PageForm
from webapp.i18n import ENGLISH, language, local

USUAL_COUNT = 8
# What the planner decided about single dates; everything else in the address is the rule.
DECISIONS = ("way", "leave", "take")


class RuleForm(PageForm):
    """The rule; it is sent by GET, so that a preview has an address, and saves nothing."""

    class Meta:
        """A form that changes nothing needs no token."""

        csrf = False

    activity = SelectField(_l("所属活动"), validators=[InputRequired()])
    every = IntegerField(_l("每几周"), validators=[InputRequired(), NumberRange(1, MOST_WEEKS)])
    weekday = CheckboxesField(_l("星期"), coerce=int, validators=[InputRequired()])
    start = ClockField(_l("开始时间"), validators=[InputRequired()])
    end = ClockField(_l("结束时间"), validators=[InputRequired()])
    starts = DayField(_l("从哪天起"), validators=[InputRequired()])
    count = IntegerField(_l("共几次"), validators=[Optional(), NumberRange(1, MOST_DATES)])
    until = DayField(_l("或到哪天止"), validators=[Optional()])
    place = StringField(_l("地点"), validators=[InputRequired(), Length(max=200)])
    title_zh = StringField(_l("名称"), validators=[Length(max=200)])
    holiday = SelectField(_l("遇法定节假日"), default=HolidayPolicy.SKIP.value, validators=[DataRequired()])

    def offer(self, choices: EventChoices) -> None:
        """Fill the lists."""
        names = WEEKDAYS_EN if language() == ENGLISH else [f"周{one}" for one in WEEKDAYS_ZH]
        self.activity.choices = grouped_activities(choices)
        self.weekday.choices = list(enumerate(names))
        self.holiday.choices = [(one.value, local(label(one))) for one in HolidayPolicy]

    def draft(self, zone: str) -> SeriesDraft:
        """Return the rule with what its events have in common; which dates are chosen is not said yet."""
        tz, first = ZoneInfo(zone), given(self.starts)
        return SeriesDraft(
            rule=WeeklyRule(
                every_weeks=self.every.data or 1,
                weekdays=frozenset(self.weekday.data or ()),
                starts_on=first,
                count=self.count.data,
                until=self.until.data,
            ),
            holiday_policy=HolidayPolicy(self.holiday.data),
            event=EventDraft(
                activity_code=self.activity.data,
                starts_at=datetime.combine(first, self.start.data or time(), tz),
                ends_at=datetime.combine(first, self.end.data or time(), tz),
                place=self.place.data or "",
                title_zh=self.title_zh.data or "",
            ),
            occurrences=(),
        )

    def validate_until(self, field: DayField) -> None:
        """Refuse a day before the first."""
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(_("截止日期早于开始日期。"))

    def validate_end(self, field: ClockField) -> None:
        """Refuse an end that is not later than the start."""
        if field.data and self.start.data and field.data <= self.start.data:
            raise ValidationError(_("结束时间要晚于开始时间。"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for exactly one end of the rule besides."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and (self.count.data is None) == (self.until.data is None):
            self.refuse(_("次数和截止日期填一个，也只填一个。"), self.count)
            return False
        return is_valid


class SaveSeriesForm(CreateForm):
    """The chosen dates, as their boxes send them."""

    override_reason = StringField(_l("仍然安排的理由"), validators=[Length(max=200)])

    def agrees(self, preview: SeriesPreview, keys: list[str]) -> bool:
        """Tell whether every date that was ticked still stands as it was shown."""
        if set(keys) <= {one.key for one in preview.dates if one.starts_at}:
            return True
        self.refuse(_("预览之后日期有变化，请核对后再保存。"))
        return False


def usual_rule(choices: EventChoices, args: MultiDict[str, str], today: date) -> dict[str, Any]:
    """Return what a rule begins with: the activity's own times, weekly, from the day asked for or the next week."""
    code = args.get("activity", "")
    start = choices.default_start(code)
    minutes = next((one.default_minutes for one in choices.activities if one.activity.code == code), 120)
    first = find_day(args.get("date", "")) or today + timedelta(days=8 - today.weekday())
    end = (datetime.combine(first, start) + timedelta(minutes=minutes)).time()
    return {"activity": code, "every": 1, "weekday": [first.weekday()], "start": start, "end": end,
            "starts": first, "count": USUAL_COUNT, "place": args.get("place", "")}  # fmt: skip


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

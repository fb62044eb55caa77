"""The rule of a series as a sentence of inputs, all of it in the address, so that a preview can be passed on."""

import re
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextArea

from campaigns.core.recurrence.rules import (
    MOST_DATES,
    MOST_MONTHS,
    MOST_WEEKS,
    DateList,
    DayOfMonth,
    MonthlyRule,
    MonthPart,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
    WeeklyRule,
)
from campaigns.core.recurrence.words import ordinal_in_words
from campaigns.drafts import EventDraft, SeriesDraft
from campaigns.enums import HolidayPolicy
from campaigns.labels import label
from campaigns.queries.choices import EventChoices
from webapp.filters import WEEKDAYS_EN, WEEKDAYS_ZH
from webapp.forms.events import CheckboxesField, given, grouped_activities
from webapp.forms.fields import ClockField, DayField
from webapp.forms.page_form import PageForm
from webapp.i18n import ENGLISH, language, local


class Kind(StrEnum):
    """How a rule is said; the value stands in the address."""

    WEEKLY = "weekly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_WORKDAY = "monthly_workday"
    MONTHLY_DAY = "monthly_day"
    MONTHLY_WEEK = "monthly_week"
    DATES = "dates"


KINDS = {
    Kind.WEEKLY: _l("周，按星期"),
    Kind.MONTHLY_WEEKDAY: _l("个月，第几个周几"),
    Kind.MONTHLY_WORKDAY: _l("个月，第几个工作日"),
    Kind.MONTHLY_DAY: _l("个月，几号"),
    Kind.MONTHLY_WEEK: _l("个月，第几周"),
    Kind.DATES: _l("（指定日期）"),
}
# What each way of saying a rule asks besides; the rest of these boxes is neither shown nor read.
ASKED = {
    Kind.WEEKLY: {"every", "weekday", "starts", "count", "until"},
    Kind.MONTHLY_WEEKDAY: {"every", "nth", "weekday", "starts", "count", "until"},
    Kind.MONTHLY_WORKDAY: {"every", "nth", "starts", "count", "until"},
    Kind.MONTHLY_DAY: {"every", "month_day", "starts", "count", "until"},
    Kind.MONTHLY_WEEK: {"every", "nth", "weekday", "starts", "count", "until"},
    Kind.DATES: {"dates"},
}
ORDINALS = (1, 2, 3, 4, 5, -1, -2)
BETWEEN_DATES = re.compile(r"[\s,、;；]+")


class DatesField(DayField):
    """Several days, with spaces, commas or new lines between them."""

    widget = TextArea()

    def read(self, text: str) -> Any:
        """Return the days, ascending and each once."""
        return sorted({super(DatesField, self).read(one) for one in BETWEEN_DATES.split(text) if one})

    def write(self, value: Any) -> str:
        """Return the days one a line."""
        return "\n".join(day.isoformat() for day in value)


class RuleForm(PageForm):
    """The rule; it is sent by GET, so that a preview has an address, and saves nothing."""

    class Meta:
        """A form that changes nothing needs no token."""

        csrf = False

    activity = SelectField(_l("所属活动"), validators=[InputRequired()])
    kind = SelectField(_l("怎样重复"), default=Kind.WEEKLY.value)
    every = IntegerField(_l("每几周或几个月"), validators=[InputRequired()])
    nth = SelectField(_l("第几"), coerce=int, default=1)
    weekday = CheckboxesField(_l("星期"), coerce=int, validators=[InputRequired()])
    month_day = SelectField(_l("几号"), coerce=int, default=1)
    dates = DatesField(_l("日期"), validators=[InputRequired()])
    start = ClockField(_l("开始时间"), validators=[InputRequired()])
    end = ClockField(_l("结束时间"), validators=[InputRequired()])
    starts = DayField(_l("从哪天起"), validators=[InputRequired()])
    count = IntegerField(_l("共几次"), validators=[Optional(), NumberRange(1, MOST_DATES)])
    until = DayField(_l("或到哪天止"), validators=[Optional()])
    place = StringField(_l("地点"), validators=[InputRequired(), Length(max=200)])
    responsible = StringField(_l("责任岗位"), validators=[Length(max=200)])
    title_zh = StringField(_l("名称"), validators=[Length(max=200)])
    holiday = SelectField(_l("遇法定节假日"), default=HolidayPolicy.SKIP.value, validators=[DataRequired()])

    def offer(self, choices: EventChoices) -> None:
        """Fill the lists."""
        names = WEEKDAYS_EN if language() == ENGLISH else [f"周{one}" for one in WEEKDAYS_ZH]
        if self.activity is not None:
            self.activity.choices = grouped_activities(choices)
        self.kind.choices = [(kind.value, words) for kind, words in KINDS.items()]
        self.weekday.choices = list(enumerate(names))
        # A rule that says more than this list is changed, not lost.
        nths = (*ORDINALS, *({self.nth.object_data} - {*ORDINALS, None}))
        self.nth.choices = [(nth, local(ordinal_in_words(nth))) for nth in nths]
        self.month_day.choices = [*((day, str(day)) for day in range(1, 32)), (-1, _("最后一天"))]
        self.holiday.choices = [(one.value, local(label(one))) for one in HolidayPolicy]

    def rule(self) -> Rule:
        """Return the rule that was said."""
        if self.kind.data == Kind.DATES:
            return DateList(tuple(self.dates.data or ()))
        every, starts_on = self.every.data or 1, given(self.starts)
        end = (self.count.data, self.until.data)
        if self.kind.data == Kind.WEEKLY:
            return WeeklyRule(every, frozenset(self.weekday.data or ()), starts_on, *end)
        return MonthlyRule(every, self._part(), starts_on, *end)

    def draft(self, zone: str, activity_code: str = "") -> SeriesDraft:
        """Return the rule with what its events have in common; which dates are chosen is not said yet."""
        tz, rule = ZoneInfo(zone), self.rule()
        return SeriesDraft(
            rule=rule,
            holiday_policy=HolidayPolicy(self.holiday.data),
            event=EventDraft(
                activity_code=activity_code or self.activity.data,
                starts_at=datetime.combine(rule.starts_on, self.start.data or time(), tz),
                ends_at=datetime.combine(rule.starts_on, self.end.data or time(), tz),
                place=self.place.data or "",
                title_zh=self.title_zh.data or "",
                responsible=self.responsible.data or "",
            ),
            occurrences=(),
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge what this way of saying a rule asks, and nothing else."""
        asked = ASKED[Kind(self.kind.data)] if self.kind.data in ASKED else ASKED[Kind.WEEKLY]
        for name in set().union(*ASKED.values()) - asked:
            self._fields[name].validators = ()
            self._fields[name].process_errors = []
            if isinstance(self._fields[name], SelectField):
                self._fields[name].validate_choice = False
        is_valid = bool(super().validate(extra_validators))
        if is_valid and {"count", "until"} <= asked and self.count.data and self.until.data:
            self.refuse(_("次数和截止日期只填一个；都不填就排到年底。"), self.count)
            return False
        return is_valid

    def validate_every(self, field: IntegerField) -> None:
        """Refuse a turn that is longer than a year's plan has use for."""
        most = MOST_WEEKS if self.kind.data == Kind.WEEKLY else MOST_MONTHS
        if self.kind.data != Kind.DATES and not 1 <= (field.data or 0) <= most:
            raise ValidationError(_("要填 1 到 %(most)s 之间的数。", most=most))

    def validate_dates(self, field: DatesField) -> None:
        """Refuse more dates than a series has."""
        if len(field.data or ()) > MOST_DATES:
            raise ValidationError(_("要填 1 到 %(most)s 个日期。", most=MOST_DATES))

    def validate_until(self, field: DayField) -> None:
        """Refuse a day before the first."""
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(_("截止日期早于开始日期。"))

    def validate_end(self, field: ClockField) -> None:
        """Refuse an end that is not later than the start."""
        if field.data and self.start.data and field.data <= self.start.data:
            raise ValidationError(_("结束时间要晚于开始时间。"))

    def _part(self) -> MonthPart:
        weekdays, nth = frozenset(self.weekday.data or ()), self.nth.data or 1
        match self.kind.data:
            case Kind.MONTHLY_WORKDAY:
                return NthWorkday(nth)
            case Kind.MONTHLY_DAY:
                return DayOfMonth(self.month_day.data or 1)
            case Kind.MONTHLY_WEEK:
                return NthWeek(nth, weekdays)
        return NthWeekday(nth, weekdays)


def rule_values(rule: Rule) -> dict[str, Any]:
    """Return a rule as the fields of its sentence hold it."""
    if isinstance(rule, DateList):
        return {"kind": Kind.DATES.value, "dates": list(rule.days), "starts": rule.starts_on, "every": 1}
    values: dict[str, Any] = {"starts": rule.starts_on, "count": rule.count, "until": rule.until}
    if isinstance(rule, WeeklyRule):
        return values | {
            "kind": Kind.WEEKLY.value,
            "every": rule.every_weeks,
            "weekday": sorted(rule.weekdays),
        }
    values["every"] = rule.every_months
    match rule.part:
        case NthWeekday(nth, weekdays):
            return values | {"kind": Kind.MONTHLY_WEEKDAY.value, "nth": nth, "weekday": sorted(weekdays)}
        case NthWeek(nth, weekdays):
            return values | {"kind": Kind.MONTHLY_WEEK.value, "nth": nth, "weekday": sorted(weekdays)}
        case NthWorkday(nth):
            return values | {"kind": Kind.MONTHLY_WORKDAY.value, "nth": nth}
        case DayOfMonth(day):
            return values | {"kind": Kind.MONTHLY_DAY.value, "month_day": day}

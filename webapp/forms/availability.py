"""Forms of open hours and closed spans of a venue or a person."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from campaigns.core.opening import MINUTES_A_DAY, ClosedSpan, OpenHours
from webapp.filters import WEEKDAYS_EN, WEEKDAYS_ZH
from webapp.forms.events import CheckboxesField, given
from webapp.forms.fields import ClockField, DayField
from webapp.forms.page_form import PageForm
from webapp.i18n import ENGLISH, language


class HoursForm(PageForm):
    """The same hours on several days of the week, for good or between two days."""

    weekdays = CheckboxesField(_l("星期"), coerce=int, validators=[InputRequired()])
    start = ClockField(_l("从"), validators=[InputRequired()])
    end = ClockField(_l("到"), validators=[InputRequired()])
    first_on = DayField(_l("第一天"), validators=[Optional()])
    last_on = DayField(_l("最后一天"), validators=[Optional()])

    def offer(self) -> None:
        """Give the days of the week their names."""
        names = WEEKDAYS_EN if language() == ENGLISH else WEEKDAYS_ZH
        self.weekdays.choices = list(enumerate(names))

    def hours(self) -> list[OpenHours]:
        """Return the hours of each chosen day; an end at midnight is that of the day."""
        start, end = _minute(self.start.data), _minute(self.end.data) or MINUTES_A_DAY
        return [
            OpenHours(weekday, start, end, self.first_on.data, self.last_on.data)
            for weekday in self.weekdays.data or ()
        ]


class ClosedForm(PageForm):
    """A span: whole days unless times are given, and what it is."""

    starts_on = DayField(_l("从哪天"), validators=[InputRequired()])
    starts_at = ClockField(_l("几点起"), validators=[Optional()])
    ends_on = DayField(_l("到哪天"), validators=[Optional()])
    ends_at = ClockField(_l("几点止"), validators=[Optional()])
    name = StringField(_l("事由"), validators=[Length(max=100)])

    def span(self, zone: str) -> ClosedSpan:
        """Return the span in the edition's zone; without a last day it is one day's."""
        tz = ZoneInfo(zone)
        first, last = given(self.starts_on), self.ends_on.data or given(self.starts_on)
        starts_at = datetime.combine(first, self.starts_at.data or time(), tz)
        if self.ends_at.data:
            ends_at = datetime.combine(last, self.ends_at.data, tz)
        else:
            ends_at = datetime.combine(last + timedelta(days=1), time(), tz)
        return ClosedSpan(starts_at, ends_at, (self.name.data or "").strip())


def _minute(moment: time | None) -> int:
    return moment.hour * 60 + moment.minute if moment else 0

"""The forms that move one event, and the reasons that cancelling and reopening ask for."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from campaigns.agenda import AgendaItem
from campaigns.drafts import Move
from webapp.forms.acknowledgement import AcknowledgingForm
from webapp.forms.events import event_values, given
from webapp.forms.fields import ClockField, DayField
from webapp.forms.page_form import EditForm


class MoveForm(AcknowledgingForm, EditForm):
    """Another day and time, and nothing else."""

    day = DayField(_l("日期"), validators=[InputRequired()])
    start = ClockField(_l("开始时间"), validators=[Optional()])
    ends_on = DayField(_l("结束日期"), validators=[Optional()])
    ends_at = ClockField(_l("结束时间"), validators=[Optional()])

    def move(self, item: AgendaItem, zone: str) -> Move:
        """Return the new time; what is left out follows from the event's own time and length."""
        tz = ZoneInfo(zone)
        usual = item.starts_at.astimezone(tz).time()
        starts_at = datetime.combine(
            given(self.day), time() if item.is_all_day else self.start.data or usual, tz
        )
        return Move(
            starts_at=starts_at,
            ends_at=self._end(item, starts_at, tz),
            version=self.version.data,
            override_reason=self.override_reason.data or "",
        )

    def _end(self, item: AgendaItem, starts_at: datetime, tz: ZoneInfo) -> datetime:
        """A day that moves takes its end with it: the form shows the old end until somebody changes it."""
        old = event_values(item, ((), ()), str(tz))
        shift = given(self.day) - old["day"]
        last = self.ends_on.data or given(self.day)
        last += shift if self.ends_on.data and self.ends_on.data == old["ends_on"] else timedelta()
        if item.is_all_day:
            return datetime.combine(last + timedelta(days=1), time(), tz)
        if not self.ends_at.data or (self.ends_at.data == old["ends_at"] and self.start.data != old["start"]):
            return starts_at + (item.ends_at - item.starts_at)
        return datetime.combine(last, self.ends_at.data, tz)

    def fill(self, item: AgendaItem, zone: str) -> None:
        """Put the present time into the fields."""
        values = event_values(item, ((), ()), zone)
        for name in ("version", "day", "start", "ends_on", "ends_at"):
            self._fields[name].data = values[name]


class VersionForm(EditForm):
    """A button that needs nothing but the version its person saw."""


class RestoreForm(VersionForm):
    """A button too, and the reason where its event comes back onto what is taken."""

    override_reason = StringField(_l("仍然安排的理由"), validators=[Length(max=200)])


class ReasonForm(EditForm):
    """Why an event is cancelled or reopened."""

    reason = StringField(_l("原因"), validators=[InputRequired(), Length(max=200)])

"""The form of an activity's planning rule."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, NumberRange

from campaigns.core.days import MONTHS
from campaigns.core.planning_rules import PlanningRule
from campaigns.core.recurrence.words import WEEKDAYS_EN, WEEKDAYS_ZH
from campaigns.enums import HalfDay, VenueChoice
from campaigns.labels import choices
from webapp.forms.events import CheckboxesField
from webapp.forms.page_form import EditForm
from webapp.forms.settings import WholeField
from webapp.i18n import language

AT_LEAST_ONE = _l("请至少选一项。")


class PlanningForm(EditForm):
    """How many events an activity wishes for, and which days, half-days, places and people suit them."""

    city_events = WholeField(_l("市级场次"), validators=[InputRequired(), NumberRange(0, 400)])
    district_events = WholeField(_l("每个市区的场次"), validators=[InputRequired(), NumberRange(0, 100)])
    min_gap_days = WholeField(_l("两场至少相隔（天）"), validators=[InputRequired(), NumberRange(0, 120)])
    experts = WholeField(_l("每场专家（人）"), validators=[InputRequired(), NumberRange(0, 5)])
    halves = CheckboxesField(_l("可用的时段"), coerce=HalfDay, validators=[InputRequired(AT_LEAST_ONE)])
    weekdays = CheckboxesField(_l("最好在"), coerce=int)
    months = CheckboxesField(_l("只在这些月份"), coerce=int)
    venue = SelectField(_l("地点"), coerce=VenueChoice, validators=[InputRequired()])
    is_steady = BooleanField(_l("均匀分布（把可用的日子分成几段，每段一场）"))
    is_headline = BooleanField(_l("主要活动（同一天只办一场）"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_english = language() == "en"
        self.halves.choices = choices(HalfDay, language())
        self.weekdays.choices = list(enumerate(WEEKDAYS_EN if is_english else WEEKDAYS_ZH))
        self.months.choices = [
            (number, MONTHS[number - 1] if is_english else _("%(n)s月", n=number)) for number in range(1, 13)
        ]
        self.venue.choices = choices(VenueChoice, language())

    def rule(self) -> PlanningRule:
        """Return what the form says."""
        return PlanningRule(
            **{name: getattr(self, name).data for name in PlanningRule.model_fields},
        )

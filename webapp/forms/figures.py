"""The forms of typed-in figures."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from campaigns.drafts import FigureDraft
from webapp.forms.fields import AmountField, DayField
from webapp.forms.page_form import CreateForm, EditForm


class FigureForm(CreateForm):
    """An increment: whose, of what, for which period, how much, and where the number comes from."""

    organisation_slug = SelectField(_l("单位"), validators=[InputRequired()])
    measure_code = SelectField(_l("指标"), validators=[InputRequired()])
    period_start_on = DayField(_l("期间开始"), validators=[InputRequired()])
    period_end_on = DayField(_l("期间结束"), validators=[InputRequired()])
    amount = AmountField(_l("本期增加数"), places=2, validators=[InputRequired()])
    is_further = BooleanField(_l("确是另外增加的，不是重复填报"))
    source = StringField(_l("来源"), validators=[InputRequired(), Length(max=200)])

    def offer(self, organisations: list[tuple[str, str]], measures: list[tuple[str, str]]) -> None:
        """Give both lists their choices."""
        self.organisation_slug.choices = organisations
        self.measure_code.choices = measures

    def draft(self) -> FigureDraft:
        """Return what was entered."""
        values: dict[str, Any] = {name: self[name].data for name in FigureDraft.model_fields}
        return FigureDraft(**values)


class WithdrawForm(EditForm):
    """Why a figure no longer counts."""

    figure_id = HiddenField(validators=[InputRequired()])
    reason = StringField(_l("撤回原因"), validators=[InputRequired(), Length(max=200)])

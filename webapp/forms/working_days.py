"""Forms of the working calendar: one day, several pasted lines, and the year's confirmation."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind
from campaigns.labels import choices
from webapp.forms.fields import DayField
from webapp.forms.page_form import EditForm
from webapp.i18n import language


class DayForm(EditForm):
    """One day: a holiday, a make-up workday, a blackout, or an ordinary day again."""

    day = DayField(_l("日期"), validators=[InputRequired()])
    kind = SelectField(_l("类别"), coerce=lambda text: DayKind(text) if text else None)
    name_zh = StringField(_l("中文名称"), validators=[Length(max=60)])
    name_en = StringField(_l("英文名"), validators=[Length(max=100)])
    activities = SelectMultipleField(
        _l("只限这些活动（不宜安排时）"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self, activities: list[tuple[str, str]]) -> None:
        """Give the lists their choices."""
        self.kind.choices = [*choices(DayKind, language()), ("", str(_l("恢复为平常日")))]
        self.activities.choices = activities

    def row(self) -> DayRow | None:
        """Return the day as entered, None for an ordinary one."""
        if self.kind.data is None or self.day.data is None:
            return None
        codes = frozenset(self.activities.data or ()) if self.kind.data is DayKind.BLACKOUT else frozenset()
        name = Bilingual((self.name_zh.data or "").strip(), (self.name_en.data or "").strip())
        return DayRow(self.day.data, self.kind.data, name, codes)


class PasteForm(EditForm):
    """Several lines, such as those of the State Council's notice."""

    lines = TextAreaField(_l("粘贴多行"), validators=[InputRequired(), Length(max=20_000)])


class ConfirmForm(EditForm):
    """Whether the year follows its notice, and which."""

    source = StringField(_l("依据的通知"), validators=[Length(max=200)])
    is_confirmed = BooleanField(_l("已按通知核对，全年确认"))

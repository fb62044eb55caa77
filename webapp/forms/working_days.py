"""Forms of the working calendar: one day, several lines, days to keep free, and the year's confirmation."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from campaigns.core.blackouts import BlackoutSpan, check_blackout
from campaigns.core.dayrows import decoded
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind
from campaigns.labels import choices
from webapp.forms.fields import DayField, WhereAsked
from webapp.forms.page_form import EditForm
from webapp.i18n import language, local

LONGEST_TEXT = 20_000


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
        self.kind.choices = [*choices(DayKind, language()), ("", _("恢复为平常日"))]
        self.activities.choices = activities

    def row(self) -> DayRow | None:
        """Return the day as entered, None for an ordinary one."""
        if self.kind.data is None or self.day.data is None:
            return None
        codes = frozenset(self.activities.data or ()) if self.kind.data is DayKind.BLACKOUT else frozenset()
        name = Bilingual((self.name_zh.data or "").strip(), (self.name_en.data or "").strip())
        return DayRow(self.day.data, self.kind.data, name, codes)


class PasteForm(EditForm):
    """Several lines, such as those of the State Council's notice, pasted or from a file."""

    file = FileField(_l("或上传文件"))
    lines = TextAreaField(_l("粘贴多行"), validators=[Length(max=LONGEST_TEXT)])
    is_whole_notice = BooleanField(_l("这是全年的通知：原来推算的其他放假日和上班日去掉"))

    def take_file(self) -> None:
        """Put the text of an uploaded file into the box, where it can be read, changed and sent again."""
        if not self.file.data:
            return
        content = self.file.data.read(LONGEST_TEXT * 4 + 1)
        text = decoded(content)
        if text is None or len(text) > LONGEST_TEXT:
            self.refuse(_("这个文件不是文本，或太长；请上传 UTF-8 或 GBK 的 .csv 或 .txt。"), self.file)
        else:
            self.lines.data = text


class BlackoutForm(EditForm):
    """Days to keep free, from the first to the last, with the activities they bind.

    It stands beside the form of one day, so fields that both have bear ids of their own.
    """

    name_zh = StringField(_l("中文名称"), validators=[InputRequired(), Length(max=60)], id="blackout-zh")
    name_en = StringField(_l("英文名"), validators=[Length(max=100)], id="blackout-en")
    first = DayField(_l("第一天"), validators=[InputRequired()])
    last = DayField(_l("最后一天"), validators=[InputRequired()])
    activities = SelectMultipleField(
        _l("只限这些活动"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        id="blackout-activities",
    )

    def offer(self, activities: list[tuple[str, str]]) -> None:
        """Give the list its choices."""
        self.activities.choices = activities

    def span(self, year: int) -> BlackoutSpan | None:
        """Return the days as entered, or None after saying what is wrong with them."""
        if not (self.first.data and self.last.data):
            return None
        name = Bilingual((self.name_zh.data or "").strip(), (self.name_en.data or "").strip())
        span = BlackoutSpan(self.first.data, self.last.data, name, frozenset(self.activities.data or ()))
        problems = check_blackout(span, year)
        for problem in problems:
            self.refuse(local(problem.message), self._fields[problem.field])
        return None if problems else span


class ConfirmForm(EditForm):
    """Whether the year follows its notice, and which."""

    source = StringField(_l("依据的通知"), validators=[WhereAsked(), Length(max=200)])
    is_confirmed = BooleanField(_l("已按通知核对，全年确认"))

"""Forms of summaries: the judgement a person types, the answer, and the day a campaign ended."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from campaigns.drafts import ReportTexts
from campaigns.enums import ReportStatus
from webapp.forms.fields import DayField, WhereAsked
from webapp.forms.page_form import EditForm

LONGEST_TEXT = 20_000


class ReportForm(EditForm):
    """What only a person can judge."""

    main_practices = TextAreaField(_l("主要做法"), validators=[Length(max=LONGEST_TEXT)])
    problems = TextAreaField(_l("存在问题"), validators=[Length(max=LONGEST_TEXT)])
    next_steps = TextAreaField(_l("下一步打算"), validators=[Length(max=LONGEST_TEXT)])

    def texts(self) -> ReportTexts:
        """Return what was typed."""
        return ReportTexts(
            main_practices=self.main_practices.data or "",
            problems=self.problems.data or "",
            next_steps=self.next_steps.data or "",
        )


class SubmitForm(ReportForm):
    """The same texts, submitted; what is left empty is asked about once, because submitting freezes it."""

    is_sure = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse empty texts until the person has said that they are meant to be empty."""
        is_valid = super().validate(extra_validators)
        empty = [
            str(box.label.text)
            for box in (self.main_practices, self.problems, self.next_steps)
            if not box.data
        ]
        if not is_valid or not empty or self.is_sure.data:
            return is_valid
        self.is_sure.data, self.is_sure.raw_data = "yes", ["yes"]
        self.refuse(
            _("还空着：%(names)s。提交后不能再写；确实不写，请再按一次“提交”。", names=_("、").join(empty))
        )
        return False


class AnswerForm(EditForm):
    """Accept, or return with a reason."""

    answer = RadioField(_l("办理意见"), validators=[InputRequired()])
    reason = TextAreaField(_l("退回原因"), validators=[WhereAsked(), Length(max=1_000)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = {ReportStatus.ACCEPTED: _l("接收"), ReportStatus.RETURNED: _l("退回修改")}
        self.answer.choices = [(status.value, words) for status, words in answers.items()]

    def chosen(self) -> ReportStatus:
        """Return the step that was chosen."""
        return ReportStatus(self.answer.data)


class EndForm(EditForm):
    """The day an activity really ended; an empty day takes a recorded one back."""

    end_on = DayField(_l("实际结束日"))

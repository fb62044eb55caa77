"""Forms of summaries: the judgement a person types, the answer, and the day a campaign ended."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from campaigns.drafts import ReportTexts
from campaigns.enums import ReportStatus
from webapp.forms.fields import DayField
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


class SubmitForm(EditForm):
    """A button that submits the version the person saw."""


class AnswerForm(EditForm):
    """Accept, or return with a reason."""

    answer = RadioField(_l("办理意见"), validators=[InputRequired()])
    reason = TextAreaField(_l("退回原因"), validators=[Length(max=1_000)])

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

"""The form that closes an event out: held or not, people, audiences, the activity's own measures, text."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from campaigns.core.wording import Bilingual
from campaigns.drafts import CloseoutDraft
from campaigns.models.measure import Audience, Measure
from campaigns.queries.closeouts import Recorded
from webapp.forms.fields import AmountField, WhereAsked
from webapp.forms.page_form import EditForm
from webapp.i18n import local

AUDIENCE, MEASURE = "audience_", "measure_"
HELD, NOT_HELD = "yes", "no"
MOST_PEOPLE = 10_000_000


class CloseoutForm(EditForm):
    """What every activity asks; ``closeout_form`` adds the audiences and measures of one."""

    is_held = RadioField(
        _l("举办情况"),
        choices=[SelectChoice(HELD, _l("已举办")), SelectChoice(NOT_HELD, _l("未举办"))],
        validators=[InputRequired()],
    )
    people = AmountField(_l("参加人数"), validators=[WhereAsked()])
    visits = AmountField(_l("服务人次"))
    text = TextAreaField(_l("活动情况"), validators=[Length(max=10_000)])
    not_held_reason = StringField(_l("未举办的原因"), validators=[WhereAsked(), Length(max=200)])

    def validate_people(self, field: AmountField) -> None:
        """Ask for the number where the event was held: nobody is 0, not nothing."""
        if self.is_held.data == HELD and field.data is None:
            raise ValidationError(_("请填写参加人数；没有人参加填 0。"))
        _check_size(field)

    def validate_visits(self, field: AmountField) -> None:
        """Refuse a slip of the finger."""
        _check_size(field)

    def numbers(self, prefix: str) -> dict[str, Decimal]:
        """Return what was entered in the fields of a prefix, by code; empty ones are left out."""
        return {
            name.removeprefix(prefix): box.data
            for name, box in self._fields.items()
            if name.startswith(prefix) and box.data is not None
        }

    def boxes(self, prefix: str) -> list[Any]:
        """Return the fields of a prefix in order."""
        return [box for name, box in self._fields.items() if name.startswith(prefix)]

    def draft(self) -> CloseoutDraft:
        """Return what was entered; an event that was not held has no numbers."""
        if self.is_held.data == NOT_HELD:
            return CloseoutDraft(
                is_held=False, not_held_reason=self.not_held_reason.data or "", text=self.text.data or ""
            )
        return CloseoutDraft(
            is_held=True,
            people=int(self.people.data or 0),
            visits=None if self.visits.data is None else int(self.visits.data),
            by_audience=self.numbers(AUDIENCE),
            by_measure=self.numbers(MEASURE),
            text=self.text.data or "",
        )

    def show_recorded(self, recorded: Recorded) -> None:
        """After a Stale, show what somebody else has recorded beside what was typed here."""
        theirs = closeout_values(recorded)
        self.theirs |= {
            name: value
            for name, value in theirs.items()
            if name in self._fields and value not in (None, "") and value != self._fields[name].data
        }


def _check_size(field: AmountField) -> None:
    if field.data is not None and field.data > MOST_PEOPLE:
        raise ValidationError(_("人数太大，请检查。"))


def closeout_form(
    audiences: Iterable[Audience], measures: Iterable[Measure], **values: object
) -> CloseoutForm:
    """Return the form with one box for each audience of the edition and each measure of the activity."""
    boxes: dict[str, object] = {
        f"{AUDIENCE}{row.code}": AmountField(local(Bilingual(row.name_zh, row.name_en))) for row in audiences
    }
    for row in measures:
        name, unit = Bilingual(row.name_zh, row.name_en), Bilingual(row.unit_zh, row.unit_en)
        label = f"{local(name)} ({local(unit)})" if local(unit) else local(name)
        boxes[f"{MEASURE}{row.code}"] = AmountField(label, places=0 if row.is_whole else 2)
    made: CloseoutForm = type("ActivityCloseoutForm", (CloseoutForm,), boxes)(data=values)
    return made


def closeout_values(recorded: Recorded | None) -> dict[str, Any]:
    """Return a close-out as the fields hold it, as a start for its correction."""
    if recorded is None:
        return {}
    row = recorded.closeout
    return {
        "is_held": HELD if row.is_held else NOT_HELD,
        "people": Decimal(row.people),
        "visits": None if row.visits is None else Decimal(row.visits),
        "text": row.text,
        "not_held_reason": row.not_held_reason,
        **{f"{AUDIENCE}{code}": amount for code, amount in recorded.by_audience.items()},
        **{f"{MEASURE}{code}": amount for code, amount in recorded.by_measure.items()},
    }

"""What is asked of the planner, which of its lines are accepted, and about which half-day somebody wonders."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from campaigns.core.planner.tasks import HALVES, Slot
from campaigns.enums import HalfDay
from campaigns.planning import PlanRequest
from campaigns.queries.plan_desk import PlanChoice
from webapp.forms.events import CheckboxesField
from webapp.forms.page_form import CreateForm, EditForm
from webapp.i18n import local

QUICK, USUAL, THOROUGH = 20, 100, 400
MOST_WEIGHT = 20
# Each wish with the weight that it has unless somebody says otherwise.
WEIGHTS: dict[str, int] = {
    name: PlanRequest.model_fields[name].default
    for name in ("months", "days", "experts", "move_day", "move_details", "journeys")
}


def weight(words: str) -> IntegerField:
    """Return the field of a wish's weight."""
    return IntegerField(words, validators=[InputRequired(), NumberRange(0, MOST_WEIGHT)])


class PlanForm(CreateForm):
    """What to plan, how hard to try, and how much each wish counts."""

    codes = CheckboxesField(_l("要排的活动"), validators=[InputRequired(_l("请至少选一项活动。"))])
    months = weight(_l("各月均衡"))
    days = weight(_l("挑合适的日子"))
    experts = weight(_l("专家轮流"))
    move_day = weight(_l("不改已排的日期"))
    move_details = weight(_l("不换已排的地点和人员"))
    journeys = weight(_l("少跑远路"))
    budget = SelectField(_l("尝试多少"), coerce=int, validators=[InputRequired()])
    seed = IntegerField(_l("种子"), validators=[InputRequired(), NumberRange(0, 1_000_000)])

    def offer(self, choices: tuple[PlanChoice, ...]) -> None:
        """Fill the lists."""
        self.codes.choices = [(one.activity.code, local(one.activity.short)) for one in choices]
        self.budget.choices = [(QUICK, _l("快")), (USUAL, _l("一般")), (THOROUGH, _l("仔细"))]

    def wanted(self) -> PlanRequest:
        """Return what is asked."""
        numbers = {name: self._fields[name].data for name in (*WEIGHTS, "budget", "seed")}
        return PlanRequest(codes=tuple(self.codes.data or ()), **numbers)


class AcceptForm(EditForm):
    """The version of the run that was read; which lines are ticked is in the request as ``keys``."""


def usual_values(
    choices: tuple[PlanChoice, ...], earlier: PlanRequest | None, only: str = ""
) -> dict[str, Any]:
    """Return what the form begins with: an earlier run's request, ``only`` one activity, what is missing, or all.

    Where nothing is missing somebody comes to plan again what stands, after an illness or a closure.
    """
    if earlier is not None:
        budget = earlier.budget if earlier.budget in (QUICK, USUAL, THOROUGH) else USUAL
        return earlier.model_dump() | {"budget": budget}
    codes = tuple(one.activity.code for one in choices)
    wanting = tuple(one.activity.code for one in choices if one.is_wanting)
    wanting = (only,) if only in codes else wanting or codes
    return PlanRequest(codes=wanting or ("-",)).model_dump() | {"codes": wanting}


def asked_slot(day: str, half: str) -> Slot | None:
    """Return the half-day that an address asks about; None where it asks about none that exists."""
    try:
        slot = Slot(date.fromisoformat(day), HalfDay(half))
    except ValueError:
        return None
    return slot if slot.half in HALVES else None

"""The form of an edition's clash rules: a level for each kind, and a number where it has one."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired, NumberRange

from campaigns.core.placements import DEFAULT_AMOUNTS, ClashRules
from campaigns.enums import ClashKind, ClashLevel
from campaigns.labels import choices, label
from webapp.forms.page_form import EditForm
from webapp.forms.settings import WholeField
from webapp.i18n import language, local


class ClashRulesForm(EditForm):
    """One line for each kind of clash; its fields are added below, because the kinds are a closed set elsewhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ClashKind:
            self[f"level_{kind}"].label.text = local(label(kind))
            self[f"level_{kind}"].choices = choices(ClashLevel, language())

    def levels(self) -> dict[ClashKind, ClashLevel]:
        """Return the level that was chosen for each kind."""
        return {kind: self[f"level_{kind}"].data for kind in ClashKind}

    def amounts(self) -> dict[ClashKind, int]:
        """Return the numbers."""
        return {kind: self[f"amount_{kind}"].data for kind in DEFAULT_AMOUNTS}

    @staticmethod
    def standing(rules: ClashRules, version: int) -> dict[str, Any]:
        """Return what stands, as the form's fields hold it."""
        levels = {f"level_{kind}": rules.level(kind) for kind in ClashKind}
        amounts = {f"amount_{kind}": rules.amount(kind) for kind in DEFAULT_AMOUNTS}
        return {"version": version, **levels, **amounts}

    def show_theirs(self, rules: ClashRules) -> None:
        """After a Stale, put what now stands beside what was chosen."""
        if not self.theirs:
            return
        for name, value in self.standing(rules, 0).items():
            if name != "version" and self[name].data != value:
                self.theirs[name] = value


for _kind in ClashKind:
    setattr(ClashRulesForm, f"level_{_kind}", SelectField(coerce=ClashLevel, validators=[InputRequired()]))
for _kind in DEFAULT_AMOUNTS:
    setattr(ClashRulesForm, f"amount_{_kind}", WholeField(validators=[InputRequired(), NumberRange(1, 999)]))

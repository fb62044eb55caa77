"""Warnings before saving: the first try shows them, the second says that exactly these were read."""

import hashlib
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from campaigns.agenda import Clash
from campaigns.core.clashes import needing_reason
from webapp.forms.fields import WhereAsked
from webapp.forms.page_form import PageForm


class AcknowledgingForm(PageForm):
    """A form that places an event in time; ``warnings`` are those of what was entered."""

    acknowledged = HiddenField(validators=[Length(max=64)])
    override_reason = StringField(_l("仍然安排的理由"), validators=[WhereAsked(), Length(max=200)])

    warnings: Sequence[Clash] = ()

    @property
    def status(self) -> int:
        """Return 422 also for a form that shows warnings nobody has acknowledged yet."""
        return 422 if self.warnings and super().status == 200 else super().status

    @property
    def confirms(self) -> bool:
        """Tell whether saving confirms the event, so that what blocks asks for a reason."""
        return True

    @property
    def needs_reason(self) -> bool:
        """Tell whether something is taken twice, or blocks what is to be confirmed."""
        return bool(needing_reason(self.warnings, confirms=self.confirms))

    def accepts(self, warnings: Sequence[Clash]) -> bool:
        """Tell whether the planner has read exactly these warnings and gave a reason where one is needed."""
        self.warnings = warnings
        read, mark = self.acknowledged.data or "", _mark_of(warnings)
        self.acknowledged.data, self.acknowledged.raw_data = mark, [mark]
        if read != mark:
            return False
        if self.needs_reason and not (self.override_reason.data or "").strip():
            self.refuse(_("这里有冲突须先解决；仍要安排，请写明理由。"), self.override_reason)
            return False
        return True


def _mark_of(warnings: Sequence[Clash]) -> str:
    """Return a short mark of exactly these warnings; nothing for none."""
    if not warnings:
        return ""
    told = "\n".join(sorted(f"{clash.kind} {clash.other_id} {clash.message.zh}" for clash in warnings))
    return hashlib.sha256(told.encode()).hexdigest()[:32]

"""The bar under a list: which events, what is done to them, and the mark that a person has seen what it hits."""

import hashlib
from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from campaigns.bulk import MOST, BulkDraft, BulkPreview
from campaigns.core.bulk import BulkAct
from campaigns.core.permissions import Actor, may_host
from campaigns.core.wording import Bilingual
from campaigns.enums import EventLevel
from campaigns.queries.frames import Frame
from campaigns.references import OrganisationRef
from webapp.forms.fields import WhereAsked
from webapp.forms.page_form import PageForm
from webapp.i18n import local
from webapp.places import key_of

LINE = Length(max=200)
ACTS: Mapping[BulkAct, Bilingual] = {
    BulkAct.CONFIRM: Bilingual("发布（定下来）", "Publish (confirm)"),
    BulkAct.SHIFT: Bilingual("前后移动几天", "Shift by days"),
    BulkAct.WORKDAY: Bilingual("顺延到工作日", "Move to the next working day"),
    BulkAct.PLACE: Bilingual("改地点", "Change the place"),
    BulkAct.HOST: Bilingual("改承办单位", "Change the host"),
    BulkAct.RESPONSIBLE: Bilingual("改责任岗位", "Change who is responsible"),
    BulkAct.PIN: Bilingual("固定（自动排期不再移动）", "Pin (planning leaves them alone)"),
    BulkAct.UNPIN: Bilingual("取消固定", "Unpin"),
    BulkAct.CANCEL: Bilingual("取消活动", "Cancel the events"),
}


class BulkForm(PageForm):
    """One change for the chosen events; ``chosen`` are ids with the versions that were seen: ``12.3 13.1``."""

    act = SelectField(_l("做什么"), validators=[InputRequired()])
    days = IntegerField(_l("移动几天"), validators=[Optional(), NumberRange(-366, 366)])
    place = StringField(_l("新地点"), validators=[LINE])
    # Only the page of this one act has the list; what it names is checked with the actor's rights.
    host = SelectField(_l("承办单位"), validate_choice=False)
    responsible = StringField(_l("责任岗位"), validators=[LINE])
    reason = StringField(_l("取消的原因"), validators=[WhereAsked(), LINE])
    override_reason = StringField(_l("仍然安排的理由"), validators=[LINE])
    everything = BooleanField(_l("选择全部"))
    query = HiddenField(validators=[Length(max=2000)])
    next = HiddenField(validators=[Length(max=2000)])
    chosen = HiddenField(validators=[Length(max=20 * MOST)])
    seen = HiddenField(validators=[Length(max=64)])

    def offer(self, frame: Frame, actor: Actor) -> None:
        """Fill the lists."""
        self.act.choices = [(act.value, local(words)) for act, words in ACTS.items()]
        self.host.choices = [("", "—"), *((one.slug, local(one.short)) for one in hosts_of(frame, actor))]

    def draft(self, versions: Mapping[int, int]) -> BulkDraft:
        """Return what is asked for, of these events."""
        return BulkDraft(
            act=BulkAct(self.act.data),
            versions=versions,
            days=self.days.data or 0,
            place=self.place.data or "",
            host_slug=self.host.data or "",
            responsible=self.responsible.data or "",
            reason=self.reason.data or "",
            override_reason=self.override_reason.data or "",
        )

    def has_seen(self, preview: BulkPreview) -> bool:
        """Tell whether exactly this was shown before; from now on it is."""
        read, mark = self.seen.data or "", _mark_of(preview)
        self.seen.data, self.seen.raw_data = mark, [mark]
        return read == mark


def hosts_of(frame: Frame, actor: Actor) -> tuple[OrganisationRef, ...]:
    """Return the organisations that the actor may host for."""
    return tuple(one for one in frame.organisations.values() if may_host(actor, one.id, EventLevel.DISTRICT))


def versions_of(texts: Iterable[str]) -> dict[int, int]:
    """Return versions by id from texts such as ``12.3``; what cannot be read is nobody's choice."""
    found: dict[int, int] = {}
    for text in texts:
        id_, _dot, version = text.partition(".")
        key, seen = key_of(id_), key_of(version)
        if key is not None and seen is not None and len(found) < MOST:
            found[key] = seen
    return found


def _mark_of(preview: BulkPreview) -> str:
    told = "\n".join(
        f"{line.event_id} {line.version} {line.left} {[clash.message.zh for clash in line.clashes]} {line.values}"
        for line in preview.lines
    )
    return hashlib.sha256(f"{preview.act} {told}".encode()).hexdigest()[:32]

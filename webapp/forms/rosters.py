"""Forms of a roster: its settings with members and topics, filling it, and changing one turn."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput

from campaigns.drafts import RosterDraft, RosterMemberDraft, RosterTopicDraft, TurnDraft
from campaigns.enums import RosterRule, RosterTurnKind
from campaigns.labels import choices
from campaigns.queries.frames import Frame
from campaigns.rosters import RosterMemberLine, RosterSheet, RosterSlot
from webapp.filters import short_day
from webapp.forms.fields import DayField
from webapp.forms.page_form import EditForm
from webapp.forms.settings import RowForm, WholeField
from webapp.i18n import language, local

MOST_TOPICS = 60
# The choice that leaves it to the rule who comes.
NEXT = "next"


class MemberRow(Form):
    """A member with its place, weight and days; ``out`` takes it off the list."""

    id = IntegerField(widget=HiddenInput())
    place = WholeField(_l("次序"), validators=[Optional()])
    weight = WholeField(_l("权重"), default=1, validators=[InputRequired(), NumberRange(1, 20)])
    joined_on = DayField(_l("加入日期"), validators=[Optional()])
    left_on = DayField(_l("退出日期"), validators=[Optional()])
    out = BooleanField(_l("移出"))


class RosterForm(RowForm):
    """A roster; topics come one a line, the English behind a stroke, and ``added`` joins the list at its end."""

    name_zh = StringField(_l("中文名称"), validators=[InputRequired(), Length(max=100)])
    name_en = StringField(_l("英文名"), validators=[Length(max=160)])
    activity = SelectField(_l("活动"), validators=[InputRequired()])
    rule = SelectField(_l("规则"), coerce=RosterRule, validators=[InputRequired()])
    per_slot_min = WholeField(_l("每期至少"), default=1, validators=[InputRequired(), NumberRange(1, 20)])
    per_slot_max = WholeField(_l("每期至多"), default=2, validators=[InputRequired(), NumberRange(1, 20)])
    topics_max = WholeField(_l("每期主题至多"), default=2, validators=[InputRequired(), NumberRange(1, 20)])
    min_gap = WholeField(_l("两次至少相隔几期"), default=0, validators=[InputRequired(), NumberRange(0, 60)])
    topics = TextAreaField(_l("主题"), validators=[Length(max=6000)])
    members = FieldList(FormField(MemberRow))
    added = SelectMultipleField(_l("加入成员"), option_widget=CheckboxInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule.choices = choices(RosterRule, language())

    def offer(self, frame: Frame, persons: Mapping[int, str], sheet: RosterSheet | None) -> None:
        """Offer the activities, and the organisations and persons who are not on the list yet."""
        self.activity.choices = [(a.code, f"{a.code} {local(a.short)}") for a in frame.board_activities]
        members = sheet.members if sheet else ()
        here = {member.organisation_id for member in members if member.person_id is None}
        known = {member.person_id for member in members}
        self.added.choices = [
            *((f"o{o.id}", local(o.short)) for o in frame.organisations.values() if o.id not in here),
            *((f"p{id_}", name) for id_, name in persons.items() if id_ not in known),
        ]

    def validate_topics(self, field: TextAreaField) -> None:
        """Refuse more topics than a list holds."""
        if len(_lines(field.data)) > MOST_TOPICS:
            raise ValueError(_("主题最多 %(n)s 个。", n=MOST_TOPICS))

    def draft(self, sheet: RosterSheet | None) -> RosterDraft:
        """Return what was entered; a topic keeps its identity while its Chinese name stays."""
        values = self.values()
        standing = {topic.name.zh: topic.id for topic in sheet.topics} if sheet else {}
        known = {member.id: member for member in sheet.members} if sheet else {}
        rows = [row.form for row in self.members if not row.form.out.data and row.form.id.data in known]
        rows.sort(
            key=lambda row: known[row.id.data].position + 1 if row.place.data is None else row.place.data
        )
        return RosterDraft(
            activity_code=values["activity"],
            members=(
                *(_member(row, known[row.id.data]) for row in rows),
                *(_added(text) for text in self.added.data or ()),
            ),
            topics=tuple(
                RosterTopicDraft(id=standing.get(zh), name_zh=zh, name_en=en)
                for zh, en in _lines(self.topics.data)
            ),
            **{
                name: values[name]
                for name in (
                    "name_zh", "name_en", "rule", "per_slot_min", "per_slot_max", "topics_max", "min_gap",
                )
            },
        )  # fmt: skip


def values_of_sheet(sheet: RosterSheet) -> dict[str, Any]:
    """Return what a roster's form shows before anything is typed."""
    return {
        "version": sheet.version,
        "name_zh": sheet.name.zh,
        "name_en": sheet.name.en,
        "activity": sheet.activity.code,
        "rule": sheet.rule,
        "per_slot_min": sheet.per_slot_min,
        "per_slot_max": sheet.per_slot_max,
        "topics_max": sheet.topics_max,
        "min_gap": sheet.min_gap,
        "topics": "\n".join(f"{t.name.zh} | {t.name.en}" if t.name.en else t.name.zh for t in sheet.topics),
        "members": [
            {
                "id": member.id,
                "place": place,
                "weight": member.weight,
                "joined_on": member.joined_on,
                "left_on": member.left_on,
            }
            for place, member in enumerate(sheet.members, start=1)
        ],
    }


def _lines(text: str | None) -> list[tuple[str, str]]:
    """Return the topics of a text: one a line, each once."""
    pairs = [line.replace("｜", "|").partition("|") for line in (text or "").splitlines() if line.strip()]
    return list({zh.strip(): (zh.strip(), en.strip()) for zh, _, en in pairs if zh.strip()}.values())


def _member(row: Any, line: RosterMemberLine) -> RosterMemberDraft:
    return RosterMemberDraft(
        id=line.id,
        organisation_id=line.organisation_id,
        person_id=line.person_id,
        weight=row.weight.data,
        joined_on=row.joined_on.data,
        left_on=row.left_on.data,
    )


def _added(text: str) -> RosterMemberDraft:
    key = "organisation_id" if text.startswith("o") else "person_id"
    return RosterMemberDraft(**{key: int(text[1:])})


class CompetenceForm(EditForm):
    """The ticks of the grid come as ``able``, one for each member and topic."""


class FillForm(EditForm):
    """What was shown is what is written."""

    shown = HiddenField(validators=[InputRequired(), Length(max=64)])


class TurnForm(EditForm):
    """Who comes instead of a member: whom the rule finds, somebody who stands in, or the other half of a swap."""

    other = SelectField(_l("由谁来"), default=NEXT, validators=[InputRequired()])
    reason = StringField(_l("原因"), validators=[InputRequired(), Length(max=200)])

    def offer(self, sheet: RosterSheet, slot: RosterSlot, member_id: int) -> None:
        """Offer everybody who may come to the slot, and the turns that could be swapped with this one."""
        free = [
            member
            for member in sheet.members
            if member.id not in slot.member_ids
            and (member.joined_on is None or member.joined_on <= slot.local_day)
            and (member.left_on is None or slot.local_day <= member.left_on)
        ]
        turns = [
            (f"{other.event_id}:{guest.member_id}", f"{_number(other)} {local(guest.name)}")
            for other in sheet.slots
            if other.is_open and other.event_id != slot.event_id and member_id not in other.member_ids
            for guest in other.guests
            if guest.member_id is not None and guest.member_id not in slot.member_ids
        ]
        groups = {
            _("跳过"): [(NEXT, _("按规则由下一个来"))],
            _("替补"): sorted(
                ((str(m.id), _stand_in(m, slot)) for m in free), key=lambda pair: not pair[1].endswith("✓")
            ),
            _("对调"): turns,
        }
        self.other.choices = {words: group for words, group in groups.items() if group}

    def draft(self, event_id: int, member_id: int) -> TurnDraft:
        """Return the decision."""
        event, _colon, member = (self.other.data or NEXT).removeprefix(NEXT).rpartition(":")
        kind = RosterTurnKind.SKIPPED
        if member:
            kind = RosterTurnKind.SWAPPED if event else RosterTurnKind.SUBSTITUTED
        return TurnDraft(
            kind=kind,
            event_id=event_id,
            member_id=member_id,
            other_event_id=int(event) if event else None,
            other_id=int(member) if member else None,
            reason=self.reason.data or "",
        )


def _stand_in(member: RosterMemberLine, slot: RosterSlot) -> str:
    """Return a member's name, marked where the printed list names it as the stand-in."""
    name = local(member.name)
    return _("%(name)s（替补单位）✓", name=name) if member.name == slot.stand_in else name


def _number(slot: RosterSlot) -> str:
    return f"{_('第%(n)s期', n=slot.number)} {short_day(slot.local_day)}"

"""The form of an event: three fields first, and everything that the activity decides where they are left alone."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectFieldBase
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor, may_host
from campaigns.drafts import EventDraft
from campaigns.enums import ActivityKind, EventLevel, EventStatus, Visibility
from campaigns.labels import label
from campaigns.queries.choices import EventChoices
from webapp.filters import clock_time, day
from webapp.forms.acknowledgement import AcknowledgingForm
from webapp.forms.fields import ClockField, DayField
from webapp.forms.page_form import CreateForm, EditForm
from webapp.forms.settings import WholeField
from webapp.i18n import local

OPEN_STATUSES = (EventStatus.DRAFT, EventStatus.PROPOSED, EventStatus.CONFIRMED)
LINE = Length(max=200)
# The ids of the persons who come and the slugs of the teams that go.
People = tuple[tuple[int, ...], tuple[str, ...]]


class CheckboxesField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class EventFields(AcknowledgingForm):
    """Three fields, and everything that the activity decides where they are left alone."""

    activity = SelectField(_l("所属活动"), validators=[InputRequired()])
    day = DayField(_l("日期"), validators=[InputRequired()])
    start = ClockField(_l("开始时间"), validators=[Optional()])
    place = StringField(_l("地点"), validators=[InputRequired(), LINE])
    title_zh = StringField(_l("名称"), validators=[LINE])
    title_en = StringField(_l("英文名称"), validators=[LINE])
    ends_on = DayField(_l("结束日期"), validators=[Optional()])
    ends_at = ClockField(_l("结束时间"), validators=[Optional()])
    is_all_day = BooleanField(_l("全天"))
    host = SelectField(_l("主办单位"))
    district = SelectField(_l("市区"))
    level = SelectField(_l("级别"))
    organisers = CheckboxesField(_l("共同主办"))
    person_ids = CheckboxesField(_l("专家与嘉宾"), coerce=int)
    team_slugs = CheckboxesField(_l("派出工作组"))
    expected_people = WholeField(_l("预计人数"), validators=[Optional(), NumberRange(1, 1_000_000)])
    is_headline = BooleanField(_l("主要活动"))
    description = TextAreaField(_l("说明"), validators=[Length(max=10_000)])
    materials = StringField(_l("物资"), validators=[LINE])
    responsible = StringField(_l("责任岗位"), validators=[LINE])
    # Not "status", which is what the form answers with.
    state = SelectField(_l("状态"), default=EventStatus.CONFIRMED.value)
    visibility = SelectField(_l("公开范围"), default=Visibility.INTERNAL.value)

    def offer(self, choices: EventChoices, actor: Actor, current: AgendaItem | None = None) -> None:
        """Fill every list; an event being edited keeps its host even where the actor could not choose it."""
        as_activity = [("", _("按活动默认"))]
        hosts = dict.fromkeys([*choices.hosts, *([current.host] if current else [])])
        self.activity.choices = grouped_activities(choices)
        self.host.choices = as_activity + [(one.slug, local(one.name)) for one in hosts]
        self.district.choices = [("", _("按地点默认"))] + [(d.slug, local(d.name)) for d in choices.districts]
        levels = [level for level in EventLevel if any(may_host(actor, host.id, level) for host in hosts)]
        self.level.choices = as_activity + [(level.value, local(label(level))) for level in levels]
        self.organisers.choices = [(one.slug, local(one.short)) for one in choices.organisations]
        self.person_ids.choices = [(p.id, f"{p.name} {p.function}".strip()) for p in choices.persons]
        self.team_slugs.choices = [(team.slug, local(team.short)) for team in choices.teams]
        self.state.choices = [(status.value, local(label(status))) for status in OPEN_STATUSES]
        self.visibility.choices = [(one.value, local(label(one))) for one in Visibility]

    def draft(self, choices: EventChoices, zone: str) -> EventDraft:
        """Return what was entered; times are those of the edition's zone."""
        tz = ZoneInfo(zone)
        start = time() if self.is_all_day.data else self.start.data
        if start is None:
            start = choices.default_start(self.activity.data)
        return EventDraft(
            activity_code=self.activity.data,
            starts_at=datetime.combine(given(self.day), start, tz),
            ends_at=self._end(tz),
            is_all_day=self.is_all_day.data,
            place=self.place.data,
            title_zh=self.title_zh.data or "",
            title_en=self.title_en.data or "",
            host_slug=self.host.data or None,
            district_slug=self.district.data or None,
            level=EventLevel(self.level.data) if self.level.data else None,
            status=EventStatus(self.state.data),
            visibility=Visibility(self.visibility.data),
            organiser_slugs=tuple(self.organisers.data or ()),
            person_ids=tuple(self.person_ids.data or ()),
            team_slugs=tuple(self.team_slugs.data or ()),
            expected_people=self.expected_people.data,
            is_headline=self.is_headline.data,
            description=self.description.data or "",
            materials=self.materials.data or "",
            responsible=self.responsible.data or "",
            override_reason=self.override_reason.data or "",
            creation_key=getattr(self, "creation_key", None) and self.creation_key.data or None,
        )

    @property
    def confirms(self) -> bool:
        """Tell whether the event is to be confirmed."""
        return self.state.data == EventStatus.CONFIRMED.value

    def _end(self, tz: ZoneInfo) -> datetime | None:
        last = self.ends_on.data or given(self.day)
        if self.is_all_day.data:
            return datetime.combine(last + timedelta(days=1), time(), tz)
        return datetime.combine(last, self.ends_at.data, tz) if self.ends_at.data else None

    def validate_ends_at(self, field: ClockField) -> None:
        """Ask for the time where only the last day was given."""
        is_open = self.ends_on.data and not field.data and not self.is_all_day.data
        if is_open:
            raise ValidationError(_("填了结束日期，请同时填写结束时间，或勾选“全天”。"))

    def _show_theirs(self, current: Any) -> None:
        """What stands in the other fields needs the whole event: ``EditEventForm.show_theirs``."""
        super()._show_theirs(current)
        self.theirs = {"version": current.version}


class NewEventForm(EventFields, CreateForm):
    """A new event."""


class EditEventForm(EventFields, EditForm):
    """An event as it stands, to be changed."""

    def fill(self, item: AgendaItem, people: People, zone: str) -> None:
        """Put the event as it stands into the fields."""
        for name, value in event_values(item, people, zone).items():
            self._fields[name].data = value

    def show_theirs(self, item: AgendaItem, people: People, zone: str) -> None:
        """After a Stale, put beside each field that differs what now stands there, in words."""
        if not self.theirs:
            return
        for name, value in event_values(item, people, zone).items():
            field = self._fields[name]
            if name != "version" and (field.data or None) != (value or None):
                self.theirs[name] = _in_words(field, value)


def _in_words(field: Field, value: Any) -> str:
    """Return a field's value as a person reads it."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, time):
        return clock_time(value)
    if isinstance(value, date):
        return day(value)
    if not value:
        return _("（空）")
    if isinstance(field, SelectFieldBase):
        chosen = value if isinstance(value, list) else [value]
        return "、".join(words for key, words, *_rest in field.iter_choices() if key in chosen)
    return str(value)


def given(field: DayField) -> date:
    """Return the day of a field that the form requires."""
    if field.data is None:
        raise ValueError("a draft is asked for before the form was found right")
    return field.data


def event_values(item: AgendaItem, people: People, zone: str) -> dict[str, Any]:
    """Return an event as the fields of its form hold it; the last day is given where it is not the first."""
    tz = ZoneInfo(zone)
    start, end = item.starts_at.astimezone(tz), item.ends_at.astimezone(tz)
    last = (end - timedelta(microseconds=1)).date()
    return {
        "version": item.version,
        "activity": item.activity.code,
        "day": start.date(),
        "start": None if item.is_all_day else start.time(),
        "place": item.place_name.zh,
        "title_zh": item.title.zh,
        "title_en": item.title.en,
        "ends_on": last if last != start.date() else None,
        "ends_at": None if item.is_all_day else end.time(),
        "is_all_day": item.is_all_day,
        "host": item.host.slug,
        "district": item.district.slug if item.district else "",
        "level": item.level.value,
        "organisers": [organiser.slug for organiser in item.organisers],
        "person_ids": list(people[0]),
        "team_slugs": list(people[1]),
        "expected_people": item.expected_people,
        "is_headline": item.is_headline,
        "description": item.description,
        "materials": item.materials,
        "responsible": item.responsible,
        "state": item.status.value,
        "visibility": item.visibility.value,
    }


def grouped_activities(choices: EventChoices) -> dict[str, list[tuple[Any, ...]]]:
    """Return the activities under the words of their kind, each with what it decides for the page's script."""
    groups: dict[str, list[tuple[Any, ...]]] = {"": [("", _("请选择"))]}
    for kind in (ActivityKind.CAMPAIGN, ActivityKind.SUPPORTING):
        groups[local(label(kind))] = [
            (
                choice.activity.code,
                f"{choice.activity.code} {local(choice.activity.short)}",
                {
                    "data-start": f"{choice.default_start:%H:%M}",
                    "data-minutes": str(choice.default_minutes),
                    "data-kind": choice.venue_kind.value if choice.venue_kind else "",
                },
            )
            for choice in choices.activities
            if choice.activity.kind is kind
        ]
    return groups

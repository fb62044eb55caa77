"""Forms of what the programme is made of: activities, required counts, audiences, measures, editions."""

import secrets
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp
from wtforms.widgets import ColorInput

from campaigns.enums import EventLevel, VenueKind
from campaigns.labels import choices
from campaigns.models.measure import Measure
from webapp.forms.fields import AmountField, ClockField, DayField
from webapp.forms.page_form import CreateForm, EditForm, PageForm
from webapp.i18n import language
from webapp.places import LARGEST_KEY, key_of

# What a field is for the form alone.
UNSTORED = frozenset({"csrf_token", "version", "creation_key"})


class WholeField(AmountField):
    """A whole number that is not negative and that PostgreSQL's INTEGER holds."""

    def read(self, text: str) -> Any:
        """Return the number as an int."""
        number = int(super().read(text))
        if number > LARGEST_KEY:
            raise ValueError(_("“%(text)s”不在允许的范围内。", text=text))
        return number

    def write(self, value: Any) -> str:
        """Return the digits."""
        return str(value)


class ClockTextField(ClockField):
    """A local time kept as text, ``09:00``."""

    def read(self, text: str) -> Any:
        """Return the time as the database keeps it."""
        return f"{super().read(text):%H:%M}"

    def write(self, value: Any) -> str:
        """Return the text as it is."""
        return str(value)


class RowForm(EditForm):
    """A form of one row; version 0 adds, and the creation key then makes a double click add one row."""

    creation_key = HiddenField(default=lambda: secrets.token_urlsafe(18), validators=[Length(max=64)])

    @property
    def seen_version(self) -> int | None:
        """Return the version the person saw, None for a new row."""
        return self.version.data or None

    def values(self) -> dict[str, Any]:
        """Return the columns that the form fills; text without its outer blanks."""
        filled = {name: field.data for name, field in self._fields.items() if name not in UNSTORED}
        # A member of a closed set is a text too, but must stay the member.
        return {name: value.strip() if type(value) is str else value for name, value in filled.items()}


class ActivityForm(RowForm):
    """An activity of an edition: names, window, defaults of its events, colour."""

    name_zh = StringField(_l("中文名称"), validators=[InputRequired(), Length(max=200)])
    name_en = StringField(_l("英文名"), validators=[Length(max=200)])
    short_zh = StringField(_l("中文简称"), validators=[InputRequired(), Length(max=40)])
    short_en = StringField(_l("英文简称"), validators=[Length(max=40)])
    window_start_on = DayField(_l("活动期开始"))
    window_end_on = DayField(_l("活动期结束"))
    default_start = ClockTextField(_l("默认开始时间"), validators=[InputRequired()])
    default_minutes = WholeField(_l("默认时长（分钟）"), validators=[InputRequired(), NumberRange(5, 1440)])
    default_level = SelectField(_l("默认级别"), coerce=EventLevel, validators=[InputRequired()])
    venue_kind = SelectField(_l("默认场地类型"), coerce=lambda text: VenueKind(text) if text else None)
    colour = StringField(
        _l("颜色"), widget=ColorInput(), validators=[InputRequired(), Regexp(r"#[0-9a-fA-F]{6}$")]
    )
    weekend_is_usual = BooleanField(_l("常在周末举办（周末不提醒）"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_level.choices = choices(EventLevel, language())
        self.venue_kind.choices = [("", "—"), *choices(VenueKind, language())]


def asked_measures(
    measures: tuple[Measure, ...], standing: tuple[int, ...]
) -> list[tuple[Measure, int | None]]:
    """Return every measure with its place in the close-out form, the asked ones first.

    A posted form speaks for itself, so that a wrong field elsewhere does not lose the ticks.
    """
    places: dict[int, int] = {id_: place for place, id_ in enumerate(standing, start=1)}
    if request.method == "POST":
        places = {id_: place for place, id_ in enumerate(posted_measures(), start=1)}
    pairs = [(measure, places.get(measure.id or 0)) for measure in measures]
    return sorted(pairs, key=lambda pair: (pair[1] is None, pair[1] or 0, pair[0].position))


def posted_measures() -> list[int]:
    """Return the ticked measures in the order of the numbers typed beside them; one without a number comes last."""
    ticked = [key for text in request.form.getlist("measure") if (key := key_of(text))]
    return sorted(
        dict.fromkeys(ticked), key=lambda id_: request.form.get(f"place-{id_}", type=float) or 10_000
    )


class RequirementForm(RowForm):
    """A required count: its target, words and reading; what it counts comes from the notice."""

    target = AmountField(_l("要求数"), places=2, validators=[InputRequired()])
    target_max = AmountField(_l("上限"), places=2)
    text_zh = TextAreaField(_l("中文表述"), validators=[InputRequired(), Length(max=500)])
    text_en = TextAreaField(_l("英文表述"), validators=[Length(max=500)])
    unit_zh = StringField(_l("计量单位"), validators=[InputRequired(), Length(max=20)])
    unit_en = StringField(_l("英文计量单位"), validators=[Length(max=40)])
    reading_zh = TextAreaField(_l("中文口径"), validators=[Length(max=2000)])
    reading_en = TextAreaField(_l("英文口径"), validators=[Length(max=2000)])


SHORT_NAME = Regexp(r"[a-z0-9_-]+$", message=_l("只用小写字母、数字、- 和 _。"))


class NamedForm(RowForm):
    """What audiences and measures have in common."""

    code = StringField(_l("代号"), validators=[InputRequired(), Length(max=40), SHORT_NAME])
    name_zh = StringField(_l("中文名称"), validators=[InputRequired(), Length(max=100)])
    name_en = StringField(_l("英文名"), validators=[Length(max=100)])


class AudienceForm(NamedForm):
    """An audience category."""

    is_focus = BooleanField(_l("重点人群"))


class MeasureForm(NamedForm):
    """A measure with its unit."""

    unit_zh = StringField(_l("计量单位"), validators=[InputRequired(), Length(max=20)])
    unit_en = StringField(_l("英文计量单位"), validators=[Length(max=40)])
    is_whole = BooleanField(_l("只记整数"))
    is_typed = BooleanField(_l("由单位按期填报，不由活动产生"))


class EditionForm(PageForm):
    """A preset and a year make an edition."""

    preset = SelectField(_l("方案"), validators=[InputRequired()])
    year = WholeField(_l("年度"), validators=[InputRequired(), NumberRange(1990, 2099)])


class CopyForm(CreateForm):
    """A year that is copied, and the year that is made of it."""

    source = SelectField(_l("从哪一年"), coerce=int, validators=[InputRequired()])
    year = WholeField(_l("到哪一年"), validators=[InputRequired(), NumberRange(1990, 2099)])
    with_events = BooleanField(_l("带上未成系列的活动为草稿"))

"""Forms of organisations with their names, of places, and of accounts as administrators see them."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from campaigns.core.naming import NameSpan
from campaigns.enums import OrganisationKind, Role, VenueKind
from campaigns.labels import choices
from webapp.forms.page_form import TidyMeta
from webapp.forms.settings import RowForm, WholeField
from webapp.i18n import language

PLAIN_CODE = Regexp(r"[a-z0-9][a-z0-9-]*$", message=_l("只用小写字母、数字和 -。"))


def number_or_none(text: Any) -> int | None:
    """Return the id of a choice, None for the empty one."""
    return int(text) if text not in (None, "") else None


class NameRow(Form):
    """One name with the years in which it holds; a row without a Chinese name is no name."""

    Meta = TidyMeta

    since_year = WholeField(_l("起始年"), validators=[Optional(), NumberRange(1900, 2199)])
    until_year = WholeField(_l("终止年"), validators=[Optional(), NumberRange(1900, 2199)])
    name_zh = StringField(_l("中文名称"), validators=[Length(max=100)])
    short_zh = StringField(_l("中文简称"), validators=[Length(max=40)])
    name_en = StringField(_l("英文名"), validators=[Length(max=160)])
    short_en = StringField(_l("英文简称"), validators=[Length(max=60)])
    code = StringField(_l("行政代码"), validators=[Length(max=20)])

    def span(self) -> NameSpan:
        """Return the name as a value."""
        values: dict[str, Any] = {name: field.data for name, field in self._fields.items()}
        texts = {name: (value or "").strip() for name, value in values.items() if not name.endswith("_year")}
        return NameSpan(**values | texts)


class OrganisationForm(RowForm):
    """An organisation; its short code is its identity and is given once."""

    slug = StringField(_l("代号"), validators=[InputRequired(), Length(max=40), PLAIN_CODE])
    kind = SelectField(_l("类别"), coerce=OrganisationKind, validators=[InputRequired()])
    parent_id = SelectField(_l("上级单位"), coerce=number_or_none)
    position = WholeField(_l("排列序号"), validators=[InputRequired(), NumberRange(0, 9999)])
    is_active = BooleanField(_l("在用"))
    names = FieldList(FormField(NameRow))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices(OrganisationKind, language())

    def values(self) -> dict[str, Any]:
        """Return the columns without the names, which are rows of their own; the code only for a new one."""
        left_out = {"names"} if self.seen_version is None else {"names", "slug"}
        return {name: value for name, value in super().values().items() if name not in left_out}

    def spans(self) -> list[NameSpan]:
        """Return the names that were filled in."""
        return [row.form.span() for row in self.names if (row.form.name_zh.data or "").strip()]


class VenueForm(RowForm):
    """A place."""

    name_zh = StringField(_l("中文名称"), validators=[InputRequired(), Length(max=100)])
    name_en = StringField(_l("英文名"), validators=[Length(max=160)])
    kind = SelectField(_l("类别"), coerce=VenueKind, validators=[InputRequired()])
    district_id = SelectField(_l("市区"), coerce=number_or_none)
    street = StringField(_l("街道（镇）"), validators=[Length(max=60)])
    address = StringField(_l("地址"), validators=[Length(max=200)])
    capacity = WholeField(_l("容纳人数"))
    is_active = BooleanField(_l("在用"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices(VenueKind, language())


class AccountForm(RowForm):
    """An account: who, in which role, in which organisation."""

    username = StringField(
        _l("用户名"),
        validators=[
            InputRequired(),
            Length(2, 40),
            Regexp(r"[\w.@-]+$", message=_l("只用字母、数字、汉字和 . @ - _。")),
        ],
    )
    display_name = StringField(_l("姓名"), validators=[InputRequired(), Length(max=60)])
    role = SelectField(_l("角色"), coerce=Role, validators=[InputRequired()])
    organisation_id = SelectField(_l("所属单位"), coerce=int, validators=[InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = choices(Role, language())

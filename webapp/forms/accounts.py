"""Forms of signing in and of one's own account."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from webapp.forms.page_form import PageForm
from webapp.passwords import LONGEST


class LoginForm(PageForm):
    """Name and password."""

    username = StringField(_l("用户名"), validators=[InputRequired(), Length(max=80)])
    password = PasswordField(_l("密码"), validators=[InputRequired(), Length(max=LONGEST)])


class PasswordForm(PageForm):
    """The old password and the new one, twice."""

    current = PasswordField(_l("原密码"), validators=[InputRequired(), Length(max=LONGEST)])
    password = PasswordField(_l("新密码"), validators=[InputRequired(), Length(max=LONGEST)])
    again = PasswordField(
        _l("再输一遍新密码"),
        validators=[InputRequired(), EqualTo("password", _l("两次输入的新密码不一样。"))],
    )

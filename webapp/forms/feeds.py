"""The form that makes a secret calendar address."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import Length

from campaigns.enums import FeedScope
from campaigns.labels import choices
from webapp.forms.page_form import CreateForm
from webapp.i18n import language


class FeedForm(CreateForm):
    """A scope and what it is about: an activity's code or a district's slug, empty for the others."""

    scope = SelectField(_l("范围"))
    value = StringField(_l("对象"), validators=[Length(max=80)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope.choices = choices(FeedScope, language())

    def wanted_scope(self) -> FeedScope:
        """Return the chosen scope."""
        return FeedScope(self.scope.data)

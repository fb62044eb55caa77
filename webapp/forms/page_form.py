"""The form every page builds on: what is wrong is said beside the field, and nothing typed is lost."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.i18n import translations
from wtforms import Field, HiddenField, IntegerField, PasswordField, StringField, TextAreaField
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from campaigns.core.cleaning import cleaned, on_one_line
from campaigns.errors import Rejected, Stale
from webapp.i18n import local
from webapp.places import LARGEST_KEY

# WTForms puts fields beside these attributes, so a field of the same name would take their place unnoticed.
RESERVED = frozenset({"general", "refuse", "reporting", "status", "theirs"})


class PlainWords:
    """WTForms' sentences as a planner says them; those it has besides come from its own catalogue."""

    def gettext(self, string: str) -> str:
        """Return one of the library's sentences."""
        match string:
            case "This field is required.":
                return str(_("请填写。"))
            case "Not a valid choice." | "Invalid Choice: could not coerce.":
                return str(_("请从列表中选择。"))
            case "Invalid choice(s): one or more data inputs could not be coerced.":
                return str(_("请从列表中选择。"))
            case "Not a valid integer value.":
                return str(_("请填整数。"))
        return str(translations.gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return one of the library's sentences that count."""
        if singular == "'%(value)s' is not a valid choice for this field.":
            return str(_("请从列表中选择。"))
        return str(translations.ngettext(singular, plural, n))


PLAIN_WORDS = PlainWords()


class TidyMeta(DefaultMeta):
    """What every form of ours does with its texts, rows of a list included."""

    def get_translations(self, form: Any) -> PlainWords:
        """Return what speaks for the library."""
        return PLAIN_WORDS

    def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
        """Clean what was typed or pasted as drafts do; a password is taken as it is."""
        field = super().bind_field(form, unbound_field, options)
        if isinstance(field, StringField) and not isinstance(field, PasswordField):
            tidy = cleaned if isinstance(field, TextAreaField) else on_one_line
            field.filters = (*field.filters, lambda data: tidy(data) if type(data) is str else data)
        return field


class PageForm(FlaskForm):
    """A form of a page.

    ``general`` holds what is wrong with the whole; ``status`` is what a view answers with the page that shows it;
    ``theirs`` holds, after a Stale, what now stands in each field that somebody else has changed.
    """

    class Meta(TidyMeta, FlaskForm.Meta):
        """Texts are cleaned, and a form that changes something needs its token."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = RESERVED & self._fields.keys()
        if taken:
            raise TypeError(f"A field may not be called {sorted(taken)}: pages ask the form for that.")
        self.general: list[str] = []
        self.theirs: dict[str, Any] = {}

    @property
    def status(self) -> int:
        """Return 200 for a form that is only shown, 422 for a wrong one, 409 when somebody was faster."""
        if self.theirs:
            return 409
        return 422 if self.errors or self.general else 200

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Hang what an operation refuses on the fields; the view then renders the page again with ``status``."""
        try:
            yield
        except Rejected as rejected:
            for problem in rejected.problems:
                self.refuse(local(problem.message), self._fields.get(problem.field))
        except Stale as stale:
            self.general.append(local(stale.message))
            self._show_theirs(stale.current)

    def refuse(self, sentence: str, field: Field | None = None) -> None:
        """Say what is wrong, beside a field or above the form."""
        if field is None:
            self.general.append(sentence)
        else:
            field.errors = [*field.errors, sentence]

    def _show_theirs(self, current: Any) -> None:
        """Keep what was typed, show what now stands, and let saving again be a knowing decision."""
        self.theirs = {
            name: getattr(current, name)
            for name, field in self._fields.items()
            if name != "version" and hasattr(current, name) and getattr(current, name) != field.data
        }
        self.theirs["version"] = current.version
        version = self._fields.get("version")
        if version is not None:
            version.data, version.raw_data = current.version, [str(current.version)]


class EditForm(PageForm):
    """A form that changes a row: it carries the version that the person saw."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(0, LARGEST_KEY)])


class CreateForm(PageForm):
    """A form that makes something: its key makes a double click or a retry make one thing, not two."""

    creation_key = HiddenField(default=lambda: secrets.token_urlsafe(18), validators=[Length(max=64)])

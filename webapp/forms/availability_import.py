"""Forms of a calendar file: the upload, and what was read of it, signed, on its way to being confirmed."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from calendars.reading.apart import read_span
from calendars.reading.reader import Reading
from campaigns.core.imported import ImportedSpan
from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected
from campaigns.operations.availability import Owner
from webapp.forms.page_form import PageForm

SALT = "calendar-file"
LONGEST_FILE_NAME = 100


class UploadForm(PageForm):
    """A calendar file, and whether what its entries are called may be seen by everybody here."""

    file = FileField(_l("日历文件"), validators=[InputRequired()])
    keeps_names = BooleanField(_l("保留日程的标题"))


class ConfirmForm(PageForm):
    """What was shown: the spans that were read, signed, and the digest of what they would do.

    The spans travel with the page instead of the file: nothing is parsed twice, nothing waits on the server, and what
    is written is what was seen. The signature keeps everything within the limits that the file was held to.
    """

    spans = HiddenField(validators=[InputRequired()])
    seen = HiddenField(validators=[InputRequired()])

    def read(self, owner: Owner, account_id: int) -> tuple[tuple[ImportedSpan, ...], str]:
        """Return the spans and the file's name; raise Rejected for what this account was not shown here."""
        try:
            told: Any = _signer().loads(self.spans.data or "")
        except BadSignature:
            told = None
        if not isinstance(told, list) or told[:2] != [list(owner.subject), account_id]:
            message = Bilingual(
                "这一页已失效，请重新选择文件。", "This page is no longer valid; choose the file again."
            )
            raise Rejected(Problem("", message))
        return tuple(read_span(row) for row in told[3]), str(told[2])


def signed(spans: Sequence[ImportedSpan], owner: Owner, account_id: int, file_name: str) -> str:
    """Return spans as one text that only this product can have written, for this owner and account."""
    rows = [
        (one.uid, one.recurrence_on and one.recurrence_on.isoformat(), one.starts_at.isoformat(),
         one.ends_at.isoformat(), one.name)
        for one in spans
    ]  # fmt: skip
    return str(_signer().dumps([owner.subject, account_id, file_name[:LONGEST_FILE_NAME], rows]))


def without_names(reading: Reading) -> Reading:
    """Return a reading whose spans say only when."""
    spans = (ImportedSpan(one.uid, one.recurrence_on, one.starts_at, one.ends_at) for one in reading.spans)
    return Reading(tuple(spans), reading.free, reading.outside)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=SALT)

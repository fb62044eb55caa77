"""Fields of days, times and amounts that keep what was typed, and read it as people write it."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.widgets import DateInput, TextInput, TimeInput

from campaigns.core.reach import FIRST_YEAR, LAST_YEAR, is_in_reach


class WhereAsked:
    """Marks a field that another answer demands: it is neither optional nor required always."""

    def __init__(self) -> None:
        self.field_flags = {"where_asked": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Leave it to the form, which knows the other answer."""


class TypedField(StringField):
    """A field whose text is read by ``read``; an empty text is None, and a wrong one stays in the box."""

    def read(self, text: str) -> Any:
        """Return the value of a text, or raise ValueError with the sentence to show."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return the text of a value."""
        return str(value)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; full-width digits and signs, as a Chinese keyboard gives them, are plain ones."""
        if not valuelist:
            return
        self.data = None
        text = str(valuelist[0]).translate(FULL_WIDTH).strip()
        if text:
            self.data = self.read(text)


FULL_WIDTH = str.maketrans("０１２３４５６７８９：－／．，", "0123456789:-/.,")
DAY = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?")
CLOCK = re.compile(r"(\d{1,2})(?:[:.点时](\d{2})?)?分?")


class DayField(TypedField):
    """A local day: 2026-06-01, 2026/6/1 or 2026年6月1日, in the years that the product plans in."""

    widget = DateInput()

    def read(self, text: str) -> date:
        """Return the day."""
        found = DAY.fullmatch(text)
        try:
            day = date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if day is None:
            raise ValueError(_("“%(text)s”不是日期，请写成 2026-06-01。", text=text))
        if not is_in_reach(day):
            raise ValueError(_("年份须在 %(first)s—%(last)s 之间。", first=FIRST_YEAR, last=LAST_YEAR))
        return day

    def write(self, value: date) -> str:
        """Return the day as the browser's date box wants it."""
        return value.isoformat()


class ClockField(TypedField):
    """A local time: 9:00, 09:00, 9点 or 9."""

    widget = TimeInput()

    def read(self, text: str) -> time:
        """Return the time."""
        found = CLOCK.fullmatch(text)
        try:
            if found:
                return time(int(found[1]), int(found[2] or 0))
        except ValueError:
            pass
        raise ValueError(_("“%(text)s”不是时间，请写成 9:00。", text=text))

    def write(self, value: time) -> str:
        """Return the time as the browser's time box wants it."""
        return f"{value:%H:%M}"


class AmountField(TypedField):
    """A number that is not negative; ``places`` is how many decimals it may have, whole by default."""

    widget = TextInput()

    def __init__(self, *args: Any, places: int = 0, **kwargs: Any) -> None:
        keyboard = {"inputmode": "decimal" if places else "numeric", "autocomplete": "off"}
        super().__init__(*args, render_kw=keyboard | kwargs.pop("render_kw", {}), **kwargs)
        self.places = places

    def read(self, text: str) -> Decimal:
        """Return the number; thousands may be grouped by commas."""
        try:
            value = Decimal(text.replace(",", ""))
        except InvalidOperation:
            raise ValueError(_("“%(text)s”不是数字。", text=text)) from None
        if not value.is_finite() or value < 0 or value >= 10**12:
            raise ValueError(_("“%(text)s”不在允许的范围内。", text=text))
        if value != round(value, self.places):
            raise ValueError(
                _("“%(text)s”小数位太多，最多 %(places)s 位。", text=text, places=self.places)
                if self.places
                else _("“%(text)s”须为整数。", text=text)
            )
        return value

    def write(self, value: Decimal) -> str:
        """Return the number without grouping, so that it can be edited."""
        return f"{value:f}"

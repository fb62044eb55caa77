"""What every part of a preset is made of: codes, years, days of a year, and texts in both languages."""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from campaigns.core.wording import Bilingual

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=40)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Year = Annotated[int, Field(ge=1990, le=2200)]


def _is_real_month_day(value: object) -> object:
    """Refuse 02-30 here, so that no year can fail later; 29 February is no day of every year either."""
    if isinstance(value, str) and re.fullmatch(r"\d\d-\d\d", value):
        date.fromisoformat(f"2001-{value}")
    return value


EveryYear = Annotated[MonthDay, BeforeValidator(_is_real_month_day)]


class Strict(BaseModel):
    """A part of a preset; an unknown word is a mistake, not an extension."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """A text in both languages."""

    zh: Annotated[str, StringConstraints(min_length=1)]
    en: str = ""

    @property
    def bilingual(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class Reading(Text):
    """How the notice was read where it leaves room, under the code it has in the list of readings."""

    code: str = ""

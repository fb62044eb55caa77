"""The names an organisation bore over the years, as spans of years that may not leave a year nameless."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem

NEVER, ALWAYS = -1, 10_000


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name that holds from ``since_year`` (None: always) to ``until_year`` (None: still), both inclusive."""

    name_zh: str
    since_year: int | None = None
    until_year: int | None = None
    name_en: str = ""
    short_zh: str = ""
    short_en: str = ""
    code: str = ""

    def holds_in(self, year: int) -> bool:
        """Tell whether it is the name of a year."""
        return (self.since_year or NEVER) <= year <= (self.until_year or ALWAYS)


def name_in(names: Iterable[NameSpan], year: int) -> NameSpan | None:
    """Return the name of a year."""
    return next((name for name in names if name.holds_in(year)), None)


def in_order(names: Iterable[NameSpan]) -> tuple[NameSpan, ...]:
    """Return names oldest first."""
    return tuple(sorted(names, key=lambda name: name.since_year or NEVER))


def naming_problems(
    names: Sequence[NameSpan], before: Sequence[NameSpan], years: Iterable[int]
) -> Iterator[Problem]:
    """Yield what is wrong: no name, a span turned round, two names at once, or a planned year left without one."""
    if not names or any(not name.name_zh for name in names):
        yield Problem("names", Bilingual("请填写中文名称。", "Give it a Chinese name."))
    for name in names:
        if (name.since_year or NEVER) > (name.until_year or ALWAYS):
            turned = Bilingual("“{name}”的终止年早于起始年。", "“{name}” ends before it begins.")
            yield Problem("names", turned.filled(name=name.name_zh))
    for older, newer in pairwise(in_order(names)):
        if (older.until_year or ALWAYS) >= (newer.since_year or NEVER):
            both = Bilingual("“{one}”和“{two}”的年份重叠。", "“{one}” and “{two}” hold in the same years.")
            yield Problem("names", both.filled(one=older.name_zh, two=newer.name_zh))
    for year in years:
        if name_in(before, year) and not name_in(names, year):
            gone = Bilingual("{year}年有年度计划，不能没有名称。", "{year} has an edition and needs a name.")
            yield Problem("names", gone.filled(year=year))

"""What a line is read into: pieces that know which characters they came from, and what they say together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from campaigns.core.wording import Bilingual

# A Chinese keyboard gives full-width signs; each is one character here too, so that positions stay true.
PLAIN = {ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, range(0xFF01, 0xFF5F))} | str.maketrans(
    "　～〜–—−×＊", " ~~---xx"
)
TAKEN = "\x00"
LONGEST = 200


class PieceKind(StrEnum):
    """What a part of the line was understood as."""

    ACTIVITY = "activity"
    DAY = "day"
    RULE = "rule"
    TIME = "time"
    FROM = "from"
    UNTIL = "until"
    COUNT = "count"
    HOST = "host"
    DISTRICT = "district"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` (exclusive) of the line, and what they were understood as."""

    kind: PieceKind
    start: int
    end: int
    meaning: Bilingual


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a line may name; ``key`` is its code, slug or kind."""

    key: str
    name: Bilingual
    short: Bilingual = Bilingual("")

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name it goes by, without doubles."""
        given = (self.name.zh, self.name.en, self.short.zh, self.short.en)
        return tuple(dict.fromkeys(name for name in given if name))


@dataclass(frozen=True, slots=True)
class NamedActivity:
    """An activity with what it decides where the line says nothing."""

    named: Named
    start: time
    minutes: int
    venue_kind: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """What can be named in an edition; the ``key`` of a venue is its kind."""

    year: int
    activities: tuple[NamedActivity, ...] = ()
    venues: tuple[Named, ...] = ()
    districts: tuple[Named, ...] = ()
    hosts: tuple[Named, ...] = ()

    def activity(self, code: str) -> NamedActivity:
        """Return an activity by its code."""
        return next(one for one in self.activities if one.named.key == code)


class Repeats(StrEnum):
    """How a rule repeats."""

    WEEKLY = "weekly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_WORKDAY = "monthly_workday"
    MONTHLY_DAY = "monthly_day"


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule: weekdays (Monday is 0) of every n-th week, or the n-th such day of every month, -1 being the last.

    Of a day of the month ``nth`` is its number.
    """

    repeats: Repeats
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0


@dataclass
class Found:
    """What the pieces say so far; None where the line says nothing."""

    activity: str | None = None
    day: date | None = None
    rule: Repetition | None = None
    starts_on: date | None = None
    until: date | None = None
    count: int | None = None
    start: time | None = None
    end: time | None = None
    minutes: int | None = None
    is_all_day: bool = False
    host: str | None = None
    district: str | None = None
    place: str = ""


@dataclass
class Line:
    """A line while it is read: what is taken once is not read again."""

    text: str
    found: Found = field(default_factory=Found)
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Bilingual] = field(default_factory=list)
    refused: list[tuple[int, int]] = field(default_factory=list)
    rest: str = ""

    def __post_init__(self) -> None:
        self.rest = "".join(_lowered(character) for character in self.text.translate(PLAIN))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in what is not taken yet, also when some of it is taken meanwhile."""
        at = 0
        while match := pattern.search(self.rest, at):
            yield match
            at = max(match.end(), at + 1)

    def take(self, kind: PieceKind, start: int, end: int, meaning: Bilingual) -> None:
        """Take characters as understood, without the blanks around them."""
        said = self.text[start:end]
        start, end = start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
        self.pieces.append(Piece(kind, start, end, meaning))
        self.skip(start, end)

    def skip(self, start: int, end: int) -> None:
        """Take characters that say nothing by themselves."""
        self.rest = self.rest[:start] + TAKEN * (end - start) + self.rest[end:]

    def refuse(self, start: int, end: int) -> None:
        """Keep characters that are no day, time or number from being taken for a name; they stay left over."""
        self.refused.append((start, end))

    @property
    def nameable(self) -> str:
        """Return the rest that may be a name."""
        text = self.rest
        for start, end in self.refused:
            text = text[:start] + TAKEN * (end - start) + text[end:]
        return text

    def said(self, match: re.Match[str]) -> str:
        """Return the characters of a match as they were typed."""
        return self.text[match.start() : match.end()].strip()

    def note(self, zh: str, en: str) -> None:
        """Say something about the line, once."""
        sentence = Bilingual(zh, en)
        if sentence not in self.notes:
            self.notes.append(sentence)


def _lowered(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character

"""Names in a line: activities by code, name or a part that only one of them has, places, districts and hosts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaigns.core.quickadd.pieces import PLAIN, TAKEN, Line, Named, PieceKind, Vocabulary
from campaigns.core.wording import Bilingual

HAN = re.compile(r"[\u3400-\u9fff]+")
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[a-z0-9][a-z0-9'’]*")
# Words of names that say nothing about which activity is meant, and those that any event may be called by.
EMPTY = frozenset(
    {"a", "an", "and", "at", "for", "in", "into", "of", "on", "the", "to", "with", "start", "up", "ups"}
)
GENERIC = frozenset({"activity", "event", "fair", "lecture", "meeting", "session", "talk", "visit"})
EDGES = " ,，、。;；.()（）“”\"'" + TAKEN


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of the line that may name an activity; better ones come first in order."""

    is_partial: bool
    length: int
    start: int
    end: int
    codes: frozenset[str]

    @property
    def order(self) -> tuple[bool, int, int]:
        """Return what to sort by."""
        return self.is_partial, -self.length, self.start


def read_activity(line: Line, words: Vocabulary) -> None:
    """Take the activity; a part that several share is named, not chosen from."""
    named = [activity.named for activity in words.activities]
    for one in sorted(named, key=lambda one: -len(one.key)):
        for match in line.matches(re.compile(rf"(?<![a-z0-9]){re.escape(one.key.lower())}(?![a-z0-9])")):
            if line.found.activity is None:
                _take_activity(line, one, match.start(), match.end())
    if line.found.activity is not None:
        return
    found = sorted((*_in_english(line, named), *_in_chinese(line, named)), key=lambda one: one.order)
    for candidate in found:
        if len(candidate.codes) == 1:
            one = next(one for one in named if one.key in candidate.codes)
            _take_activity(line, one, candidate.start, candidate.end)
            return
    if found:
        said = line.text[found[0].start : found[0].end]
        which = [f"{one.key} {one.short.zh or one.name.zh}" for one in named if one.key in found[0].codes]
        english = [f"{one.key} {one.short.en or one.name.en}" for one in named if one.key in found[0].codes]
        line.note(
            f"“{said}”可以是{'、'.join(which)}，请写明。", f"“{said}” may be {', '.join(english)}; say which."
        )


def read_organisations(line: Line, words: Vocabulary) -> None:
    """Take a host where the line says that it hosts, or where it is no district; take a district standing alone."""
    for one, text in _longest(line, words.hosts):
        marked = (
            rf"(?:由\s*|\b(?:hosted )?by\s+|\bhost:?\s*){text}(?:\s*(?:主办|承办))?|{text}\s*(?:主办|承办)"
        )
        for match in line.matches(re.compile(marked)):
            if line.found.host is None:
                line.found.host = one.key
                line.take(PieceKind.HOST, match.start(), match.end(), one.short if one.short.zh else one.name)
    own = {one.key for one in words.districts}
    for one, text in _longest(line, (*words.districts, *(one for one in words.hosts if one.key not in own))):
        for match in line.matches(re.compile(text)):
            if not _is_whole(line, match.start(), match.end()):
                continue
            kind = PieceKind.DISTRICT if one.key in own else PieceKind.HOST
            if kind is PieceKind.DISTRICT and line.found.district is None:
                line.found.district = one.key
            elif kind is PieceKind.HOST and line.found.host is None:
                line.found.host = one.key
            else:
                continue
            line.take(kind, match.start(), match.end(), one.short if one.short.zh else one.name)


def read_venue(line: Line, words: Vocabulary) -> None:
    """Take a venue that the line names in full."""
    for one, text in _longest(line, words.venues):
        if line.found.place:
            return
        for match in line.matches(re.compile(text)):
            line.found.place = one.name.zh
            line.take(PieceKind.PLACE, match.start(), match.end(), one.name)
            return


def read_place(line: Line, words: Vocabulary, venue_kind: str = "") -> None:
    """Take the longest rest as the place: a venue where only one fits it, else the words themselves."""
    rest = line.nameable
    # Figures and signs alone name no place: 9-11, 2/3.
    runs = [match for match in re.finditer(rf"[^{TAKEN}]+", rest) if LETTER.search(match[0])]
    if line.found.place or not runs:
        return
    longest = max(runs, key=lambda match: len(match[0].strip(EDGES)))
    start, end = _trimmed(rest, longest.start(), longest.end())
    lead = re.match(r"(?:(?:at|in|@)\s+|在|于|地点[::]?\s*)", rest[start:end])
    said = start + (lead.end() if lead else 0)
    text = line.text[said:end]
    if not text.strip(EDGES):
        return
    fitting = _fitting(text, words.venues)
    fitting = [one for one in fitting if one.key == venue_kind] or fitting
    if len(fitting) == 1:
        line.found.place, meaning = fitting[0].name.zh, fitting[0].name
        line.note(
            f"“{text}”理解为场地“{meaning.zh}”。", f"“{text}” is understood as {meaning.en or meaning.zh}."
        )
    else:
        line.found.place, meaning = text, Bilingual(text)
        if fitting:
            zh, en = (
                "、".join(one.name.zh for one in fitting[:4]),
                ", ".join(one.name.en or one.name.zh for one in fitting[:4]),
            )
            line.note(
                f"“{text}”可以是{zh}等，暂按文字记下。", f"“{text}” may be {en} …; it is kept as typed."
            )
        else:
            line.note(
                f"“{text}”不在场地库里，按文字记下。", f"“{text}” is no known venue; it is kept as typed."
            )
    line.take(PieceKind.PLACE, start, end, meaning)


def _fitting(text: str, venues: Sequence[Named]) -> list[Named]:
    """Return the venues that a shortened name may mean: every word in the name or its initials, or 哈工大 in order."""
    low = text.lower().strip()
    if HAN.search(low):
        parts = [part for part in HAN.findall(low) if len(part) > 1]
        held = [one for one in venues if any(_holds_all(parts, name.lower()) for name in one.names)]
        if held or len(parts) != 1:
            return held if parts else []
        return [one for one in venues if _is_short_for(parts[0], one.name.zh)]
    wanted = WORD.findall(low)
    if not wanted or len(low) < 3:
        return []
    return [one for one in venues if _has_words(wanted, one.name.en)]


def _holds_all(parts: list[str], name: str) -> bool:
    return bool(parts) and all(part in name for part in parts)


def _is_short_for(short: str, name: str) -> bool:
    characters = iter(name)
    return len(short) > 2 and name.startswith(short[0]) and all(one in characters for one in short)


def _has_words(wanted: list[str], name: str) -> bool:
    capitals = "".join(word[0] for word in re.findall(r"[A-Z]\w*", name)).lower()
    own = set(WORD.findall(name.lower()))
    return all(word in own or (len(word) > 1 and capitals.startswith(word)) for word in wanted)


def _take_activity(line: Line, one: Named, start: int, end: int) -> None:
    short = one.short if one.short.zh else one.name
    line.found.activity = one.key
    line.take(
        PieceKind.ACTIVITY,
        start,
        end,
        Bilingual(f"{one.key} {short.zh}", f"{one.key} {short.en or short.zh}"),
    )


def _in_chinese(line: Line, named: Sequence[Named]) -> list[Candidate]:
    """Return the longest parts of names at every place; two characters count only where they stand alone."""
    found = []
    for run in HAN.finditer(line.rest):
        at = run.start()
        while at < run.end():
            length = next(
                (n for n in range(run.end() - at, 1, -1) if _having(named, line.rest[at : at + n])), 0
            )
            is_partial = not (at == run.start() and length == len(run[0]))
            if length > 2 or (length == 2 and not is_partial):
                codes = _having(named, line.rest[at : at + length])
                found.append(Candidate(is_partial and length < 3, length, at, at + length, codes))
            at += max(length, 1)
    return found


def _having(named: Sequence[Named], part: str) -> frozenset[str]:
    return frozenset(one.key for one in named if part in one.name.zh or part in one.short.zh)


def _in_english(line: Line, named: Sequence[Named]) -> list[Candidate]:
    """Return the runs of words that one activity's names hold; a generic word after them belongs to them."""
    stems = {
        one.key: {_stem(word) for word in WORD.findall(f"{one.name.en} {one.short.en}".lower())}
        for one in named
    }
    tokens = [(match.start(), match.end(), _stem(match[0])) for match in WORD.finditer(line.rest)]
    found = []
    at = 0
    while at < len(tokens):
        codes, last, weight = frozenset[str](), at, 0
        for n in range(at, len(tokens)):
            stem = tokens[n][2]
            gap = line.rest[tokens[n - 1][1] : tokens[n][0]] if n > at else ""
            if gap.strip() or TAKEN in gap:
                break
            holding = frozenset(key for key, own in stems.items() if stem in own)
            if stem in EMPTY and codes:
                continue
            both = codes & holding if codes else holding
            if stem in EMPTY or stem.isdecimal() or not both:
                if stem in GENERIC and codes:
                    last = n
                break
            codes, last, weight = both, n, weight + (0 if stem in GENERIC else 1)
        if codes and weight:
            found.append(Candidate(False, weight, tokens[at][0], tokens[last][1], codes))
        at = last + 1
    return found


def _stem(word: str) -> str:
    """Return an English word without its plural."""
    for ending, kept in (("ies", "y"), ("uses", "us"), ("sses", "ss"), ("ss", "ss"), ("us", "us"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + kept
    return word


def _longest(line: Line, named: Iterable[Named]) -> list[tuple[Named, str]]:
    """Return each name that the line holds as a pattern, the longest first, so that a part never hides the whole."""
    pairs = [(one, _plain(name)) for one in named for name in one.names if len(name) > 1]
    held = sorted((pair for pair in pairs if pair[1] in line.rest), key=lambda pair: -len(pair[1]))
    return [(one, _pattern(name)) for one, name in held]


def _plain(name: str) -> str:
    return name.translate(PLAIN).lower()


def _pattern(name: str) -> str:
    before = r"(?<![a-z0-9])" if name[0].isascii() else ""
    return before + re.escape(name) + (r"(?![a-z0-9])" if name[-1].isascii() and name[-1].isalnum() else "")


def _is_whole(line: Line, start: int, end: int) -> bool:
    """Tell whether nothing but blanks, signs or what is taken stands on both sides."""
    return (start == 0 or line.rest[start - 1] in EDGES) and (
        end == len(line.rest) or line.rest[end] in EDGES
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    kept = text[start:end]
    inner = kept.strip(" ,，、。;；.")
    start += kept.index(inner[0]) if inner else 0
    return start, start + len(inner)

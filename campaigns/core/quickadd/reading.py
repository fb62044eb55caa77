"""A line read whole: what was understood from which characters, what is assumed, missing or left over, in words."""

import re
from dataclasses import dataclass
from datetime import date, time

from campaigns.core.days import day_in_words
from campaigns.core.quickadd.clocks import clock, end_of, read_times
from campaigns.core.quickadd.days import read_days
from campaigns.core.quickadd.names import read_activity, read_organisations, read_place, read_venue
from campaigns.core.quickadd.pieces import LONGEST, TAKEN, Line, Piece, Repeats, Repetition, Vocabulary
from campaigns.core.quickadd.repeats import read_rule
from campaigns.core.wording import Bilingual

# Words between the pieces that say nothing by themselves.
FILLERS = re.compile(
    r"\b(?:on|at|in|by|from|starting|the|add|new|please)\b|[起从在于的,、。;；，.()“”\"'!?！？\-~\s]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says; None where it says nothing and nothing is usual.

    ``assumed`` are sentences about what was filled in or chosen, ``missing`` about what has to be said yet;
    ``left`` is what was not understood. ``start`` and ``end`` are the activity's own where the line has none.
    """

    text: str
    pieces: tuple[Piece, ...]
    activity: str | None
    day: date | None
    rule: Repetition | None
    starts_on: date | None
    until: date | None
    count: int | None
    start: time | None
    end: time | None
    is_all_day: bool
    host: str | None
    district: str | None
    place: str
    assumed: tuple[Bilingual, ...]
    missing: tuple[Bilingual, ...]
    left: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing has to be said yet."""
        return not self.missing


def read_line(text: str, words: Vocabulary, *, today: date) -> Reading:
    """Return what a line says of an edition's plan; any text has a reading, and none raises."""
    line = Line(text[:LONGEST])
    read_rule(line)
    read_venue(line, words)
    read_days(line, today, words.year)
    read_times(line)
    read_organisations(line, words)
    read_activity(line, words)
    kind = words.activity(line.found.activity).venue_kind if line.found.activity else ""
    read_place(line, words, kind)
    _settle(line, words.year, today)
    _fill_times(line, words)
    found = line.found
    return Reading(
        text=line.text,
        pieces=tuple(sorted(line.pieces, key=lambda piece: piece.start)),
        activity=found.activity,
        day=found.day,
        rule=found.rule,
        starts_on=found.starts_on,
        until=found.until,
        count=found.count,
        start=found.start,
        end=found.end,
        is_all_day=found.is_all_day,
        host=found.host,
        district=found.district,
        place=found.place,
        assumed=tuple(line.notes),
        missing=_missing(line),
        left=_left(line),
    )


def _settle(line: Line, year: int, today: date) -> None:
    """Let what belongs to a rule belong to it, and say what a rule or a day makes of the rest."""
    found = line.found
    first = found.day or found.starts_on
    if first is not None and first.year != year:
        line.note(
            f"日期不在 {year} 年之内；其他年份的活动请在那一年的计划里新增。",
            f"The day is not in {year}; add events of another year to that year's plan.",
        )
    if found.rule is None:
        if found.day is None and found.starts_on is not None:
            found.day, found.starts_on = found.starts_on, None
        if found.count is not None and found.count > 1:
            line.note(
                "写了次数但没有规律（如“每周二”），只新增一场。",
                "There is a number of times but no rule (such as “every Tuesday”), so one event is added.",
            )
        return
    if found.starts_on is None:
        found.starts_on, found.day = found.day, None
    if found.starts_on is None:
        found.starts_on = today if today.year == year else date(year, 1, 1)
        words = day_in_words(found.starts_on)
        line.note(f"没有写从哪天起，从{words.zh}起。", f"No first day: from {words.en}.")
    if found.count is not None and found.until is not None:
        line.note(
            "次数和截止日期只用一个，按次数。", "Of the number of times and the last day, the number counts."
        )
        found.until = None
    if found.count is None and found.until is None:
        line.note(
            "没有写次数或截止日期，排到年底。", "No number of times and no last day: to the end of the year."
        )


def _fill_times(line: Line, words: Vocabulary) -> None:
    """Complete the times as the activity has them, and say so."""
    found = line.found
    if found.is_all_day or found.activity is None:
        if found.start and found.minutes and not found.end:
            found.end = end_of(found.start, found.minutes)
        return
    activity = words.activity(found.activity)
    has_start = found.start is not None
    if found.start is None:
        found.start = activity.start
    if found.end is None:
        found.end = end_of(found.start, found.minutes or activity.minutes)
        if not found.minutes and found.end is not None:
            span = f"{clock(found.start)}—{clock(found.end)}"
            if has_start:
                line.note(
                    f"没有写结束时间，按活动惯例 {span}。", f"No end: {span}, as is usual for the activity."
                )
            else:
                line.note(
                    f"没有写时间，按活动惯例 {span}。", f"No time: {span}, as is usual for the activity."
                )
    elif not has_start:
        found.end = None


def _missing(line: Line) -> tuple[Bilingual, ...]:
    found, missing = line.found, []
    if found.activity is None:
        missing.append(
            Bilingual(
                "请写是哪项活动，例如 S2 或它的简称。", "Say which activity, such as S2 or its short name."
            )
        )
    if found.rule is None and found.day is None:
        missing.append(
            Bilingual(
                "请写日期或规律，例如 6月3日 或 每周二。",
                "Say the day or the rule: 3 June, or every Tuesday.",
            )
        )
    if not found.place:
        missing.append(Bilingual("请写地点。", "Say the place."))
    if found.rule is not None and found.rule.repeats is not Repeats.WEEKLY and found.rule.nth == 0:
        missing.append(Bilingual("请写是每月第几个。", "Say which one of the month."))
    return tuple(missing)


def _left(line: Line) -> tuple[str, ...]:
    """Return what nothing was made of, without fillers, as it was typed."""
    rest = FILLERS.sub(lambda match: TAKEN * len(match[0]), line.rest)
    return tuple(line.text[match.start() : match.end()] for match in re.finditer(f"[^{TAKEN}]+", rest))

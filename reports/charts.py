"""Charts as SVG, the same on pages and on paper: events and people by month, done against required."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.svg import drawing, element, line, rect, text

INK = "#1b1f24"
QUIET = "#5b6470"
RULE = "#c9ced6"
HELD = "#0b57a4"
PEOPLE = "#9a5b00"
TRACK = "#e8ebf0"


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: its label, held and planned events, people who came."""

    label: str
    held: int
    planned: int
    people: int


@dataclass(frozen=True, slots=True)
class MonthWords:
    """The words of the month chart in one language."""

    title: str
    held: str
    planned: str
    people: str


@dataclass(frozen=True, slots=True)
class TargetBar:
    """One required count: what, done, required, and the same in words."""

    label: str
    done: Decimal
    target: Decimal
    words: str


def month_chart(bars: Sequence[MonthBar], words: MonthWords, *, font: str = "sans") -> str:
    """Draw events as columns (planned outlined) in the upper band, people as columns in the lower one.

    Two bands with scales of their own instead of two scales in one field, which would suggest a relation that the
    numbers do not have.
    """
    width, left, step = 156.0, 3.0, 150.0 / max(1, len(bars))
    has_planned = any(bar.planned for bar in bars)
    parts = [_legend(words, has_planned)]
    most_events = max((bar.held + bar.planned for bar in bars), default=0) or 1
    most_people = max((bar.people for bar in bars), default=0) or 1
    for place, bar in enumerate(bars):
        middle = left + step * (place + 0.5)
        parts.append(_events_column(bar, middle, step * 0.56, 22.0 / most_events, 34.0))
        tall = 16.0 * bar.people / most_people
        parts.append(rect(middle - step * 0.28, 58.0 - tall, step * 0.56, tall, fill=PEOPLE))
        if bar.people:
            parts.append(_label(f"{bar.people}", middle, 56.9 - tall, 2.9))
        parts.append(_label(bar.label, middle, 62.2, 3.1, fill=QUIET))
    parts += [line(left, y, left + 150, y, stroke=RULE, stroke_width=0.25) for y in (34.0, 58.0)]
    return drawing(words.title, width, 64.0, [element("g", "".join(parts), font_family=font, fill=INK)])


def _legend(words: MonthWords, has_planned: bool) -> str:
    """Put each name after its sample; a CJK letter is as wide as it is high, a Latin one about half."""
    samples: list[tuple[str, dict[str, str | float]]] = [(words.held, {"fill": HELD})]
    if has_planned:
        samples.append((words.planned, {"fill": "#ffffff", "stroke": HELD, "stroke_width": 0.35}))
    samples.append((words.people, {"fill": PEOPLE}))
    x, parts = 3.0, []
    for name, look in samples:
        parts.append(rect(x, 1.4, 2.8, 2.8, **look))
        parts.append(text(name, x + 4.0, 4.0, font_size=3.3))
        x += 10.0 + sum(3.3 if letter > "\u2e80" else 1.85 for letter in name)
    return "".join(parts)


def _events_column(bar: MonthBar, middle: float, width: float, scale: float, ground: float) -> str:
    x, held, planned = middle - width / 2, bar.held * scale, bar.planned * scale
    parts = [rect(x, ground - held, width, held, fill=HELD)]
    if bar.planned:
        parts.append(
            rect(
                x + 0.2,
                ground - held - planned,
                width - 0.4,
                planned,
                fill="#ffffff",
                stroke=HELD,
                stroke_width=0.35,
            )
        )
    if bar.held or bar.planned:
        counts = (f"{bar.held}" if bar.held else "") + (f"+{bar.planned}" if bar.planned else "")
        parts.append(_label(counts, middle, ground - held - planned - 1.1, 2.9))
    return "".join(parts)


def _label(words: str, x: float, y: float, size: float, **look: str) -> str:
    return text(words, x, y, font_size=size, text_anchor="middle", **look)


def target_chart(bars: Sequence[TargetBar], title: str, *, font: str = "sans") -> str:
    """Draw one bar a required count: the track is the target, its mark stands at 100 %, more than it runs past it."""
    row, full = 11.0, 120.0
    longest = max((_share(bar) for bar in bars), default=1.0)
    scale = full / max(1.0, min(longest, 1.25))
    parts = []
    for place, bar in enumerate(bars):
        top = place * row + 1.0
        share = min(_share(bar), 1.25)
        parts += [
            text(bar.label, 3.0, top + 3.2, font_size=3.3),
            text(bar.words, 153.0, top + 3.2, font_size=3.3, text_anchor="end", fill=QUIET),
            rect(3.0, top + 4.8, 150.0 * scale / full, 3.0, fill=TRACK),
            rect(3.0, top + 4.8, 150.0 * scale / full * share, 3.0, fill=HELD),
            line(
                3.0 + 150.0 * scale / full,
                top + 4.2,
                3.0 + 150.0 * scale / full,
                top + 8.4,
                stroke=INK,
                stroke_width=0.45,
            ),
        ]
    height = max(row * len(bars), row)
    return drawing(title, 156.0, height, [element("g", "".join(parts), font_family=font, fill=INK)])


def _share(bar: TargetBar) -> float:
    return float(bar.done / bar.target) if bar.target else 0.0

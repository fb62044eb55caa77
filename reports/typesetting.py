"""Typesetting of Chinese that CSS and Pango do not do: what must stay together, and lines of full length.

WeasyPrint 70 stretches spaces only, so a Chinese line that punctuation rules broke early stays short. After layout,
`justify` distributes the rest of such a line over its characters, never inside a number or a Latin word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout, line_size

WORD_JOINER = "\u2060"
# A digit and the sign that it counts are one word: 2009年, 36号, 42.6%, 6人 (measured: lines broke between them).
DIGIT_THEN_UNIT = re.compile(r"(?<=[0-9])(?=[年月日号时分人次场个份条块笔元项期周名家%％‰万亿])")
UNIT_THEN_UNIT = re.compile(r"(?<=[0-9])(万|亿)(?=[人元次份场个笔])")
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
# Numbers and Latin words keep their own spacing; between all other characters a line may be stretched.
UNSTRETCHED = re.compile(r"[0-9A-Za-z\u00c0-\u024f.,:;%+\-–/&@'’]{2,}")
MOST_STRETCH = 0.75


def bind(text: str) -> str:
    """Return ``text`` with U+2060 where a line must not end, and without characters that no font can show."""
    text = UNFIT.sub("", text)
    text = UNIT_THEN_UNIT.sub(rf"\1{WORD_JOINER}", text)
    return DIGIT_THEN_UNIT.sub(WORD_JOINER, text)


def justify(document: Any) -> None:
    """Bring every Chinese line of a laid-out WeasyPrint document that ends early to its full length."""
    for page in document.pages:
        for block in _blocks(page._page_box):
            for line in block.children:
                if isinstance(line, boxes.LineBox) and line.resume_at is not None:
                    _fill(line, block)


def _blocks(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.BlockContainerBox) and box.style["text_align_all"] == "justify":
        language = box.style["lang"]
        if language and language.startswith("zh"):
            yield box
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.TextBox | boxes.LineBox):
            yield from _blocks(child)


def _fill(line: Any, block: Any) -> None:
    """Cut the line's text into runs that stretch and words that do not, and share the rest of the line out."""
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    if not texts:
        return
    runs = {id(box): [_measured(box, *run) for run in _runs(box.text)] for box in texts}
    steps = sum(run.steps for found in runs.values() for run in found) - 1
    start, end = texts[0].position_x, block.content_box_x() + block.width
    step = (end - start - sum(run.width for found in runs.values() for run in found)) / max(1, steps)
    if steps < 1 or step > texts[0].style["font_size"] * MOST_STRETCH:
        return
    # Pango puts half of the spacing before each character, so the line begins half a step early.
    _place(line, runs, start - step / 2, step)


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of a text box with its natural width, and how many of its edges share in the stretch."""

    box: Any
    text: str
    width: float
    is_word: bool

    @property
    def steps(self) -> int:
        return 1 if self.is_word else len(self.text)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line's text, each with whether it is a word that must not be stretched."""
    text, at = text.replace(WORD_JOINER, "").rstrip(" "), 0
    for word in UNSTRETCHED.finditer(text):
        if word.start() > at:
            yield text[at : word.start()], False
        yield word.group(), True
        at = word.end()
    if at < len(text):
        yield text[at:], False


def _measured(box: Any, text: str, is_word: bool) -> _Run:
    return _Run(box, text, _set(box, text, 0.0).width, is_word)


def _set(box: Any, text: str, spacing: float) -> Any:
    """Return a text box like ``box`` with another text and letter spacing, measured by Pango."""
    piece = box.copy_with_text(text)
    piece.style = box.style.copy()
    piece.style["letter_spacing"] = spacing
    piece.pango_layout = create_layout(text, piece.style, None, None, 0)
    first, _ = piece.pango_layout.get_first_line()
    piece.width, _ = line_size(first, piece.style)
    piece.pango_layout.deactivate()
    return piece


def _place(box: Any, runs: dict[int, list[_Run]], x: float, step: float) -> float:
    """Put the runs of ``box`` in their places from ``x`` on and return where the next one begins."""
    placed: list[Any] = []
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            for run in runs[id(child)]:
                piece = _set(child, run.text, 0.0 if run.is_word else step)
                piece.position_x = x + (step / 2 if run.is_word else 0)
                x += run.width + run.steps * step
                placed.append(piece)
            continue
        if isinstance(child, boxes.InlineBox):
            child.position_x = x
            x = _place(child, runs, x, step)
            child.width = x - child.position_x
        placed.append(child)
    box.children = placed
    return x

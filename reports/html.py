"""Writes a document's content as one self-contained HTML page for the press; user text is always escaped."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from reports.content import Block, Chart, Column, Content, FiguresTable
from reports.figures import is_chinese
from reports.typesetting import bind

QUOTES_OPEN = re.compile("[“‘]")
QUOTES_CLOSE = re.compile("[”’]")
HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """Return the templates, compiled once; an unknown name in a template is an error."""
    made = Environment(
        loader=FileSystemLoader([HERE / "templates", HERE / "styles"]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["bound"] = bound
    made.filters["plain"] = plain
    made.filters["drawing"] = Markup
    made.filters["kind"] = lambda block: type(block).__name__
    made.filters["identity"] = id
    made.filters["head"] = head_rows
    made.filters["widths"] = widths
    return made


@pass_context
def bound(context: Context, text: str) -> Markup:
    """Return user text escaped, and bound where a line must not end."""
    return plain(context, bind(text))


@pass_context
def plain(context: Context, text: str) -> Markup:
    """Return user text escaped; in English its quotation marks are put in narrow boxes.

    Headings stay unbound, because their text goes into the outline of the file as it is.
    """
    safe = escape(text)
    if context.resolve("lang") != "en":
        return safe
    # As plain text, because Markup would escape the spans again when it is put together.
    narrow = QUOTES_OPEN.sub(r'<span class="open">\g<0></span>', str(safe))
    return Markup(QUOTES_CLOSE.sub(r'<span class="close">\g<0></span>', narrow))


def document_html(content: Content) -> str:
    """Return the page of a document in the official layout of its language."""
    zh = is_chinese(content.language)
    return (
        environment()
        .get_template("document.html")
        .render(
            content=content,
            lang="zh-Hans-CN" if zh else "en",
            style="official.css" if zh else "english.css",
            captions=captions(content.blocks, zh),
        )
    )


def wall_html(title: str, language: str, author: str, dated_on: str, drawing: str) -> str:
    """Return the page of the year wall: one drawing on one A3 sheet."""
    lang = "zh-Hans-CN" if is_chinese(language) else "en"
    return (
        environment()
        .get_template("wall.html")
        .render(title=title, lang=lang, author=author, dated_on=dated_on, drawing=drawing)
    )


def captions(blocks: Iterable[Block], zh: bool) -> dict[int, str]:
    """Number the captioned tables and charts of the body in order and return the captions by block identity."""
    numbered: dict[int, str] = {}
    for kind, word in ((FiguresTable, "表" if zh else "Table "), (Chart, "图" if zh else "Figure ")):
        captioned = [block for block in blocks if isinstance(block, kind) and block.caption]
        for number, block in enumerate(captioned, start=1):
            numbered[id(block)] = f"{word}{number}{'　' if zh else '. '}{block.caption}"
    return numbered


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of a table's head with the columns and rows it spans."""

    text: str
    columns: int
    rows: int
    look: str


def head_rows(columns: tuple[Column, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """Return a head of one row, or of two where columns stand under a common heading."""
    if not any(column.group for column in columns):
        return (tuple(HeadCell(column.text, 1, 1, column.look) for column in columns),)
    upper = tuple(_upper(columns))
    return (upper, tuple(HeadCell(column.text, 1, 1, column.look) for column in columns if column.group))


def _upper(columns: tuple[Column, ...]) -> Iterator[HeadCell]:
    for group, members in groupby(columns, key=lambda column: column.group):
        if group:
            yield HeadCell(group, len(list(members)), 1, "group")
        else:
            yield from (HeadCell(column.text, 1, 2, column.look) for column in members)


def widths(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Return each column's width in percent."""
    whole = sum(column.width for column in columns)
    return tuple(f"{column.width * 100 / whole:.3f}%" for column in columns)

"""The content model of a document: frozen blocks that every file format renders with the same text and numbers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title, already broken where its sense breaks."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """The main addressee (主送机关), with its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number in the text; level 1 is 一、, level 2 （一）, level 3 1. (GB/T 9704-2012 7.3.3)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True, slots=True)
class RunIn:
    """A paragraph that opens with its own heading of the second level."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A place that a person still has to fill in; printed so that nobody overlooks it."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: ``width`` is a share of the others', ``is_number`` aligns right, ``is_prose`` left.

    Neighbouring columns with the same ``group`` stand under one common heading; a line feed in ``text`` is kept.
    """

    text: str
    width: float = 1.0
    is_number: bool = False
    group: str = ""
    is_prose: bool = False

    @property
    def look(self) -> str:
        """Return the name of the column's style."""
        return "number" if self.is_number else "prose" if self.is_prose else "short"


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """A table of figures; ``total`` is its last row, whose first text spans the columns it has no cells for."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG that this program wrote itself, with the sentence that stands for it."""

    caption: str
    svg: str
    description: str


@dataclass(frozen=True, slots=True)
class AnnexList:
    """The list of annexes after the body (附件说明)."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when; room is left for a seal, which is never drawn."""

    organisation: str
    date: str
    contact: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on a new page; a wide one is turned, its page number stays where the other pages have it."""

    label: str
    title: str
    blocks: tuple["Block", ...]
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of blanks under a form: 填报单位（盖章） and so on."""

    texts: tuple[str, ...]


Block = (
    Title
    | Addressee
    | Heading
    | Paragraph
    | RunIn
    | Prompt
    | FiguresTable
    | Chart
    | AnnexList
    | Signature
    | Annex
    | FormLine
)


@dataclass(frozen=True, slots=True)
class Content:
    """One document in one language; ``dated_on`` is the only date its file carries."""

    language: str
    title: str
    author: str
    subject: str
    dated_on: date
    blocks: tuple[Block, ...]

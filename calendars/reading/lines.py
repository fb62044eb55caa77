"""A calendar file as numbered lines: decoded, unfolded, nested as written, and only the properties that are needed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from calendars.reading.limits import DEEPEST, LARGEST_FILE, LONGEST_LINE, MOST_EVENTS, MOST_ZONES
from calendars.reading.refusal import Unusable, quoted

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
KEPT = frozenset(
    {
        "UID", "SUMMARY", "CLASS", "STATUS", "TRANSP", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXRULE",
        "EXDATE", "RECURRENCE-ID", "X-MICROSOFT-CDO-BUSYSTATUS",
    }
)  # fmt: skip
NAME = re.compile(r"([A-Za-z0-9-]+)([:;].*)", re.DOTALL)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded line; ``number`` is where it begins in the file, counted from 1."""

    number: int
    name: str
    text: str


@dataclass(slots=True)
class Block:
    """One component with the kept lines that are directly in it; of a time zone all lines are kept."""

    kind: str
    number: int
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Blocks:
    """What of a calendar matters here, in the order of the file."""

    events: tuple[Block, ...]
    zones: tuple[Block, ...]


def read_blocks(content: bytes) -> Blocks:
    """Return the events and time zones of a file, or raise Unusable: too large, not a calendar, not well nested."""
    events: list[Block] = []
    zones: list[Block] = []
    open_blocks: list[Block] = []
    seen_calendar = False
    for line in _unfolded(_decoded(content)):
        # A time zone stays whole, with the parts in it, because a library reads it.
        zone = next((block for block in open_blocks if block.kind == "VTIMEZONE"), None)
        if zone is not None:
            zone.lines.append(line)
        if line.name == "BEGIN":
            block = _begun(line, open_blocks, events, zones)
            seen_calendar = True
            open_blocks.append(block)
        elif line.name == "END":
            _end(line, open_blocks)
        elif not open_blocks:
            raise Unusable(
                "这里应是 BEGIN:VCALENDAR，文件不是日历。", "BEGIN:VCALENDAR is expected here.", line.number
            )
        elif zone is None and line.name in KEPT and open_blocks[-1].kind == "VEVENT":
            open_blocks[-1].lines.append(line)
    if open_blocks:
        block = open_blocks[-1]
        raise Unusable(
            f"{quoted(block.kind)} 没有结束，文件不完整。", f"{quoted(block.kind)} never ends.", block.number
        )
    if not seen_calendar:
        raise Unusable("文件里没有日历。", "There is no calendar in the file.")
    return Blocks(tuple(events), tuple(zones))


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Unusable(
            "文件超过 2 MB，请少导出一些。", "The file is larger than 2 MB; export less at a time."
        )
    if not content.strip():
        raise Unusable("文件是空的。", "The file is empty.")
    if b"\x00" in content or content.startswith(UTF_16):
        raise Unusable(
            "这不是文本的日历文件（.ics，UTF-8）。", "This is not a calendar file in text (.ics, UTF-8)."
        )
    try:
        text = content.removeprefix(BOM).decode()
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise Unusable(
            "文字不是 UTF-8 编码，请另存为 UTF-8。", "The text is not UTF-8; save it as UTF-8.", line
        ) from None
    if "\n" not in text and "\r" in text.strip():
        raise Unusable(
            "换行只有 CR，请另存为普通的 .ics。", "Lines end in CR alone; save it as an ordinary .ics.", 1
        )
    return text


def _unfolded(text: str) -> Iterator[Line]:
    """Yield whole lines; RFC 5545 3.1: a line that begins with a blank or tab continues the one before."""
    pieces: list[str] = []
    first = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.removesuffix("\r")
        if line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
            continue
        if pieces:
            yield _line(first, "".join(pieces))
            pieces = []
        if line.strip():
            pieces, first = [line], number
    if pieces:
        yield _line(first, "".join(pieces))


def _line(number: int, text: str) -> Line:
    found = NAME.match(text)
    if found is None:
        raise Unusable(f"看不懂“{quoted(text)}”。", f"“{quoted(text)}” is no line of a calendar.", number)
    name = found[1].upper()
    if name in KEPT and len(text) > LONGEST_LINE:
        raise Unusable(f"{name} 这一行太长。", f"This line of {name} is too long.", number)
    return Line(number, name, CONTROLS.sub("", text) if len(text) <= LONGEST_LINE else name + ":")


def _begun(line: Line, open_blocks: list[Block], events: list[Block], zones: list[Block]) -> Block:
    kind = line.text.partition(":")[2].strip().upper()
    block = Block(kind, line.number)
    if not open_blocks and kind != "VCALENDAR":
        raise Unusable(
            "日历应以 BEGIN:VCALENDAR 开头。", "A calendar begins with BEGIN:VCALENDAR.", line.number
        )
    if len(open_blocks) >= DEEPEST:
        raise Unusable("内容嵌套太深。", "Parts are nested too deep.", line.number)
    if kind == "VEVENT":
        if len(open_blocks) != 1:
            raise Unusable("上一个日程还没有结束。", "The event before has not ended.", line.number)
        events.append(block)
    elif kind == "VTIMEZONE":
        block.lines.append(line)
        zones.append(block)
    if len(events) > MOST_EVENTS:
        raise Unusable(
            f"日程超过 {MOST_EVENTS} 个，请分开导出。",
            f"There are more than {MOST_EVENTS} events.",
            line.number,
        )
    if len(zones) > MOST_ZONES:
        raise Unusable(
            f"时区超过 {MOST_ZONES} 个。", f"There are more than {MOST_ZONES} time zones.", line.number
        )
    return block


def _end(line: Line, open_blocks: list[Block]) -> None:
    kind = line.text.partition(":")[2].strip().upper()
    if not open_blocks or open_blocks[-1].kind != kind:
        raise Unusable(
            f"END:{quoted(kind)} 没有对应的开始。", f"END:{quoted(kind)} closes nothing.", line.number
        )
    open_blocks.pop()

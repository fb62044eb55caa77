"""The rows of the year wall: one activity each, with its window, its events and its count."""

from collections import Counter
from datetime import timedelta

from campaigns.wall import WallRow
from reports.figures import amount, short_day
from reports.svg import circle, line, rect, text
from reports.wall_frame import FAINT, INK, LEFT, QUIET, RIGHT, RULE, SLATE, TOP, WIDTH, Frame, extent

# Dots closer than this would touch; where more than three lanes of them were needed, weeks are drawn instead.
DOT, RADIUS, MOST_LANES = 3.1, 1.25, 3


def rows(sheet: Frame) -> list[str]:
    """Draw one row an activity."""
    parts = [line(0, TOP, WIDTH, TOP, stroke=INK, stroke_width=0.5)]
    for place, row in enumerate(sheet.wall.rows):
        top = TOP + place * sheet.row_height
        parts += [
            *_name(sheet, row, top),
            *_window(sheet, row, top),
            *_events(sheet, row, top),
            *_sums(sheet, row, top),
        ]
        if place:
            parts.append(line(0, top, WIDTH, top, stroke=RULE, stroke_width=0.2))
    parts.append(line(0, sheet.bottom, WIDTH, sheet.bottom, stroke=INK, stroke_width=0.5))
    return parts


def _name(sheet: Frame, row: WallRow, top: float) -> list[str]:
    middle = top + sheet.row_height / 2
    name = row.activity.short.in_language(sheet.language)
    parts = [
        rect(0, top + 1.2, 1.6, sheet.row_height - 2.4, fill=row.activity.colour),
        text(row.activity.code, 4, middle - 1.2, font_size=3.4, fill=QUIET),
        text(name, 12, middle - 1.0, font_size=min(4.8, 52 / extent(name, 1)), **sheet.strong),
    ]
    if row.count:
        unit = row.count.unit.in_language(sheet.language)
        gap = sheet.say("", " ")
        done = amount(row.count.done, sheet.language)
        target = amount(row.count.target, sheet.language)
        words = sheet.say(f"要求{target}{unit}，完成{done}{unit}", f"{done} of {target}{gap}{unit}")
        if row.count.is_each:
            words = sheet.say(f"{target}{unit}中{done}{unit}合要求", f"{done} of {target} {unit} meet it")
        parts.append(text(words, 12, middle + 4.2, font_size=3.1, fill=QUIET))
        parts += _share_bar(sheet, row, middle + 5.7)
    return parts


def _share_bar(sheet: Frame, row: WallRow, y: float) -> list[str]:
    assert row.count is not None
    share = min(1.0, float(row.count.done / row.count.target)) if row.count.target else 0.0
    return [rect(12, y, 50, 0.9, fill=FAINT), rect(12, y, 50 * share, 0.9, fill=row.activity.colour)]


def _window(sheet: Frame, row: WallRow, top: float) -> list[str]:
    """Draw the window as a tinted bar with its days written on it."""
    if row.starts_on is None or row.ends_on is None:
        return []
    x, end = sheet.x(row.starts_on), sheet.x(row.ends_on + timedelta(1))
    whole = row.starts_on <= sheet.first and row.ends_on >= sheet.last
    days = (
        sheet.say("全年", "all year")
        if whole
        else (f"{short_day(row.starts_on, sheet.language)}—{short_day(row.ends_on, sheet.language)}")
    )
    colour = row.activity.colour
    return [
        rect(x, top + 1.2, end - x, sheet.row_height - 2.4, rx=0.8, fill=colour, fill_opacity=0.13),
        line(x, top + 1.2, x, top + sheet.row_height - 1.2, stroke=colour, stroke_width=0.5),
        line(end, top + 1.2, end, top + sheet.row_height - 1.2, stroke=colour, stroke_width=0.5),
        text(days, x + 1.2, top + 4.4, font_size=2.8, fill=SLATE),
    ]


def _events(sheet: Frame, row: WallRow, top: float) -> list[str]:
    """Draw events as dots on their days, or as columns of a week where dots would not find room."""
    lanes: list[float] = []
    placed = []
    for dot in row.dots:
        x = sheet.middle(dot.on)
        free = [lane for lane, reach in enumerate(lanes) if x - reach >= DOT]
        lane = free[0] if free else len(lanes)
        lanes[lane : lane + 1] = [x]
        placed.append((x, lane, dot.is_held))
    if len(lanes) > MOST_LANES:
        return _week_columns(sheet, row, top)
    ground, colour, said = top + sheet.row_height - 3.0, row.activity.colour, -9.0
    parts = []
    for dot, (x, lane, held) in zip(row.dots, placed, strict=True):
        fill = colour if held else "#ffffff"
        parts.append(circle(x, ground - lane * DOT, RADIUS, fill=fill, stroke=colour, stroke_width=0.4))
        # The day of the month stands over a dot where there is room for it.
        if len(lanes) == 1 and x - said >= 3.4:
            parts.append(text(str(dot.on.day), x, ground - 2.2, font_size=2.7, text_anchor="middle"))
            said = x
    return parts


def _week_columns(sheet: Frame, row: WallRow, top: float) -> list[str]:
    counts = Counter((dot.on - timedelta(dot.on.weekday()), dot.is_held) for dot in row.dots)
    mondays = sorted({monday for monday, _ in counts})
    most = max(counts[monday, True] + counts[monday, False] for monday in mondays)
    ground, room = top + sheet.row_height - 1.8, sheet.row_height - 10.2
    width, colour, parts = sheet.step * 7 * 0.7, row.activity.colour, []
    for monday in mondays:
        held, planned = counts[monday, True], counts[monday, False]
        x = min(max(sheet.x(monday), LEFT + 0.2), RIGHT - width - 0.2) + sheet.step * 7 * 0.1
        high, higher = room * held / most, room * (held + planned) / most
        parts.append(rect(x, ground - high, width, high, fill=colour))
        parts.append(
            rect(
                x + 0.15,
                ground - higher,
                width - 0.3,
                higher - high,
                fill="#ffffff",
                stroke=colour,
                stroke_width=0.3,
            )
        )
        parts.append(
            text(
                str(held + planned),
                x + width / 2,
                ground - higher - 0.7,
                font_size=2.3,
                text_anchor="middle",
            )
        )
    return parts


def _sums(sheet: Frame, row: WallRow, top: float) -> list[str]:
    middle = top + sheet.row_height / 2
    parts = [text(f"{row.held} / {row.planned}", WIDTH - 1, middle + 1, font_size=4.4, text_anchor="end")]
    if row.cancelled:
        words = sheet.say(f"取消{row.cancelled}", f"{row.cancelled} cancelled")
        parts.append(text(words, WIDTH - 1, middle + 5, font_size=2.7, text_anchor="end", fill=QUIET))
    return parts

"""What surrounds the rows of the year wall: months, weeks, holidays, totals, due days, today and the signs."""

from collections import Counter
from datetime import date, timedelta

from campaigns.enums import DayKind
from campaigns.wall import WallDue
from reports.figures import day, is_chinese, month, short_day
from reports.svg import circle, element, line, rect, text
from reports.wall_frame import (
    BLACKOUT,
    HEIGHT,
    HOLIDAY,
    INK,
    LEFT,
    MAKE_UP,
    QUIET,
    RED,
    RULE,
    SLATE,
    TOP,
    TOTALS,
    WIDTH,
    Frame,
    diamond,
    extent,
)


def ground(sheet: Frame) -> list[str]:
    """Shade holidays, make-up workdays and blackout days through all rows, and name the holidays on top."""
    shades = {DayKind.OFF: HOLIDAY, DayKind.WORK: MAKE_UP, DayKind.BLACKOUT: BLACKOUT}
    parts = [
        rect(sheet.x(found.on), TOP - 6, sheet.step + 0.02, sheet.bottom - TOP + 6, fill=shades[found.kind])
        for found in sheet.wall.days
        if sheet.first <= found.on <= sheet.last
    ]
    return parts + _holiday_names(sheet)


def _holiday_names(sheet: Frame) -> list[str]:
    """Write each holiday's name once, over the middle of its days."""
    named: dict[str, list[date]] = {}
    for found in sheet.wall.days:
        if found.kind is DayKind.OFF and sheet.first <= found.on <= sheet.last:
            name = found.name.in_language(sheet.language) or next(reversed(named), "")
            named.setdefault(name, []).append(found.on)
    size, reach, parts = 2.9 if is_chinese(sheet.language) else 2.2, 0.0, []
    for name, on in named.items():
        middle = (sheet.x(on[0]) + sheet.x(on[-1]) + sheet.step) / 2
        half = extent(name, size) / 2
        # A name that would touch the one before it moves up half the strip.
        y = TOP - (0.9 if middle - half > reach else 3.7)
        reach = middle + half + 0.5
        parts.append(text(name, middle, y, font_size=size, fill="#7a5600", text_anchor="middle"))
    return parts


def month_grid(sheet: Frame) -> list[str]:
    """Draw month names, month lines, week ticks with ISO numbers, and the frame."""
    parts = []
    starts = sheet.months()
    for start, end in zip(starts, [*starts[1:], sheet.last + timedelta(1)], strict=True):
        middle = (sheet.x(start) + sheet.x(end)) / 2
        parts.append(
            text(month(start.month, sheet.language), middle, 6.2, font_size=4.6, text_anchor="middle")
        )
        for upper, lower in ((0, TOP - 6), (TOP, sheet.bottom)):
            parts.append(line(sheet.x(start), upper, sheet.x(start), lower, stroke=RULE, stroke_width=0.25))
    monday = sheet.first - timedelta(sheet.first.weekday())
    while monday <= sheet.last:
        left, right = sheet.x(monday), sheet.x(monday + timedelta(7))
        parts.append(line(left, 13.6, left, TOP - 6, stroke=RULE, stroke_width=0.2))
        week = str(monday.isocalendar().week) if right - left > 2 else ""
        parts.append(text(week, (left + right) / 2, 12.3, font_size=2.4, text_anchor="middle", fill=QUIET))
        monday += timedelta(7)
    parts.append(
        text(sheet.say("周次", "Week"), LEFT - 1.5, 12.3, font_size=2.5, text_anchor="end", fill=QUIET)
    )
    parts.append(text(sheet.say("活动", "Activity"), 2, 6.2, font_size=4.2, **sheet.strong))
    parts.append(
        text(sheet.say("已办 / 计划", "held / planned"), WIDTH - 1, 6.2, font_size=3.2, text_anchor="end")
    )
    return parts


def totals(sheet: Frame) -> list[str]:
    """Write the events of every month under the rows: held, and still planned."""
    y = sheet.bottom + 5.4
    dots = [dot for row in sheet.wall.rows for dot in row.dots]
    held = Counter((dot.on.year, dot.on.month) for dot in dots if dot.is_held)
    ahead = Counter((dot.on.year, dot.on.month) for dot in dots if not dot.is_held)
    parts = [text(sheet.say("每月合计", "Each month"), 12, y, font_size=4.4, **sheet.strong)]
    starts = sheet.months()
    for start, end in zip(starts, [*starts[1:], sheet.last + timedelta(1)], strict=True):
        key = (start.year, start.month)
        words = f"{held[key]} / {ahead[key]}"
        parts.append(text(words, (sheet.x(start) + sheet.x(end)) / 2, y, font_size=3.8, text_anchor="middle"))
    words = f"{sum(held.values())} / {sum(ahead.values())}"
    parts.append(text(words, WIDTH - 1, y, font_size=4.4, text_anchor="end", **sheet.strong))
    parts.append(line(0, sheet.bottom + TOTALS, WIDTH, sheet.bottom + TOTALS, stroke=INK, stroke_width=0.3))
    return parts


def due_row(sheet: Frame) -> list[str]:
    """Write the due days under the rows, on lines of their own where they would collide."""
    ground = sheet.bottom + TOTALS + 6.0
    parts = [text(sheet.say("总结报送", "Summaries due"), 12, ground + 4.4, font_size=4.4, **sheet.strong)]
    reaches: list[float] = []
    for due in sheet.wall.dues:
        if not sheet.first <= due.on <= sheet.last:
            continue
        x, words = sheet.middle(due.on), _due_words(sheet, due)
        wide = extent(words, 3.2)
        is_late = x + 2 + wide > WIDTH
        start = x - 2 - wide if is_late else x + 2
        free = [lane for lane, reach in enumerate(reaches) if start > reach]
        lane = free[0] if free else len(reaches)
        reaches[lane : lane + 1] = [start + wide + 3]
        y = ground + 3.4 + lane * 5
        for upper, lower in ((TOP, sheet.bottom), (sheet.bottom + TOTALS, y - 1)):
            parts.append(line(x, upper, x, lower, stroke=RED, stroke_width=0.3, stroke_dasharray="1.2 0.9"))
        parts.append(diamond(x, y - 1, is_filled=not due.is_expected))
        anchor = "end" if is_late else "start"
        parts.append(text(words, x - 2 if is_late else x + 2, y, font_size=3.2, fill=RED, text_anchor=anchor))
    return parts


def _due_words(sheet: Frame, due: WallDue) -> str:
    codes = sheet.say("、", ", ").join(_ranges([activity.code for activity in due.activities]))
    expected = sheet.say("（预计）", " (expected)") if due.is_expected else ""
    return f"{short_day(due.on, sheet.language)}{expected} {codes}"


def today_mark(sheet: Frame) -> list[str]:
    """Draw the day on which the sheet was true."""
    today = sheet.wall.today
    if not sheet.first <= today <= sheet.last:
        return []
    x = sheet.middle(today)
    words = sheet.say(f"今天 {short_day(today, 'zh')}", f"today, {short_day(today, 'en')}")
    return [
        line(x, TOP - 6, x, sheet.bottom, stroke=RED, stroke_width=0.6),
        rect(x - 11, sheet.bottom + TOTALS + 0.8, 22, 4.6, rx=0.8, fill=RED),
        text(words, x, sheet.bottom + TOTALS + 4.2, font_size=3.0, text_anchor="middle", fill="#ffffff"),
    ]


def legend(sheet: Frame) -> list[str]:
    """Explain every sign, and say of which day the sheet is."""
    y = HEIGHT - 2.0
    held = sum(row.held for row in sheet.wall.rows)
    planned = sum(row.planned for row in sheet.wall.rows)
    on = day(sheet.wall.today, sheet.language)
    state = sheet.say(
        f"截至{on}：已举办{held}场，计划中{planned}场", f"As of {on}: {held} held, {planned} planned"
    )
    provisional = sheet.say("；节假日为暂定", "; holidays provisional") if sheet.wall.is_provisional else ""
    parts = [
        text(state + provisional, WIDTH - 1, y + 1.1, font_size=3.6, text_anchor="end", **sheet.strong),
        line(0, y - 5, WIDTH, y - 5, stroke=RULE, stroke_width=0.2),
    ]
    x = 0.0
    for sample, words in _signs(sheet):
        parts.append(element("g", sample, transform=f"translate({x:.2f} {y:.2f})"))
        parts.append(text(words, x + 8, y + 1.1, font_size=3.1, fill=QUIET))
        x += 13.0 + extent(words, 3.1)
    return parts


def _signs(sheet: Frame) -> list[tuple[str, str]]:
    blue = SLATE
    return [
        (rect(0, -1.8, 6, 3.6, fill=blue, fill_opacity=0.15), sheet.say("活动时间", "window")),
        (circle(3, 0, 1.0, fill=blue, stroke=blue, stroke_width=0.35), sheet.say("已举办", "held")),
        (
            circle(3, 0, 1.0, fill="#ffffff", stroke=blue, stroke_width=0.35),
            sheet.say("计划中", "planned"),
        ),
        (
            rect(1, -1.8, 2, 3.6, fill=blue)
            + rect(3.4, -0.6, 2, 2.4, fill="#ffffff", stroke=blue, stroke_width=0.3),
            sheet.say("密集时按周计场次", "events a week, where dense"),
        ),
        (rect(0, -1.8, 6, 3.6, fill=HOLIDAY), sheet.say("节假日", "holiday")),
        (rect(0, -1.8, 6, 3.6, fill=MAKE_UP), sheet.say("调休上班", "make-up workday")),
        (rect(0, -1.8, 6, 3.6, fill=BLACKOUT), sheet.say("回避日", "day to avoid")),
        (diamond(3, 0, is_filled=True), sheet.say("总结报送截止", "summary due")),
        (diamond(3, 0, is_filled=False), sheet.say("按预计结束日推算", "due by the planned end")),
    ]


def _ranges(codes: list[str]) -> list[str]:
    """Join codes that follow each other: S1, S2, S3 become S1—S3."""
    runs: list[list[str]] = []
    for code in codes:
        before = runs[-1][-1] if runs else ""
        follows = before[:1] == code[:1] and before[1:].isdigit() and code[1:] == str(int(before[1:]) + 1)
        if follows:
            runs[-1].append(code)
        else:
            runs.append([code])
    return [run[0] if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]

"""The year wall (年度计划): windows, events, counts, holidays and due days of one edition on one A3 sheet."""

from collections import Counter
from datetime import date, timedelta

from campaigns.enums import DayKind
from campaigns.wall import WallDue, WallRow, YearWall
from reports.figures import amount, day, is_chinese, month, short_day
from reports.svg import circle, drawing, element, line, rect, text

WIDTH, HEIGHT = 396.0, 262.0
LEFT, RIGHT = 66.0, 366.0
TOP, FOOT = 22.0, 44.0
INK, QUIET, RULE, FAINT = "#16191d", "#5a626d", "#b9c0c9", "#e3e6eb"
HOLIDAY, MAKE_UP, BLACKOUT, DUE, TODAY = "#fbeecf", "#cfe6d4", "#eceef1", "#b3261e", "#b3261e"
DOT, RADIUS, MOST_LANES = 3.1, 1.25, 2
TOTALS = 8.0
ACTIVITY_INK = "#3d4654"


def wall_title(wall: YearWall, language: str) -> str:
    """Return the sheet's title."""
    programme = wall.edition.programme.in_language(language)
    whose = wall.organisation.name.in_language(language) if wall.organisation else ""
    if is_chinese(language):
        return f"{wall.edition.year}年{whose}{programme}全年活动安排"
    return f"{programme} {wall.edition.year}: the year{f' of {whose}' if whose else ''}"


def wall_drawing(wall: YearWall, language: str) -> str:
    """Draw the whole sheet below its title; one user unit is one millimetre."""
    sheet = _Sheet(wall, language)
    parts = [
        *sheet.ground(), *sheet.month_grid(), *sheet.rows(), *sheet.totals(), *sheet.due_row(), *sheet.today_mark(), *sheet.legend(),
    ]
    return drawing(
        wall_title(wall, language), WIDTH, HEIGHT, [element("g", "".join(parts), font_family="sans", fill=INK)]
    )


class _Sheet:
    """The places of one sheet: days run from left to right, activities from top to bottom."""

    def __init__(self, wall: YearWall, language: str) -> None:
        self.wall, self.language = wall, language
        self.first, self.last = wall.edition.starts_on, wall.edition.ends_on
        self.days = (self.last - self.first).days + 1
        self.step = (RIGHT - LEFT) / self.days
        self.bottom = HEIGHT - FOOT
        self.row_height = (self.bottom - TOP) / max(1, len(wall.rows))

    def say(self, zh: str, en: str) -> str:
        """Return the words of the sheet's language."""
        return zh if is_chinese(self.language) else en

    def x(self, on: date) -> float:
        """Return the left edge of a day, kept on the sheet."""
        return LEFT + min(max((on - self.first).days, 0), self.days) * self.step

    def middle(self, on: date) -> float:
        """Return the middle of a day."""
        return self.x(on) + self.step / 2

    def months(self) -> list[date]:
        """Return the first day of every month on the sheet."""
        days = (self.first + timedelta(number) for number in range(self.days))
        return [on for on in days if on.day == 1 or on == self.first]

    def ground(self) -> list[str]:
        """Shade holidays, make-up workdays and blackout days through all rows, and name the holidays on top."""
        shades = {DayKind.OFF: HOLIDAY, DayKind.WORK: MAKE_UP, DayKind.BLACKOUT: BLACKOUT}
        parts = [
            rect(self.x(found.on), TOP - 6, self.step + 0.02, self.bottom - TOP + 6, fill=shades[found.kind])
            for found in self.wall.days
            if self.first <= found.on <= self.last
        ]
        return parts + self._holiday_names()

    def _holiday_names(self) -> list[str]:
        """Write each holiday's name once, over the middle of its days."""
        named: dict[str, list[date]] = {}
        for found in self.wall.days:
            if found.kind is DayKind.OFF and self.first <= found.on <= self.last:
                name = found.name.in_language(self.language) or next(reversed(named), "")
                named.setdefault(name, []).append(found.on)
        size = 2.9 if is_chinese(self.language) else 2.2
        return [
            text(
                name, (self.x(on[0]) + self.x(on[-1]) + self.step) / 2, TOP - 1.9,
                font_size=size, fill="#7a5600", text_anchor="middle",
            )
            for name, on in named.items()
        ]

    def month_grid(self) -> list[str]:
        """Draw month names, month lines, week ticks with ISO numbers, and the frame."""
        parts = []
        starts = self.months()
        for start, end in zip(starts, [*starts[1:], self.last + timedelta(1)], strict=True):
            middle = (self.x(start) + self.x(end)) / 2
            parts.append(text(month(start.month, self.language), middle, 6.2, font_size=4.6, text_anchor="middle"))
            parts.append(line(self.x(start), 0, self.x(start), self.bottom, stroke=RULE, stroke_width=0.25))
        monday = self.first - timedelta(self.first.weekday())
        while monday <= self.last:
            start, end = self.x(monday), self.x(monday + timedelta(7))
            parts.append(line(start, 13.6, start, TOP - 6, stroke=RULE, stroke_width=0.2))
            week = str(monday.isocalendar().week) if end - start > 2 else ""
            parts.append(text(week, (start + end) / 2, 12.3, font_size=2.4, text_anchor="middle", fill=QUIET))
            monday += timedelta(7)
        parts.append(text(self.say("周次", "Week"), LEFT - 1.5, 12.3, font_size=2.5, text_anchor="end", fill=QUIET))
        parts.append(text(self.say("活动", "Activity"), 2, 6.2, font_size=4.2, font_family="heiti"))
        parts.append(text(self.say("已办 / 计划", "held / planned"), WIDTH - 1, 6.2, font_size=3.2, text_anchor="end"))
        return parts

    def rows(self) -> list[str]:
        """Draw one row an activity."""
        parts = [line(0, TOP, WIDTH, TOP, stroke=INK, stroke_width=0.5)]
        for place, row in enumerate(self.wall.rows):
            top = TOP + place * self.row_height
            parts += [*self._name(row, top), *self._window(row, top), *self._events(row, top), *self._sums(row, top)]
            if place:
                parts.append(line(0, top, WIDTH, top, stroke=RULE, stroke_width=0.2))
        parts.append(line(0, self.bottom, WIDTH, self.bottom, stroke=INK, stroke_width=0.5))
        return parts

    def _name(self, row: WallRow, top: float) -> list[str]:
        middle = top + self.row_height / 2
        name = row.activity.short.in_language(self.language)
        parts = [
            rect(0, top + 1.2, 1.6, self.row_height - 2.4, fill=row.activity.colour),
            text(row.activity.code, 4, middle - 1.2, font_size=3.4, fill=QUIET),
            text(name, 12, middle - 1.0, font_size=4.8 if len(name) < 12 else 4.2, font_family="heiti"),
        ]
        if row.count:
            unit = row.count.unit.in_language(self.language)
            gap = self.say("", " ")
            done = amount(row.count.done, self.language)
            target = amount(row.count.target, self.language)
            words = self.say(f"要求{target}{unit}，完成{done}{unit}", f"{done} of {target}{gap}{unit}")
            parts.append(text(words, 12, middle + 4.2, font_size=3.1, fill=QUIET))
            parts += self._share_bar(row, middle + 5.7)
        return parts

    def _share_bar(self, row: WallRow, y: float) -> list[str]:
        assert row.count is not None
        share = min(1.0, float(row.count.done / row.count.target)) if row.count.target else 0.0
        return [rect(12, y, 50, 0.9, fill=FAINT), rect(12, y, 50 * share, 0.9, fill=row.activity.colour)]

    def _window(self, row: WallRow, top: float) -> list[str]:
        """Draw the window as a tinted bar with its days written on it."""
        if row.starts_on is None or row.ends_on is None:
            return []
        x, end = self.x(row.starts_on), self.x(row.ends_on + timedelta(1))
        whole = row.starts_on <= self.first and row.ends_on >= self.last
        days = self.say("全年", "all year") if whole else (
            f"{short_day(row.starts_on, self.language)}—{short_day(row.ends_on, self.language)}"
        )
        colour = row.activity.colour
        return [
            rect(x, top + 1.2, end - x, self.row_height - 2.4, rx=0.8, fill=colour, fill_opacity=0.13),
            line(x, top + 1.2, x, top + self.row_height - 1.2, stroke=colour, stroke_width=0.5),
            line(end, top + 1.2, end, top + self.row_height - 1.2, stroke=colour, stroke_width=0.5),
            text(days, x + 1.2, top + 4.4, font_size=2.8, fill=ACTIVITY_INK),
        ]

    def _events(self, row: WallRow, top: float) -> list[str]:
        """Draw events as dots on their days, or as columns of a week where dots would not find room."""
        lanes: list[float] = []
        placed = []
        for dot in row.dots:
            x = self.middle(dot.on)
            free = [lane for lane, reach in enumerate(lanes) if x - reach >= DOT]
            lane = free[0] if free else len(lanes)
            lanes[lane : lane + 1] = [x]
            placed.append((x, lane, dot.is_held))
        if len(lanes) > MOST_LANES:
            return self._week_columns(row, top)
        ground, colour, said = top + self.row_height - 3.0, row.activity.colour, -9.0
        parts = []
        for dot, (x, lane, held) in zip(row.dots, placed, strict=True):
            fill = colour if held else "#ffffff"
            parts.append(circle(x, ground - lane * DOT, RADIUS, fill=fill, stroke=colour, stroke_width=0.4))
            # The day of the month stands over a dot where there is room for it.
            if len(lanes) == 1 and x - said >= 3.4:
                parts.append(text(str(dot.on.day), x, ground - 2.2, font_size=2.7, text_anchor="middle"))
                said = x
        return parts

    def _week_columns(self, row: WallRow, top: float) -> list[str]:
        counts = Counter((dot.on - timedelta(dot.on.weekday()), dot.is_held) for dot in row.dots)
        mondays = sorted({monday for monday, _ in counts})
        most = max(counts[monday, True] + counts[monday, False] for monday in mondays)
        ground, room = top + self.row_height - 1.8, self.row_height - 10.2
        width, colour, parts = self.step * 7 * 0.7, row.activity.colour, []
        for monday in mondays:
            held, planned = counts[monday, True], counts[monday, False]
            x = min(max(self.x(monday), LEFT + 0.2), RIGHT - width - 0.2) + self.step * 7 * 0.1
            high, higher = room * held / most, room * (held + planned) / most
            parts.append(rect(x, ground - high, width, high, fill=colour))
            parts.append(
                rect(x + 0.15, ground - higher, width - 0.3, higher - high, fill="#ffffff", stroke=colour, stroke_width=0.3)
            )
            parts.append(
                text(str(held + planned), x + width / 2, ground - higher - 0.7, font_size=2.3, text_anchor="middle")
            )
        return parts

    def _sums(self, row: WallRow, top: float) -> list[str]:
        middle = top + self.row_height / 2
        parts = [text(f"{row.held} / {row.planned}", WIDTH - 1, middle + 1, font_size=4.4, text_anchor="end")]
        if row.cancelled:
            words = self.say(f"取消{row.cancelled}", f"{row.cancelled} cancelled")
            parts.append(text(words, WIDTH - 1, middle + 5, font_size=2.7, text_anchor="end", fill=QUIET))
        return parts

    def totals(self) -> list[str]:
        """Write the events of every month under the rows: held, and still planned."""
        y = self.bottom + 5.4
        dots = [dot for row in self.wall.rows for dot in row.dots]
        held = Counter((dot.on.year, dot.on.month) for dot in dots if dot.is_held)
        ahead = Counter((dot.on.year, dot.on.month) for dot in dots if not dot.is_held)
        parts = [text(self.say("每月合计", "Each month"), 12, y, font_size=4.4, font_family="heiti")]
        starts = self.months()
        for start, end in zip(starts, [*starts[1:], self.last + timedelta(1)], strict=True):
            key = (start.year, start.month)
            words = f"{held[key]} / {ahead[key]}"
            parts.append(text(words, (self.x(start) + self.x(end)) / 2, y, font_size=3.8, text_anchor="middle"))
        words = f"{sum(held.values())} / {sum(ahead.values())}"
        parts.append(text(words, WIDTH - 1, y, font_size=4.4, text_anchor="end", font_family="heiti"))
        parts.append(line(0, self.bottom + TOTALS, WIDTH, self.bottom + TOTALS, stroke=INK, stroke_width=0.3))
        return parts

    def due_row(self) -> list[str]:
        """Write the due days under the rows, on lines of their own where they would collide."""
        ground = self.bottom + TOTALS + 6.0
        parts = [text(self.say("总结报送", "Summaries due"), 12, ground + 4.4, font_size=4.4, font_family="heiti")]
        reaches: list[float] = []
        for due in self.wall.dues:
            if not self.first <= due.on <= self.last:
                continue
            x, words = self.middle(due.on), self._due_words(due)
            wide = sum(3.0 if letter > "\u2e80" else 1.7 for letter in words)
            is_late = x + 2 + wide > WIDTH
            start = x - 2 - wide if is_late else x + 2
            free = [lane for lane, reach in enumerate(reaches) if start > reach]
            lane = free[0] if free else len(reaches)
            reaches[lane : lane + 1] = [start + wide + 3]
            y = ground + 3.4 + lane * 5
            parts.append(line(x, TOP, x, y - 1, stroke=DUE, stroke_width=0.3, stroke_dasharray="1.2 0.9"))
            parts.append(self._diamond(x, y - 1, is_filled=not due.is_expected))
            anchor = "end" if is_late else "start"
            parts.append(text(words, x - 2 if is_late else x + 2, y, font_size=3.2, fill=DUE, text_anchor=anchor))
        return parts

    def _due_words(self, due: WallDue) -> str:
        codes = self.say("、", ", ").join(_ranges([activity.code for activity in due.activities]))
        expected = self.say("（预计）", " (expected)") if due.is_expected else ""
        return f"{short_day(due.on, self.language)}{expected} {codes}"

    @staticmethod
    def _diamond(x: float, y: float, *, is_filled: bool) -> str:
        points = f"{x:.2f},{y - 1.3:.2f} {x + 1.3:.2f},{y:.2f} {x:.2f},{y + 1.3:.2f} {x - 1.3:.2f},{y:.2f}"
        return element("polygon", points=points, fill=DUE if is_filled else "#ffffff", stroke=DUE, stroke_width=0.35)

    def today_mark(self) -> list[str]:
        """Draw the day on which the sheet was true."""
        today = self.wall.today
        if not self.first <= today <= self.last:
            return []
        x = self.middle(today)
        words = self.say(f"今天 {short_day(today, 'zh')}", f"today, {short_day(today, 'en')}")
        return [
            line(x, TOP - 6, x, self.bottom + TOTALS + 1, stroke=TODAY, stroke_width=0.6),
            rect(x - 11, self.bottom + TOTALS + 0.8, 22, 4.6, rx=0.8, fill=TODAY),
            text(words, x, self.bottom + TOTALS + 4.2, font_size=3.0, text_anchor="middle", fill="#ffffff"),
        ]

    def legend(self) -> list[str]:
        """Explain every sign, and say of which day the sheet is."""
        y = HEIGHT - 2.0
        held = sum(row.held for row in self.wall.rows)
        planned = sum(row.planned for row in self.wall.rows)
        on = day(self.wall.today, self.language)
        state = self.say(f"截至{on}：已举办{held}场，计划中{planned}场", f"As of {on}: {held} held, {planned} planned")
        provisional = self.say("；节假日为暂定", "; holidays provisional") if self.wall.is_provisional else ""
        parts = [
            text(state + provisional, WIDTH - 1, y + 1.1, font_size=3.6, font_family="heiti", text_anchor="end"),
            line(0, y - 5, WIDTH, y - 5, stroke=RULE, stroke_width=0.2),
        ]
        x = 0.0
        for sample, words in self._signs():
            parts.append(element("g", sample, transform=f"translate({x:.2f} {y:.2f})"))
            parts.append(text(words, x + 8, y + 1.1, font_size=3.1, fill=QUIET))
            x += 13.0 + sum(3.1 if letter > "\u2e80" else 1.75 for letter in words)
        return parts

    def _signs(self) -> list[tuple[str, str]]:
        blue = ACTIVITY_INK
        return [
            (rect(0, -1.8, 6, 3.6, fill=blue, fill_opacity=0.15), self.say("活动时间", "window")),
            (circle(3, 0, 1.0, fill=blue, stroke=blue, stroke_width=0.35), self.say("已举办", "held")),
            (circle(3, 0, 1.0, fill="#ffffff", stroke=blue, stroke_width=0.35), self.say("计划中", "planned")),
            (
                rect(1, -1.8, 2, 3.6, fill=blue) + rect(3.4, -0.6, 2, 2.4, fill="#ffffff", stroke=blue, stroke_width=0.3),
                self.say("密集时按周计场次", "events a week, where dense"),
            ),
            (rect(0, -1.8, 6, 3.6, fill=HOLIDAY), self.say("节假日", "holiday")),
            (rect(0, -1.8, 6, 3.6, fill=MAKE_UP), self.say("调休上班", "make-up workday")),
            (self._diamond(3, 0, is_filled=True), self.say("总结报送截止", "summary due")),
            (self._diamond(3, 0, is_filled=False), self.say("按预计结束日推算", "due by the planned end")),
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

"""The frame of the year wall: where each day and each activity stands on the sheet, and its signs."""

from datetime import date, timedelta

from campaigns.wall import YearWall
from reports.figures import is_chinese
from reports.svg import element

WIDTH, HEIGHT = 396.0, 262.0
LEFT, RIGHT = 66.0, 366.0
TOP, FOOT, TOTALS = 22.0, 44.0, 8.0
INK, QUIET, RULE, FAINT, SLATE = "#16191d", "#5a626d", "#b9c0c9", "#e3e6eb", "#3d4654"
HOLIDAY, MAKE_UP, BLACKOUT, RED = "#fbeecf", "#cfe6d4", "#eceef1", "#b3261e"


class Frame:
    """The places of one sheet: days run from left to right, activities from top to bottom."""

    def __init__(self, wall: YearWall, language: str) -> None:
        self.wall, self.language = wall, language
        self.strong = {"font_family": "heiti"} if is_chinese(language) else {"font_weight": "bold"}
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


def diamond(x: float, y: float, *, is_filled: bool) -> str:
    points = f"{x:.2f},{y - 1.3:.2f} {x + 1.3:.2f},{y:.2f} {x:.2f},{y + 1.3:.2f} {x - 1.3:.2f},{y:.2f}"
    return element(
        "polygon", points=points, fill=RED if is_filled else "#ffffff", stroke=RED, stroke_width=0.35
    )


def extent(words: str, size: float) -> float:
    """Return about how long a text of a size is: a Chinese letter is as wide as high, a Latin one about half."""
    return sum(1.0 if letter > "\u2e80" else 0.55 for letter in words) * size

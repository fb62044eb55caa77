"""The year wall (年度计划): windows, events, counts, holidays and due days of one edition on one A3 sheet."""

from campaigns.wall import YearWall
from reports import wall_edges as edges
from reports import wall_rows
from reports.figures import is_chinese
from reports.svg import drawing, element
from reports.wall_frame import HEIGHT, INK, WIDTH, Frame


def wall_title(wall: YearWall, language: str) -> str:
    """Return the sheet's title."""
    programme = wall.edition.programme.in_language(language)
    whose = wall.organisation.name.in_language(language) if wall.organisation else ""
    if is_chinese(language):
        return f"{wall.edition.year}年{whose}{programme}全年活动安排"
    return f"{programme} {wall.edition.year}: the year{f' of {whose}' if whose else ''}"


def wall_drawing(wall: YearWall, language: str) -> str:
    """Draw the whole sheet below its title; one user unit is one millimetre."""
    sheet = Frame(wall, language)
    parts = [
        *edges.ground(sheet),
        *edges.month_grid(sheet),
        *wall_rows.rows(sheet),
        *edges.totals(sheet),
        *edges.due_row(sheet),
        *edges.today_mark(sheet),
        *edges.legend(sheet),
    ]
    return drawing(
        wall_title(wall, language),
        WIDTH,
        HEIGHT,
        [element("g", "".join(parts), font_family="sans", fill=INK)],
    )

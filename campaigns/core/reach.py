"""The days that the product plans in: well within what lunar tables and the arithmetic of dates reach."""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1990, 2099


def is_in_reach(day: date) -> bool:
    """Tell whether a day, or an instant where it is written, lies in the years that the product plans in."""
    return FIRST_YEAR <= day.year <= LAST_YEAR

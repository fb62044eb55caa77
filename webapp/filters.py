"""How pages write dates, times, numbers and the words of closed sets, in both languages."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from campaigns import labels
from webapp.calendar_days import lunar_words
from webapp.i18n import ENGLISH, bilingual, language, local
from webapp.statuses import EVENT_FILTERS

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DASH = "—"


def init_filters(app: Flask) -> None:
    """Offer every filter to templates under its own name."""
    named = (
        amount,
        clock_time,
        day,
        day_and_time,
        days,
        label,
        local_day,
        lunar_day,
        month,
        short_day,
        span_times,
        times,
        weekday,
    )
    app.jinja_env.filters.update({function.__name__: function for function in (*named, *EVENT_FILTERS)})
    app.jinja_env.filters.update(local=local, bilingual=bilingual)


def day(value: date | datetime | None, zone: str = "") -> str:
    """Return ``2026年6月1日（周一）`` or ``Mon 1 Jun 2026``."""
    if value is None:
        return ""
    value = local_day(value, zone)
    if language() == ENGLISH:
        return f"{weekday(value)} {value.day} {MONTHS_EN[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日（{weekday(value)}）"


def short_day(value: date | datetime | None, zone: str = "") -> str:
    """Return ``6月1日（周一）`` or ``Mon 1 Jun``, where the year is plain from the page."""
    if value is None:
        return ""
    value = local_day(value, zone)
    if language() == ENGLISH:
        return f"{weekday(value)} {value.day} {MONTHS_EN[value.month - 1]}"
    return f"{value.month}月{value.day}日（{weekday(value)}）"


def days(start: date, end: date) -> str:
    """Return a span of local days, both inclusive: ``6月1日—30日`` or ``1—30 Jun``."""
    is_english = language() == ENGLISH
    if start == end:
        return f"{start.day} {MONTHS_EN[start.month - 1]}" if is_english else f"{start.month}月{start.day}日"
    if is_english:
        first = str(start.day) if start.month == end.month else f"{start.day} {MONTHS_EN[start.month - 1]} "
        last = f"{end.day} {MONTHS_EN[end.month - 1]}"
        return f"{first}{DASH}{last}" if start.month == end.month else f"{first}{DASH} {last}"
    last = f"{end.day}日" if start.month == end.month else f"{end.month}月{end.day}日"
    return f"{start.month}月{start.day}日{DASH}{last}"


def month(value: int) -> str:
    """Return a month's short name: ``6月`` or ``Jun``."""
    return MONTHS_EN[value - 1] if language() == ENGLISH else f"{value}月"


def weekday(value: date) -> str:
    """Return ``周一`` or ``Mon``."""
    return WEEKDAYS_EN[value.weekday()] if language() == ENGLISH else f"周{WEEKDAYS_ZH[value.weekday()]}"


def clock_time(value: datetime | time | None, zone: str = "") -> str:
    """Return ``9:00``, in 24 hours, of an instant in a zone or of a local time."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(_zone(zone))
    return f"{value.hour}:{value.minute:02}"


def times(start: datetime | time, end: datetime | time, zone: str = "") -> str:
    """Return ``9:00—11:00``."""
    return f"{clock_time(start, zone)}{DASH}{clock_time(end, zone)}"


def day_and_time(value: datetime | None, zone: str = "") -> str:
    """Return an instant as ``2026年6月1日（周一）9:05`` or ``Mon 1 Jun 2026, 9:05``."""
    if value is None:
        return ""
    between = ", " if language() == ENGLISH else ""
    return f"{day(value, zone)}{between}{clock_time(value, zone)}"


def span_times(start: datetime, end: datetime, zone: str = "") -> str:
    """Return when a span is: ``2026年6月1日（周一）9:00—10:00``; of whole days the first and the last."""
    first, last = local_day(start, zone), local_day(end, zone)
    if clock_time(start, zone) == clock_time(end, zone) == "0:00":
        last -= timedelta(days=1)
        return day(first) if first >= last else f"{day(first)}—{day(last)}"
    if first == last:
        return f"{day_and_time(start, zone)}—{clock_time(end, zone)}"
    return f"{day_and_time(start, zone)}—{day_and_time(end, zone)}"


def local_day(value: date | datetime, zone: str = "") -> date:
    """Return the local day of an instant in a zone; a day is one already."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(_zone(zone)) if value.tzinfo else value).date()


def amount(value: int | Decimal | float | None) -> str:
    """Return a number as both languages group it: ``12,345`` or ``45.5``; a dash for none."""
    if value is None:
        return DASH
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{Decimal(str(value)).normalize():,f}"
    return text


def label(member: StrEnum | None) -> str:
    """Return the words for one member of a closed set in the current language."""
    return local(labels.label(member)) if member is not None else ""


def lunar_day(value: date) -> str:
    """Return the day of the lunar calendar in full: ``农历四月十六``, or ``lunar month 4, day 16``."""
    return local(lunar_words(value)[1])


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name or current_app.extensions["settings"].zone)

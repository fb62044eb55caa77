"""The only clock of the product; everything below it gets its time as ``now=`` or ``today=``."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app, g

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return this instant, aware and in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the instant of this request, which is the same however often it is asked for."""
    if "now" not in g:
        g.now = current_app.extensions["clock"]()
    instant: datetime = g.now
    return instant


def today(zone: str = "") -> date:
    """Return the local day of this request in a zone, by default the installation's."""
    return now().astimezone(ZoneInfo(zone or current_app.extensions["settings"].zone)).date()


def local_today(zone: str) -> date:
    """Return the local day outside a request, for commands."""
    return system_clock().astimezone(ZoneInfo(zone)).date()

"""Documents read and printed on request: the same for pages, submissions and the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache

from flask import current_app
from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.queries.boards import get_wall
from campaigns.queries.frames import Frame
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.rosters import get_roster
from campaigns.queries.summaries import get_activity_summary
from campaigns.rosters import RosterSheet
from campaigns.summary import ActivitySummary
from campaigns.wall import YearWall
from reports import fonts
from webapp.config import ROOT
from webapp.db import Database

FONTS = ROOT / "var" / "fonts"


@cache
def load_fonts() -> None:
    """Print with the fonts prepared at set-up; they must be named before WeasyPrint is imported."""
    if (FONTS / fonts.CONFIGURATION).exists():
        fonts.use(FONTS)


def print_document(name: str, read_model: ActivitySummary | RosterSheet | YearWall, language: str) -> bytes:
    """Return the finished PDF of the document ``summary``, ``roster`` or ``year-wall``."""
    load_fonts()
    from reports.catalogue import (
        write,
    )  # slow import: WeasyPrint takes half a second and only documents need it

    return write(name, read_model, language).content


def read_summary(
    session: Session, frame: Frame, actor: Actor | None, code: str, slug: str, *, today: date
) -> ActivitySummary:
    """Return the summary of one activity and organisation as it stands today."""
    calendar = get_work_calendar(session, frame.edition.year)
    return get_activity_summary(session, frame, actor, code, slug, calendar, today=today)


def read_wall(session: Session, frame: Frame, actor: Actor | None, *, today: date) -> YearWall:
    """Return the year wall as the actor sees it."""
    return get_wall(session, frame, actor, today=today)


def read_roster(
    session: Session, frame: Frame, actor: Actor | None, roster_id: int, *, now: datetime, today: date
) -> RosterSheet:
    """Return a roster as it stands."""
    return get_roster(session, frame, actor, roster_id, now=now, today=today)


@contextmanager
def reading() -> Iterator[Session]:
    """Yield a read-only session of its own, so that printing in a POST never keeps others from writing."""
    database: Database = current_app.extensions["database"]
    with Session(database.reading) as session:
        yield session

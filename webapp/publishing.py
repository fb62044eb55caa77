"""One scope's feed, read, cut to its window and written: the same for subscribers, downloads and the command."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from calendars.feed import Feed, write_feed
from calendars.identity import feed_uid
from calendars.window import feed_window, within_window
from campaigns.core.permissions import Actor
from campaigns.enums import FeedScope
from campaigns.queries.feeds import feed_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.placements import get_work_calendar
from webapp.config import Settings

LOG = logging.getLogger(__name__)
DEFAULT_HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to publish: a scope for somebody (None is the system itself), in a language, with or without an alarm."""

    scope: FeedScope
    value: str
    actor: Actor | None
    language: str
    alarm: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the product is: ``host`` names the installation, ``root`` ends in a slash, ``own`` is the feed's own."""

    host: str
    root: str
    own: str = ""


def public_host(settings: Settings) -> str:
    """Return the one name that identities of calendars rest on: the first host the product answers to."""
    named = (host for host in settings.trusted_hosts if host != "*")
    return next(named, DEFAULT_HOST)


def publish(session: Session, frame: Frame, wanted: Wanted, place: Place, *, today: date) -> Feed:
    """Return a scope as a feed; raises NotFound for a scope that does not exist."""
    edition = frame.edition
    calendar = get_work_calendar(session, edition.year)
    whole = feed_agenda(session, frame, wanted.actor, wanted.scope, wanted.value, calendar, today=today)
    window = feed_window(edition, today=today)
    agenda = within_window(whole, window, today=today)
    feed = write_feed(
        agenda,
        uid=feed_uid(wanted.scope, wanted.value, edition_id=edition.id, host=place.host),
        address=place.own,
        link=lambda event_id: f"{place.root}{edition.year}/e/{event_id}",
        language=wanted.language,
        alarm=wanted.alarm,
        colour=frame.activity(wanted.value).colour if wanted.scope is FeedScope.ACTIVITY else None,
        page=f"{place.root}{edition.year}/calendar{_filter(wanted)}",
        deadlines_page=f"{place.root}{edition.year}/reports",
        note=window.note,
    )
    if feed.left_out or feed.left_out_deadlines:
        LOG.error("These could not be written to a feed: %s %s", feed.left_out, feed.left_out_deadlines)
    return feed


def _filter(wanted: Wanted) -> str:
    if wanted.scope in (FeedScope.ACTIVITY, FeedScope.DISTRICT):
        return f"?{wanted.scope.value}={wanted.value}"
    return ""

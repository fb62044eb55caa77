"""The public address of a feed: a secret in the path, no cookie, no sign-in, no redirect (FEEDS.md 16-19)."""

import gzip
import logging
from datetime import timedelta

from flask import Blueprint, Response, current_app, request
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from calendars.conditional import answers_not_modified, feed_headers, not_modified_headers
from calendars.feed import Feed
from campaigns.errors import NotFound
from campaigns.operations.feeds import NOTED_EVERY, hash_of, note_fetch
from campaigns.queries.feeds import FeedOwner, find_feed_owner
from campaigns.queries.frames import get_frame
from webapp import clock
from webapp.db import Database, get_session
from webapp.publishing import Place, Wanted, public_host, publish

LOG = logging.getLogger(__name__)
blueprint = Blueprint("feed_serving", __name__)

LONGEST_ALARM = timedelta(days=28)
RETRY_AFTER = timedelta(minutes=5)
REFUSALS = {
    404: "没有这个日历地址。\nThere is no calendar at this address.\n",
    410: "这个日历地址已停用，请重新订阅。\nThis calendar address was revoked; please subscribe again.\n",
    503: "暂时无法读取日历，请稍后再试。\nThe calendar cannot be read right now; try again later.\n",
}


@blueprint.route("/feeds/<token>.ics", methods=["GET", "HEAD"], provide_automatic_options=False)
def serve(token: str) -> Response:
    """Answer with the calendar, or with what a calendar client does the right thing on: never an empty 200."""
    try:
        return _answer(token)
    except NotFound:
        return refusal(404)
    except DBAPIError:
        LOG.exception("A feed could not be read.")
        return refusal(503)


def _answer(token: str) -> Response:
    session = get_session()
    owner = find_feed_owner(session, hash_of(token))
    alarm = _alarm()
    if owner is None:
        raise NotFound("feed", "")
    if not owner.is_open:
        return refusal(410)
    feed = _publish(session, owner, alarm)
    response = conditional(
        feed, f"{owner.year}-{owner.address.scope.value}-{owner.address.scope_value}".strip("-")
    )
    _note(owner)
    return response


def _alarm() -> timedelta | None:
    """Return the subscriber's alarm; any other parameter, or no sensible number of minutes, is another address."""
    if not request.args.keys() <= {"alarm"}:
        raise NotFound("feed", "")
    minutes = request.args.get("alarm")
    if minutes is None:
        return None
    if not (minutes.isascii() and minutes.isdecimal() and len(minutes) <= 6):
        raise NotFound("feed", "")
    alarm = timedelta(minutes=int(minutes))
    if alarm > LONGEST_ALARM or len(request.args.getlist("alarm")) > 1:
        raise NotFound("feed", "")
    return alarm


def _publish(session: Session, owner: FeedOwner, alarm: timedelta | None) -> Feed:
    """Read the feed with the rights its owner has at this moment."""
    address = owner.address
    frame = get_frame(session, owner.year)
    wanted = Wanted(address.scope, address.scope_value, owner.actor, address.language, alarm)
    place = Place(public_host(current_app.extensions["settings"]), request.url_root, request.base_url)
    return publish(session, frame, wanted, place, today=clock.today(frame.edition.zone))


def conditional(feed: Feed, name: str) -> Response:
    """Return 304 to who has this calendar already, else the calendar, compressed for who takes it so."""
    is_gzipped = request.accept_encodings.quality("gzip") > 0
    if answers_not_modified(
        feed.etag,
        feed.last_modified,
        request.headers.get("If-None-Match"),
        request.headers.get("If-Modified-Since"),
    ):
        return Response(status=304, headers=not_modified_headers(feed, is_gzipped=is_gzipped))
    # The instant in a gzip header would change the bytes behind an unchanged strong tag.
    gzipped = gzip.compress(feed.body, mtime=0) if is_gzipped else None
    return Response(
        feed.body if gzipped is None else gzipped,
        headers=feed_headers(feed, filename=f"{name}.ics", gzipped=gzipped),
    )


def _note(owner: FeedOwner) -> None:
    """Keep when and by what the address was fetched; that a busy database cannot is no reason to refuse the feed."""
    fetched_at = owner.address.fetched_at
    if fetched_at is not None and clock.now() - fetched_at < NOTED_EVERY:
        return
    database: Database = current_app.extensions["database"]
    try:
        with Session(database.writing) as session:
            note_fetch(session, owner.address.id or 0, request.headers.get("User-Agent", ""), now=clock.now())
            session.commit()
    except DBAPIError:
        LOG.warning("The fetch of a feed could not be noted.", exc_info=True)


def refusal(status: int) -> Response:
    """Return a short plain answer that no cache keeps and no robot lists."""
    headers = {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    if status == 503:
        headers["Retry-After"] = str(int(RETRY_AFTER.total_seconds()))
    return Response(
        REFUSALS[status], status=status, headers=headers, content_type="text/plain; charset=utf-8"
    )

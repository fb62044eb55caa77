"""Subscribing: secret calendar addresses are made, shown once, listed and revoked."""

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.core.permissions import may_manage_feeds_of_all
from campaigns.enums import FeedScope
from campaigns.errors import NotFound
from campaigns.operations.feeds import create_feed_address, revoke_feed_address
from campaigns.queries.feeds import list_feed_addresses, scope_title
from campaigns.queries.frames import Frame, get_frame
from webapp import clock
from webapp.auth import get_actor
from webapp.db import get_session
from webapp.downloads import NOWHERE_KEPT
from webapp.forms.feeds import FeedForm
from webapp.forms.page_form import PageForm
from webapp.i18n import language
from webapp.notices import announce
from webapp.publishing import Place, Wanted, public_host, publish
from webapp.qr import drawing
from webapp.views.feed_serving import conditional

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/<int:year>/feeds")
def index(year: int) -> ResponseReturnValue:
    """Show what can be subscribed to, the wanted scope first, and the addresses in force."""
    scope = next((s for s in FeedScope if s.value == request.args.get("scope")), FeedScope.PROGRAMME)
    form = FeedForm(formdata=None, scope=scope.value, value=request.args.get("value", ""))
    return _index(year, form)


def _index(year: int, form: FeedForm, address: str = "") -> ResponseReturnValue:
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    scope, value = form.wanted_scope(), form.value.data or ""
    may_see_all = may_manage_feeds_of_all(actor)
    page = render_template(
        "feeds/index.html",
        frame=frame,
        form=form,
        title=scope_title(frame, scope, value),
        choices=_choices(frame),
        addresses=list_feed_addresses(
            session, frame.edition.id, account_id=None if may_see_all else actor.account_id
        ),
        scope_title=scope_title,
        may_see_all=may_see_all,
        address=address,
        address_path=urlsplit(address).path,
        webcal=address.replace(urlsplit(address).scheme, "webcal", 1) if address else "",
        drawing=drawing,
        revoke_form=PageForm(formdata=None),
    )
    return page, form.status


def _choices(frame: Frame) -> list[tuple[FeedScope, str]]:
    """Return every scope of an edition with its value, the common ones first."""
    plain = (FeedScope.PROGRAMME, FeedScope.MINE, FeedScope.DEADLINES)
    return [
        *((scope, "") for scope in plain),
        *((FeedScope.ACTIVITY, activity.code) for activity in frame.board_activities),
        *((FeedScope.DISTRICT, district.slug) for district in frame.districts),
    ]


@blueprint.post("/<int:year>/feeds")
def create(year: int) -> ResponseReturnValue:
    """Make an address and show it, this once; it is in no address bar, no log and no database."""
    session, actor, form = get_session(), get_actor(), FeedForm()
    frame = get_frame(session, year)
    if not form.validate():
        raise NotFound("scope", form.scope.data)
    _address, token = create_feed_address(
        session,
        frame,
        form.wanted_scope(),
        form.value.data or "",
        actor=actor,
        language=language(),
        now=clock.now(),
        token=_token(actor.account_id, form.creation_key.data or ""),
    )
    session.commit()
    return _index(year, form, url_for("feed_serving.serve", token=token, _external=True))


def _token(account_id: int, creation_key: str) -> str | None:
    """Return a secret that the same form makes again, so that sending it twice makes one address and shows it twice."""
    if len(creation_key) < 16:
        return None
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"feed/{account_id}/{creation_key}".encode(), hashlib.sha256).hexdigest()[:40]


@blueprint.post("/<int:year>/feeds/<int:address_id>/revoke")
def revoke(year: int, address_id: int) -> ResponseReturnValue:
    """End one address at once."""
    session = get_session()
    frame = get_frame(session, year)
    revoke_feed_address(session, frame, address_id, actor=get_actor(), now=clock.now())
    session.commit()
    announce(_("地址已停用，用它订阅的日历不再更新。"))
    return redirect(url_for("feeds.index", year=year, _anchor="addresses"), 303)


@blueprint.get("/<int:year>/feeds/<scope>.ics")
def download(year: int, scope: str) -> Response:
    """Answer a scope as a file, for calendars that cannot subscribe."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    wanted = next((member for member in FeedScope if member.value == scope), None)
    if wanted is None:
        raise NotFound("scope", scope)
    value = request.args.get("value", "")
    place = Place(public_host(current_app.extensions["settings"]), request.url_root)
    found = Wanted(wanted, value, actor, language())
    response = conditional(
        publish(session, frame, found, place, today=clock.today(frame.edition.zone)),
        f"{year}-{scope}-{value}".strip("-"),
    )
    response.headers["Cache-Control"] = NOWHERE_KEPT
    response.headers["Content-Disposition"] = response.headers.get("Content-Disposition", "").replace(
        "inline", "attachment"
    )
    return response

"""The settings at a glance, each section in words and numbers, and the typefaces documents are printed with."""

from flask import Blueprint, render_template, request

from campaigns.core.permissions import may_administer
from campaigns.errors import NotFound
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.settings import count_own_feeds, count_settings, find_calendar_year
from reports import fonts
from webapp.auth import get_actor
from webapp.db import get_session
from webapp.navigation import living_year
from webapp.places import key_of
from webapp.printing import FONTS

blueprint = Blueprint("settings", __name__)


@blueprint.get("/settings")
def overview() -> str:
    """Show the sections; who is no administrator sees what is theirs."""
    session, actor = get_session(), get_actor()
    year = key_of(request.args.get("year", "")) or living_year() or 0
    if not may_administer(actor):
        feeds = count_own_feeds(session, actor.account_id)
        return render_template("settings/own.html", year=year, feeds=feeds)
    years = list_years(session)
    if years and year not in years:
        raise NotFound("edition", year)
    frame = get_frame(session, year) if years else None
    return render_template(
        "settings/overview.html",
        year=year,
        years=years,
        counts=count_settings(session, frame.edition.id if frame else 0, year),
        calendar=find_calendar_year(session, year),
        frame=frame,
    )


@blueprint.get("/settings/fonts")
def typefaces() -> str:
    """Tell which face serves each role of type on this machine, and which are missing."""
    is_prepared = (FONTS / fonts.CONFIGURATION).exists()
    return render_template("settings/typefaces.html", faces=fonts.faces_by_role(FONTS) if is_prepared else [])

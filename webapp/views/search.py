"""The search of the bar: events, activities, venues and organisations of a year."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.queries.frames import get_frame
from campaigns.queries.searching import MOST, find_anything
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.navigation import bar_year

blueprint = Blueprint("search", __name__)
LONGEST = 100


@blueprint.get("/search")
def living() -> ResponseReturnValue:
    """Search the living year."""
    return redirect(f"/{bar_year()}/search?{request.query_string.decode()}")


@blueprint.get("/<int:year>/search")
def find(year: int) -> str:
    """Show what was found within the actor's sight."""
    session, text = get_session(), request.args.get("q", "").strip()[:LONGEST]
    frame = get_frame(session, year)
    found = find_anything(session, frame, get_actor(), text)
    return render_template("search/find.html", frame=frame, text=text, found=found, most=MOST, now=now())

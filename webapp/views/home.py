"""The front door: the overview of the living year."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from webapp.navigation import living_year

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Lead to the living year, or say how to begin where there is none."""
    year = living_year()
    return render_template("home/home.html") if year is None else redirect(f"/{year}")

"""Whether this process answers and reaches its database, for those who watch it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from webapp.db import get_session

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Answer ``ok`` after one statement, and nothing that tells a stranger more."""
    get_session().execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}

"""Days through API v1, and the document that describes the API."""

from datetime import timedelta
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify
from flask_openapi3 import APIBlueprint, OpenAPI, Tag

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected
from campaigns.queries.placements import get_work_calendar
from webapp.api.events import answer
from webapp.api.presenting import day
from webapp.api.schemas import ERRORS, DaysQuery, DaysShown, YearPath
from webapp.calendar_days import day_notes
from webapp.db import get_session

blueprint = APIBlueprint("api_days", __name__, url_prefix="/api/v1", abp_responses=ERRORS)
describing = Blueprint("api_description", __name__, url_prefix="/api/v1")
TAG = Tag(name="days", description="Days 日期")
LONGEST = timedelta(days=400)


@blueprint.get("/<int:year>/days", tags=[TAG], summary="Days of a window", responses={"200": DaysShown})
def list_days(path: YearPath, query: DaysQuery) -> Response:
    """Return each day's holiday or make-up mark, the name of the holiday, and the lunar day."""
    if not timedelta(0) < query.end - query.start <= LONGEST:
        raise Rejected(Problem("end", Bilingual("时间段须为1至400天。", "Ask for 1 to 400 days.")))
    last = query.end - timedelta(days=1)
    calendar = get_work_calendar(get_session(), query.start.year, last.year)
    return answer(DaysShown(days=[day(note) for note in day_notes(calendar, query.start, last)]))


@describing.get("/openapi.json")
def describe() -> Response:
    """Return the OpenAPI 3.1 document of API v1."""
    document: dict[str, Any] = cast(OpenAPI, current_app).api_doc
    return jsonify(document)

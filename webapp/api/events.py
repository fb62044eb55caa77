"""Events through API v1: read a window, read one, move one, undo a change, ask about a placement."""

from datetime import timedelta
from typing import Any

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from campaigns.core.clashes import needing_reason
from campaigns.drafts import Move
from campaigns.enums import EventStatus
from campaigns.operations.events import move_event
from campaigns.operations.undo import undo_change
from campaigns.queries.changes import list_changes
from campaigns.queries.events import get_event
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.schedules import (
    get_frame_of_change,
    get_frame_of_event,
    list_schedule,
    with_own_clashes,
)
from webapp.api.conflicts import answering_conflicts
from webapp.api.placements import list_placement_warnings, warnings_of_event
from webapp.api.presenting import Presenter, warnings
from webapp.api.schemas import (
    ERRORS,
    ChangePath,
    ErrorShown,
    EventPath,
    EventShown,
    EventsQuery,
    EventsShown,
    MoveBody,
    Moved,
    PlacementBody,
    Warnings,
    YearPath,
)
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.filters import read_shown

blueprint = APIBlueprint("api_events", __name__, url_prefix="/api/v1", abp_responses=ERRORS)
TAG = Tag(name="events", description="Events 活动")
CONFLICT: dict[str | int, Any] = {"409": ErrorShown}


@blueprint.get("/<int:year>/events", tags=[TAG], summary="Events of a window", responses={"200": EventsShown})
def list_events(path: YearPath, query: EventsQuery) -> Response:
    """Return the events that the caller may see and that touch the window, with their clashes."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, path.year)
    filters = query.model_dump(exclude={"start", "end"})
    wanted = read_shown(filters, frame).filter(query.start, max(query.start, query.end - timedelta(days=1)))
    presenter = presenter_for(frame)
    items = list_schedule(session, frame, actor, wanted, now=now())
    return answer(EventsShown(events=[presenter.event(item) for item in items]))


@blueprint.get("/events/<int:event_id>", tags=[TAG], summary="One event", responses={"200": EventShown})
def show_event(path: EventPath) -> Response:
    """Return one event with its double bookings."""
    session, actor = get_session(), get_actor()
    frame = get_frame_of_event(session, actor, path.event_id)
    item = get_event(session, frame, actor, path.event_id)
    return answer(presenter_for(frame).event(with_own_clashes(session, frame, actor, item)))


@blueprint.patch(
    "/events/<int:event_id>", tags=[TAG], summary="Move an event", responses={"200": Moved, **CONFLICT}
)
def move(path: EventPath, body: MoveBody) -> Response:
    """Give an event another time; 409 tells a stale version and a double booking apart by its ``kind``."""
    session, actor = get_session(), get_actor()
    frame = get_frame_of_event(session, actor, path.event_id)
    wanted = Move(
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        version=body.version,
        is_all_day=body.is_all_day,
        override_reason=body.reason,
    )
    with answering_conflicts(frame, path.event_id, presenter_for(frame)):
        move_event(session, frame, path.event_id, wanted, actor=actor, now=now())
        session.commit()
    return answer(moved(frame, path.event_id))


@blueprint.post(
    "/changes/<int:change_id>/undo", tags=[TAG], summary="Undo a change", responses={"200": Moved, **CONFLICT}
)
def undo(path: ChangePath) -> Response:
    """Take back one change of an event by a new change."""
    session, actor = get_session(), get_actor()
    frame = get_frame_of_change(session, actor, path.change_id)
    with answering_conflicts(frame, 0, presenter_for(frame)):
        event_id = undo_change(session, frame, path.change_id, actor=actor, now=now()).id or 0
        session.commit()
    return answer(moved(frame, event_id))


@blueprint.post(
    "/<int:year>/placement-check", tags=[TAG], summary="Warnings before placing", responses={"200": Warnings}
)
def check_placement(path: YearPath, body: PlacementBody) -> Response:
    """Return what speaks against a placement; nothing is written."""
    frame = get_frame(get_session(), path.year)
    found = list_placement_warnings(frame, body)
    is_asked = needing_reason(found, confirms=body.status is EventStatus.CONFIRMED)
    return answer(Warnings(warnings=warnings(found), needs_reason=bool(is_asked)))


def presenter_for(frame: Frame) -> Presenter:
    """Return who shows events of an edition in this request."""
    return Presenter(get_actor(), frame.edition.zone, now())


def moved(frame: Frame, event_id: int) -> Moved:
    """Return an event as it stands after a write, what speaks against it, and the newest line of its log."""
    session, actor = get_session(), get_actor()
    item = with_own_clashes(session, frame, actor, get_event(session, frame, actor, event_id))
    found = warnings_of_event(frame, item)
    change = list_changes(session, "event", event_id)[0]
    return Moved(event=presenter_for(frame).event(item), warnings=warnings(found), change_id=change.id or 0)


def answer(shown: BaseModel) -> Response:
    """Return a shape as JSON."""
    return jsonify(shown.model_dump(mode="json"))

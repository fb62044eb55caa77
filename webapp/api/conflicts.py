"""The two conflicts that a caller has to tell apart: somebody was faster, or a clash asks for a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, abort, jsonify, make_response
from pydantic import ValidationError

from campaigns.core.wording import Bilingual
from campaigns.errors import CampaignsError, Clashing, Rejected, Stale
from campaigns.queries.events import get_event
from campaigns.queries.frames import Frame
from webapp.api.presenting import Presenter, problems
from webapp.api.schemas import ErrorBody, ErrorShown, EventShown, FieldProblem
from webapp.db import get_session


@contextmanager
def answering_conflicts(frame: Frame, event_id: int, presenter: Presenter) -> Iterator[None]:
    """Answer 409 to a stale version, with the event as it stands, and to what needs a reason and has none."""
    try:
        yield
    except Stale as stale:
        get_session().rollback()
        item = get_event(get_session(), frame, presenter.actor, event_id)
        _conflict("stale", stale, presenter.event(item))
    except Clashing as clashing:
        _conflict("double_booking", clashing)


def _conflict(kind: str, error: CampaignsError, event: EventShown | None = None) -> None:
    found = problems(error.problems) if isinstance(error, Rejected) else []
    message = error.message
    if kind == "stale":
        message = Bilingual(
            "别人刚刚修改了这场活动，已为您显示最新内容，没有覆盖任何修改。",
            "Somebody has just changed this event. It is shown as it stands now; nothing was overwritten.",
        )
    abort(_response(409, message, found, kind, event))


def answer_validation(error: ValidationError) -> Response:
    """Answer 422 to a request whose shape is wrong, naming each place."""
    found = [
        FieldProblem(field=".".join(map(str, one["loc"])), zh=f"内容不对：{one['msg']}", en=one["msg"])
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    message = Bilingual(
        "请求的内容不符合接口说明。", "The request does not match the description of the API."
    )
    return _response(422, message, found, "", None)


def _response(
    status: int, message: Bilingual, found: list[FieldProblem], kind: str, event: EventShown | None
) -> Response:
    body = ErrorBody(status=status, zh=message.zh, en=message.en, problems=found, kind=kind)
    answer = ErrorShown(error=body, event=event)
    return make_response(jsonify(answer.model_dump(mode="json", exclude_none=True)), status)

"""Every error that reaches the shell has its status and its sentence in one table."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from campaigns.core.wording import Bilingual
from campaigns.errors import Forbidden, NotFound, Rejected, Stale, TooManyAttempts
from webapp.db import close_session
from webapp.i18n import local
from webapp.refusals import Unreadable, Unstorable

LOG = logging.getLogger(__name__)
# The path of a feed is its secret.
TOKEN = re.compile(r"^/feeds/[^/]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person reads: a heading and a sentence that says what to do."""

    heading: Bilingual
    sentence: Bilingual


NOT_FOUND = Answer(
    Bilingual("没有找到", "Nothing here"),
    Bilingual(
        "这个地址没有内容：它可能已删除，或不在您的范围内。",
        "There is nothing at this address: it may be gone, or outside what you may see.",
    ),
)
ANSWERS: dict[int, Answer] = {
    400: Answer(
        Bilingual("请求不完整", "The request is incomplete"),
        Bilingual(
            "页面可能打开太久。请返回，刷新后再提交；您填写的内容还在原页面。",
            "The page may have been open for too long. Go back, reload and send it again; your text is still there.",
        ),
    ),
    401: Answer(
        Bilingual("请先登录", "Please sign in"),
        Bilingual(
            "登录已过期。请在新窗口登录，再回到这里重新提交。",
            "You are no longer signed in. Sign in in another window, come back here and send it again.",
        ),
    ),
    403: Answer(
        Bilingual("没有权限", "Not allowed"),
        Bilingual(
            "您的角色不能做这项操作；如有需要，请联系管理员。",
            "Your role may not do this; ask your administrator if it should.",
        ),
    ),
    404: NOT_FOUND,
    405: Answer(
        Bilingual("方式不对", "Not this way"),
        Bilingual("这个地址不接受这种请求。", "This address does not take this kind of request."),
    ),
    409: Answer(
        Bilingual("别人刚刚修改过", "Somebody was faster"),
        Bilingual(
            "没有覆盖任何内容。请返回，对照新的内容后再保存。",
            "Nothing was overwritten. Go back, compare and save.",
        ),
    ),
    413: Answer(
        Bilingual("内容太大", "Too large"),
        Bilingual("提交的内容超过了允许的大小。", "What was sent is larger than allowed."),
    ),
    422: Answer(
        Bilingual("内容需要修改", "Something needs correcting"),
        Bilingual("请返回并更正后再提交。", "Go back, correct it and send it again."),
    ),
    429: Answer(
        Bilingual("请稍后再试", "Please wait"),
        Bilingual("次数过多，请15分钟后再试。", "That was too often; try again in 15 minutes."),
    ),
    500: Answer(
        Bilingual("出错了", "Something went wrong"),
        Bilingual(
            "系统内部出错，没有保存任何内容。请把下面的编号告诉管理员。",
            "The system failed and saved nothing. Tell your administrator the number below.",
        ),
    ),
    503: Answer(
        Bilingual("系统正忙", "Busy"),
        Bilingual(
            "数据库正忙，没有保存任何内容。请几秒后再试。",
            "The database is busy; nothing was saved. Try again soon.",
        ),
    ),
    507: Answer(
        Bilingual("磁盘已满", "The disk is full"),
        Bilingual(
            "没有保存这次的内容，已有内容完好，仍可查看。请联系管理员腾出空间。",
            "This was not saved; everything before is safe and can be read. Ask your administrator to make room.",
        ),
    ),
}

# In what a database says when the disk is full, and when a page that is only read tries to write.
DISK_FULL = ("disk is full", "No space left on device", "disk full")
# Waiting cures none of these: a page wrote on a connection that reads, or the tables are not those of this version.
NOT_BUSY = ("readonly database", "no such column", "no such table")

UNTRUSTED = (
    "这个域名不在 CAMPAIGNS_TRUSTED_HOSTS 里。\n"
    "This host name is not among CAMPAIGNS_TRUSTED_HOSTS, where an administrator can add it.\n"
)

STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    Forbidden: 403,
    Rejected: 422,
    Stale: 409,
    TooManyAttempts: 429,
    CSRFError: 400,
    # Two people added the same code, name or slug in one instant, and the database let one of them through.
    IntegrityError: 409,
}
# Whose own sentence says more than the table's; NotFound is not among them, so that its answer is always the same.
EXPLAINED = (Rejected, Forbidden, TooManyAttempts, Unreadable, Unstorable)


def init_errors(app: Flask) -> None:
    """Answer every error of the table, every HTTP error, and whatever else happens."""
    for kind in (*STATUS, OperationalError, HTTPException, Exception):
        app.register_error_handler(kind, _answering)
    app.register_error_handler(SecurityError, _untrusted)


def _untrusted(_error: Exception) -> ResponseReturnValue:
    """Answer in plain words: without a host name that we trust no address can be built, and so no page."""
    return UNTRUSTED, 400, {"Content-Type": "text/plain; charset=utf-8"}


def status_of(error: Exception) -> int:
    """Return the status of an error: the database's, the table's, the exception's own, or 500."""
    if isinstance(error, OperationalError):
        said = str(error.orig)
        if any(words in said for words in DISK_FULL):
            return 507
        return 500 if any(words in said for words in NOT_BUSY) else 503
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            return status
    return error.code or 500 if isinstance(error, HTTPException) else 500


def _answering(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException) and error.response is not None:
        return error.response
    status = status_of(error)
    # What the failed request had begun is over, and its session may not be fit to be asked anything.
    close_session()
    if status >= 500:
        g.living_year = None
        LOG.error(
            "%s %s failed, request %s",
            request.method,
            TOKEN.sub("/feeds/…", request.path),
            g.get("request_id"),
            exc_info=error,
        )
    if isinstance(error, HTTPException) and status < 400:
        return error
    answer = ANSWERS.get(status, ANSWERS[500] if status >= 500 else ANSWERS[400])
    sentence = error.message if isinstance(error, EXPLAINED) else answer.sentence
    render: Callable[[int, Answer, Bilingual, Exception], Response]
    render = _as_json if request.path.startswith("/api/") else _as_page
    response = render(status, answer, sentence, error)
    if isinstance(error, HTTPException):
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers[name] = value
    return response


def _as_page(status: int, answer: Answer, sentence: Bilingual, _error: Exception) -> Response:
    page = render_template(
        "errors/error.html",
        status=status,
        heading=local(answer.heading),
        sentence=local(sentence),
        request_id=g.get("request_id") if status >= 500 else "",
    )
    return Response(page, status)


def _as_json(status: int, _answer: Answer, sentence: Bilingual, error: Exception) -> Response:
    fields = [
        {"field": problem.field, "zh": problem.message.zh, "en": problem.message.en or problem.message.zh}
        for problem in (error.problems if isinstance(error, Rejected) else ())
    ]
    body = {"status": status, "zh": sentence.zh, "en": sentence.en or sentence.zh, "problems": fields}
    response = jsonify(error=body)
    response.status_code = status
    return response

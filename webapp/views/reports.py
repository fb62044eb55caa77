"""Summaries that are owed: the list, one summary on its way up, and the day a campaign ended."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.core.permissions import may_record_end
from campaigns.enums import ReportStatus, SubmissionState
from campaigns.operations.submissions import answer_report, record_end, submit_report, write_report
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.obligations import (
    get_obligation,
    get_submitted_document,
    list_endings,
    list_obligations,
)
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.reports import ReportDossier, get_report_dossier
from campaigns.queries.summaries import frozen_figures
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.downloads import pdf
from webapp.forms.reports import AnswerForm, EndForm, ReportForm, SubmitForm
from webapp.i18n import language, local
from webapp.notices import announce
from webapp.printing import print_document, reading

blueprint = Blueprint("reports", __name__)


@blueprint.get("/<int:year>/reports")
def index(year: int) -> ResponseReturnValue:
    """Show every summary that is owed, as far as the actor may see it."""
    return _index(year, None)


def _index(year: int, refused: EndForm | None, code: str = "") -> ResponseReturnValue:
    """Show the list, with the form of one ending as it was refused."""
    session, actor = get_session(), get_actor()
    session.rollback()
    frame = get_frame(session, year)
    every = list_obligations(
        session, frame, actor, get_work_calendar(session, year), today=today(frame.edition.zone)
    )
    chosen = every.narrowed(
        activity_code=request.args.get("activity", ""), organisation_slug=request.args.get("organisation", "")
    )
    state = next((s for s in SubmissionState if s.value == request.args.get("status")), None)
    page = render_template(
        "reports/index.html",
        frame=frame,
        every=every,
        chosen=chosen,
        shown=chosen.narrowed(state=state),
        state=state,
        endings=list_endings(session, frame),
        may_record_end=may_record_end(actor),
        refused=refused,
        refused_code=code,
    )
    return page, refused.status if refused else 200


@blueprint.post("/<int:year>/reports/ends/<code>")
def end(year: int, code: str) -> ResponseReturnValue:
    """Record the day an activity ended, or take it back; due days follow."""
    session, actor, form = get_session(), get_actor(), EndForm()
    frame = get_frame(session, year)
    if form.validate():
        with form.reporting():
            record_end(
                session, frame, code, form.end_on.data, version=form.version.data or 0, actor=actor, now=now()
            )
            session.commit()
            name = local(frame.activity(code).short)
            announce(
                _("已记录“%(name)s”的结束日，报送截止日随之更新。", name=name)
                if form.end_on.data
                else _("已撤回“%(name)s”的结束日。", name=name)
            )
            return redirect(url_for("reports.index", year=year, _anchor=f"end-{code}"), 303)
    return _index(year, form, code)


@blueprint.get("/<int:year>/reports/<int:obligation_id>")
def show(year: int, obligation_id: int) -> ResponseReturnValue:
    """Show one summary: texts, figures, versions and steps."""
    return _show(year, obligation_id, None)


def _show(year: int, obligation_id: int, refused: ReportForm | AnswerForm | None) -> ResponseReturnValue:
    """Show one summary with the forms the actor may use, one of them as it was refused."""
    session, actor = get_session(), get_actor()
    session.rollback()
    frame = get_frame(session, year)
    dossier = get_report_dossier(session, frame, actor, obligation_id, today=today(frame.edition.zone))
    version = dossier.line.version
    page = render_template(
        "reports/show.html",
        frame=frame,
        dossier=dossier,
        refused=refused,
        write_form=refused if isinstance(refused, ReportForm) else _filled(dossier),
        answer_form=refused
        if isinstance(refused, AnswerForm)
        else AnswerForm(formdata=None, version=version),
    )
    return page, refused.status if refused else 200


def _filled(dossier: ReportDossier) -> ReportForm:
    """Return the form with the texts of the newest version."""
    return ReportForm(formdata=None, obj=dossier.newest, data={"version": dossier.line.version})


@blueprint.post("/<int:year>/reports/<int:obligation_id>/write")
def write(year: int, obligation_id: int) -> ResponseReturnValue:
    """Keep the typed judgement."""
    session, form = get_session(), ReportForm()
    frame = get_frame(session, year)
    if form.validate():
        with form.reporting():
            write_report(
                session,
                frame,
                obligation_id,
                form.texts(),
                version=form.version.data or 0,
                actor=get_actor(),
                now=now(),
            )
            session.commit()
            announce(_("已保存草稿。"))
            return redirect(url_for("reports.show", year=year, obligation_id=obligation_id), 303)
    return _show(year, obligation_id, form)


@blueprint.post("/<int:year>/reports/<int:obligation_id>/submit")
def submit(year: int, obligation_id: int) -> ResponseReturnValue:
    """Submit: keep the texts, print outside of any writing, then freeze figures and file together."""
    session, form = get_session(), SubmitForm()
    frame = get_frame(session, year)
    session.rollback()
    actor, instant = get_actor(), now()
    if form.validate():
        with form.reporting():
            seen = form.version.data or 0
            write_report(session, frame, obligation_id, form.texts(), version=seen, actor=actor, now=instant)
            session.commit()
            document, figures = _printed(frame, obligation_id)
            submit_report(
                session, frame, obligation_id, document, figures, version=seen + 1, actor=actor, now=instant
            )
            session.commit()
            announce(_("已提交。数字和文件已冻结，之后的变化会单独列出。"))
            return redirect(url_for("reports.show", year=year, obligation_id=obligation_id), 303)
    return _show(year, obligation_id, form)


def _printed(frame: Frame, obligation_id: int) -> tuple[bytes, dict[str, object]]:
    """Return the document and the figures that belong to it, both from one reading of the database."""
    with reading() as session:
        dossier = get_report_dossier(
            session, frame, get_actor(), obligation_id, today=today(frame.edition.zone)
        )
    return print_document("summary", dossier.summary, language()), frozen_figures(dossier.summary)


@blueprint.post("/<int:year>/reports/<int:obligation_id>/answer")
def answer(year: int, obligation_id: int) -> ResponseReturnValue:
    """Accept a summary, or return it with a reason."""
    session, form = get_session(), AnswerForm()
    frame = get_frame(session, year)
    if form.validate():
        with form.reporting():
            answer_report(
                session,
                frame,
                obligation_id,
                form.chosen(),
                reason=form.reason.data or "",
                version=form.version.data or 0,
                actor=get_actor(),
                now=now(),
            )
            session.commit()
            is_accepted = form.chosen() is ReportStatus.ACCEPTED
            announce(_("已接收这份总结。") if is_accepted else _("已退回，对方会看到退回原因。"))
            return redirect(url_for("reports.show", year=year, obligation_id=obligation_id), 303)
    return _show(year, obligation_id, form)


@blueprint.get("/<int:year>/reports/<int:obligation_id>/v<int:number>.pdf")
def document(year: int, obligation_id: int, number: int) -> Response:
    """Answer the file of one version exactly as it was submitted."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    calendar = get_work_calendar(session, year)
    line = get_obligation(session, frame, actor, calendar, obligation_id, today=today(frame.edition.zone))
    content = get_submitted_document(session, obligation_id, number)
    name = _(
        "%(year)s年%(activity)s总结（%(organisation)s，第%(number)s版）",
        year=year,
        activity=local(line.activity.short),
        organisation=local(line.organisation.short),
        number=number,
    )
    return pdf(content, name, f"{year}-{line.activity.code}-{line.organisation.slug}-v{number}")

"""The planner on a page: what to plan, how far a run is, what it proposes and why, and accepting it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.utils import redirect

from campaigns.core.planner.sentences import COST_WORDS
from campaigns.core.planner.tasks import HALVES
from campaigns.labels import MARKS
from campaigns.operations.plan_runs import start_run, stop_run
from campaigns.operations.planning import Accepted, apply_lines
from campaigns.planning import PlanRequest
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.plan_desk import foresee_plan, list_plan_choices
from campaigns.queries.planning import explain_line
from campaigns.queries.plans import get_proposal, get_result, get_run, get_run_row, list_runs
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.event_notices import warn_of
from webapp.forms.page_form import PageForm
from webapp.forms.plans import WEIGHTS, AcceptForm, PlanForm, asked_slot, usual_values
from webapp.jobs import get_jobs
from webapp.notices import announce
from webapp.places import key_of
from webapp.plan_pages import lines_by_activity

blueprint = Blueprint("plans", __name__)


@blueprint.route("/<int:year>/plan", methods=["GET", "POST"])
def index(year: int) -> ResponseReturnValue:
    """Ask what to plan and list the earlier runs; posting starts a run, or says first what cannot be."""
    session = get_session()
    frame = get_frame(session, year)
    day = today(frame.edition.zone)
    choices = list_plan_choices(session, frame, today=day, now=now())
    usual = usual_values(choices, _asked_earlier(session, frame), request.args.get("only", ""))
    form, foresight = PlanForm(data=usual), None
    form.offer(choices)
    if form.validate_on_submit():
        if "check" not in request.form:
            return _started(session, frame, form)
        foresight = foresee_plan(session, frame, form.wanted(), today=day, now=now())
    page = render_template(
        "plans/index.html",
        frame=frame,
        form=form,
        choices=choices,
        weights=WEIGHTS,
        foresight=foresight,
        runs=list_runs(session, frame),
    )
    return page, form.status


@blueprint.route("/<int:year>/plan/<int:run_id>", methods=["GET", "POST"])
def show(year: int, run_id: int) -> ResponseReturnValue:
    """Show how far a run is or what it proposes; posting accepts all of it or the ticked lines."""
    session = get_session()
    frame = get_frame(session, year)
    run = get_run(session, frame, run_id)
    if not run.has_proposal:
        return render_template("plans/run.html", frame=frame, run=run, now=now())
    form = AcceptForm(data={"version": run.version})
    if form.validate_on_submit() and _accepted(session, frame, run_id, form):
        return redirect(f"/{year}/plan/{run_id}", 303)
    return _proposal_page(session, frame, run_id, form)


@blueprint.post("/<int:year>/plan/<int:run_id>/stop")
def stop(year: int, run_id: int) -> ResponseReturnValue:
    """Ask a run to stop; what it has found until then is kept."""
    session, form = get_session(), PageForm()
    frame = get_frame(session, year)
    if form.validate_on_submit():
        stop_run(session, frame, run_id, actor=get_actor(), now=now())
        session.commit()
    warn_of(form)
    return redirect(f"/{year}/plan/{run_id}", 303)


@blueprint.get("/<int:year>/plan/<int:run_id>/why/<key>")
def why(year: int, run_id: int, key: str) -> str:
    """Say why a line stands where it does, or why not on ``day`` and ``half``."""
    session, day = get_session(), today()
    frame = get_frame(session, year)
    row = get_run_row(session, frame, run_id)
    slot = asked_slot(request.args.get("day", ""), request.args.get("half", ""))
    wanted = PlanRequest.model_validate(row.request)
    reasons = explain_line(session, frame, get_result(row), wanted, key, slot, today=day, now=now())
    return render_template(
        "plans/why.html", frame=frame, run_id=run_id, key=key, slot=slot, halves=HALVES, reasons=reasons,
        label=get_result(row).label(key), is_asked="day" in request.args,
    )  # fmt: skip


def _started(session: Session, frame: Frame, form: PlanForm) -> ResponseReturnValue:
    """Start the run, commit it, and only then give it to the worker, who must find it."""
    key = form.creation_key.data
    run = start_run(session, frame, form.wanted(), actor=get_actor(), now=now(), creation_key=key)
    run_id = run.id or 0
    session.commit()
    get_jobs().plan(run_id)
    return redirect(f"/{frame.edition.year}/plan/{run_id}", 303)


def _asked_earlier(session: Session, frame: Frame) -> PlanRequest | None:
    """Return what the earlier run that the address names was asked."""
    run_id = key_of(request.args.get("from", ""))
    return get_run(session, frame, run_id).request if run_id else None


def _accepted(session: Session, frame: Frame, run_id: int, form: AcceptForm) -> bool:
    """Accept everything or what is ticked; False where the form now says what is wrong."""
    keys = None if "all" in request.form else request.form.getlist("keys")
    is_accepted = False
    with form.reporting():
        accepted = apply_lines(
            session, frame, run_id, keys, version=form.version.data, actor=get_actor(), now=now()
        )
        session.commit()
        announce(_accepted_words(accepted))
        is_accepted = True
    if not is_accepted:
        session.rollback()
    return is_accepted


def _accepted_words(accepted: Accepted) -> str:
    if not accepted.at_once:
        return _("已采用 %(count)s 场，存为草稿。", count=accepted.lines)
    drafts, changed = accepted.lines - accepted.at_once, accepted.at_once
    if not drafts:
        return _("已采用 %(changed)s 场：已公布的活动已经改动。", changed=changed)
    return _(
        "已采用：%(drafts)s 场存为草稿，%(changed)s 场已公布的活动已经改动。", drafts=drafts, changed=changed
    )


def _proposal_page(session: Session, frame: Frame, run_id: int, form: AcceptForm) -> ResponseReturnValue:
    """Render the proposal as it stands now, with what was ticked by somebody who is told why it was refused."""
    proposal = get_proposal(session, frame, run_id, today=today(frame.edition.zone))
    page = render_template(
        "plans/proposal.html",
        frame=frame,
        proposal=proposal,
        groups=lines_by_activity(proposal),
        costs=COST_WORDS,
        form=form,
        ticked=frozenset(request.form.getlist("keys")) if request.method == "POST" else None,
        marks=MARKS,
    )
    return page, form.status

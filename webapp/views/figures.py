"""Figures that no event shows: typed in per organisation and period as increments with a source, or withdrawn."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.operations.figures import record_figure, withdraw_figure
from campaigns.queries.figures import list_figures, organisations_to_report_for
from campaigns.queries.frames import Frame, get_frame, list_years
from campaigns.queries.venues import list_measures
from webapp.auth import get_actor
from webapp.clock import now
from webapp.db import get_session
from webapp.forms.figures import FigureForm, WithdrawForm
from webapp.i18n import local
from webapp.listing import page_of
from webapp.notices import announce
from webapp.places import key_of

blueprint = Blueprint("figures", __name__)


@blueprint.get("/<int:year>/figures")
def index(year: int) -> ResponseReturnValue:
    """Show the ledger of figures with the form that adds to it."""
    frame, actor = get_frame(get_session(), year), get_actor()
    return _page(frame, actor, _form(frame, actor))


@blueprint.post("/<int:year>/figures")
def record(year: int) -> ResponseReturnValue:
    """Add an increment."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    form = _form(frame, actor)
    if form.validate_on_submit():
        with form.reporting():
            record_figure(session, frame, form.draft(), actor=actor, now=now())
            session.commit()
            announce(_("已记入。"))
            return redirect(url_for("figures.index", year=year), 303)
    return _page(frame, actor, form)


@blueprint.post("/<int:year>/figures/withdraw")
def withdraw(year: int) -> ResponseReturnValue:
    """Stop counting a figure, with a reason."""
    session, actor = get_session(), get_actor()
    frame, form = get_frame(session, year), WithdrawForm()
    if form.validate_on_submit():
        with form.reporting():
            id_ = key_of(form.figure_id.data) or 0
            withdraw_figure(
                session, frame, id_, form.reason.data, version=form.version.data, actor=actor, now=now()
            )
            session.commit()
            announce(_("已撤回，不再计入。"))
            return redirect(url_for("figures.index", year=year), 303)
    return _page(frame, actor, _form(frame, actor, is_blank=True), form)


def _form(frame: Frame, actor: Actor, *, is_blank: bool = False) -> FigureForm:
    """Return the form with the organisations the actor may report for and the measures that are typed in."""
    form = FigureForm(formdata=None) if is_blank else FigureForm()
    measures = [m for m in list_measures(get_session(), frame.edition.id) if m.is_typed]
    names = [(m.code, local(Bilingual(m.name_zh, m.name_en))) for m in measures]
    form.offer([(o.slug, local(o.short)) for o in organisations_to_report_for(frame, actor)], names)
    if request.method == "GET" and request.args.get("measure"):
        form.measure_code.data = request.args["measure"]
    return form


def _page(
    frame: Frame, actor: Actor, form: FigureForm, withdrawal: WithdrawForm | None = None
) -> ResponseReturnValue:
    session = get_session()
    lines = list_figures(
        session,
        frame,
        actor,
        measure_code=request.args.get("measure", ""),
        organisation_slug=request.args.get("organisation", ""),
    )
    html = render_template(
        "figures/index.html",
        frame=frame,
        form=form,
        withdrawal=withdrawal,
        page=page_of(lines, request.args.get("page", 1, int)),
        years=list_years(session),
    )
    return html, max(form.status, withdrawal.status if withdrawal else 200)

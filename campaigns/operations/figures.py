"""Figures that no event shows are added as increments and withdrawn with a reason, never overwritten."""

from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor, may_record_figure
from campaigns.core.wording import Bilingual
from campaigns.drafts import FigureDraft
from campaigns.errors import Forbidden, NotFound, Problem, Rejected, Stale
from campaigns.models.figure import Figure
from campaigns.operations.changes import record, values_of
from campaigns.queries.frames import Frame
from campaigns.queries.venues import list_measures
from campaigns.references import OrganisationRef

LOGGED = (
    "organisation_id",
    "measure_id",
    "period_start_on",
    "period_end_on",
    "amount",
    "source",
    "withdrawn_reason",
)


def record_figure(
    session: Session, frame: Frame, draft: FigureDraft, *, actor: Actor, now: datetime
) -> Figure:
    """Add an increment; the same creation key answers with the figure it made before."""
    if draft.creation_key:
        made = session.exec(select(Figure).where(Figure.creation_key == draft.creation_key)).first()
        if made is not None:
            return made
    organisation = frame.organisation(draft.organisation_slug)
    if not may_record_figure(actor, organisation.id):
        raise Forbidden
    measure = next(
        (m for m in list_measures(session, frame.edition.id) if m.code == draft.measure_code), None
    )
    if measure is None:
        raise NotFound("measure", draft.measure_code)
    problems = _problems(frame, draft, is_whole=measure.is_whole)
    if not problems and not draft.is_further:
        problems = _repeats(session, organisation, measure.id or 0, draft)
    if problems:
        raise Rejected(*problems)
    figure = Figure(
        edition_id=frame.edition.id,
        organisation_id=organisation.id,
        measure_id=measure.id or 0,
        period_start_on=draft.period_start_on,
        period_end_on=draft.period_end_on,
        amount=draft.amount,
        source=draft.source,
        recorded_at=now,
        recorded_by=actor.account_id,
        creation_key=draft.creation_key,
    )
    session.add(figure)
    session.flush()
    record(session, actor=actor, subject_kind="figure", subject_id=figure.id or 0, verb="recorded", now=now,
           after=values_of(figure, LOGGED))  # fmt: skip
    return figure


def _problems(frame: Frame, draft: FigureDraft, *, is_whole: bool) -> list[Problem]:
    problems = []
    if draft.period_end_on < draft.period_start_on:
        message = Bilingual("期间的结束日不能早于开始日。", "The period ends before it starts.")
        problems.append(Problem("period_end_on", message))
    edition = frame.edition
    if draft.period_start_on < edition.starts_on or draft.period_end_on > edition.ends_on:
        message = Bilingual(
            f"期间要在 {edition.starts_on} 至 {edition.ends_on} 之内。",
            f"The period must lie within {edition.starts_on} and {edition.ends_on}.",
        )
        problems.append(Problem("period_start_on", message))
    if not draft.source:
        problems.append(
            Problem("source", Bilingual("请写明数字的来源，例如报表名称。", "Name the source of the number."))
        )
    if draft.amount == 0:
        problems.append(Problem("amount", Bilingual("增加的数不能是 0。", "An increment of 0 says nothing.")))
    if is_whole and draft.amount != int(draft.amount):
        problems.append(Problem("amount", Bilingual("这一项只能填整数。", "Only whole numbers here.")))
    return problems


def _repeats(
    session: Session, organisation: OrganisationRef, measure_id: int, draft: FigureDraft
) -> list[Problem]:
    """Return what is reported already for days of the period: most often the same number, typed twice."""
    there = select(Figure).where(
        Figure.organisation_id == organisation.id,
        Figure.measure_id == measure_id,
        col(Figure.withdrawn_at).is_(None),
        col(Figure.period_start_on) <= draft.period_end_on,
        col(Figure.period_end_on) >= draft.period_start_on,
    )
    figure = session.exec(there.order_by(col(Figure.id).desc())).first()
    if figure is None:
        return []
    message = Bilingual(
        "{who}在 {first} 至 {last} 已填 {amount:f}（{source}）。如果是另外增加的，请勾选后再记入。",
        "{who} has reported {amount:f} for {first} to {last} ({source}). Tick the box if this comes on top of it.",
    ).filled(
        who=organisation.short,
        first=figure.period_start_on,
        last=figure.period_end_on,
        amount=figure.amount,
        source=figure.source,
    )
    return [Problem("is_further", message)]


def withdraw_figure(
    session: Session, frame: Frame, figure_id: int, reason: str, *, version: int, actor: Actor, now: datetime
) -> Figure:
    """Stop counting a figure; it stays readable with the reason."""
    figure = session.get(Figure, figure_id)
    if (
        figure is None
        or figure.edition_id != frame.edition.id
        or not may_record_figure(actor, figure.organisation_id)
    ):
        raise NotFound("figure", figure_id)
    if figure.version != version:
        raise Stale(figure)
    if not reason.strip():
        raise Rejected(Problem("reason", Bilingual("请写明撤回的原因。", "Say why it is withdrawn.")))
    before = values_of(figure, LOGGED)
    figure.withdrawn_at, figure.withdrawn_reason = now, reason.strip()
    figure.version += 1
    session.add(figure)
    session.flush()
    record(session, actor=actor, subject_kind="figure", subject_id=figure_id, verb="withdrawn", now=now,
           before=before, after=values_of(figure, LOGGED), reason=reason.strip())  # fmt: skip
    return figure

"""Figures that organisations reported, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor, may_record_figure, sight_of
from campaigns.core.wording import Bilingual
from campaigns.models.account import Account
from campaigns.models.figure import Figure
from campaigns.models.measure import Measure
from campaigns.queries.frames import Frame
from campaigns.references import OrganisationRef


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One increment as the ledger shows it; a withdrawn one stays in the list and does not count."""

    id: int
    version: int
    organisation: OrganisationRef
    measure_code: str
    measure: Bilingual
    unit: Bilingual
    period_start_on: date
    period_end_on: date
    amount: Decimal
    source: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


def list_figures(
    session: Session,
    frame: Frame,
    actor: Actor,
    *,
    measure_code: str = "",
    organisation_slug: str = "",
    ids: frozenset[int] | None = None,
) -> tuple[FigureLine, ...]:
    """Return the figures the actor may see, of its own organisation or of all for the city, in one statement."""
    sight = sight_of(actor)
    statement = (
        select(Figure, Measure, Account.display_name)
        .join(Measure, col(Measure.id) == col(Figure.measure_id))
        .join(Account, col(Account.id) == col(Figure.recorded_by), isouter=True)
        .where(Figure.edition_id == frame.edition.id)
        .order_by(col(Figure.id).desc())
    )
    if not sight.is_everything:
        statement = statement.where(col(Figure.organisation_id).in_(sight.own_ids))
    if measure_code:
        statement = statement.where(Measure.code == measure_code)
    if organisation_slug:
        statement = statement.where(Figure.organisation_id == frame.organisation(organisation_slug).id)
    if ids is not None:
        statement = statement.where(col(Figure.id).in_(ids))
    return tuple(
        _line(frame, figure, measure, name or "") for figure, measure, name in session.exec(statement)
    )


def _line(frame: Frame, figure: Figure, measure: Measure, recorded_by: str) -> FigureLine:
    return FigureLine(
        id=figure.id or 0,
        version=figure.version,
        organisation=frame.organisations[figure.organisation_id],
        measure_code=measure.code,
        measure=Bilingual(measure.name_zh, measure.name_en),
        unit=Bilingual(measure.unit_zh, measure.unit_en),
        period_start_on=figure.period_start_on,
        period_end_on=figure.period_end_on,
        amount=figure.amount,
        source=figure.source,
        recorded_at=figure.recorded_at,
        recorded_by=recorded_by,
        withdrawn_at=figure.withdrawn_at,
        withdrawn_reason=figure.withdrawn_reason,
    )


def organisations_to_report_for(frame: Frame, actor: Actor) -> tuple[OrganisationRef, ...]:
    """Return the organisations whose figures the actor may record, the districts first."""
    allowed = [o for o in frame.organisations.values() if may_record_figure(actor, o.id)]
    return tuple(sorted(allowed, key=lambda o: o not in frame.districts))

"""Figures that no event shows, on both databases."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from campaigns.drafts import FigureDraft
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.figure import Figure
from campaigns.operations.figures import record_figure, withdraw_figure
from campaigns.queries.changes import list_changes
from tests.campaigns.world import NOW, World


def jobs(**values: object) -> FigureDraft:
    return FigureDraft(
        **{
            "organisation_slug": "hc",
            "measure_code": "jobs",
            "period_start_on": date(2026, 5, 1),
            "period_end_on": date(2026, 5, 31),
            "amount": Decimal(120),
            "source": "五月就业报表",
            **values,
        }
    )


def test_a_figure_is_kept_with_its_period_and_source(session: Session, world: World) -> None:
    figure = record_figure(session, world.frame, jobs(), actor=world.huancui, now=NOW)

    assert (figure.amount, figure.source, figure.recorded_by, figure.withdrawn_at) == (
        Decimal(120),
        "五月就业报表",
        world.huancui.account_id,
        None,
    )
    assert [change.verb for change in list_changes(session, "figure", figure.id or 0)] == ["recorded"]


def test_a_form_submitted_twice_makes_one_figure(session: Session, world: World) -> None:
    first = record_figure(session, world.frame, jobs(creation_key="once"), actor=world.huancui, now=NOW)
    second = record_figure(session, world.frame, jobs(creation_key="once"), actor=world.huancui, now=NOW)

    assert first.id == second.id
    assert len(session.exec(select(Figure)).all()) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"period_end_on": date(2026, 4, 1)}, "period_end_on"),
        ({"period_start_on": date(2025, 12, 1)}, "period_start_on"),
        ({"source": ""}, "source"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("1.5")}, "amount"),
    ],
)
def test_a_wrong_figure_is_refused_at_its_field(
    session: Session, world: World, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Rejected) as refusal:
        record_figure(session, world.frame, jobs(**values), actor=world.huancui, now=NOW)

    assert [problem.field for problem in refusal.value.problems] == [field]
    assert session.exec(select(Figure)).all() == []


def test_a_district_records_and_withdraws_its_own_figures_only(session: Session, world: World) -> None:
    with pytest.raises(Forbidden):
        record_figure(session, world.frame, jobs(), actor=world.rongcheng, now=NOW)
    with pytest.raises(Forbidden):
        record_figure(session, world.frame, jobs(), actor=world.reader, now=NOW)
    figure = record_figure(session, world.frame, jobs(), actor=world.city, now=NOW)

    with pytest.raises(NotFound):
        withdraw_figure(
            session, world.frame, figure.id or 0, "重复", version=1, actor=world.rongcheng, now=NOW
        )


def test_a_withdrawn_figure_stays_readable_with_its_reason(session: Session, world: World) -> None:
    figure = record_figure(session, world.frame, jobs(), actor=world.huancui, now=NOW)

    with pytest.raises(Rejected):
        withdraw_figure(session, world.frame, figure.id or 0, " ", version=1, actor=world.huancui, now=NOW)
    with pytest.raises(Stale):
        withdraw_figure(session, world.frame, figure.id or 0, "重复", version=2, actor=world.huancui, now=NOW)
    withdraw_figure(session, world.frame, figure.id or 0, "重复上报", version=1, actor=world.huancui, now=NOW)

    kept = session.exec(select(Figure)).one()
    assert (kept.amount, kept.withdrawn_at, kept.withdrawn_reason) == (Decimal(120), NOW, "重复上报")


def test_a_number_for_the_same_days_is_asked_about_and_added_only_on_purpose(
    session: Session, world: World
) -> None:
    record_figure(session, world.frame, jobs(), actor=world.huancui, now=NOW)

    with pytest.raises(Rejected) as refusal:
        record_figure(session, world.frame, jobs(source="补报"), actor=world.huancui, now=NOW)
    further = jobs(source="补报", is_further=True)
    record_figure(session, world.frame, further, actor=world.huancui, now=NOW)

    assert [problem.field for problem in refusal.value.problems] == ["is_further"]
    assert len(session.exec(select(Figure)).all()) == 2

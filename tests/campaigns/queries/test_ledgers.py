"""Closing out an event moves its count; reopening it takes the numbers back; figures add to events."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from campaigns.drafts import CloseoutDraft, EventDraft, FigureDraft
from campaigns.enums import Comparison, Counted, CountLevel, EventStatus, Period
from campaigns.models.event import Event
from campaigns.models.requirement import Requirement
from campaigns.operations.closeouts import close_out, reopen_event
from campaigns.operations.events import schedule_event
from campaigns.operations.figures import record_figure, withdraw_figure
from campaigns.progress import RequirementProgress
from campaigns.queries.boards import get_board
from campaigns.queries.ledgers import get_progress
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.venues import list_measures
from tests.campaigns.world import NOW, TODAY, World

MAY = datetime(2026, 5, 12, 1, 0, tzinfo=UTC)


def talk(session: Session, world: World, starts_at: datetime = MAY, place: str = "威海职业学院") -> Event:
    draft = EventDraft(activity_code="S3", starts_at=starts_at, place=place)
    return schedule_event(session, world.frame, draft, actor=world.city, now=MAY - timedelta(days=30))


def close(session: Session, world: World, event: Event, **numbers: object) -> None:
    draft = CloseoutDraft(**{"is_held": True, "people": 120, "visits": 150, **numbers})
    close_out(session, world.frame, event.id or 0, draft, version=event.version, actor=world.city, now=NOW)


def count(session: Session, world: World, code: str) -> RequirementProgress:
    progress = get_progress(session, world.frame, get_work_calendar(session, 2026), today=TODAY)
    return next(line for line in progress.requirements if line.code == code)


def test_closing_out_a_talk_takes_it_from_planned_to_done(session: Session, world: World) -> None:
    event = talk(session, world)
    before = count(session, world, "Q09")

    close(session, world, event)

    after = count(session, world, "Q09")
    assert (before.done, before.planned, before.missing) == (Decimal(0), Decimal(1), Decimal(4))
    assert (after.done, after.planned, after.missing) == (Decimal(1), Decimal(0), Decimal(4))
    assert after.held_event_ids == (event.id,)


def test_a_reopened_event_does_not_count_until_it_is_closed_again(session: Session, world: World) -> None:
    event = talk(session, world)
    close(session, world, event)

    reopen_event(
        session, world.frame, event.id or 0, "人数有误", version=event.version, actor=world.city, now=NOW
    )
    reopened = count(session, world, "Q09").done
    close(session, world, event, people=90, visits=90)

    assert (reopened, count(session, world, "Q09").done) == (Decimal(0), Decimal(1))


def test_an_event_not_held_counts_for_nothing(session: Session, world: World) -> None:
    event = talk(session, world)

    close(session, world, event, is_held=False, not_held_reason="台风")

    line = count(session, world, "Q09")
    assert (event.status, line.done, line.planned) == (EventStatus.NOT_HELD, Decimal(0), Decimal(0))


def test_figures_and_events_add_up_and_stay_apart(session: Session, world: World) -> None:
    leaflets = next(m for m in list_measures(session, world.frame.edition.id) if m.code == "leaflets")
    session.add(
        Requirement(
            edition_id=world.frame.edition.id,
            code="Q50",
            text_zh="发放宣传单",
            counted=Counted.MEASURE,
            comparison=Comparison.AT_LEAST,
            target=Decimal(1000),
            unit_zh="份",
            period=Period.YEAR,
            level=CountLevel.PROGRAMME,
            measure_id=leaflets.id,
        )
    )
    event = talk(session, world)
    close(session, world, event, by_measure={"leaflets": Decimal(300)})
    figure = record_figure(
        session,
        world.frame,
        FigureDraft(
            organisation_slug="hc",
            measure_code="leaflets",
            period_start_on=date(2026, 1, 1),
            period_end_on=date(2026, 3, 31),
            amount=Decimal(200),
            source="一季度报表",
        ),
        actor=world.huancui,
        now=NOW,
    )

    line = count(session, world, "Q50")
    withdraw_figure(session, world.frame, figure.id or 0, "重复", version=1, actor=world.huancui, now=NOW)

    assert (line.done, line.from_events, line.from_figures) == (Decimal(500), Decimal(300), Decimal(200))
    assert count(session, world, "Q50").done == Decimal(300)


def test_the_board_shows_the_talk_in_its_month_and_the_missing_ones_ahead(
    session: Session, world: World
) -> None:
    close(session, world, talk(session, world))

    board = get_board(session, world.frame, world.city, today=TODAY)

    row = next(row for row in board.rows if row.activity.code == "S3")
    assert [cell.held for cell in row.cells] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert sum(cell.suggested_missing for cell in row.cells) == 4
    assert all(cell.suggested_missing == 0 for cell in row.cells[:5])

"""The first screen: what stands in each month, what is suggested, and the four cards."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from campaigns.agenda import AgendaItem, Clash
from campaigns.board import BoardCell, BoardRow, Card, YearBoard, year_board
from campaigns.core.counting import progress_of
from campaigns.core.ledger import RequirementFacts
from campaigns.core.wording import Bilingual
from campaigns.enums import (
    CardKind,
    ClashKind,
    ClashLevel,
    Counted,
    EventLevel,
    EventStatus,
    OrganisationKind,
    Period,
    ReportStatus,
    Visibility,
)
from campaigns.references import ActivityRef, OrganisationRef
from campaigns.submissions import ObligationLine, ObligationList
from tests.campaigns.core.ledgers import activity, edition, event, ledger, requirement

HELD, CONFIRMED, CANCELLED = EventStatus.HELD, EventStatus.CONFIRMED, EventStatus.CANCELLED
TODAY = date(2026, 9, 10)
BUREAU = OrganisationRef(
    1, "ldbz", OrganisationKind.CITY_BUREAU, Bilingual("市人社局"), Bilingual("人社局", "Bureau")
)
EDITION = edition()


def item(id_: int, day: date, status: EventStatus = CONFIRMED, **more: Any) -> AgendaItem:
    start = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    values: dict[str, Any] = {
        "id": id_,
        "uid": f"{id_}@x",
        "sequence": 0,
        "version": 1,
        "created_at": start,
        "revised_at": start,
        "activity": activity(),
        "title": Bilingual(f"讲座{id_}", f"Talk {id_}"),
        "host": BUREAU,
        "district": None,
        "venue": None,
        "place": "",
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "is_all_day": False,
        "local_day": day,
        "status": status,
        "level": EventLevel.CITY,
        "visibility": Visibility.INTERNAL,
    }
    return AgendaItem(**(values | more))


def obligation(id_: int, due_on: date, *, overdue: bool, who: str = "人社局") -> ObligationLine:
    words = Bilingual("总结", "Summary")
    owner = replace(BUREAU, short=Bilingual(who))
    return ObligationLine(
        id=id_, version=1, activity=activity("C1"), organisation=owner, recipient=None, what=words, rule_code="D1",
        rule=words, anchor_on=None, due_on=due_on, expected_due_on=due_on, advice_on=None, is_overdue=overdue,
        days_left=0, status=ReportStatus.DRAFT, submitted_at=None,
    )  # fmt: skip


def board(
    *items: AgendaItem,
    asked: tuple[RequirementFacts, ...] = (),
    activities: tuple[ActivityRef, ...] = (activity(),),
    lines: tuple[ObligationLine, ...] = (),
    today: date = TODAY,
    headline_ids: frozenset[int] = frozenset(),
) -> YearBoard:
    counted = [event(one.id, one.local_day, one.status, code=one.activity.code) for one in items]
    progress = progress_of(asked, ledger(*counted, today=today))
    obligations = ObligationList(EDITION, today, lines)
    return year_board(EDITION, activities, items, progress, obligations, today, headline_ids)


def suggested(found: YearBoard) -> dict[int, int]:
    return {cell.month: cell.suggested_missing for cell in found.rows[0].cells if cell.suggested_missing}


def number(found: YearBoard, kind: CardKind) -> int:
    return next(card.number for card in found.cards if card.kind is kind)


def test_a_year_of_campus_talks_as_a_whole() -> None:
    clash = Clash(ClashKind.VENUE, Bilingual("地点已占用。", "Taken."), 5, ClashLevel.BLOCKS)
    items = (
        item(1, date(2026, 3, 10), HELD),
        item(2, date(2026, 4, 14), CONFIRMED),
        item(3, date(2026, 4, 20), CANCELLED),
        item(4, date(2026, 10, 13), clashes=(clash,)),
        item(5, date(2026, 10, 13), clashes=(replace(clash, other_id=4),)),
    )
    asked = requirement(target="6")

    found = board(*items, asked=(asked,))

    cells = {month: BoardCell(month) for month in range(1, 13)}
    cells[3] = BoardCell(3, held=1, event_ids=(1,))
    cells[4] = BoardCell(4, awaiting=1, cancelled=1, event_ids=(2, 3))
    cells[9] = BoardCell(9, suggested_missing=1)
    cells[10] = BoardCell(10, planned=2, clashing=2, event_ids=(4, 5))
    cells[11] = BoardCell(11, suggested_missing=1)
    headline = found.rows[0].headline
    assert headline is not None
    assert (headline.done, headline.planned, headline.missing) == (Decimal(1), Decimal(3), Decimal(2))
    assert found == YearBoard(
        EDITION,
        TODAY,
        cards=(
            Card(CardKind.CLASHES, 1, (Bilingual("讲座4：地点已占用。", "Talk 4: Taken."),)),
            Card(CardKind.OVERDUE, 0, ()),
            Card(CardKind.AWAITING, 1, (Bilingual("4月14日 讲座2", "14 April, Talk 2"),)),
            Card(CardKind.BEHIND, 1, (Bilingual("要求：落后 3 次", "要求: 3 次 behind"),)),
        ),
        rows=(BoardRow(activity(), tuple(cells.values()), headline, events_held=1, events_planned=3),),
    )


def test_missing_events_are_spread_over_the_emptiest_months_left() -> None:
    items = [item(n, date(2026, 9, 10 + n)) for n in range(1, 3)] + [item(3, date(2026, 12, 1))]

    assert suggested(board(*items, asked=(requirement(target="8"),))) == {10: 2, 11: 2, 12: 1}


def test_a_missing_event_is_suggested_within_its_window_only() -> None:
    autumn = activity("S8", date(2026, 10, 1), date(2026, 10, 31))
    asked = requirement(target="2", activity=autumn)

    found = board(asked=(asked,), activities=(autumn,))

    assert suggested(found) == {10: 2}
    assert [cell.month for cell in found.rows[0].cells if cell.is_in_window] == [10]


def test_nothing_is_suggested_when_the_window_has_passed_or_a_sum_is_missing() -> None:
    past = activity("C1", date(2026, 6, 1), date(2026, 6, 30))

    assert suggested(board(asked=(requirement(target="2", activity=past),), activities=(past,))) == {}
    assert suggested(board(asked=(requirement(Counted.MEASURE, "100", measure="placed"),))) == {}
    assert suggested(board()) == {}


def test_open_weeks_are_suggested_in_their_months() -> None:
    asked = requirement(Counted.WEEKS, "1", period=Period.WEEK)

    found = board(asked=(asked,), today=date(2026, 11, 25))

    assert suggested(found) == {11: 2, 12: 4}


def test_the_chosen_count_is_the_headline_and_otherwise_the_one_events_speak_for() -> None:
    asked = (
        requirement(Counted.MEASURE, id=1, measure="a"),
        requirement(id=2),
        requirement(Counted.PER_EVENT, id=3, measure="a"),
    )

    chosen = [
        board(asked=asked, headline_ids=ids).rows[0].headline for ids in (frozenset[int](), frozenset({3}))
    ]

    assert [found.id for found in chosen if found] == [2, 3]


def test_an_activity_without_a_count_shows_what_is_held_and_planned() -> None:
    found = board(item(1, date(2026, 3, 1), HELD), item(2, date(2026, 10, 1)))

    assert (found.rows[0].headline, found.rows[0].events_held, found.rows[0].events_planned) == (None, 1, 1)


def test_departed_events_and_other_years_do_not_appear() -> None:
    found = board(item(1, date(2026, 3, 1), HELD, is_departed=True), item(2, date(2025, 12, 31), HELD))

    assert found.rows[0].cells == tuple(BoardCell(month) for month in range(1, 13))


def test_what_is_over_or_off_no_longer_clashes() -> None:
    clash = Clash(ClashKind.PERSON, Bilingual("人员冲突"), 9, ClashLevel.BLOCKS)
    holiday = Clash(ClashKind.HOLIDAY, Bilingual("节假日"))

    found = board(
        item(1, date(2026, 3, 1), clashes=(clash,)),
        item(2, date(2026, 10, 1), CANCELLED, clashes=(clash,)),
        item(3, date(2026, 10, 2), clashes=(holiday,)),
    )

    assert number(found, CardKind.CLASHES) == 0


def test_an_event_awaits_its_close_out_from_the_day_after_its_last() -> None:
    long = {"ends_at": datetime(2026, 9, 10, 16, tzinfo=UTC), "is_all_day": True}

    found = board(
        item(1, TODAY),
        item(2, date(2026, 9, 8), **long),
        item(3, date(2026, 9, 9)),
        item(4, date(2026, 9, 1), EventStatus.DRAFT),
    )

    card = next(card for card in found.cards if card.kind is CardKind.AWAITING)
    assert card == Card(CardKind.AWAITING, 1, (Bilingual("9月9日 讲座3", "9 September, Talk 3"),))


def test_the_longest_overdue_summaries_come_first() -> None:
    lines = (
        obligation(1, date(2026, 8, 19), overdue=True, who="丙"),
        obligation(2, date(2026, 7, 10), overdue=True, who="甲"),
        obligation(3, date(2026, 7, 12), overdue=True, who="乙"),
        obligation(4, date(2026, 12, 31), overdue=False, who="丁"),
    )

    card = next(card for card in board(lines=lines).cards if card.kind is CardKind.OVERDUE)

    assert card.number == 3
    assert [words.zh for words in card.first_two] == [
        "甲 活动C1，应于7月10日报送",
        "乙 活动C1，应于7月12日报送",
    ]

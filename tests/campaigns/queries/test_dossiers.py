"""The page of one event knows its people, its warnings of now, its outcome and its history."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from campaigns.core.permissions import may_change_event
from campaigns.core.wording import Bilingual
from campaigns.drafts import CloseoutDraft, EventDraft
from campaigns.enums import AssignmentRole, ClashKind
from campaigns.errors import NotFound
from campaigns.models.assignment import Person
from campaigns.operations.closeouts import close_out, reopen_event
from campaigns.operations.events import edit_event, schedule_event
from campaigns.queries.dossiers import Participant, RecordedNumber, get_dossier, stake_of_item
from campaigns.queries.events import get_event_row, stake_of
from tests.campaigns.world import NOW, World

SATURDAY = datetime(2026, 5, 16, 1, 0, tzinfo=UTC)
AFTER = NOW + timedelta(hours=1)


def visit(**values: object) -> EventDraft:
    return EventDraft(**{"activity_code": "S2", "starts_at": SATURDAY, "place": "古陌社区", **values})


def test_a_planned_event_shows_people_and_warnings(session: Session, world: World) -> None:
    expert = session.exec(select(Person)).one()
    draft = visit(person_ids=(expert.id,))
    event = schedule_event(session, world.frame, draft, actor=world.city, now=NOW)

    dossier = get_dossier(session, world.frame, world.city, event.id or 0)

    assert dossier.participants == (
        Participant(AssignmentRole.EXPERT, Bilingual("专家01"), "创业导师", "", expert.id),
    )
    assert [clash.kind for clash in dossier.item.clashes] == [ClashKind.WEEKEND]
    assert (dossier.outcome, dossier.may_change) == (None, True)


def test_a_held_event_shows_its_numbers_and_no_warnings(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    event_id = event.id or 0
    numbers = CloseoutDraft(
        is_held=True, people=30, by_audience={"grad": Decimal(10)}, by_measure={"leaflets": Decimal(99)}
    )
    close_out(session, world.frame, event_id, numbers, version=1, actor=world.city, now=AFTER)

    held = get_dossier(session, world.frame, world.rongcheng, event_id)
    reopen_event(session, world.frame, event_id, "漏数", version=2, actor=world.city, now=AFTER)
    reopened = get_dossier(session, world.frame, world.city, event_id)

    assert (held.item.clashes, held.may_change) == ((), False)
    assert held.outcome is not None
    assert (held.outcome.closeout.people, held.outcome.is_open) == (30, False)
    assert held.outcome.audiences == (
        RecordedNumber("grad", Bilingual("高校毕业生", "Graduates"), Decimal(10), Bilingual("人", "people")),
    )
    assert held.outcome.measures == (
        RecordedNumber("leaflets", Bilingual("宣传单", "Leaflets"), Decimal(99), Bilingual("份")),
    )
    assert reopened.outcome is not None
    assert reopened.outcome.is_open


def test_the_history_names_the_venues_it_speaks_of(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.city, now=NOW)
    moved = visit(place="哈工大（威海）")
    edit_event(session, world.frame, event.id or 0, moved, version=1, actor=world.city, now=AFTER)

    dossier = get_dossier(session, world.frame, world.city, event.id or 0)

    assert [change.verb for change in dossier.changes] == ["edited", "scheduled"]
    assert {name.zh for name in dossier.venue_names.values()} == {"古陌社区", "哈工大（威海）"}


def test_the_page_judges_rights_as_the_operations_do(session: Session, world: World) -> None:
    event = schedule_event(
        session, world.frame, visit(organiser_slugs=("jyj",)), actor=world.huancui, now=NOW
    )

    item = get_dossier(session, world.frame, world.school_liaison, event.id or 0).item
    row = get_event_row(session, world.frame, world.city, event.id or 0)

    assert stake_of_item(item) == stake_of(session, row)
    assert not may_change_event(world.school_liaison, stake_of_item(item))


def test_an_event_out_of_sight_has_no_page(session: Session, world: World) -> None:
    event = schedule_event(session, world.frame, visit(), actor=world.huancui, now=NOW)

    with pytest.raises(NotFound):
        get_dossier(session, world.frame, world.rongcheng, event.id or 0)

"""Two administrators at once: a year is made once, whoever asks."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from campaigns.models.programme import Edition
from campaigns.models.workday import CalendarYear
from campaigns.operations.copying import copy_edition
from tests.campaigns.operations.test_bookings import outcomes
from tests.campaigns.world import NOW, World


def copying(world: World, key: str) -> Callable[[Session], object]:
    return lambda session: copy_edition(session, 2026, 2027, with_events=True, actor_name="", now=NOW,
                                        actor=world.administrator, creation_key=key)  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "answers"), [(("one", "one"), ["done", "done"]), (("one", "other"), ["Rejected", "done"])]
)
def test_a_year_is_made_once_by_one_form_sent_twice_or_by_two(
    engine: Engine, session: Session, world: World, keys: tuple[str, str], answers: list[str]
) -> None:
    found = outcomes(engine, *(copying(world, key) for key in keys))

    assert found == answers
    assert session.exec(select(func.count()).select_from(Edition)).one() == 2
    assert session.exec(select(func.count()).select_from(CalendarYear)).one() == 1

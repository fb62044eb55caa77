"""How hard each kind of clash is: shown, changed, logged, and followed everywhere."""

from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.enums import ClashKind, ClashLevel
from campaigns.models.availability import ClashRule
from campaigns.models.change import Change
from campaigns.models.programme import Edition
from tests.page import Visitor

ADDRESS = "/settings/2026/clashes"


def standing(engine: Engine) -> list[tuple[Any, ...]]:
    with Session(engine) as session:
        return [(row.kind, row.level, row.amount) for row in session.exec(select(ClashRule))]


def test_only_what_differs_from_the_usual_is_kept_and_the_log_says_what(
    administrator: Visitor, engine: Engine
) -> None:
    page = administrator.get(ADDRESS)

    administrator.submit(page, level_weekend="blocks", amount_saturation="6")

    assert standing(engine) == [
        (ClashKind.SATURATION, ClashLevel.WARNS, 6),
        (ClashKind.WEEKEND, ClashLevel.BLOCKS, None),
    ]
    with Session(engine) as session:
        line = session.exec(select(Change).where(Change.subject_kind == "clash_rule")).one()
        assert (line.before, line.after) == (
            {"saturation": "warns 4", "weekend": "warns"},
            {"saturation": "warns 6", "weekend": "blocks"},
        )
        assert session.exec(select(Edition.version)).one() == 2
    assert "提醒 4 → 提醒 6" in " ".join(administrator.get(ADDRESS).words(".log-values li"))


def test_saving_what_stands_changes_nothing(administrator: Visitor, engine: Engine) -> None:
    administrator.submit(administrator.get(ADDRESS))

    assert standing(engine) == []


def test_a_number_out_of_range_is_told_beside_its_box_and_nothing_is_lost(
    administrator: Visitor, engine: Engine
) -> None:
    page = administrator.get(ADDRESS)

    answer = administrator.submit(page, status=422, level_team="ignored", amount_too_soon="0")

    assert answer.select("#level_team option[selected]")[0].get("value") == "ignored"
    assert len(answer.select(".clash-rule-amount .field-error")) == 1
    assert standing(engine) == []


def test_the_second_of_two_administrators_sees_what_the_first_has_decided(
    administrator: Visitor, engine: Engine
) -> None:
    page = administrator.get(ADDRESS)
    administrator.submit(page, level_weekend="ignored")

    answer = administrator.submit(page, status=409, level_weekend="blocks")

    assert answer.words(".theirs") == ["对方改为：忽略"]
    assert standing(engine) == [(ClashKind.WEEKEND, ClashLevel.IGNORED, None)]


def test_nobody_else_comes_in(city: Visitor) -> None:
    city.get(ADDRESS, status=403)

"""Rosters on their pages: shown to all, kept by the city, filled as shown, changed with a reason, printed."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.models.assignment import Assignment
from campaigns.models.roster import Roster, RosterMember, RosterTopic, RosterTurn
from campaigns.queries.rosters import get_roster
from campaigns.rosters import RosterSheet
from tests.campaigns.rosters import TODAY, Television, build_television, episode
from tests.campaigns.world import NOW, World
from tests.page import Visitor
from webapp.db import counting


@pytest.fixture
def tv(engine: Engine, world: World) -> Television:
    """Return four departments that take turns at six episodes, of which the first is over."""
    with Session(engine, expire_on_commit=False) as session:
        return build_television(session, world)[1]


def sheet(engine: Engine, world: World, tv: Television) -> RosterSheet:
    with Session(engine) as session:
        return get_roster(session, world.frame, None, tv.roster_id, now=NOW, today=TODAY)


def guests(engine: Engine, tv: Television) -> list[list[int]]:
    with Session(engine) as session:
        rows = session.exec(select(Assignment).order_by(col(Assignment.position))).all()
    return [
        [tv.departments.index(row.organisation_id) for row in rows if row.event_id == event]
        for event in tv.events
    ]


def address(tv: Television, rest: str = "") -> str:
    return f"/2026/rosters/{tv.roster_id}{rest}"


def fill(city: Visitor, tv: Television) -> None:
    city.submit(city.get(address(tv, "/fill")))


def test_a_year_without_rosters_says_what_belongs_here(city: Visitor, owner: Visitor) -> None:
    assert city.get("/2026/rosters").words(".empty a") == ["新建排班表"]
    assert owner.get("/2026/rosters").words(".empty a") == []


def test_a_roster_is_filled_as_it_was_shown_and_that_is_taken_back(
    engine: Engine, city: Visitor, tv: Television
) -> None:
    page = city.get(address(tv, "/fill"))

    filled = city.submit(page)
    done = guests(engine, tv)
    undone = city.submit(filled, ".notice form")

    assert page.words("tbody tr")[0] == "第2期6月4日（周四） 未排 部门1 贷款部门2 税费"
    assert done == [[], [0, 1], [2, 3], [0, 1], [2, 3], [0, 1]]
    assert filled.notices == ["已排 5 期。"]
    assert undone.notices == ["已撤销。"]
    assert guests(engine, tv) == [[]] * 6


def test_the_page_shows_turns_topics_and_how_fair_it_is(city: Visitor, tv: Television) -> None:
    fill(city, tv)

    page = city.get(address(tv))

    assert page.words(".roster-slots tbody tr")[0].startswith(
        "第2期 6月4日（周四） 19:00 贷款税费 部门1 调整部门2 调整 部门3 5月28日（周四）"
    )
    assert page.words(".fairness p")[0] == "均衡 在名单上的成员，最多与最少相差 1 次"
    assert page.words(".fairness .times") == ["0 +3", "0 +3", "0 +2", "0 +2"]


def test_a_turn_is_skipped_handed_over_and_swapped_with_a_reason(
    engine: Engine, world: World, city: Visitor, tv: Television
) -> None:
    fill(city, tv)
    turn = city.get(address(tv, f"/e/{tv.events[1]}/m/{tv.members[0]}"))

    nameless = city.submit(turn, status=422, reason=" ")
    city.submit(turn, reason="出差")
    skipped = guests(engine, tv)
    again = city.get(address(tv, f"/e/{tv.events[2]}/m/{tv.members[2]}"))
    city.submit(again, reason="会议", other=str(tv.members[0]))
    handed = guests(engine, tv)
    swap = city.get(address(tv, f"/e/{tv.events[3]}/m/{tv.members[0]}"))
    changed = city.submit(swap, reason="互换", other=f"{tv.events[4]}:{tv.members[2]}")

    assert list(nameless.field_errors) == ["", "reason"]
    assert 0 not in skipped[1]
    assert sorted(handed[2]) == [0, 3]
    assert [sorted(one) for one in guests(engine, tv)[3:5]] == [[1, 2], [0, 3]]
    assert changed.notices == ["已调整第4期的嘉宾。"]
    assert changed.words(".remarks div") == [
        "部门1跳过（出差）",
        "部门1替补部门3（会议）",
        "部门3与部门1对调（互换）",
        "部门1与部门3对调（互换）",
    ]


def test_who_was_slower_is_told_and_loses_nothing(
    city: Visitor, administrator: Visitor, tv: Television
) -> None:
    fill(city, tv)
    place = address(tv, f"/e/{tv.events[1]}/m/{tv.members[0]}")
    mine, theirs = city.get(place), administrator.get(place)

    administrator.submit(theirs, reason="先到")
    late = city.submit(mine, reason="后到", status=409)

    assert late.fields()["reason"] == "后到"
    assert "别人已经修改" in late.words(".wrong")[0]


def test_a_roster_is_made_once_and_edited(engine: Engine, city: Visitor, world: World) -> None:
    page = city.get("/2026/rosters/new?activity=S2")
    hc, jyj = (f"o{world.frame.organisation(slug).id}" for slug in ("hc", "jyj"))
    typed = {"name_zh": "进社区专家", "added": [hc, jyj, "p1"], "topics": "贷款 | Loans\n税费"}

    city.submit(page, **typed)
    made = city.submit(page, **typed)
    edit = city.get(f"{made.response.request.path}/edit")
    city.submit(edit, **{"members-0-left_on": "2026-07-01", "members-2-weight": "3", "members-1-out": "y"})
    twice = city.submit(city.get("/2026/rosters/new?activity=S3"), status=422, **typed)

    with Session(engine) as session:
        members = session.exec(select(RosterMember).order_by(col(RosterMember.position))).all()
        topics = session.exec(select(RosterTopic).order_by(col(RosterTopic.position))).all()
        assert len(session.exec(select(Roster)).all()) == 1
    assert [(m.organisation_id, m.person_id, m.weight, m.left_on) for m in members] == [
        (int(hc[1:]), None, 1, date(2026, 7, 1)),
        (None, 1, 3, None),
    ]
    assert [(topic.name_zh, topic.name_en) for topic in topics] == [("贷款", "Loans"), ("税费", "")]
    assert twice.field_errors["name_zh"] == "本年已有名为“进社区专家”的排班表。"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"per_slot_min": "3", "per_slot_max": "2"}, "per_slot_max"),
        ({"min_gap": "很多"}, "min_gap"),
        ({"members-0-joined_on": "昨天"}, "members-0-joined_on"),
    ],
)
def test_a_wrong_setting_is_told_and_kept(
    city: Visitor, tv: Television, typed: dict[str, str], field: str
) -> None:
    wrong = city.submit(city.get(address(tv, "/edit")), status=422, **typed)

    assert field in wrong.field_errors
    assert wrong.fields()[field] == typed[field]


def test_a_member_with_turns_is_not_removed(city: Visitor, tv: Television) -> None:
    fill(city, tv)

    wrong = city.submit(city.get(address(tv, "/edit")), status=422, **{"members-0-out": "y"})

    assert "“部门1”已有安排，不能移出；请填写它的退出日期。" in " ".join(wrong.words(".field-error"))


def test_who_can_bring_what_is_ticked_in_a_grid(
    engine: Engine, world: World, city: Visitor, tv: Television
) -> None:
    page = city.get(address(tv, "/competence"))
    ticks = page.fields()["able"]
    first = f"{tv.members[0]}:"

    city.submit(
        page, able=[one for one in ticks if not one.startswith(first)] + [f"{first}{_topic(engine, '场地')}"]
    )

    lines = {line.id: line.topic_ids for line in sheet(engine, world, tv).members}
    assert lines == dict.fromkeys(tv.members, frozenset()) | {
        tv.members[0]: frozenset({_topic(engine, "场地")})
    }


def _topic(engine: Engine, name: str) -> int:
    with Session(engine) as session:
        return session.exec(select(RosterTopic.id).where(RosterTopic.name_zh == name)).one() or 0


def test_everybody_reads_and_only_the_city_changes(
    city: Visitor, owner: Visitor, stranger: Visitor, reader: Visitor, nobody: Visitor, tv: Television
) -> None:
    fill(city, tv)
    change = address(tv, f"/e/{tv.events[1]}/m/{tv.members[0]}")

    for visitor in (owner, stranger, reader):
        page = visitor.get(address(tv))
        assert page.select("a.change, .history form") == []
        for place in (address(tv, "/edit"), address(tv, "/competence"), address(tv, "/fill"), change):
            visitor.get(place, status=403)
    assert nobody.fetch(address(tv)).status_code == 302
    city.get("/2026/rosters/99", status=404)


def test_the_roster_is_printed(city: Visitor, reader: Visitor, tv: Television) -> None:
    fill(city, tv)

    answers = [visitor.fetch(address(tv, ".pdf")) for visitor in (city, reader)]

    assert [(one.status_code, one.mimetype, one.data[:5]) for one in answers] == [
        (200, "application/pdf", b"%PDF-")
    ] * 2


@pytest.mark.parametrize(
    ("rest", "statements"),
    [("", 12), ("/edit", 12), ("/competence", 12), ("/fill", 12)],
)
def test_many_episodes_cost_as_many_statements_as_few(
    app: Flask, engine: Engine, world: World, city: Visitor, rest: str, statements: int
) -> None:
    sent = []
    with Session(engine, expire_on_commit=False) as session:
        wider, small = build_television(session, world, departments=3, episodes=2)
    with counting(app.extensions["database"]) as counted:
        city.get(address(small, rest))
    sent.append(len(counted.sent))
    with Session(engine, expire_on_commit=False) as session:
        for number in range(3, 33):
            episode(session, wider, number % 28 + 2, place=f"第{number}演播室")
        session.commit()
    fill(city, small)
    with counting(app.extensions["database"]) as counted:
        city.get(address(small, rest))
    sent.append(len(counted.sent))

    assert sent[0] == sent[1] <= statements


def test_decisions_are_kept_with_their_reasons(engine: Engine, city: Visitor, tv: Television) -> None:
    fill(city, tv)
    city.submit(city.get(address(tv, f"/e/{tv.events[1]}/m/{tv.members[0]}")), reason="出差")

    with Session(engine) as session:
        turns = session.exec(select(RosterTurn)).all()
    assert [(turn.kind, turn.member_id, turn.reason) for turn in turns] == [
        ("skipped", tv.members[0], "出差")
    ]

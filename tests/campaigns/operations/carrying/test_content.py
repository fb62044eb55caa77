"""Words, activities, counts, duties and rosters are carried whole."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from campaigns.enums import ClashKind, ClashLevel
from campaigns.models.activity import Activity, ActivityOrganisation
from campaigns.models.availability import ClashRule
from campaigns.models.obligation import Obligation
from campaigns.models.organisation import Organisation
from campaigns.models.requirement import Allocation, Requirement
from campaigns.models.roster import Roster, RosterMember, RosterTopic
from tests.campaigns.operations.carrying.years import content_of, copied, edition_id
from tests.campaigns.world import World


def test_the_whole_content_of_the_small_world_is_carried(session: Session, world: World) -> None:
    ids = {row.slug: row.id or 0 for row in session.exec(select(Organisation))}
    source = world.frame.edition.id
    talks = session.exec(select(Requirement)).one()
    talks.target, talks.reading_zh = Decimal(6), "改过的口径"
    fair = session.exec(select(Activity).where(Activity.code == "C1")).one()
    fair.actual_end_on, fair.planning = date(2026, 7, 2), {"min_gap_days": 3}
    session.exec(select(Obligation)).first().extended_to = date(2026, 9, 1)  # type: ignore[union-attr]
    session.add(Allocation(requirement_id=talks.id or 0, organisation_id=ids["hc"], target=Decimal(2)))
    session.add(ActivityOrganisation(activity_id=fair.id or 0, organisation_id=ids["jyj"]))
    session.add(ClashRule(edition_id=source, kind=ClashKind.WEEKEND, level=ClashLevel.IGNORED))
    session.flush()

    copied(session, world)

    new = edition_id(session, 2027)
    assert content_of(session, new) == content_of(session, source) | {
        "windows": [
            ("C1", date(2027, 6, 1), date(2027, 6, 30), None),
            ("S2", date(2027, 1, 1), date(2027, 12, 31), None),
            ("S3", date(2027, 1, 1), date(2027, 12, 31), None),
        ],
        "obligations": [("C1", slug, "D1", None) for slug in ("hc", "ldbz", "rc")],
    }


def test_a_roster_keeps_its_order_without_those_who_left_and_nobody_is_new(
    session: Session, world: World
) -> None:
    ids = {row.slug: row.id or 0 for row in session.exec(select(Organisation))}
    roster = Roster(
        edition_id=world.frame.edition.id, activity_id=world.frame.activity("S3").id, name_zh="嘉宾"
    )
    session.add(roster)
    session.flush()
    topics = [
        RosterTopic(roster_id=roster.id or 0, name_zh=name, position=n) for n, name in enumerate("甲乙")
    ]
    session.add_all(topics)
    session.flush()
    for n, (slug, joined, left) in enumerate(
        (("jyj", None, None), ("hc", None, date(2026, 5, 1)), ("rc", date(2026, 4, 1), None))
    ):
        session.add(RosterMember(roster_id=roster.id or 0, organisation_id=ids[slug], position=n,
                                 weight=n + 1, joined_on=joined, left_on=left, topic_ids=[topics[1].id]))  # fmt: skip
    session.flush()

    copied(session, world)

    new = session.exec(select(Roster).where(Roster.edition_id == edition_id(session, 2027))).one()
    topic = session.exec(
        select(RosterTopic).where(RosterTopic.roster_id == new.id, RosterTopic.name_zh == "乙")
    ).one()
    members = (
        select(RosterMember).where(RosterMember.roster_id == new.id).order_by(col(RosterMember.position))
    )
    assert [
        (row.organisation_id, row.position, row.weight, row.joined_on, row.topic_ids)
        for row in session.exec(members)
    ] == [(ids["jyj"], 0, 1, None, [topic.id]), (ids["rc"], 1, 3, None, [topic.id])]

"""What is owed in a year: deadline rules with their summaries, the levels of clashes, and the rosters."""

from sqlmodel import col, select

from campaigns.enums import DeadlineAnchor
from campaigns.models.availability import ClashRule
from campaigns.models.obligation import DeadlineRule, Obligation
from campaigns.models.roster import Roster, RosterMember, RosterTopic
from campaigns.operations.carrying.state import Carrying, cloned, rows_of


def carry_deadlines(carrying: Carrying) -> None:
    """Carry the deadline rules, and one summary for each organisation that acts in the new year; no extension."""
    session = carrying.session
    pairs = [
        (row, cloned(row, edition_id=carrying.target_id))
        for row in rows_of(session, DeadlineRule, carrying.source.id)
    ]
    session.add_all(new for _, new in pairs)
    session.flush()
    carrying.rules = {old.id or 0: new.id or 0 for old, new in pairs}
    carrying.count("deadlines", sum(old.anchor is not DeadlineAnchor.ANY_TIME for old, _ in pairs))
    taken: set[tuple[int, int, int]] = set()
    for row in rows_of(session, Obligation, carrying.source.id):
        acting = carrying.organisations.get(row.organisation_id)
        recipient = carrying.organisations.get(row.recipient_id) if row.recipient_id else None
        key = (row.activity_id, acting or 0, row.rule_id)
        # Two that have become one owe a summary once, and nobody owes one to itself.
        if (
            acting is None
            or key in taken
            or (acting == recipient and row.organisation_id != row.recipient_id)
        ):
            continue
        taken.add(key)
        session.add(
            cloned(
                row,
                edition_id=carrying.target_id,
                activity_id=carrying.activities[row.activity_id],
                organisation_id=acting,
                rule_id=carrying.rules[row.rule_id],
                recipient_id=recipient,
                extended_to=None,
            )
        )
    session.flush()
    carrying.count("obligations", len(taken))


def carry_clash_rules(carrying: Carrying) -> None:
    """Carry how hard each clash is."""
    rows = rows_of(carrying.session, ClashRule, carrying.source.id)
    carrying.session.add_all(cloned(row, edition_id=carrying.target_id) for row in rows)
    carrying.session.flush()


def carry_rosters(carrying: Carrying) -> None:
    """Carry rosters in their order; turns begin anew, so nobody is a newcomer, and who has left stays behind."""
    session = carrying.session
    rosters = rows_of(session, Roster, carrying.source.id)
    for row in rosters:
        new = cloned(row, edition_id=carrying.target_id, activity_id=carrying.activities[row.activity_id])
        session.add(new)
        session.flush()
        _carry_members(carrying, row, new, _carry_topics(carrying, row, new))
    carrying.count("rosters", len(rosters))


def _carry_topics(carrying: Carrying, old: Roster, new: Roster) -> dict[int, int]:
    topics = select(RosterTopic).where(RosterTopic.roster_id == old.id).order_by(col(RosterTopic.position))
    pairs = [(row, cloned(row, roster_id=new.id)) for row in carrying.session.exec(topics)]
    carrying.session.add_all(topic for _, topic in pairs)
    carrying.session.flush()
    return {row.id or 0: topic.id or 0 for row, topic in pairs}


def _carry_members(carrying: Carrying, old: Roster, new: Roster, topics: dict[int, int]) -> None:
    members = select(RosterMember).where(
        RosterMember.roster_id == old.id, col(RosterMember.left_on).is_(None)
    )
    taken: set[int] = set()
    position = 0
    for row in carrying.session.exec(members.order_by(col(RosterMember.position), col(RosterMember.id))):
        acting = carrying.organisations.get(row.organisation_id) if row.organisation_id else None
        if row.organisation_id and (acting is None or acting in taken):
            name = carrying.organisation_names.get(row.organisation_id, "")
            carrying.leave_out(
                f"排班表“{old.name_zh}”里的“{name}”已停用或已并入，没有带来。",
                f"“{name}” of the roster “{old.name_en or old.name_zh}” is closed or was merged.",
            )
            continue
        taken |= {acting} if acting else set()
        carrying.session.add(
            cloned(
                row,
                roster_id=new.id,
                organisation_id=acting,
                position=position,
                joined_on=None,
                topic_ids=[topics[int(one)] for one in row.topic_ids if int(one) in topics],
            )
        )
        position += 1
    carrying.session.flush()

"""The guests of the demonstration's television: the edition's roster takes turns, as everybody's would."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.core.rotation import rotate
from campaigns.core.topics import share_topics
from campaigns.core.turns import Member, Slot, Terms
from campaigns.models.activity import Activity
from campaigns.models.organisation import Organisation
from campaigns.models.programme import Edition
from campaigns.models.roster import Roster, RosterMember, RosterTopic

TELEVISION = "S6"


@dataclass(frozen=True)
class Guests:
    """The television roster of an edition, with the members' short codes and the topics' names by id."""

    roster_id: int
    terms: Terms
    members: tuple[Member, ...]
    slugs: dict[int, str]
    topics: dict[int, str]

    def turns(self, days: Sequence[date]) -> list[list[tuple[str, str]]]:
        """Return for each episode who comes with which topic."""
        rotation = rotate(self.members, [Slot(n, day) for n, day in enumerate(days)], self.terms)
        by_id = {member.id: member for member in self.members}
        at = [[by_id[id_] for id_ in turn.member_ids] for turn in rotation.turns]
        shared = share_topics([(members, {}) for members in at], list(self.topics), self.terms.topics_max)
        return [
            [(self.slugs[m.id], self.topics.get(topics.get(m.id, 0), "")) for m in members]
            for members, topics in zip(at, shared, strict=True)
        ]


def guests_of(session: Session, edition: Edition) -> Guests:
    """Return the television roster of an edition."""
    roster = session.exec(
        select(Roster)
        .join(Activity, col(Activity.id) == col(Roster.activity_id))
        .where(Roster.edition_id == edition.id, Activity.code == TELEVISION)
    ).one()
    members = session.exec(
        select(RosterMember, Organisation.slug)
        .join(Organisation, col(Organisation.id) == col(RosterMember.organisation_id))
        .where(RosterMember.roster_id == roster.id)
        .order_by(col(RosterMember.position))
    ).all()
    topics = select(RosterTopic).where(RosterTopic.roster_id == roster.id)
    return Guests(
        roster_id=roster.id or 0,
        terms=Terms(roster.rule, roster.per_slot_min, roster.per_slot_max, roster.min_gap, roster.topics_max),
        members=tuple(
            Member(row.id or 0, row.position, topic_ids=frozenset(row.topic_ids)) for row, _ in members
        ),
        slugs={row.id or 0: slug for row, slug in members},
        topics={row.id or 0: row.name_zh for row in session.exec(topics.order_by(col(RosterTopic.position)))},
    )

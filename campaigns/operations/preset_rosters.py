"""The rosters a preset names become rows of an edition, with whoever acts for each member in its year."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from campaigns.models.roster import Roster, RosterMember, RosterTopic
from campaigns.presets.loader import Preset
from campaigns.presets.schema import RosterSpec

Acting = Callable[[tuple[str, ...]], list[int]]


def add_rosters(
    session: Session, preset: Preset, edition_id: int, activity_ids: Mapping[str, int], acting: Acting
) -> None:
    """Add the rosters; where one organisation acts for two members it takes one turn, with the topics of both."""
    for spec in preset.content.rosters:
        row = Roster(
            edition_id=edition_id,
            activity_id=activity_ids[spec.activity],
            name_zh=spec.name.zh,
            name_en=spec.name.en,
            rule=spec.rule,
            per_slot_min=spec.per_slot[0],
            per_slot_max=spec.per_slot[1],
            topics_max=spec.topics_max,
            min_gap=spec.min_gap,
        )
        session.add(row)
        session.flush()
        topic_ids = _add_topics(session, row.id or 0, spec)
        members = acting(preset.members(spec.members))
        session.add_all(
            RosterMember(
                roster_id=row.id or 0,
                organisation_id=organisation_id,
                position=position,
                topic_ids=_competence(spec, topic_ids, organisation_id, acting),
            )
            for position, organisation_id in enumerate(members)
        )
    session.flush()


def _add_topics(session: Session, roster_id: int, spec: RosterSpec) -> list[int]:
    rows = [
        RosterTopic(roster_id=roster_id, name_zh=topic.name.zh, name_en=topic.name.en, position=position)
        for position, topic in enumerate(spec.topics)
    ]
    session.add_all(rows)
    session.flush()
    return [row.id or 0 for row in rows]


def _competence(spec: RosterSpec, topic_ids: list[int], organisation_id: int, acting: Acting) -> list[int]:
    """Return the topics a member can bring; an empty list stands for all of them."""
    able = [
        topic_id
        for topic_id, topic in zip(topic_ids, spec.topics, strict=True)
        if not topic.by or organisation_id in acting(topic.by)
    ]
    return [] if len(able) == len(topic_ids) else able

"""Rosters beside everything else: persons who are elsewhere, series, moved and cancelled events, settings."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from campaigns.drafts import EventDraft, Move, RosterDraft, RosterMemberDraft, TurnDraft
from campaigns.enums import AvailabilityKind, EventStatus, RosterTurnKind
from campaigns.errors import Forbidden, Stale
from campaigns.models.assignment import Assignment, Person
from campaigns.models.availability import Availability
from campaigns.models.event import Event, Series
from campaigns.models.roster import Roster, RosterMember, RosterTopic
from campaigns.operations.events import cancel_event, move_event, schedule_event
from campaigns.operations.roster_turns import decide_turn
from campaigns.operations.rosters import make_roster, set_competence
from campaigns.queries.rosters import get_roster
from tests.campaigns.rosters import TODAY, Television, build_television, episode, fill
from tests.campaigns.world import NOW, World


@pytest.fixture
def television(session: Session, world: World) -> tuple[World, Television]:
    """Return four departments, six episodes of which the first is over, two guests each."""
    return build_television(session, world)


def experts(session: Session, world: World) -> tuple[int, list[int]]:
    """Add a roster of two experts over two coming episodes and return it with the experts."""
    people = [Person(name="专家08"), Person(name="专家09")]
    session.add_all(people)
    session.flush()
    events = [episode(session, world, number) for number in (1, 2)]
    draft = RosterDraft(
        activity_code="S3",
        name_zh="专家",
        per_slot_max=1,
        members=tuple(RosterMemberDraft(person_id=person.id) for person in people),
    )
    roster = make_roster(session, world.frame, draft, actor=world.city, now=NOW)
    session.commit()
    assert len(events) == 2
    return roster.id or 0, [person.id or 0 for person in people]


def test_a_person_who_is_elsewhere_or_away_is_not_proposed(session: Session, world: World) -> None:
    roster_id, (first, second) = experts(session, world)
    starts_at = session.exec(select(Event.starts_at).order_by(col(Event.starts_at))).first()
    taken = EventDraft(activity_code="S2", starts_at=starts_at, place="别处", person_ids=(first,))
    schedule_event(session, world.frame, taken, actor=world.city, now=NOW)
    later = starts_at + timedelta(days=7)
    session.add(
        Availability(
            person_id=first, kind=AvailabilityKind.CLOSED, starts_at=later, ends_at=later + timedelta(days=1)
        )
    )
    session.commit()

    fill(session, world, roster_id)

    rows = session.exec(select(Assignment).where(Assignment.roster_id == roster_id)).all()
    assert [row.person_id for row in rows] == [second, second]
    assert [row.role for row in rows] == ["expert", "expert"]


def test_an_episode_of_a_series_that_a_roster_filled_still_follows_its_series(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    row = session.get(Event, tv.events[1])
    row.series_id = _series(session, row)
    session.commit()

    fill(session, world, tv.roster_id)

    assert (row.version, row.series_version) == (2, 2)


def _series(session: Session, row: Event) -> int:
    series = Series(uid="s", edition_id=row.edition_id, activity_id=row.activity_id, host_id=row.host_id,
                    rule="FREQ=WEEKLY", starts_on=row.local_day)  # fmt: skip
    session.add(series)
    session.flush()
    return series.id or 0


def test_a_moved_episode_takes_its_guests_along_and_a_cancelled_one_is_no_slot(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    row = session.get(Event, tv.events[1])
    move = Move(
        starts_at=row.starts_at + timedelta(days=60), ends_at=row.ends_at + timedelta(days=60), version=2
    )
    move_event(session, world.frame, tv.events[1], move, actor=world.city, now=NOW)
    cancel_event(session, world.frame, tv.events[2], "停播", version=2, actor=world.city, now=NOW)

    sheet = get_roster(session, world.frame, world.city, tv.roster_id, now=NOW, today=TODAY)

    assert [(slot.number, slot.event_id) for slot in sheet.slots] == [
        (n + 1, tv.events[index]) for n, index in enumerate((0, 3, 4, 5, 1))
    ]
    assert [line.total for line in sheet.members] == [3, 3, 1, 1]
    assert session.get(Event, tv.events[2]).status is EventStatus.CANCELLED


def test_a_description_that_is_the_topics_follows_them_and_is_revised(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    first, second = (session.get(Event, tv.events[n]) for n in (1, 2))
    first.description, second.description = "贷款、税费", "现场连线"
    other = session.exec(select(RosterTopic.id).where(RosterTopic.name_zh == "场地")).one()
    members = {member.id: member for member in session.exec(select(RosterMember))}
    members[tv.members[3]].topic_ids = [other]
    session.commit()
    before = second.revised_at

    for event, member in ((1, 0), (2, 2)):
        version = session.exec(select(Roster.version)).one()
        kind = RosterTurnKind.SUBSTITUTED if event == 1 else RosterTurnKind.SKIPPED
        other_id = tv.members[3] if event == 1 else None
        draft = TurnDraft(kind=kind, event_id=tv.events[event], member_id=tv.members[member],
                          other_id=other_id, reason="出差")  # fmt: skip
        decide_turn(session, world.frame, tv.roster_id, draft, version=version, actor=world.city, now=NOW)

    assert first.description in ("税费、场地", "场地、税费")
    assert first.revised_at > before
    assert (second.description, second.revised_at) == ("现场连线", before)


def test_a_newcomer_is_credited_and_who_leaves_is_asked_no_more(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television
    fill(session, world, tv.roster_id)
    members = {member.id: member for member in session.exec(select(RosterMember))}
    members[tv.members[0]].left_on = TODAY + timedelta(days=15)
    members[tv.members[3]].joined_on = TODAY + timedelta(days=15)
    session.commit()

    fill(session, world, tv.roster_id, again=True)

    sheet = get_roster(session, world.frame, world.city, tv.roster_id, now=NOW, today=TODAY)
    turns = [[tv.members.index(id_) for id_ in sorted(slot.member_ids)] for slot in sheet.slots]
    assert turns == [[], [0, 1], [0, 2], [1, 3], [1, 2], [2, 3]]
    assert [line.credit for line in sheet.members] == [0, 0, 0, 1]


def test_only_the_city_ticks_competence_and_only_on_what_it_saw(
    session: Session, television: tuple[World, Television]
) -> None:
    world, tv = television

    with pytest.raises(Forbidden):
        set_competence(session, world.frame, tv.roster_id, {}, version=1, actor=world.huancui, now=NOW)
    with pytest.raises(Stale):
        set_competence(session, world.frame, tv.roster_id, {}, version=9, actor=world.city, now=NOW)

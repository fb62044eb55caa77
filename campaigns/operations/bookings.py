"""Double booking is impossible by accident: a venue, a person and a team are taken once unless a reason is given.

That holds at whatever level the edition has these rules; only a rule that is ignored lets two bookings stand.
"""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from campaigns.core.permissions import Actor
from campaigns.core.placements import TAKES_NOTHING as TAKES_NOTHING
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, OrganisationKind
from campaigns.errors import Clashing, Problem
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event
from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.models.venue import Venue
from campaigns.queries.events import LONGEST
from campaigns.queries.sight import is_seen_by, shown_title
from campaigns.queries.surroundings import get_clash_rules


def refuse_double_booking(
    session: Session,
    row: Event,
    person_ids: Collection[int],
    override_reason: str,
    *,
    actor: Actor,
    team_ids: Collection[int] | None = None,
) -> None:
    """Raise Clashing when the venue, a person or a team is taken at that time and no reason is given.

    The rows of all three are locked first, so that of two planners racing for one exactly one wins. What the actor may
    not see is not named: that something takes the place is all they are told. ``team_ids`` None means those assigned.
    """
    if row.status in TAKES_NOTHING:
        return
    with session.no_autoflush:
        teams = teams_of(session, row) if team_ids is None else team_ids
        _lock(session, row.venue_id, person_ids, teams)
        if override_reason.strip():
            return
        rules = get_clash_rules(session, row.edition_id)
        problems = [
            *(_venue_problems(session, row, actor) if rules.heeds(ClashKind.VENUE) else ()),
            *(_person_problems(session, row, person_ids, actor) if rules.heeds(ClashKind.PERSON) else ()),
            *(_team_problems(session, row, teams, actor) if rules.heeds(ClashKind.TEAM) else ()),
        ]
    if problems:
        raise Clashing(*problems)


def persons_of(session: Session, row: Event) -> list[int]:
    """Return the ids of the persons assigned to an event."""
    found = session.exec(select(Assignment.person_id).where(Assignment.event_id == row.id))
    return [person_id for person_id in found if person_id is not None]


def teams_of(session: Session, row: Event) -> list[int]:
    """Return the ids of the teams that go to an event."""
    if row.id is None:
        return []
    statement = (
        select(Organisation.id)
        .join(Assignment, col(Assignment.organisation_id) == col(Organisation.id))
        .where(Assignment.event_id == row.id, Organisation.kind == OrganisationKind.TEAM)
    )
    return [id_ for id_ in session.exec(statement) if id_ is not None]


def lock_events(session: Session, event_ids: Iterable[int]) -> None:
    """Lock events in the order of their ids, before one act changes several of them in an order of its own.

    Whoever changes many locks them so; in any other order two of them could each wait for the other.
    """
    own = select(Event.id).where(col(Event.id).in_(sorted(set(event_ids)))).order_by(col(Event.id))
    session.exec(own.with_for_update()).all()


def _lock(
    session: Session, venue_id: int | None, person_ids: Collection[int], team_ids: Collection[int]
) -> None:
    """Lock in one order everywhere, so that two planners wait for each other and never both."""
    if venue_id is not None:
        session.exec(select(Venue.id).where(Venue.id == venue_id).with_for_update()).all()
    if person_ids:
        persons = select(Person.id).where(col(Person.id).in_(sorted(person_ids))).order_by(col(Person.id))
        session.exec(persons.with_for_update()).all()
    if team_ids:
        teams = select(Organisation.id).where(col(Organisation.id).in_(sorted(team_ids)))
        # Events refer to organisations, and those references must not wait for a booking.
        session.exec(teams.order_by(col(Organisation.id)).with_for_update(key_share=True)).all()


def _at_the_same_time(row: Event) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Event.starts_at) < row.ends_at,
        col(Event.ends_at) > row.starts_at,
        col(Event.starts_at) > row.starts_at - LONGEST,
        col(Event.status).not_in(TAKES_NOTHING),
        col(Event.id) != (row.id or 0),
    )


def _venue_problems(session: Session, row: Event, actor: Actor) -> list[Problem]:
    if row.venue_id is None:
        return []
    statement = select(Event.title_zh, Event.title_en, is_seen_by(actor)).where(
        Event.venue_id == row.venue_id, *_at_the_same_time(row)
    )
    return [
        Problem(
            "place",
            Bilingual(
                "这个地点那时已有“{title}”。换个时间或地点，或写明理由仍然安排。",
                "The venue is taken then by “{title}”. Choose another time or place, or give a reason.",
            ).filled(title=shown_title(Bilingual(title_zh, title_en), is_seen=is_seen)),
        )
        for title_zh, title_en, is_seen in session.exec(statement)
    ]


def _person_problems(
    session: Session, row: Event, person_ids: Collection[int], actor: Actor
) -> Iterator[Problem]:
    statement = (
        select(Person.name, Event.title_zh, Event.title_en, is_seen_by(actor))
        .join(Assignment, col(Assignment.person_id) == col(Person.id))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(col(Person.id).in_(person_ids), *_at_the_same_time(row))
    )
    for name, title_zh, title_en, is_seen in session.exec(statement) if person_ids else ():
        yield _taken("person_ids", Bilingual(name), Bilingual(title_zh, title_en), is_seen=is_seen)


def _team_problems(
    session: Session, row: Event, team_ids: Collection[int], actor: Actor
) -> Iterator[Problem]:
    name = OrganisationName
    statement = (
        select(name, Event.title_zh, Event.title_en, is_seen_by(actor))
        .join(Assignment, col(Assignment.organisation_id) == col(name.organisation_id))
        .join(Event, col(Event.id) == col(Assignment.event_id))
        .where(col(name.organisation_id).in_(team_ids), *_at_the_same_time(row))
        .where(or_(col(name.since_year).is_(None), col(name.since_year) <= row.year))
        .where(or_(col(name.until_year).is_(None), col(name.until_year) >= row.year))
    )
    for team, title_zh, title_en, is_seen in session.exec(statement) if team_ids else ():
        called = Bilingual(team.short_zh, team.short_en)
        yield _taken("team_slugs", called, Bilingual(title_zh, title_en), is_seen=is_seen)


def _taken(field: str, name: Bilingual, title: Bilingual, *, is_seen: bool) -> Problem:
    message = Bilingual(
        "{name}那时已安排在“{title}”。换一个或改时间，或写明理由仍然安排。",
        "{name} is taken then by “{title}”. Choose another, or give a reason.",
    )
    return Problem(field, message.filled(name=name, title=shown_title(title, is_seen=is_seen)))

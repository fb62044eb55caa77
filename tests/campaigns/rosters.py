"""A television activity with departments that take turns at its episodes."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, col, select

from campaigns.drafts import EventDraft, RosterDraft, RosterMemberDraft, RosterTopicDraft
from campaigns.enums import OrganisationKind
from campaigns.models.assignment import Assignment
from campaigns.models.roster import Roster, RosterMember
from campaigns.operations.events import schedule_event
from campaigns.operations.roster_turns import fill_roster
from campaigns.operations.rosters import make_roster
from campaigns.queries.frames import get_frame
from campaigns.queries.rosters import preview_fill
from campaigns.rosters import RosterFill
from tests.campaigns.world import NOW, World, add_organisation

# The first episode is over, the others lie ahead.
FIRST = datetime(2026, 5, 28, 11, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Television:
    """A roster with its departments, members and episodes, by their numbers from 0."""

    roster_id: int
    departments: tuple[int, ...]
    members: tuple[int, ...]
    events: tuple[int, ...]


def build_television(
    session: Session, world: World, *, departments: int = 4, episodes: int = 6, **settings: object
) -> tuple[World, Television]:
    """Add departments, episodes a week apart and a roster; return the world with the departments in its frame."""
    rows = [
        add_organisation(session, f"dep{n}", OrganisationKind.DEPARTMENT, f"部门{n + 1}")
        for n in range(departments)
    ]
    session.flush()
    wider = widened(session, world)
    events = tuple(episode(session, wider, n) for n in range(episodes))
    draft = RosterDraft(
        activity_code="S3",
        name_zh="电视嘉宾",
        members=tuple(RosterMemberDraft(organisation_id=row.id) for row in rows),
        topics=tuple(RosterTopicDraft(name_zh=name) for name in ("贷款", "税费", "场地")),
        **{"per_slot_min": 2, "per_slot_max": 2} | settings,
    )
    roster = make_roster(session, wider.frame, draft, actor=wider.city, now=NOW)
    own = select(RosterMember.id).where(RosterMember.roster_id == roster.id)
    members = tuple(session.exec(own.order_by(col(RosterMember.position))))
    session.commit()
    return wider, Television(roster.id or 0, tuple(row.id or 0 for row in rows), members, events)


def widened(session: Session, world: World) -> World:
    """Return the world with a frame that knows the organisations added since."""
    return replace(world, frame=get_frame(session, 2026))


def episode(session: Session, world: World, number: int, **values: object) -> int:
    """Add an episode of the city's, a week after the one before."""
    starts_at = FIRST + timedelta(days=7 * number)
    draft = EventDraft(
        **{"activity_code": "S3", "starts_at": starts_at, "place": f"演播室{number}", "title_zh": "直播"}
        | values
    )
    return schedule_event(session, world.frame, draft, actor=world.city, now=NOW).id or 0


def assigned(session: Session, event_id: int) -> list[tuple[int | None, str]]:
    """Return which organisations come to an event with which topic, in order."""
    rows = session.exec(
        select(Assignment).where(Assignment.event_id == event_id).order_by(col(Assignment.position))
    )
    return [(row.organisation_id or row.person_id, row.topic) for row in rows]


def preview(session: Session, world: World, roster_id: int, *, again: bool = False) -> RosterFill:
    """Return what filling a roster would change."""
    _, fill = preview_fill(session, world.frame, world.city, roster_id, again=again, now=NOW, today=TODAY)
    return fill


def fill(session: Session, world: World, roster_id: int, *, again: bool = False) -> int:
    """Fill a roster as it was shown, commit, and return how many events changed."""
    shown = preview(session, world, roster_id, again=again).shown
    version = session.exec(select(Roster.version).where(Roster.id == roster_id)).one()
    done = fill_roster(session, world.frame, roster_id, again=again, shown=shown, version=version,
                       actor=world.city, now=NOW, today=TODAY)  # fmt: skip
    session.commit()
    return done

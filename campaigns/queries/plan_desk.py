"""What can be planned of an edition: each activity with its counts, its wish and what stands of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from campaigns.core.planner.planning import explain
from campaigns.core.planner.tasks import Obstacle
from campaigns.core.planning_rules import PlanningRule
from campaigns.enums import EventStatus
from campaigns.models.activity import Activity
from campaigns.models.event import Event
from campaigns.planning import PlanRequest
from campaigns.progress import RequirementProgress
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import get_counting
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.planning import get_demand
from campaigns.queries.plans import REACHED_BY_EVENTS
from campaigns.references import ActivityRef

OFF = frozenset({EventStatus.CANCELLED, EventStatus.NOT_HELD})


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """An activity that can be planned: the counts that events reach, how many events it wishes for, and has."""

    activity: ActivityRef
    counts: tuple[RequirementProgress, ...]
    wish: int
    held: int
    planned: int

    @property
    def is_wanting(self) -> bool:
        """Tell whether a count or the wish asks for more events than there are."""
        return any(line.missing > 0 for line in self.counts) or self.missing > 0

    @property
    def missing(self) -> int:
        """Return how many events the wish lacks."""
        return max(0, self.wish - self.held - self.planned)


@dataclass(frozen=True, slots=True)
class Foresight:
    """What can be said before any search: how many events are asked for, how many are new, and what cannot be."""

    tasks: int
    new: int
    obstacles: tuple[Obstacle, ...]


def foresee_plan(
    session: Session, frame: Frame, request: PlanRequest, *, today: date, now: datetime
) -> Foresight:
    """Return what planning this would meet; what it says holds for every plan."""
    demand = get_demand(session, frame, request, today=today, now=now)
    own = [task for task in demand.assignment.tasks if task.key in demand.needs]
    new = sum(task.current is None for task in own)
    return Foresight(len(own), new, explain(demand.assignment))


def list_plan_choices(session: Session, frame: Frame, *, today: date) -> tuple[PlanChoice, ...]:
    """Return every activity of the board in its order."""
    calendar = get_work_calendar(session, frame.edition.year)
    counting = get_counting(session, frame, calendar, today=today)
    rules = session.exec(
        select(Activity.id, Activity.planning).where(Activity.edition_id == frame.edition.id)
    )
    wishes = {id_: _wish(PlanningRule.model_validate(rule), frame) for id_, rule in rules}
    stands = _standing(session, frame)
    return tuple(
        PlanChoice(
            activity=activity,
            counts=tuple(
                line
                for line in counting.progress.requirements
                if line.activity == activity and line.counted in REACHED_BY_EVENTS
            ),
            wish=wishes[activity.id],
            held=stands[activity.id].get(EventStatus.HELD, 0),
            planned=sum(
                count
                for status, count in stands[activity.id].items()
                if status not in OFF and status is not EventStatus.HELD
            ),
        )
        for activity in frame.board_activities
    )


def _wish(rule: PlanningRule, frame: Frame) -> int:
    return rule.city_events + rule.district_events * len(frame.districts)


def _standing(session: Session, frame: Frame) -> Mapping[int, dict[EventStatus, int]]:
    """Return how many events of each activity are in each state."""
    counted = select(Event.activity_id, Event.status, func.count(col(Event.id)))
    own = counted.where(Event.edition_id == frame.edition.id).group_by(
        col(Event.activity_id), col(Event.status)
    )
    found: dict[int, dict[EventStatus, int]] = defaultdict(dict)
    for activity_id, status, number in session.exec(own):
        found[activity_id][EventStatus(status)] = number
    return found

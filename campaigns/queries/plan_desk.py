"""What can be planned of an edition: each activity with its counts, what it needs and what stands of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from campaigns.core.demand.needs import Need, needs_of
from campaigns.core.planner.planning import explain
from campaigns.core.planner.tasks import Obstacle
from campaigns.enums import EventStatus
from campaigns.planning import PlanRequest
from campaigns.progress import REACHED_BY_EVENTS, RequirementProgress
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import get_counting
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.planning import get_demand
from campaigns.queries.planning_facts import get_need_facts
from campaigns.references import ActivityRef


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """An activity that can be planned: the counts that events reach, how many events it needs, and has."""

    activity: ActivityRef
    counts: tuple[RequirementProgress, ...]
    needed: int
    held: int
    planned: int

    @property
    def is_wanting(self) -> bool:
        """Tell whether a count or the activity's own rule asks for more events than there are."""
        return any(line.missing > 0 for line in self.counts) or self.missing > 0

    @property
    def is_said_by_counts(self) -> bool:
        """Tell whether the counts alone ask for exactly the events that are needed."""
        return self.needed == sum(int(line.target) for line in self.counts)

    @property
    def missing(self) -> int:
        """Return how many events are not planned yet."""
        return self.needed - self.held - self.planned


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


def list_plan_choices(
    session: Session, frame: Frame, *, today: date, now: datetime
) -> tuple[PlanChoice, ...]:
    """Return every activity of the board in its order."""
    calendar = get_work_calendar(session, frame.edition.starts_on.year, frame.edition.ends_on.year)
    counting = get_counting(session, frame, calendar, today=today)
    facts = get_need_facts(session, frame, calendar, today=today, now=now)
    needs = {activity.ref.code: needs_of(facts, activity) for activity in facts.activities}
    return tuple(
        PlanChoice(
            activity=activity,
            counts=tuple(
                line
                for line in counting.progress.requirements
                if line.activity == activity and line.counted in REACHED_BY_EVENTS
            ),
            needed=len(needs[activity.code]),
            held=sum(_is_held(need) is True for need in needs[activity.code]),
            planned=sum(_is_held(need) is False for need in needs[activity.code]),
        )
        for activity in frame.board_activities
    )


def _is_held(need: Need) -> bool | None:
    """Tell whether the event that answers a need was held; None where none answers it."""
    return None if need.event is None else need.event.status is EventStatus.HELD

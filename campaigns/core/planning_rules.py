"""How an activity is planned: the rule that turns its required counts into tasks, kept with the activity."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from campaigns.enums import HalfDay, VenueChoice

Weekday = Annotated[int, Field(ge=0, le=6)]
Month = Annotated[int, Field(ge=1, le=12)]


class PlanningRule(BaseModel):
    """What planning an activity's events needs to know beside its window, its length and its required counts.

    ``city_events`` and ``district_events`` (of each district) are how many are wanted where no count says so; the
    larger of wish and count is planned. ``weekdays`` are preferred (Monday is 0), ``months`` are the only ones allowed,
    none means all. ``is_steady`` keeps a rhythm beside the minimum gap: the n-th of N events falls
    within the n-th part of the days.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    halves: Annotated[tuple[HalfDay, ...], Field(min_length=1)] = (HalfDay.MORNING,)
    weekdays: tuple[Weekday, ...] = (1, 2, 3)
    months: tuple[Month, ...] = ()
    city_events: Annotated[int, Field(ge=0, le=400)] = 0
    district_events: Annotated[int, Field(ge=0, le=100)] = 0
    min_gap_days: Annotated[int, Field(ge=0, le=120)] = 1
    is_steady: bool = False
    venue: VenueChoice = VenueChoice.SPREAD
    experts: Annotated[int, Field(ge=0, le=5)] = 0
    is_headline: bool = False

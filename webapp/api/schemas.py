"""The shapes of API v1, frozen: fields may be added, none may change or go."""

from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from campaigns.core.reach import FIRST_YEAR, LAST_YEAR, is_in_reach
from campaigns.drafts import Line
from campaigns.enums import ClashKind, ClashLevel, DayKind, EventLevel, EventStatus

LARGEST_ID = 2**31 - 1
AnyDay = TypeVar("AnyDay", bound=date)


def in_reach(day: AnyDay) -> AnyDay:
    """Return a day or an instant in the years that the product plans in."""
    if not is_in_reach(day):
        raise ValueError(f"the year must be from {FIRST_YEAR} to {LAST_YEAR}")
    return day


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Year = Annotated[int, Field(ge=1900, le=2999)]
# Within reach by the day that is written, so that no change of zone leads out of a calendar.
Day = Annotated[date, AfterValidator(in_reach)]
Instant = Annotated[AwareDatetime, AfterValidator(in_reach)]
Moment = Annotated[datetime, AfterValidator(in_reach)]
Slug = Annotated[str, StringConstraints(max_length=60, pattern=r"^[\w-]*$")]


class Given(BaseModel):
    """The family's root for what callers send: deaf to fields nobody declared."""

    model_config = ConfigDict(extra="forbid")


class Shown(BaseModel):
    """The family's root for what the API answers."""

    model_config = ConfigDict(frozen=True)


class Text(Shown):
    """A text in both languages; a proper name without a translation is the same in both."""

    zh: str
    en: str


class YearPath(BaseModel):
    year: Year


class EventPath(BaseModel):
    event_id: Id


class ChangePath(BaseModel):
    change_id: Id


class EventsQuery(Given):
    """A window of local days, ``start`` inclusive and ``end`` exclusive, and the filters of the calendar."""

    start: Day
    end: Day
    activity: Slug = ""
    district: Slug = ""
    organisation: Slug = ""
    status: Slug = ""
    text: Line = ""


class DaysQuery(Given):
    """A window of local days, ``start`` inclusive and ``end`` exclusive, at most 400 days long."""

    start: Day
    end: Day


class MoveBody(Given):
    """A new time; ``version`` is the one the caller saw, ``reason`` says why a double booking is meant."""

    version: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    starts_at: Instant
    ends_at: Instant
    is_all_day: bool | None = None
    reason: Line = ""


class PlacementBody(Given):
    """An event as somebody is about to place it; a time without an offset is local in the edition's zone.

    With ``is_move`` only the time of the event ``event_id`` is another, and everything else is its own.
    """

    activity_code: Slug
    starts_at: Moment
    ends_at: Moment | None = None
    is_all_day: bool = False
    place: Line = ""
    person_ids: Annotated[tuple[Id, ...], Field(max_length=100)] = ()
    event_id: Annotated[int, Field(ge=0, le=LARGEST_ID)] = 0
    host: Slug = ""
    district: Slug = ""
    level: EventLevel | None = None
    team_slugs: Annotated[tuple[Slug, ...], Field(max_length=100)] | None = None
    expected_people: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    is_headline: bool | None = None
    status: EventStatus = EventStatus.CONFIRMED
    is_move: bool = False


class Warning(Shown):
    """Something a planner should know; ``other_id`` is the event it clashes with, where it may be seen."""

    kind: ClashKind
    level: ClashLevel
    message: Text
    other_id: int | None


class EventShown(Shown):
    """An event from ``starts_at`` up to ``ends_at``; ``until_on`` is the local day after its last."""

    id: int
    version: int
    activity: str
    activity_name: Text
    colour: str
    title: Text
    place: Text
    host: Text
    district: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    first_on: date
    until_on: date
    status: EventStatus
    status_name: Text
    is_awaiting: bool
    is_cancelled: bool
    level: EventLevel
    may_move: bool
    clashes: list[Warning]


class EventsShown(Shown):
    events: list[EventShown]


class DayShown(Shown):
    """A day: ``kind`` is off (休) or work (班), ``name`` the holiday it belongs to."""

    on: date
    kind: DayKind | None
    mark: Text
    name: Text
    lunar: Text
    lunar_long: Text
    blackouts: list[Text]


class DaysShown(Shown):
    days: list[DayShown]


class Moved(Shown):
    """What a move or an undo left behind; ``change_id`` is the line of the log that can be undone."""

    event: EventShown
    warnings: list[Warning]
    change_id: int


class Warnings(Shown):
    """What speaks against a placement; ``needs_reason`` tells that it is saved only with one."""

    warnings: list[Warning]
    needs_reason: bool = False


class FieldProblem(Shown):
    field: str
    zh: str
    en: str


class ErrorBody(Shown):
    """What went wrong, in both languages; ``kind`` is "stale" or "double_booking" where a 409 has to be told apart."""

    status: int
    zh: str
    en: str
    problems: list[FieldProblem]
    kind: str = ""


class ErrorShown(Shown):
    """Every error; with a stale version the event comes as it stands now."""

    error: ErrorBody
    event: EventShown | None = None


ERRORS: dict[str | int, Any] = dict.fromkeys(("400", "401", "403", "404", "422", "503"), ErrorShown)

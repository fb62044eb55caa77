"""The closed sets of the trade, stored by value; their words in both languages are in ``labels.py``."""

from enum import StrEnum


class EditionStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class ActivityKind(StrEnum):
    CAMPAIGN = "campaign"
    SUPPORTING = "supporting"
    DUTY = "duty"


class OrganisationKind(StrEnum):
    """``DISTRICT`` covers districts, county-level cities and development zones: the units of the notice.

    A ``TEAM`` goes out together and is in one place at a time; its parent is the organisation that sends it.
    """

    CITY_BUREAU = "city_bureau"
    DEPARTMENT = "department"
    DISTRICT = "district"
    OFFICE = "office"
    PROVINCE = "province"
    MEDIA = "media"
    CORPS = "corps"
    TEAM = "team"
    ASSOCIATION = "association"


class OrganisationRole(StrEnum):
    LEAD = "lead"
    CO_ORGANISER = "co_organiser"
    GUEST = "guest"
    MEDIA = "media"
    EXECUTOR = "executor"


class VenueKind(StrEnum):
    COMMUNITY = "community"
    CAMPUS = "campus"
    HALL = "hall"
    STUDIO = "studio"
    SQUARE = "square"
    BASE = "base"
    OTHER = "other"


class EventStatus(StrEnum):
    """Held and not held are recorded by a close-out; "under way" and "awaits close-out" are computed from the clock."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    HELD = "held"
    NOT_HELD = "not_held"


class EventLevel(StrEnum):
    CITY = "city"
    DISTRICT = "district"


class Visibility(StrEnum):
    INTERNAL = "internal"
    PUBLIC = "public"


class AssignmentRole(StrEnum):
    GUEST = "guest"
    EXPERT = "expert"
    STAFF = "staff"


class HolidayPolicy(StrEnum):
    SKIP = "skip"
    EARLIER_WORKDAY = "earlier_workday"
    LATER_WORKDAY = "later_workday"
    KEEP = "keep"


class Counted(StrEnum):
    """What a requirement counts."""

    EVENTS = "events"  # held events of the activity
    WEEKS = "weeks"  # ISO weeks with at least one held event
    DISTRICTS_BY_EVENT = "districts_by_event"  # districts with at least one held event
    DISTRICTS_BY_MEASURE = "districts_by_measure"  # districts that reported at least one of the measure
    MEASURE = "measure"  # the sum of a measure over close-outs and figures
    SHARE = "share"  # one measure as a percentage of another
    PER_EVENT = "per_event"  # a measure of each held event, within limits


class Comparison(StrEnum):
    AT_LEAST = "at_least"
    EQUAL = "equal"
    BETWEEN = "between"


class Period(StrEnum):
    YEAR = "year"
    WEEK = "week"
    WINDOW = "window"
    MONTH = "month"
    ONCE = "once"
    EVENT = "event"


class CountLevel(StrEnum):
    """``CITY`` counts city-level events only, ``PROGRAMME`` everything, ``DISTRICT`` each district by itself."""

    CITY = "city"
    DISTRICT = "district"
    PROGRAMME = "programme"


class Standing(StrEnum):
    """How a requirement stands today; computed, never stored."""

    REACHED = "reached"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    NO_FIGURES = "no_figures"


class DeadlineAnchor(StrEnum):
    ACTUAL_END = "actual_end"
    FIXED_DAY = "fixed_day"
    ANY_TIME = "any_time"


class ReportStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class DayKind(StrEnum):
    OFF = "off"
    WORK = "work"
    BLACKOUT = "blackout"


class ClashKind(StrEnum):
    VENUE = "venue"
    PERSON = "person"
    TEAM = "team"
    VENUE_CLOSED = "venue_closed"
    PERSON_AWAY = "person_away"
    CAPACITY = "capacity"
    HEADLINE = "headline"  # two city headline events on one day
    SATURATION = "saturation"  # too many events of one district on one day
    TOO_SOON = "too_soon"  # the same community again before its turn
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    OUTSIDE_WINDOW = "outside_window"
    BLACKOUT = "blackout"


class ClashLevel(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    IGNORED = "ignored"


class AvailabilityKind(StrEnum):
    """``OPEN`` rows are weekly hours: with one, what lies outside all of them is closed. ``CLOSED`` is a span."""

    OPEN = "open"
    CLOSED = "closed"


class HalfDay(StrEnum):
    """The parts of a day that planning deals in: an event takes one, or several when it is long."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class VenueChoice(StrEnum):
    """How planning finds the place of an event."""

    ROTATE = "rotate"  # by district share, then least recently visited
    SPREAD = "spread"  # the places of the activity's kind in turn, never the same twice in a row
    OWN = "own"  # a place of the organiser's own district
    OPEN = "open"  # left open: a person names it later


class RosterRule(StrEnum):
    ORDER = "order"
    LEAST_RECENT = "least_recent"
    WEIGHTED = "weighted"


class RosterTurnKind(StrEnum):
    """What a person decided about a turn of a roster; without one the rule decides."""

    SKIPPED = "skipped"
    SWAPPED = "swapped"
    SUBSTITUTED = "substituted"


class PlanStatus(StrEnum):
    """How a run of the planner stands; ``APPLIED`` once a line of it became events."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    APPLIED = "applied"


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    CITY_COORDINATOR = "city_coordinator"
    DISTRICT_COORDINATOR = "district_coordinator"
    DEPARTMENT_LIAISON = "department_liaison"
    READER = "reader"


class FeedScope(StrEnum):
    """Part of a feed's address; ``DEADLINES`` holds the due days alone."""

    PROGRAMME = "programme"
    ACTIVITY = "activity"
    DISTRICT = "district"
    MINE = "mine"
    DEADLINES = "deadlines"


class CardKind(StrEnum):
    """What the first screen asks a coordinator to look at."""

    CLASHES = "clashes"
    OVERDUE = "overdue"
    AWAITING = "awaiting"
    BEHIND = "behind"


class SubmissionState(StrEnum):
    """How a summary that is owed stands today; ``OVERDUE`` is computed and may hold together with ``RETURNED``."""

    OVERDUE = "overdue"
    DUE = "due"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
